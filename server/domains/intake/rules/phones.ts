import type { CountryCode } from 'libphonenumber-js/min'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { CellProblem } from './cell.ts'

const numbersMax = 10
const cacheEntriesMax = 20_000
const separators = /[;,|\n]|\s\/\s|\s(?:or|oder|ou|o)\s/i

export type Phones = { readonly valid: readonly string[]; readonly invalid: readonly string[] }

/**
 * Reads the phone numbers of a cell as E.164. A number without a country prefix is one of `country`; without that
 * it cannot be told and is invalid. Answers are kept for a while, because a switchboard stands in many rows.
 */
export function phonesReader(country: string | undefined): (text: string) => Phones {
  const home = country && isSupportedCountry(country) ? country : undefined
  const cache = new Map<string, Phones>()
  return (text) => {
    const known = cache.get(text)
    if (known) return known
    if (cache.size >= cacheEntriesMax) cache.clear()
    const phones = phonesOf(text, home)
    cache.set(text, phones)
    return phones
  }
}

function phonesOf(text: string, home: CountryCode | undefined): Phones {
  const parts = text
    .split(separators)
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, numbersMax)
  const valid: string[] = []
  const invalid: string[] = []
  for (const part of parts) {
    const number = parsePhoneNumberFromString(international(part), home)
    if (number?.isPossible()) valid.push(number.number)
    else invalid.push(part)
  }
  return { valid: [...new Set(valid)], invalid }
}

/** `0049 …` and `011 49 …` are ways to write `+49 …`; `+49 (0)30` carries a zero that is not dialled. */
function international(part: string): string {
  return part
    .replace(/^\s*00(?=[1-9])/, '+')
    .replace(/^\s*011(?=\s?[1-9])/, '+')
    .replace(/^(\+.*?)\(0\)/, '$1')
}

/** The problem of a cell in which something is no phone number. The row is kept. */
export function invalidPhone(invalid: readonly string[], country: string | undefined): CellProblem {
  const why = country ? '' : ' without a country prefix, and no default country is set'
  return {
    code: 'invalid-phone',
    message: `"${invalid.join(', ').slice(0, 80)}" is not a phone number that can be dialled${why}; it is kept as written.`,
    remedy: country
      ? 'Correct the number.'
      : 'Choose the country of this column, or write numbers as +49 30 1234567.',
  }
}
