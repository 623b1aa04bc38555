import type { Ambiguity, DateOrder, TransformOf } from '../../../../contract/intake.ts'
import { dateOrders } from '../../../../contract/intake.ts'
import type { DateRule } from './dates.ts'
import { dayReader } from './dates.ts'
import { compactDate, writtenDate } from './date-forms.ts'
import { isProblem } from './cell.ts'

/** Countries that write the month first. */
const monthFirstCountries = new Set(['US', 'PH', 'PR', 'GU', 'BZ', 'PW', 'MH', 'FM'])

export type DateStyle = {
  readonly transform: TransformOf<'date'>
  readonly because: readonly string[]
  readonly ambiguity?: Ambiguity
}

/**
 * Decides over all values of a column how its dates are to be read. `03/04/2024` can be March or April: every
 * value votes, and where none can settle it the person is asked, with the order of the country proposed.
 */
export function dateStyleOf(values: ReadonlyMap<string, number>, country: string | undefined): DateStyle {
  const serial = serialOf(values)
  if (serial !== 'none')
    return { transform: { type: 'date', order: 'ymd', serial }, because: [serialWords[serial]] }
  const votes = votesOf(values)
  if (votes.open.length === 0 && votes.total === 0) {
    return {
      transform: { type: 'date', order: 'ymd', serial: 'none' },
      because: ['The dates are written year first or with the month by name.'],
    }
  }
  return decide(votes, country)
}

type Votes = {
  readonly total: number
  /** How many rows allow an order. */
  readonly allow: Readonly<Record<DateOrder, number>>
  /** Values that are a date under several orders. */
  readonly open: readonly string[]
}

function votesOf(values: ReadonlyMap<string, number>): Votes {
  const allow = { ymd: 0, dmy: 0, mdy: 0 }
  const open: string[] = []
  let total = 0
  for (const [value, count] of values) {
    const date = writtenDate(value)
    if (!date || date.settled || date.orders.length === 0) continue
    total += count
    for (const order of date.orders) allow[order] += count
    if (date.orders.length > 1) open.push(value)
  }
  return { total, allow, open }
}

function decide(votes: Votes, country: string | undefined): DateStyle {
  const usual = usualOrder(votes, country)
  const fitting = dateOrders.filter((order) => votes.allow[order] === votes.total)
  if (fitting.length === 1 && fitting[0])
    return { transform: ruleOf(fitting[0]), because: [settledWords(fitting[0], votes)] }
  if (fitting.length > 1)
    return undecided(fitting.includes(usual) ? usual : (fitting[0] ?? 'dmy'), fitting, votes)
  const [best = 'dmy'] = dateOrders.toSorted((one, other) => votes.allow[other] - votes.allow[one])
  const odd = votes.total - votes.allow[best]
  return {
    ...undecided(best, ['dmy', 'mdy'], votes),
    because: [`Most dates are ${orderNames[best]}, but ${odd} are not: the column mixes orders.`],
  }
}

function undecided(chosen: DateOrder, orders: readonly DateOrder[], votes: Votes): DateStyle {
  const example = votes.open[0] ?? ''
  const options = [chosen, ...orders.filter((order) => order !== chosen)].map((order) => ({
    transform: ruleOf(order),
    label: orderNames[order],
    example: `${example} → ${dayIn(example, order)}`,
  }))
  const message = `No date in this column says whether day or month comes first: ${example} could be either.`
  return {
    transform: ruleOf(chosen),
    because: [`Taken as ${orderNames[chosen]}; nothing in the column settles it.`],
    ambiguity: { about: 'date-order', message, options },
  }
}

/** Where nothing settles it: dots and dashes are written day first, slashes as the country writes them. */
function usualOrder(votes: Votes, country: string | undefined): DateOrder {
  const slashes = votes.open.filter((value) => value.includes('/')).length
  return slashes > votes.open.length / 2 && country && monthFirstCountries.has(country) ? 'mdy' : 'dmy'
}

function dayIn(value: string, order: DateOrder): string {
  const read = dayReader(ruleOf(order))(value)
  return isProblem(read) ? 'no date' : read
}

const ruleOf = (order: DateOrder): DateRule => ({ type: 'date', order, serial: 'none' })

export const orderNames: Readonly<Record<DateOrder, string>> = {
  ymd: 'year, month, day',
  dmy: 'day, month, year',
  mdy: 'month, day, year',
}

function settledWords(order: DateOrder, votes: Votes): string {
  return `${votes.total - votes.open.length} of ${votes.total} dates can only be ${orderNames[order]}, and none contradicts.`
}

const serialWords = {
  excel: 'The numbers are days as spreadsheets count them.',
  unix: 'The numbers are seconds since 1970 (unix time).',
  'unix-ms': 'The numbers are milliseconds since 1970 (unix time).',
} as const

const serialShapes = [
  { serial: 'excel', shape: /^[2-6]\d{4}(?:[.,]\d+)?$/ },
  { serial: 'unix', shape: /^1\d{9}(?:\.\d+)?$/ },
  { serial: 'unix-ms', shape: /^1\d{12}$/ },
] as const

function serialOf(values: ReadonlyMap<string, number>): 'excel' | 'unix' | 'unix-ms' | 'none' {
  const all = [...values.keys()].filter((value) => compactDate(value) === null)
  if (all.length === 0) return 'none'
  const found = serialShapes.find(
    ({ shape }) => all.filter((value) => shape.test(value)).length > all.length * 0.9,
  )
  return found?.serial ?? 'none'
}
