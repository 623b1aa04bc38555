import type { CellProblem, Read } from './cell.ts'

const codes = new Set(Intl.supportedValuesOf('currency'))

const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  '₦': 'NGN',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  r$: 'BRL',
  us$: 'USD',
  a$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  mx$: 'MXN',
  fr: 'CHF',
  'fr.': 'CHF',
  sfr: 'CHF',
  euro: 'EUR',
  euros: 'EUR',
}

/** Words that several currencies share: the workspace's own is meant if it is one of them, else the first. */
const shared: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'AUD', 'CAD', 'NZD', 'HKD', 'SGD', 'MXN', 'ARS', 'CLP', 'COP'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
}

const beside = /^[-+(\s]*([^\d\s.,()+-]+\$?|\$)|([^\d\s.,()%-]+)[)\s]*$/u

/** The currency written beside a number, by code or symbol; null where none is. */
export function currencyBeside(text: string, workspaceCurrency: string): string | null {
  const found = beside.exec(text)
  const written = found?.[1] ?? found?.[2]
  return written === undefined ? null : currencyCode(written, workspaceCurrency)
}

/** The ISO 4217 code that a word or symbol stands for; null where it stands for none. */
export function currencyCode(written: string, workspaceCurrency: string): string | null {
  const word = written.trim()
  if (codes.has(word.toUpperCase())) return word.toUpperCase()
  const known = symbols[word.toLowerCase()]
  if (known) return known
  const among = shared[word.toLowerCase()]
  if (!among) return null
  return among.includes(workspaceCurrency) ? workspaceCurrency : (among[0] ?? null)
}

/** Reads a cell that holds a currency and nothing else. */
export function currencyReader(workspaceCurrency: string): (text: string) => Read<string> {
  return (text) => currencyCode(text, workspaceCurrency) ?? unknownCurrency(text)
}

function unknownCurrency(text: string): CellProblem {
  return {
    code: 'unknown-currency',
    message: `"${text.slice(0, 40)}" is not a currency.`,
    remedy: 'Use the code of three letters, such as EUR or USD.',
  }
}
