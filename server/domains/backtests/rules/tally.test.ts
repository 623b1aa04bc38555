import { describe, expect, test } from 'vitest'
import { monthsIn } from './months.ts'
import { Tally } from './tally.ts'

const dayMs = 86_400_000
const from = Date.parse('2026-01-01T00:00:00Z')
const to = Date.parse('2026-03-01T00:00:00Z')
const day = (days: number) => from + days * dayMs
const none = { accepted: false, wonAt: null, cents: 0 }

function tallied() {
  return new Tally(
    from,
    to,
    monthsIn((at) => Math.floor(at / dayMs)),
  )
}

function lead(inForceAt: number | null, proposedAt: number | null, more: object = {}) {
  return { leadId: 'a', inForceAt, proposedAt, assumed: false, outcome: none, ...more }
}

describe('a tally', () => {
  test('lists who is gained, lost and kept, and nobody outside the period', () => {
    const tally = tallied()
    expect(tally.add(lead(null, day(1)))?.compared).toBe('gained')
    expect(tally.add(lead(day(1), null))?.compared).toBe('lost')
    expect(tally.add(lead(day(1), day(40)))?.compared).toBe('both')
    expect(tally.add(lead(day(-5), day(1)))?.compared).toBe('both')
    expect(tally.add(lead(day(-5), day(-4)))).toBe(null)
    expect(tally.add(lead(null, day(59)))).toBe(null)
    expect(tally.add(lead(null, null))).toBe(null)
    const { total, moved, months, daysForward } = tally.counted()
    expect([total.inForce, total.proposed, total.gained, total.lost].map(({ leads }) => leads)).toEqual([
      2, 3, 1, 1,
    ])
    expect(months.map(({ month, inForce, proposed }) => [month, inForce.leads, proposed.leads])).toEqual([
      ['2026-01', 2, 2],
      ['2026-02', 0, 1],
    ])
    expect(moved?.movedIn.leads).toBe(1)
    expect(daysForward).toMatchObject({ leads: 2, earlier: 0, later: 2, medianDays: -22.5 })
    expect(daysForward.distribution.filter(({ leads }) => leads > 0)).toEqual([
      { fromDays: -90, toDays: -30, leads: 1 },
      { fromDays: -7, toDays: -1, leads: 1 },
    ])
  })

  test('says who qualifies within the period by one only, so that the counts add up', () => {
    const tally = tallied()
    const won = { outcome: { accepted: true, wonAt: day(9), cents: 500 } }
    tally.add(lead(day(3), day(-3), won))
    tally.add(lead(day(4), day(-3)))
    tally.add(lead(day(-4), day(3)))
    tally.add(lead(null, day(3)))
    tally.add(lead(day(3), null))
    tally.add(lead(day(3), day(2)))
    const { total, moved } = tally.counted()
    expect(moved).toEqual({
      movedIn: { leads: 1, accepted: 0, won: 0, amount: '0.00' },
      movedOut: { leads: 2, accepted: 1, won: 1, amount: '5.00' },
    })
    const { inForce, lost, gained, proposed } = total
    expect(inForce.leads - lost.leads - 2 + gained.leads + 1).toBe(proposed.leads)
  })

  test('adds money exactly, and counts wins that had qualified before', () => {
    const tally = tallied()
    const won = (wonAt: number) => ({ outcome: { accepted: true, wonAt, cents: 1010 } })
    tally.add(lead(day(1), day(20), won(day(10))))
    tally.add(lead(day(2), day(3), won(day(10))))
    tally.add(lead(null, null, won(day(10))))
    tally.add(lead(day(2), day(3), won(day(-10))))
    const { total, wins } = tally.counted()
    expect(total.proposed).toEqual({ leads: 3, accepted: 3, won: 3, amount: '30.30' })
    expect(wins).toEqual({ wins: 3, inForce: 2, proposed: 1 })
  })

  test('has no median where nobody qualifies by both', () => {
    expect(tallied().counted().daysForward).toMatchObject({ leads: 0, medianDays: null })
  })
})
