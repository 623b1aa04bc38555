import type { DateOrder } from '../../../../contract/intake.ts'
import { monthNumber } from './month-names.ts'

/** A time of day as written; `offsetMinutes` is null where no zone is written. */
export type TimeOfDay = {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly milli: number
  readonly offsetMinutes: number | null
}

/**
 * A date as written. Where it is `settled`, year, month and day are what they say. Otherwise the three numbers
 * stand in the order written, as if day, month, year, and `orders` lists the orders under which they are a date.
 */
export type WrittenDate = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: TimeOfDay | null
  readonly settled: boolean
  readonly orders: readonly DateOrder[]
}

/** Where the numbers leave no choice, every order agrees with them. */
export const everyOrder: readonly DateOrder[] = ['ymd', 'dmy', 'mdy']

const timeShape =
  /(?:^|[\sT,])(\d{1,2})(?:[:h]|\.(?=\d\d(?:[.:]\d\d|\s*uhr)))(\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(?:uhr)?\s*(z|utc|gmt|(?:utc|gmt)?[+\-−]\d{1,2}(?::?\d{2})?|[a-z]{3,4})?\s*(?:utc|gmt|\([^)]*\))?$/i

const zoneNames: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
}

const betweenDateAndTime = /(?:,|\s(?:à|a las|às|as|at|um|alle|kl\.?))\s*$/i

/** Splits a written date into its date and its time of day. Null where nothing in it is a date. */
export function writtenDate(text: string): WrittenDate | null {
  const clock = timeShape.exec(text)
  const time = clock ? timeOfDay(clock) : null
  if (clock && !time) return null
  const date = (clock ? text.slice(0, clock.index).replace(betweenDateAndTime, '') : text).trim()
  return numericDate(date, time) ?? namedDate(date, time)
}

const compactShape = /^(?:19|20)\d{6}(?:\d{4}(?:\d{2})?)?$/

/** Dates without any mark between the numbers, `20240131` or `20240131093000`: they look like plain numbers. */
export function compactDate(text: string): WrittenDate | null {
  if (!compactShape.test(text)) return null
  const digits = (from: number, to: number) => Number(text.slice(from, to))
  const [year, month, day] = [digits(0, 4), digits(4, 6), digits(6, 8)]
  const [hour, minute, second] = [digits(8, 10), digits(10, 12), digits(12, 14)]
  if (!isDay(year, month, day) || !isTime(hour, minute, second)) return null
  const time = text.length === 8 ? null : { hour, minute, second, milli: 0, offsetMinutes: null }
  return { year, month, day, time, settled: true, orders: everyOrder }
}

/** Whether a calendar has this day. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const numericShape = /^(\d{1,4})\s?([-/.\s])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?$/
const weekday = /^\p{L}{2,12}\.?,?\s+(?=\d)/u

function numericDate(text: string, time: TimeOfDay | null): WrittenDate | null {
  const found = numericShape.exec(text.replace(weekday, ''))
  if (!found) return null
  const [, first = '', , second = '', third = ''] = found
  if (first.length > 2)
    return first.length === 4 && third.length <= 2 ? ymd([first, second, third], time) : null
  if (third.length === 3) return null
  return shortOrders([first, second, third], time)
}

function ymd(numbers: readonly [string, string, string], time: TimeOfDay | null): WrittenDate {
  const [year, month, day] = [Number(numbers[0]), Number(numbers[1]), Number(numbers[2])]
  return { year, month, day, time, settled: true, orders: everyOrder }
}

function shortOrders(numbers: readonly [string, string, string], time: TimeOfDay | null): WrittenDate {
  const [first, second] = [Number(numbers[0]), Number(numbers[1])]
  const year = fullYear(numbers[2])
  const orders: DateOrder[] = []
  if (isDay(year, second, first)) orders.push('dmy')
  if (isDay(year, first, second)) orders.push('mdy')
  if (numbers[2].length <= 2 && isDay(fullYear(numbers[0]), second, Number(numbers[2]))) orders.push('ymd')
  return { year, month: second, day: first, time, settled: false, orders }
}

/** The same date with its numbers taken in an order. */
export function inOrder(date: WrittenDate, order: DateOrder): WrittenDate {
  if (date.settled) return date
  if (order === 'mdy') return { ...date, day: date.month, month: date.day }
  if (order === 'dmy') return date
  return { ...date, year: fullYear(String(date.day)), day: date.year % 100 }
}

function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

const dayFirst =
  /^(?:\p{L}{2,12}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\-/.]*(?:de\s+|of\s+)?(\p{L}{3,12})\.?,?[\s\-/.]*(?:de[l]?\s+)?(\d{2}|\d{4})$/iu
const monthFirst =
  /^(?:\p{L}{2,12}\.?,?\s+)?(\p{L}{3,12})\.?[\s\-/.]+(\d{1,2})(?:st|nd|rd|th|\.)?[\s,\-/.]+(\d{4}|\d{2})$/iu
const yearFirst = /^(\d{4})[\s\-/.]+(\p{L}{3,12})\.?[\s\-/.]+(\d{1,2})$/iu

function namedDate(text: string, time: TimeOfDay | null): WrittenDate | null {
  const [day, month, year] = namedParts(text)
  const number = month ? monthNumber(month) : 0
  if (number === 0) return null
  return {
    year: fullYear(year ?? ''),
    month: number,
    day: Number(day),
    time,
    settled: true,
    orders: everyOrder,
  }
}

function namedParts(text: string): readonly (string | undefined)[] {
  const byDay = dayFirst.exec(text)
  if (byDay) return [byDay[1], byDay[2], byDay[3]]
  const byMonth = monthFirst.exec(text)
  if (byMonth) return [byMonth[2], byMonth[1], byMonth[3]]
  const byYear = yearFirst.exec(text)
  return byYear ? [byYear[3], byYear[2], byYear[1]] : []
}

function timeOfDay(found: RegExpExecArray): TimeOfDay | null {
  const [, hours = '', minutes = '', seconds = '0', fraction = '0', half, zone] = found
  const hour = withHalf(Number(hours), half)
  const [minute, second] = [Number(minutes), Number(seconds)]
  const offsetMinutes = zone ? offsetOf(zone) : null
  if (!isTime(hour, minute, second) || Number.isNaN(offsetMinutes)) return null
  // A leap second has no instant of its own in our calendar.
  return {
    hour,
    minute,
    second: Math.min(second, 59),
    milli: Math.floor(Number(`0.${fraction}`) * 1000),
    offsetMinutes,
  }
}

function isTime(hour: number, minute: number, second: number): boolean {
  if (hour === 24) return minute + second === 0
  return hour < 24 && minute <= 59 && second <= 60
}

function withHalf(hour: number, half: string | undefined): number {
  if (!half) return hour
  const afternoon = half.toLowerCase().startsWith('p')
  return (hour % 12) + (afternoon ? 12 : 0)
}

/** Minutes ahead of UTC; NaN for a zone name that is not known. */
function offsetOf(zone: string): number {
  const named = zoneNames[zone.toLowerCase()]
  if (named !== undefined) return named
  const found = /([+\-−])(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (!found) return Number.NaN
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return found[1] === '+' ? minutes : -minutes
}
