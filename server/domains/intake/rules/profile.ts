import { booleanWord } from './booleans.ts'
import { compactDate, writtenDate } from './date-forms.ts'
import { isMail, mailsOf } from './emails.ts'
import { plainNumber } from './numbers.ts'
import { detached } from './words.ts'

/** How many different values of a column are kept; beyond that a column is counted as having very many. */
export const distinctValuesMax = 5_000

/** How many values are looked at to tell what shape the values of a column have. */
const shapedValuesMax = 2_000

export const samplesShownMax = 5
const sampleCharactersMax = 120

/** What a value can look like. One value may have several shapes: `20240131` is a number and a date. */
export const shapes = [
  'email',
  'phone',
  'address',
  'date',
  'number',
  'boolean',
  'salesforceId',
  'serial',
] as const
export type Shape = (typeof shapes)[number]

/** What is known of a column from a sample of its rows. Shares are of the filled cells. */
export type ColumnProfile = {
  readonly column: string
  readonly index: number
  readonly rows: number
  readonly filled: number
  /** Different values with how often they occur, at most `distinctValuesMax`. */
  readonly values: ReadonlyMap<string, number>
  readonly samples: readonly string[]
  readonly shares: Readonly<Record<Shape, number>>
  /** Words that stand for "nothing" here, with how often they occur. */
  readonly placeholders: ReadonlyMap<string, number>
}

/** Profiles every column over a sample of rows. */
export function profileColumns(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly ColumnProfile[] {
  return columns.map((column, index) => profileOf(column, index, rows))
}

function profileOf(column: string, index: number, rows: readonly (readonly string[])[]): ColumnProfile {
  const values = new Map<string, number>()
  let filled = 0
  for (const cells of rows) {
    const text = (cells[index] ?? '').trim()
    if (text === '') continue
    filled += 1
    const count = values.get(text)
    if (count !== undefined) values.set(text, count + 1)
    else if (values.size < distinctValuesMax) values.set(detached(text), 1)
  }
  const placeholders = placeholdersIn(values)
  const samples = [...values.keys()].filter((value) => !placeholders.has(value)).slice(0, samplesShownMax)
  return {
    column,
    index,
    rows: rows.length,
    filled,
    values,
    samples: samples.map((sample) => sample.slice(0, sampleCharactersMax)),
    shares: sharesOf(values, placeholders),
    placeholders,
  }
}

/**
 * Words that people and forms write for "nothing". `unknown` is not among them: it is an answer, and a blank is
 * not unknown.
 */
const placeholderWords = new Set(
  'select|please select|-- select --|--select--|--none--|none|n/a|na|n.a.|#n/a|null|nil|nan|-|--|---|–|—|.|?|(blank)|(empty)|(none)|(not set)|not set|not provided|keine angabe|k. a.|k.a.|bitte wählen|bitte auswählen|néant|non renseigné|sélectionnez|seleccione|seleccionar|sin datos|selecione|não informado|undefined|#ref!|#value!'.split(
    '|',
  ),
)

function placeholdersIn(values: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...values].filter(([value]) => placeholderWords.has(value.toLowerCase())))
}

function sharesOf(
  values: ReadonlyMap<string, number>,
  placeholders: ReadonlyMap<string, number>,
): Record<Shape, number> {
  const counts = {
    email: 0,
    phone: 0,
    address: 0,
    date: 0,
    number: 0,
    boolean: 0,
    salesforceId: 0,
    serial: 0,
  }
  let total = 0
  let looked = 0
  for (const [value, count] of values) {
    if (placeholders.has(value)) continue
    if (looked >= shapedValuesMax) break
    looked += 1
    total += count
    for (const shape of shapes) if (tests[shape](value)) counts[shape] += count
  }
  for (const shape of shapes) counts[shape] = total === 0 ? 0 : counts[shape] / total
  return counts
}

const webAddress = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[:/?#]\S*)?$/i
const phoneLike = /^[+(\d][\d\s().\-/]{5,24}(?:\s?(?:ext|x)\.?\s?\d{1,6})?$/i
const salesforceLike = /^(?:00[13567QGT]|701|003|02[is])[a-z0-9]{12}(?:[a-z0-9]{3})?$/i
const serialLike = /^(?:[2-6]\d{4}(?:\.\d+)?|1[0-9]{9}|1[0-9]{12})$/

const tests: Readonly<Record<Shape, (value: string) => boolean>> = {
  email: (value) => isMail(value.toLowerCase()) || (value.includes('@') && mailsOf(value).valid.length > 0),
  phone: (value) => phoneLike.test(value) && digitsIn(value) >= 6 && digitsIn(value) <= 15,
  address: (value) => webAddress.test(value) && !/^\d+(?:\.\d+)+$/.test(value),
  date: (value) => value.length >= 6 && value.length <= 60 && isDate(value),
  number: (value) => value.length <= 30 && (plainNumber(value, '.') ?? plainNumber(value, ',')) !== null,
  // A letter such as `x` or `o` says yes only where nothing else could be meant.
  boolean: (value) => booleanWord(value) !== null && (value.length > 1 || /[01yn]/i.test(value)),
  salesforceId: (value) => salesforceLike.test(value),
  serial: (value) => serialLike.test(value),
}

function isDate(value: string): boolean {
  const written = writtenDate(value)
  return written ? written.orders.length > 0 : compactDate(value) !== null
}

function digitsIn(value: string): number {
  return value.replaceAll(/\D/g, '').length
}
