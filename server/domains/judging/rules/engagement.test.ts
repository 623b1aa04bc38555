import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { KnownTouch } from '../../criteria/index.ts'
import { engagementOver } from './engagement.ts'
import { decayWeights } from './points.ts'
import { engagementCard } from './score-card.ts'

const dayMs = 86_400_000
const kinds = ['form', 'file', 'call'] as const
const weights = decayWeights(30, 100)
const dayOf = (at: number) => Math.floor(at / dayMs)

const rule = fc.record({
  kinds: fc.subarray([...kinds], { minLength: 1 }),
  points: fc.integer({ min: -20, max: 60 }),
  perDayMax: fc.option(fc.integer({ min: 1, max: 50 })),
})
const group = fc.record({
  cap: fc.integer({ min: 1, max: 100 }),
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
})
const hours = fc.integer({ min: 0, max: 2000 })
const touch = fc.record({
  kind: fc.constantFrom(...kinds),
  contactId: fc.constantFrom('one', 'other'),
  machine: fc.constantFrom(false, false, true),
  occurred: hours,
  late: fc.constantFrom(0, 0, 5, 900),
})

describe('engagement over the touches of a person', () => {
  test('is what the ledger of these touches makes it, at any instant', () => {
    const cases = fc.record({
      groups: fc.array(group, { minLength: 1, maxLength: 3 }),
      touches: fc.array(touch, { maxLength: 12 }),
      asked: fc.array(hours, { minLength: 1, maxLength: 8 }),
    })
    let told = 0
    fc.assert(
      fc.property(cases, ({ groups, touches, asked }) => {
        const body = groupsOf(groups)
        const known = touches
          .map((one, id): KnownTouch => ({
            id,
            contactId: one.contactId,
            kind: one.kind,
            channelId: null,
            campaignId: null,
            asset: null,
            machine: one.machine,
            occurredAt: one.occurred * 3_600_000,
            knownAt: (one.occurred + one.late) * 3_600_000,
          }))
          .toSorted((one, other) => one.knownAt - other.knownAt || one.id - other.id)
        const counting = { groups: body, weights, dayOf }
        const card = engagementCard(known, [], counting)
        const fast = engagementOver(known, counting)
        for (const hour of asked) {
          const at = hour * 3_600_000
          const expected = card.millipointsAt(at)
          told += expected
          expect(fast(at)).toBe(expected)
        }
      }),
      { numRuns: 500 },
    )
    // Nothing but zeros would prove nothing.
    expect(told).toBeGreaterThan(0)
  })
})

function groupsOf(
  groups: readonly { cap: number; rules: readonly Partial<ScoringBody['groups'][0]['rules'][0]>[] }[],
): ScoringBody['groups'] {
  return groups.map(({ cap, rules }, at) => ({
    key: `g${at}`,
    name: 'Group',
    cap,
    rules: rules.map((one, index) => ({
      key: `r${at}_${index}`,
      name: 'Rule',
      kinds: [],
      channels: [],
      campaigns: [],
      points: 0,
      perDayMax: null,
      ...one,
    })),
  }))
}
