import type { ColumnTarget, CustomFieldType, Transform } from '../../../../contract/intake.ts'
import { currencyBeside } from './currencies.ts'
import { dateStyleOf } from './date-order.ts'
import { hasTimeOfDay } from './dates.ts'
import { decimalStyleOf } from './decimal-style.ts'
import type { ColumnProfile } from './profile.ts'
import { wordsOf } from './words.ts'

const keyCharactersMax = 60
const labelCharactersMax = 120

export type CustomProposal = {
  readonly target: ColumnTarget
  readonly transform: Transform
  readonly because: string
}

/** Proposes a new custom field for a column that no standard field takes, with the type its values have. */
export function customFieldFor(
  profile: ColumnProfile,
  options: { taken: Set<string>; country?: string },
): CustomProposal {
  const { type, transform, because } = typeOf(profile, options.country)
  const key = freeKey(keyOf(profile.column), options.taken)
  options.taken.add(key)
  const label = profile.column.slice(0, labelCharactersMax)
  return { target: { to: 'custom', key, label, type }, transform, because }
}

/** A key as the tables want it: lower-case letters, digits and underscores, a letter in front. */
export function keyOf(column: string): string {
  const words = wordsOf(column)
    .replace(/^property /, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  const lettered = /^[a-z]/.test(words) ? words : `field_${words}`
  return lettered.slice(0, keyCharactersMax).replace(/_+$/, '')
}

function freeKey(key: string, taken: ReadonlySet<string>): string {
  let free = key
  for (let count = 2; taken.has(free); count += 1) free = `${key.slice(0, keyCharactersMax - 5)}_${count}`
  return free
}

type Typed = { readonly type: CustomFieldType; readonly transform: Transform; readonly because: string }

const almostAll = 0.98
const text: Typed = { type: 'text', transform: { type: 'text' }, because: 'Its values are texts.' }

function typeOf(profile: ColumnProfile, country: string | undefined): Typed {
  const { shares } = profile
  if (profile.filled === 0) return text
  if (shares.boolean >= almostAll && isYesNo(profile)) {
    return {
      type: 'boolean',
      transform: { type: 'boolean', yes: [], no: [] },
      because: 'Its values say yes or no.',
    }
  }
  if (shares.date >= almostAll && shares.number < almostAll) return dated(profile, country)
  return shares.number >= almostAll && !looksLikeId(profile) ? numeric(profile) : text
}

/** Ones and zeros alone are counts as often as answers: they stay numbers. */
function isYesNo(profile: ColumnProfile): boolean {
  const words = [...profile.values.keys()].filter((value) => !profile.placeholders.has(value))
  return words.length <= 4 && !words.every((word) => /^[01](?:\.0)?$/.test(word))
}

/** A custom date is a day; where the values have a time of day, the text of the instant loses nothing. */
function dated(profile: ColumnProfile, country: string | undefined): Typed {
  const { transform } = dateStyleOf(profile.values, country)
  const timed = profile.samples.some(hasTimeOfDay)
  if (timed)
    return {
      type: 'text',
      transform,
      because: 'Its values are dates with a time of day, kept as text in UTC.',
    }
  return { type: 'date', transform, because: 'Its values are dates.' }
}

/** Digits that nobody calculates with: with leading zeros, very long, or called an id, a code, a number. */
function looksLikeId(profile: ColumnProfile): boolean {
  const words = wordsOf(profile.column)
  if (idWords.test(words) && !/(^| )(number|no) of /.test(words)) return true
  return profile.samples.some((sample) => /^0\d/.test(sample) || /^\d{14,}$/.test(sample))
}

const idWords = /(^| )(id|ids|code|zip|postal|postcode|plz|number|nummer|key|phone|uuid|hash)( |$)/

const moneyWords =
  /(^| )(revenue|price|cost|amount|budget|value|salary|umsatz|preis|kosten|betrag|prix|montant|precio|importe|preco|valor|spend|fee|income|mrr|arr)( |$)/

function numeric(profile: ColumnProfile): Typed {
  const { decimal } = decimalStyleOf(profile.values)
  const written = profile.samples.some((sample) => currencyBeside(sample, 'EUR') !== null)
  if (written || moneyWords.test(wordsOf(profile.column))) {
    return {
      type: 'money',
      transform: { type: 'money', decimal },
      because: 'Its values are amounts of money.',
    }
  }
  return {
    type: 'number',
    transform: { type: 'number', decimal, percent: false },
    because: 'Its values are numbers.',
  }
}
