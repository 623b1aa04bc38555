import { describe, expect, test } from 'vitest'
import { monthAfter, monthsIn, monthStart, monthsWithin } from './months.ts'

const dayMs = 86_400_000
const utc = (at: number) => Math.floor(at / dayMs)
/** A zone that is nine hours ahead. */
const ahead = (at: number) => Math.floor((at + 9 * 3_600_000) / dayMs)

describe('months', () => {
  test('begin where the days of the zone do', () => {
    expect(new Date(monthStart('2026-03', utc)).toISOString()).toBe('2026-03-01T00:00:00.000Z')
    expect(new Date(monthStart('2026-03', ahead)).toISOString()).toBe('2026-02-28T15:00:00.000Z')
    expect(monthsIn(ahead)(Date.parse('2026-02-28T15:00:00Z'))).toBe('2026-03')
    expect(monthsIn(ahead)(Date.parse('2026-02-28T14:59:59Z'))).toBe('2026-02')
  })

  test('of a period are all that it touches, its end not among them', () => {
    const [from, to] = [Date.parse('2025-11-20T00:00:00Z'), Date.parse('2026-02-01T00:00:00Z')]
    expect(monthsWithin(from, to, monthsIn(utc))).toEqual(['2025-11', '2025-12', '2026-01'])
  })

  test('can be counted on and back over the turn of a year', () => {
    expect([monthAfter('2025-12', 1), monthAfter('2026-01', -1), monthAfter('2026-05', -12)]).toEqual([
      '2026-01',
      '2025-12',
      '2025-05',
    ])
  })
})
