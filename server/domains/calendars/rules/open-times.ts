import { stretchesOf } from './zone.ts'
import type { Stretch } from './zone.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const daysInWeek = 7
/** The first of January 1970 was a Thursday; weeks begin on Mondays. */
const weekdayOfDayZero = 3

/** Minutes since midnight as the clock on the wall shows them; the end is excluded and at most 1440. */
export type Window = { readonly from: number; readonly until: number }

/** When somebody works: windows of each weekday, Monday first, in a time zone, but not on holidays (`2026-12-25`). */
export type WorkingHours = {
  readonly timeZone: string
  readonly week: readonly (readonly Window[])[]
  readonly holidays: readonly string[]
}

/** The open times of one year (of UTC) in order: instants in ms, and how much of the year was open before each begins. */
export type OpenTimes = {
  readonly from: Float64Array
  readonly until: Float64Array
  readonly before: Float64Array
  /** All that is open in the year, in ms. */
  readonly total: number
}

type Span = { readonly from: number; readonly until: number }

/**
 * An instant is open if the clock on the wall then shows a time within a window of that day. So an hour that the clock
 * leaps over is not worked, and one that it shows twice is worked twice.
 */
export function openTimesOf(hours: WorkingHours, offsetAt: (at: number) => number, year: number): OpenTimes {
  const holidays = new Set(hours.holidays.map((day) => Date.parse(`${day}T00:00:00Z`) / dayMs))
  const windowsOn = (day: number) => (holidays.has(day) ? [] : (hours.week[weekdayOf(day)] ?? []))
  const stretches = stretchesOf(offsetAt, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))
  return packed(joined(stretches.flatMap((stretch) => openWithin(stretch, windowsOn))))
}

/** While the clocks run evenly, a day's windows are spans of instants; those that reach over an end are cut. */
function openWithin({ from, until, offset }: Stretch, windowsOn: (day: number) => readonly Window[]): Span[] {
  const spans: Span[] = []
  const endDay = Math.ceil((until + offset) / dayMs)
  for (let day = Math.floor((from + offset) / dayMs); day < endDay; day++) {
    const midnight = day * dayMs - offset
    for (const window of windowsOn(day)) {
      const opens = Math.max(midnight + window.from * minuteMs, from)
      const closes = Math.min(midnight + window.until * minuteMs, until)
      if (opens < closes) spans.push({ from: opens, until: closes })
    }
  }
  return spans
}

/** Monday is 0. */
function weekdayOf(day: number): number {
  return (((day + weekdayOfDayZero) % daysInWeek) + daysInWeek) % daysInWeek
}

/** What touches or overlaps becomes one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1)
    if (last === undefined || span.from > last.until) all.push(span)
    else all.splice(-1, 1, { from: last.from, until: Math.max(last.until, span.until) })
  }
  return all
}

function packed(spans: readonly Span[]): OpenTimes {
  const before = new Float64Array(spans.length)
  let total = 0
  for (const [index, { from, until }] of spans.entries()) {
    before[index] = total
    total += until - from
  }
  return {
    from: Float64Array.from(spans, (span) => span.from),
    until: Float64Array.from(spans, (span) => span.until),
    before,
    total,
  }
}
