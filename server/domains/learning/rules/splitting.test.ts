import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Past, PastLead } from './past.ts'
import { datedEntries, partOf, splitOf } from './splitting.ts'

const lead = (place: number, more: Partial<PastLead> = {}): PastLead => ({
  id: `lead ${place}`,
  enteredAt: new Date(place * 1000),
  entryIsDated: true,
  won: false,
  externalId: String(place),
  ...more,
})

const past = (leads: readonly PastLead[]): Past => ({ leads: [...leads], columns: [] })

describe('a split in time', () => {
  test('has every judging lead after every teaching one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 4, maxLength: 50 }), (moments) => {
        const leads = moments.map((moment, place) => lead(place, { enteredAt: new Date(moment) }))
        const split = splitOf(past(leads), { kind: 'time', olderPercent: 75 })
        if (split?.kind !== 'time') throw new Error('not in time')
        const at = (place: number) => Number(leads[place]?.enteredAt)
        expect(Math.max(...split.older.map(at))).toBeLessThanOrEqual(Math.min(...split.newer.map(at)))
        expect([...split.older, ...split.newer].toSorted((one, other) => one - other)).toEqual([
          ...leads.keys(),
        ])
      }),
    )
  })
})

describe('a split by a key', () => {
  test('divides numbers by their remainder', () => {
    const split = splitOf(past([lead(7), lead(10), lead(13)]), {
      kind: 'key',
      key: 'lead.externalId',
      parts: 5,
    })
    expect(split).toEqual({ kind: 'key', folds: [2, 0, 3] })
  })

  test('puts the same words into the same part', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 20 }), (key, parts) => {
        expect(partOf(key, parts)).toBe(partOf(key, parts))
        expect(partOf(key, parts)).toBeGreaterThanOrEqual(0)
        expect(partOf(key, parts)).toBeLessThan(parts)
      }),
    )
  })

  test('is none where no lead has the key', () => {
    const leads = [lead(1, { externalId: null })]
    expect(splitOf(past(leads), { kind: 'key', key: 'lead.externalId', parts: 5 })).toBeNull()
    expect(splitOf(past(leads), { kind: 'key', key: 'lead.nowhere', parts: 5 })).toBeNull()
  })
})

test('the share of dated entries is counted over all leads', () => {
  expect(datedEntries([lead(1), lead(2, { entryIsDated: false })])).toBe(0.5)
})
