import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BusinessTime } from './business-time.ts'
import type { Window, WorkingHours } from './open-times.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'] as const

const office: Window[] = [
  { from: 9 * 60, until: 12 * 60 },
  { from: 13 * 60, until: 18 * 60 },
]
const week = (windows: Window[]): Window[][] => [windows, windows, windows, windows, windows, [], []]
const always: Window[][] = Array.from({ length: 7 }, () => [{ from: 0, until: 24 * 60 }])
const at = (text: string) => Date.parse(text)
const text = (instant: number) => new Date(instant).toISOString()

describe('working hours in Berlin', () => {
  const time = new BusinessTime({ timeZone: 'Europe/Berlin', week: week(office), holidays: ['2026-12-25'] })

  test('what begins within them is due within them', () => {
    expect(text(time.after(at('2026-11-23T09:00:00+01:00'), hourMs))).toBe('2026-11-23T09:00:00.000Z')
    expect(text(time.after(at('2026-11-23T11:30:00+01:00'), hourMs))).toBe('2026-11-23T12:30:00.000Z')
  })

  test('what begins outside begins at the next opening', () => {
    expect(text(time.after(at('2026-11-20T18:30:00+01:00'), hourMs))).toBe('2026-11-23T09:00:00.000Z')
    expect(text(time.opening(at('2026-11-21T12:00:00+01:00')))).toBe('2026-11-23T08:00:00.000Z')
  })

  test('time that ends with a window is due at its end', () => {
    expect(text(time.after(at('2026-11-23T09:00:00+01:00'), 8 * hourMs))).toBe('2026-11-23T17:00:00.000Z')
  })

  test('nobody works on a holiday', () => {
    expect(text(time.after(at('2026-12-24T17:30:00+01:00'), hourMs))).toBe('2026-12-28T08:30:00.000Z')
    expect(time.isOpen(at('2026-12-25T10:00:00+01:00'))).toBe(false)
  })

  test('the turn of the year is crossed', () => {
    expect(time.between(at('2026-12-31T17:00:00+01:00'), at('2027-01-01T10:00:00+01:00'))).toBe(2 * hourMs)
  })
})

describe('clocks that are changed', () => {
  const night = { from: 2 * 60, until: 3 * 60 }
  const nights = (timeZone: string) =>
    new BusinessTime({ timeZone, week: Array.from({ length: 7 }, () => [night]), holidays: [] })

  test.for([
    ['Europe/Berlin', '2026-03-29T00:00:00+01:00', 0],
    ['Europe/Berlin', '2026-10-25T00:00:00+02:00', 2 * hourMs],
    ['America/New_York', '2026-03-08T00:00:00-05:00', 0],
    ['America/New_York', '2026-11-01T00:00:00-04:00', hourMs],
  ] as const)('in %s, the window from 2 to 3 of the night of %s is open for %i ms', ([zone, day, open]) => {
    expect(nights(zone).between(at(day), at(day) + 20 * hourMs)).toBe(open)
  })

  test('the hour that is shown twice in New York is worked twice', () => {
    const time = new BusinessTime({
      timeZone: 'America/New_York',
      week: Array.from({ length: 7 }, () => [{ from: 60, until: 120 }]),
      holidays: [],
    })
    expect(text(time.after(at('2026-11-01T00:00:00-04:00'), 1.5 * hourMs))).toBe('2026-11-01T06:30:00.000Z')
  })

  test('a day that is open around the clock has 23 hours in spring and 25 in autumn', () => {
    const time = new BusinessTime({ timeZone: 'Europe/Berlin', week: always, holidays: [] })
    const midnights = ['2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'].map(at)
    expect(time.between(midnights[0] ?? 0, midnights[1] ?? 0)).toBe(23 * hourMs)
    const autumn = ['2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'].map(at)
    expect(time.between(autumn[0] ?? 0, autumn[1] ?? 0)).toBe(25 * hourMs)
  })
})

