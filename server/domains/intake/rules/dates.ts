import type { DateOrder, TransformOf } from '../../../../contract/intake.ts'
import type { CellProblem, Read } from './cell.ts'
import type { TimeOfDay, WrittenDate } from './date-forms.ts'
import { compactDate, everyOrder, inOrder, isDay, writtenDate } from './date-forms.ts'
import type { WallClock } from './zones.ts'
import { wallClockOf } from './zones.ts'

export type DateRule = TransformOf<'date'>

const yearMin = 1900
const yearMax = 2199

/** Reads a calendar day, `YYYY-MM-DD`, as written; a time of day beside it is left out. */
export function dayReader(rule: DateRule): (text: string) => Read<string> {
  return (text) => {
    const date = dateOf(text, rule)
    if ('code' in date) return date
    const day = `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`
    return date.doubt ? { ...date.doubt, kept: day } : day
  }
}

/**
 * Reads an instant as ISO 8601 in UTC. A time without a zone is one of the rule's zone, else of `zone`; a date
 * without a time is midnight there.
 */
export function instantReader(rule: DateRule, zone: string): (text: string) => Read<string> {
  const clock = wallClockOf(rule.zone ?? zone)
  const isUtc = clock(midwinterMs) === midwinterMs && clock(midsummerMs) === midsummerMs
  if (isUtc) return (text) => utcOfPlain(text) ?? instantIn(text, rule, clock)
  return (text) => instantIn(text, rule, clock)
}

function instantIn(text: string, rule: DateRule, clock: WallClock): Read<string> {
  const date = dateOf(text, rule)
  if ('code' in date) return date
  const instant = new Date(instantMs(date, clock)).toISOString()
  return date.doubt ? { ...date.doubt, kept: instant } : instant
}

/** Whether a text has a time of day in it, and not only a date. */
export function hasTimeOfDay(text: string): boolean {
  return Boolean(writtenDate(text)?.time)
}

/** Instants of both halves of a year, to see whether a zone's clock ever leaves UTC. */
const midwinterMs = Date.UTC(2024, 0, 1)
const midsummerMs = Date.UTC(2024, 6, 1)

type FoundDate = WrittenDate & { readonly doubt?: CellProblem }

function dateOf(text: string, rule: DateRule): FoundDate | CellProblem {
  const written = writtenDate(text) ?? serialDate(text, rule) ?? compactDate(text)
  if (!written) return unreadable(text)
  const date = decided(written, rule.order)
  const isPossible = isDay(date.year, date.month, date.day) && date.year >= yearMin && date.year <= yearMax
  return isPossible ? date : impossible(text)
}

/** Puts the numbers in the rule's order; where that is no date, in the first order that is, which is doubtful. */
function decided(date: WrittenDate, order: DateOrder): FoundDate {
  const [possible] = date.orders
  if (possible === undefined || date.orders.includes(order)) return inOrder(date, order)
  return { ...inOrder(date, possible), doubt: unexpectedOrder(order) }
}

const plainInstant = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?Z?)?$/

/** The commonest forms need no search: `2018-02-26`, `2018-02-26 19:58:54`, `2020-02-04 4:30:21`, all in UTC. */
function utcOfPlain(text: string): string | null {
  if (!plainInstant.test(text)) return null
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))]
  if (!isDay(year, month, day) || year < yearMin || year > yearMax) return null
  if (text.length === 10) return `${text}T00:00:00.000Z`
  const [hour = '', minute = '', second = '00'] = text.slice(11).replace('Z', '').split(':')
  const whole = second.slice(0, 2)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(whole) > 59) return null
  return `${text.slice(0, 10)}T${hour.padStart(2, '0')}:${minute}:${whole}.000Z`
}

function instantMs(date: WrittenDate, clock: WallClock): number {
  const { hour, minute, second, milli, offsetMinutes } = date.time ?? midnight
  const wall = Date.UTC(date.year, date.month - 1, date.day, hour, minute, second, milli)
  return offsetMinutes === null ? clock(wall) : wall - offsetMinutes * 60_000
}

const midnight: TimeOfDay = { hour: 0, minute: 0, second: 0, milli: 0, offsetMinutes: null }
const dayMs = 86_400_000
const excelEpochMs = Date.UTC(1899, 11, 30)
const excel1904EpochMs = Date.UTC(1904, 0, 1)
const numberShape = /^-?\d{1,14}(?:[.,]\d+)?$/

/** Spreadsheet days and unix times, where the rule says that bare numbers are such. */
function serialDate(text: string, rule: DateRule): WrittenDate | null {
  if (rule.serial === 'none' || !numberShape.test(text)) return null
  const number = Number(text.replace(',', '.'))
  if (rule.serial === 'unix') return dateAt(number * 1000, 0)
  if (rule.serial === 'unix-ms') return dateAt(number, 0)
  const epoch = rule.serial === 'excel' ? excelEpochMs : excel1904EpochMs
  return dateAt(epoch + Math.round(number * dayMs), null)
}

function dateAt(ms: number, offsetMinutes: number | null): WrittenDate | null {
  const at = new Date(ms)
  if (Number.isNaN(at.getTime())) return null
  const time = {
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    milli: at.getUTCMilliseconds(),
    offsetMinutes,
  }
  const date = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
  return { ...date, time, settled: true, orders: everyOrder }
}

const pad = (number: number, width: number) => String(number).padStart(width, '0')

const orderWords: Readonly<Record<DateOrder, string>> = {
  ymd: 'year first',
  dmy: 'day first',
  mdy: 'month first',
}

function unexpectedOrder(order: DateOrder): CellProblem {
  return {
    code: 'unexpected-date-order',
    message: `This date does not fit the order of its column (${orderWords[order]}); it was read the only way it can be.`,
    remedy: 'Look at the column: if it mixes orders, its other dates may be wrong too.',
  }
}

function unreadable(text: string): CellProblem {
  return {
    code: 'unreadable-date',
    message: `"${text.slice(0, 60)}" is not a date that can be read.`,
    remedy: 'Write it as 2024-01-31 or 2024-01-31 14:30, or map the column to a text field.',
  }
}

function impossible(text: string): CellProblem {
  return {
    code: 'impossible-date',
    message: `"${text.slice(0, 60)}" is no day of the calendar in the order chosen for this column.`,
    remedy: 'Correct the date, or choose another order of day, month and year for the column.',
  }
}
