/**
 * How fast due times are computed: a million of them by the calendar, beside walking from minute to minute and asking
 * the clock on the wall each time, which is the plain way. Both must agree. Run with `npm run bench -- calendars`.
 */
import { BusinessTime } from '../server/domains/calendars/index.ts'
import type { WorkingHours } from '../server/domains/calendars/index.ts'

const dueTimes = 1_000_000
/** Walking takes so long that few have to do. */
const walked = 200
const minuteMs = 60_000
const hourMs = 3_600_000
const spreadMs = 3 * 365 * 24 * hourMs
const firstAt = Date.UTC(2025, 0, 1)

const office = [
  { from: 9 * 60, until: 12 * 60 + 30 },
  { from: 13 * 60 + 30, until: 18 * 60 },
]
const hours: WorkingHours = {
  timeZone: 'Europe/Berlin',
  week: [office, office, office, office, office, [], []],
  holidays: ['2025-12-25', '2025-12-26', '2026-01-01', '2026-12-25', '2027-01-01'],
}

/** Spread over three years, by steps that hit every hour of the week. */
function startOf(index: number): number {
  return firstAt + ((index * 7_919 * minuteMs) % spreadMs)
}

function termOf(index: number): number {
  return [hourMs, 8 * hourMs, 24 * hourMs][index % 3] ?? hourMs
}

function walk(from: number, term: number): number {
  let left = term
  let at = from
  while (left > 0) {
    if (isOpenAt(at)) left -= minuteMs
    at += minuteMs
  }
  return at
}

const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: hours.timeZone,
  dateStyle: 'short',
  timeStyle: 'short',
})

function isOpenAt(at: number): boolean {
  const [day = '', clock = ''] = wall.format(at).split(' ')
  const [hour = 0, past = 0] = clock.split(':').map(Number)
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const windows = hours.holidays.includes(day) ? [] : (hours.week[weekday] ?? [])
  return windows.some((window) => window.from <= hour * 60 + past && hour * 60 + past < window.until)
}

function timed(count: number, each: (index: number) => void): number {
  const beganAt = performance.now()
  for (let index = 0; index < count; index++) each(index)
  return (performance.now() - beganAt) / 1000
}

const plain: number[] = []
const plainSeconds = timed(walked, (index) => plain.push(walk(startOf(index), termOf(index))))
const time = new BusinessTime(hours)
const seconds = timed(dueTimes, (index) => {
  time.after(startOf(index), termOf(index))
})
const differing = plain.filter((due, index) => due !== time.after(startOf(index), termOf(index))).length
const plainEach = plainSeconds / walked
const each = seconds / dueTimes

console.log(
  `${dueTimes} due times by the calendar: ${seconds.toFixed(2)} s, ${(each * 1e9).toFixed(0)} ns each`,
)
console.log(
  `${walked} by walking over minutes: ${plainSeconds.toFixed(2)} s, ${(plainEach * 1e6).toFixed(0)} µs each`,
)
console.log(`The calendar is ${Math.round(plainEach / each)} times as fast; ${differing} of ${walked} differ`)
if (differing > 0) process.exitCode = 1
