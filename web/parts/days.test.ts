import { expect, test } from 'vitest'
import { dayOf, startOfDay } from './days.ts'

test('a day begins at midnight of the workspace, also where its clock changes that day', () => {
  const berlin = (day: string) => startOfDay(day, 'Europe/Berlin')
  expect(berlin('2026-03-29')).toBe('2026-03-28T23:00:00.000Z')
  expect(berlin('2026-03-30')).toBe('2026-03-29T22:00:00.000Z')
  expect(berlin('2026-10-25')).toBe('2026-10-24T22:00:00.000Z')
  expect(berlin('2026-10-26')).toBe('2026-10-25T23:00:00.000Z')
  const newYork = (day: string) => startOfDay(day, 'America/New_York')
  expect(newYork('2026-03-08')).toBe('2026-03-08T05:00:00.000Z')
  expect(newYork('2026-03-09')).toBe('2026-03-09T04:00:00.000Z')
  expect(newYork('2026-11-01')).toBe('2026-11-01T04:00:00.000Z')
  expect(newYork('2026-11-02')).toBe('2026-11-02T05:00:00.000Z')
})

test('a day without a midnight begins when its clock leaps', () => {
  expect(startOfDay('2026-03-08', 'America/Havana')).toBe('2026-03-08T05:00:00.000Z')
  expect(startOfDay('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z')
  expect(startOfDay('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z')
})

test('what was stored of a day is shown as that day', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'America/Havana'])
    for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'])
      expect(dayOf(startOfDay(day, zone), zone)).toBe(day)
  expect(dayOf('2026-03-28T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-29')
  expect(dayOf('2026-03-29T03:30:00Z', 'America/New_York')).toBe('2026-03-28')
})
