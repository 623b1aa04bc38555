import { expect, test } from 'vitest'
import { monthAt, monthsLater, monthsUpTo, startOf } from './months.ts'

test('a month begins at midnight of the workspace, whatever its clock does that month', () => {
  expect(startOf('2026-03', 'UTC')).toBe('2026-03-01T00:00:00.000Z')
  expect(startOf('2026-03', 'Europe/Berlin')).toBe('2026-02-28T23:00:00.000Z')
  expect(startOf('2026-04', 'Europe/Berlin')).toBe('2026-03-31T22:00:00.000Z')
  expect(startOf('2026-11', 'America/New_York')).toBe('2026-11-01T04:00:00.000Z')
  expect(startOf('2026-11', 'Pacific/Auckland')).toBe('2026-10-31T11:00:00.000Z')
})

test('the month that runs is the one of the workspace', () => {
  const at = Date.parse('2026-10-31T23:30:00Z')
  expect(monthAt('Europe/Berlin', at)).toBe('2026-11')
  expect(monthAt('America/New_York', at)).toBe('2026-10')
})

test('months are counted over the end of a year', () => {
  expect(monthsLater('2026-11', 3)).toBe('2027-02')
  expect(monthsUpTo('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
})
