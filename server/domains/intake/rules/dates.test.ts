import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DateOrder } from '../../../../contract/intake.ts'
import { isProblem } from './cell.ts'
import { dateStyleOf } from './date-order.ts'
import { dayReader, instantReader } from './dates.ts'

const rule = (order: DateOrder) => ({ type: 'date', order, serial: 'none' }) as const
const instant = instantReader(rule('dmy'), 'UTC')
const codeOf = (read: unknown) =>
  typeof read === 'object' && read !== null && 'code' in read ? read.code : read
const counted = (values: readonly string[]) => new Map(values.map((value) => [value, 1]))

describe('a written instant is read as UTC', () => {
  test.each([
    ['2018-02-26 19:58:54', '2018-02-26T19:58:54.000Z'],
    ['2020-02-04 4:30:21', '2020-02-04T04:30:21.000Z'],
    ['2018-02-26', '2018-02-26T00:00:00.000Z'],
    ['2024-03-12T10:00:00Z', '2024-03-12T10:00:00.000Z'],
    ['2024-03-12T10:00:00.123456+02:00', '2024-03-12T08:00:00.123Z'],
    ['2024-03-12 10:00:00.000 +0000 UTC', '2024-03-12T10:00:00.000Z'],
    ['31.01.2024', '2024-01-31T00:00:00.000Z'],
    ['31/1/24 14:30', '2024-01-31T14:30:00.000Z'],
    ['1/2/2024 12:00 am', '2024-02-01T00:00:00.000Z'],
    ['24.12.2024 18.30 Uhr', '2024-12-24T18:30:00.000Z'],
    ['Tue Mar 12 2024 10:00:00 GMT+0100 (CET)', '2024-03-12T09:00:00.000Z'],
    ['Tue, 12 Mar 2024 10:00:00 GMT', '2024-03-12T10:00:00.000Z'],
    ['Mar 12, 2024 2:05 PM', '2024-03-12T14:05:00.000Z'],
    ['12 mars 2024 à 14h30', '2024-03-12T14:30:00.000Z'],
    ['12. März 2024', '2024-03-12T00:00:00.000Z'],
    ['12 de diciembre de 2024', '2024-12-12T00:00:00.000Z'],
    ['12-Mar-24', '2024-03-12T00:00:00.000Z'],
    ['20240131', '2024-01-31T00:00:00.000Z'],
    ['20240131093000', '2024-01-31T09:30:00.000Z'],
  ])('%s', (written, expected) => {
    expect(instant(written)).toBe(expected)
  })
})

describe('what is no date is said to be none', () => {
  test.each([
    ['tomorrow', 'unreadable-date'],
    ['14:30', 'unreadable-date'],
    ['45000', 'unreadable-date'],
    ['31.02.2024', 'impossible-date'],
    ['2023-02-29', 'impossible-date'],
    ['2024-13-01', 'impossible-date'],
    ['0024-01-01', 'impossible-date'],
    ['2024-01-01 25:00', 'unreadable-date'],
  ])('%s', (written, code) => {
    expect(codeOf(instant(written))).toBe(code)
  })
})

test('a time without a zone is one of the workspace, also across daylight saving', () => {
  const berlin = instantReader(rule('dmy'), 'Europe/Berlin')
  expect(berlin('2024-01-31 12:00')).toBe('2024-01-31T11:00:00.000Z')
  expect(berlin('2024-07-31 12:00')).toBe('2024-07-31T10:00:00.000Z')
  expect(berlin('2024-07-31')).toBe('2024-07-30T22:00:00.000Z')
})

test('an hour that daylight saving skips moves on, one that it repeats is the first', () => {
  const berlin = instantReader(rule('dmy'), 'Europe/Berlin')
  expect(berlin('2024-03-31 02:30')).toBe('2024-03-31T01:30:00.000Z')
  expect(berlin('2024-10-27 02:30')).toBe('2024-10-27T00:30:00.000Z')
})

test('the zone of the column goes before the zone of the workspace', () => {
  const tokyo = instantReader({ ...rule('dmy'), zone: 'Asia/Tokyo' }, 'Europe/Berlin')
  expect(tokyo('2024-01-31 12:00')).toBe('2024-01-31T03:00:00.000Z')
})

