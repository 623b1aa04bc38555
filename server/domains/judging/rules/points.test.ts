import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { KnownTouch } from '../../criteria/index.ts'
import { awardTouch, dayMs, decayWeights, engagementAt, fitOf, wholePoints } from './points.ts'
import { daysIn } from './zone-days.ts'

const monday = Date.parse('2026-03-02T09:00:00Z')
const dayOf = daysIn('UTC')
const weights = decayWeights(30, 50)
const everything = { channels: [], campaigns: [] }
const groups: ScoringBody['groups'] = [
  {
    key: 'content',
    name: 'Content',
    cap: 60,
    rules: [
      { ...everything, key: 'file', name: 'File', kinds: ['file'], points: 3, perDayMax: 20 },
      { ...everything, key: 'view', name: 'View', kinds: ['view'], points: 1, perDayMax: 20 },
    ],
  },
  {
    key: 'forms',
    name: 'Forms',
    cap: 100,
    rules: [{ ...everything, key: 'form', name: 'Form', kinds: ['form'], points: 50, perDayMax: null }],
  },
]

describe('engagement', () => {
  test('a repeatable kind earns at most its points of a day, and a form counts in full each time', () => {
    const day = [...touches('file', 9), ...touches('form', 2)]
    expect(shown(day, monday)).toBe(20 + 100)
  })

  test('the next day begins anew', () => {
    const days = [...touches('file', 9), ...touches('file', 9, monday + dayMs)]
    const earned = awardsOf(days).map(({ points }) => points)
    expect(sum(earned)).toBe(40)
    expect(earned.slice(0, 9)).toEqual([3, 3, 3, 3, 3, 3, 2, 0, 0])
  })

  test('halves every half-life', () => {
    const form = touches('form', 1)
    expect([0, 30, 60, 90].map((days) => shown(form, monday + days * dayMs))).toEqual([50, 25, 12, 6])
  })

  test('a group never exceeds its cap, however much is earned', () => {
    const week = [0, 1, 2, 3, 4].flatMap((day) => touches('file', 9, monday + day * dayMs))
    expect(shown(week, monday + 4 * dayMs)).toBe(60)
  })

  test('counts a late touch from when it was known, at the age it really has', () => {
    const [form] = touches('form', 1)
    if (form === undefined) throw new Error('no touch')
    const late = [{ ...form, knownAt: monday + 30 * dayMs }]
    expect([29, 30].map((days) => shown(late, monday + days * dayMs))).toEqual([0, 25])
  })

  test('earns nothing from machines and from kinds without a rule', () => {
    const machine = touches('form', 3).map((touch) => ({ ...touch, machine: true }))
    expect(shown([...machine, ...touches('mail_open', 20)], monday)).toBe(0)
  })

  test('takes penalties off, and never falls below zero', () => {
    const penalty = {
      ...everything,
      key: 'error',
      name: 'Error',
      kinds: ['other' as const],
      points: -5,
      perDayMax: 5,
    }
    const strict: ScoringBody['groups'] = [
      { key: 'forms', name: 'Forms', cap: 100, rules: [penalty, ...(groups[1]?.rules ?? [])] },
    ]
    expect(shown(touches('other', 1), monday, strict)).toBe(0)
    expect(shown([...touches('other', 2), ...touches('form', 1)], monday, strict)).toBe(40)
  })

  test('is the same in whatever order awards are summed', () => {
    fc.assert(
      fc.property(fc.array(anyTouch, { maxLength: 40 }), fc.integer({ min: 0, max: 900 }), (some, days) => {
        const awards = awardsOf(some.map((touch, id) => ({ ...touch, id })))
        const at = monday + days * dayMs
        expect(engagementAt(awards.toReversed(), at, { groups, weights })).toBe(
          engagementAt(awards, at, { groups, weights }),
        )
      }),
    )
  })

  test('never rises while nothing happens', () => {
    fc.assert(
      fc.property(fc.array(anyTouch, { maxLength: 30 }), fc.integer({ min: 100, max: 800 }), (some, days) => {
        const awards = awardsOf(some.map((touch, id) => ({ ...touch, id })))
        const at = monday + days * dayMs
        const now = engagementAt(awards, at, { groups, weights })
        expect(engagementAt(awards, at + dayMs, { groups, weights })).toBeLessThanOrEqual(now)
      }),
    )
  })
})

test('fit lies between 0 and 100', () => {
  expect([fitOf([40, 80]), fitOf([-30]), fitOf([20, 30])].map(wholePoints)).toEqual([100, 0, 50])
})

describe('days of a zone', () => {
  test('change at its own midnight, also where the clocks change', () => {
    const auckland = daysIn('Pacific/Auckland')
    const newYear = Date.parse('2025-12-31T11:00:00Z')
    expect(auckland(newYear) - auckland(newYear - 1)).toBe(1)
    const berlin = daysIn('Europe/Berlin')
    const [before, after] = ['2026-03-28T23:30:00Z', '2026-03-29T21:59:59Z'].map(Date.parse)
    expect(berlin(after ?? 0)).toBe(berlin(before ?? 0))
    expect(berlin((after ?? 0) + 1000)).toBe(berlin(before ?? 0) + 1)
  })

  test('before 1970 count backwards', () => {
    expect(daysIn('UTC')(-1)).toBe(-1)
  })
})

const anyTouch = fc
  .record({
    kind: fc.constantFrom<KnownTouch['kind']>('file', 'view', 'form', 'mail_open'),
    day: fc.integer({ min: 0, max: 99 }),
    machine: fc.boolean(),
  })
  .map(({ kind, day, machine }) => touchOf({ kind, machine, occurredAt: monday + day * dayMs }))

function touches(kind: KnownTouch['kind'], count: number, occurredAt = monday): KnownTouch[] {
  return Array.from({ length: count }, (_, id) => touchOf({ id, kind, occurredAt }))
}

function touchOf(given: Partial<KnownTouch> & Pick<KnownTouch, 'kind' | 'occurredAt'>): KnownTouch {
  const none = { contactId: 'person', channelId: null, campaignId: null, asset: null, machine: false }
  return { id: 0, ...none, knownAt: given.occurredAt, ...given }
}

function awardsOf(some: readonly KnownTouch[], under = groups) {
  const earned = new Map<string, number>()
  return some.flatMap((touch) => awardTouch(touch, { groups: under }, { earned, dayOf }))
}

function shown(some: readonly KnownTouch[], at: number, under = groups): number {
  return wholePoints(engagementAt(awardsOf(some, under), at, { groups: under, weights }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
