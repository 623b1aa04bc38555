import type { CellProblem } from './cell.ts'

const addressCharactersMax = 254
const addressesMax = 20

/** The form that browsers accept for an address (HTML standard), with at least one dot in the domain. */
const address =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~\u00A1-\uFFFF-]+@[a-z0-9\u00A1-\uFFFF](?:[a-z0-9\u00A1-\uFFFF-]{0,61}[a-z0-9\u00A1-\uFFFF])?(?:\.[a-z0-9\u00A1-\uFFFF](?:[a-z0-9\u00A1-\uFFFF-]{0,61}[a-z0-9\u00A1-\uFFFF])?)+$/

const separators = /[;,\s|]+/
const dressing = /^(?:mailto:)?[<("'[]*|[>)"'\].,:]*$/gi

export type Mails = { readonly valid: readonly string[]; readonly invalid: readonly string[] }

/** All addresses of a cell, in lower case, each once; what is written there and is no address is handed back too. */
export function mailsOf(text: string): Mails {
  const whole = text.toLowerCase()
  if (isMail(whole)) return { valid: [whole], invalid: [] }
  const bracketed = [...whole.matchAll(/<([^<>]+)>/g)].map(([, inner = '']) => inner)
  const parts = (bracketed.length > 0 ? bracketed : whole.split(separators)).slice(0, addressesMax)
  const written = [...new Set(parts.map((part) => part.trim().replaceAll(dressing, '')))].filter(Boolean)
  const valid = written.filter(isMail)
  if (valid.length === 0) return { valid, invalid: [text.trim()] }
  return { valid, invalid: written.filter((part) => !isMail(part)) }
}

/** Whether a text in lower case is one mail address. */
export function isMail(text: string): boolean {
  if (text.length > addressCharactersMax || !text.includes('@')) return false
  return address.test(text) && !text.includes('..') && !text.startsWith('.') && !text.includes('.@')
}

/** The problem of a cell in which something is no mail address. The row is kept. */
export function invalidMail(invalid: readonly string[]): CellProblem {
  return {
    code: 'invalid-email',
    message: `"${invalid.join(', ').slice(0, 80)}" is not a mail address; it is kept as written and not used for matching.`,
    remedy: 'Correct the address in the file or later on the record.',
  }
}