test('a date that the order of the column cannot mean is read and flagged', () => {
  expect(instant('03/25/2024')).toMatchObject({
    code: 'unexpected-date-order',
    kept: '2024-03-25T00:00:00.000Z',
  })
})

test('a bare number is a date only where the rule says so', () => {
  const excel = instantReader({ type: 'date', order: 'ymd', serial: 'excel' }, 'UTC')
  expect(excel('45292.75')).toBe('2024-01-01T18:00:00.000Z')
  expect(instantReader({ type: 'date', order: 'ymd', serial: 'unix' }, 'Europe/Berlin')('1700000000')).toBe(
    '2023-11-14T22:13:20.000Z',
  )
  expect(instantReader({ type: 'date', order: 'ymd', serial: 'unix-ms' }, 'UTC')('1700000000000')).toBe(
    '2023-11-14T22:13:20.000Z',
  )
})

test('a day is the day as written, whatever the time and the zone', () => {
  expect(dayReader(rule('dmy'))('2024-03-12T23:30:00-08:00')).toBe('2024-03-12')
})

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('every day comes back from every order, mark and width', () => {
  const style = fc.record({
    order: fc.constantFrom('ymd', 'dmy', 'mdy'),
    mark: fc.constantFrom('-', '/', '.', ' '),
    wide: fc.boolean(),
  })
  fc.assert(
    fc.property(day, style, (date, { order, mark, wide }) => {
      const [year = '', month = '', number = ''] = date.split('-')
      const part = (text: string) => (wide ? text : String(Number(text)))
      const parts = {
        ymd: [year, part(month), part(number)],
        dmy: [part(number), part(month), year],
        mdy: [part(month), part(number), year],
      }
      expect(dayReader(rule(order))(parts[order].join(mark))).toBe(date)
    }),
  )
})

test('the instant of a wall clock is the one whose wall clock shows it', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
  )
  const minutes = fc.integer({ min: 0, max: 30 * 366 * 24 * 60 })
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const at = new Date(Date.UTC(1995, 0, 1) + minute * 60_000)
      const wall = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(at)
      const read = instantReader(rule('ymd'), zone)(wall)
      if (isProblem(read)) throw new Error(read.message)
      const again = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(new Date(read))
      expect(again).toBe(wall)
    }),
  )
})

describe('the order of a column of dates', () => {
  test('is settled by one value that allows no other', () => {
    expect(dateStyleOf(counted(['03/04/2024', '05/06/2024', '25/06/2024']), 'US').transform.order).toBe('dmy')
    expect(dateStyleOf(counted(['03/04/2024', '05/06/2024', '06/25/2024']), 'DE').transform.order).toBe('mdy')
  })

  test('is asked where nothing settles it, with what each answer would mean', () => {
    const style = dateStyleOf(counted(['03/04/2024', '05/06/2024']), undefined)
    expect(style.ambiguity?.options.map((option) => option.example)).toEqual([
      '03/04/2024 → 2024-04-03',
      '03/04/2024 → 2024-03-04',
    ])
  })

  test('is proposed as the country writes it', () => {
    expect(dateStyleOf(counted(['03/04/2024']), 'US').transform.order).toBe('mdy')
    expect(dateStyleOf(counted(['03/04/2024']), 'GB').transform.order).toBe('dmy')
    expect(dateStyleOf(counted(['03.04.2024']), 'US').transform.order).toBe('dmy')
  })

  test('that the column mixes is proposed as the commonest and said to be mixed', () => {
    const style = dateStyleOf(counted(['13/04/2024', '14/04/2024', '04/15/2024']), undefined)
    expect(style.transform.order).toBe('dmy')
    expect(style.because[0]).toContain('mixes')
    expect(style.ambiguity).toBeDefined()
  })

  test('does not matter for dates written year first or with names', () => {
    expect(dateStyleOf(counted(['2024-03-04', '4 March 2024']), undefined).ambiguity).toBeUndefined()
  })

  test('of spreadsheet days and unix times is their kind', () => {
    expect(dateStyleOf(counted(['45292', '45293.5']), undefined).transform.serial).toBe('excel')
    expect(dateStyleOf(counted(['1700000000', '1700000100']), undefined).transform.serial).toBe('unix')
    expect(dateStyleOf(counted(['20240131', '20240201']), undefined).transform.serial).toBe('none')
  })
})