test('working hours that never open are refused', () => {
  const never = new BusinessTime({ timeZone: 'UTC', week: [], holidays: [] })
  expect(() => never.after(0, hourMs)).toThrow('no working hours')
  expect(() => never.opening(0)).toThrow('no working hours')
})

const anyWindow = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 }))
  .map(([from, length]): Window => ({ from: from * 15, until: Math.min(24 * 60, (from + length) * 15) }))
/** Around the days on which clocks are changed, and the turn of the year. */
const anyDay = fc.constantFrom(
  '2026-03-08',
  '2026-03-29',
  '2026-10-25',
  '2026-11-01',
  '2026-12-31',
  '2028-02-29',
)
const anyInstant = fc
  .tuple(anyDay, fc.integer({ min: -2 * 1440, max: 2 * 1440 }))
  .map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs)
const anyHours: fc.Arbitrary<WorkingHours> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(fc.array(anyWindow, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
    holidays: fc.array(anyDay, { maxLength: 2 }),
  })
  .filter((hours) => hours.week.flat().length > 0)
const anyTerm = fc.integer({ min: 0, max: 10 * 24 * 60 }).map((minutes) => minutes * minuteMs)

/** What the clock on the wall shows is asked of every minute anew. */
function openMinutes(hours: WorkingHours, from: number, until: number): number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: hours.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  let minutes = 0
  for (let minute = from; minute < until; minute += minuteMs) {
    const [day = '', clock = ''] = format.format(minute).split(' ')
    const [hour = 0, past = 0] = clock.split(':').map(Number)
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const windows = hours.holidays.includes(day) ? [] : (hours.week[weekday] ?? [])
    if (windows.some((window) => window.from <= hour * 60 + past && hour * 60 + past < window.until))
      minutes++
  }
  return minutes
}

describe('whatever the working hours', () => {
  test('as much is open as a clock on the wall shows, minute by minute', { timeout: 60_000 }, () => {
    const property = fc.property(anyHours, anyInstant, (hours, from) => {
      const until = from + 2 * dayMs
      const open = openMinutes(hours, from, until) * minuteMs
      expect(new BusinessTime(hours).between(from, until)).toBe(open)
    })
    fc.assert(property, { numRuns: 60 })
  })

  test('a due time is within an open time, and no earlier than the time that it was given', () => {
    const property = fc.property(anyHours, anyInstant, anyTerm, (hours, from, term) => {
      const time = new BusinessTime(hours)
      const due = time.after(from, term)
      expect(time.isOpen(due) || time.isOpen(due - 1)).toBe(true)
      expect(due).toBeGreaterThanOrEqual(from)
      expect(time.between(from, due)).toBe(term)
    })
    fc.assert(property, { numRuns: 300 })
  })

  test('more time, and a later beginning, are never due earlier', () => {
    const property = fc.property(anyHours, anyInstant, anyTerm, anyTerm, (hours, from, term, more) => {
      const time = new BusinessTime(hours)
      expect(time.after(from, term + more)).toBeGreaterThanOrEqual(time.after(from, term))
      expect(time.after(from + more, term)).toBeGreaterThanOrEqual(time.after(from, term))
    })
    fc.assert(property, { numRuns: 300 })
  })

  test('the parts of a span of time add up to it', () => {
    const property = fc.property(
      anyHours,
      anyInstant,
      anyInstant,
      anyInstant,
      (hours, from, middle, until) => {
        const time = new BusinessTime(hours)
        expect(time.between(from, middle) + time.between(middle, until)).toBe(time.between(from, until))
      },
    )
    fc.assert(property, { numRuns: 300 })
  })

  test('time that is given in two parts is due when it is due at once', () => {
    const property = fc.property(anyHours, anyInstant, anyTerm, anyTerm, (hours, from, first, second) => {
      const time = new BusinessTime(hours)
      fc.pre(second > 0)
      expect(time.after(time.after(from, first), second)).toBe(time.after(from, first + second))
    })
    fc.assert(property, { numRuns: 300 })
  })
})
