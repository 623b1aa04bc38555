import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criteria as criteriaShape } from '../../../../contract/criteria.ts'
import type { Criteria } from '../../../../contract/criteria.ts'
import { anyCriteria, kinds, texts } from '../../../../test/criteria-arbitraries.ts'
import type { Vocabulary } from '../../../../test/criteria-arbitraries.ts'
import type { Dossier, FactValue, KnownTouch, KnownValue, RecordHistory, Standards } from './dossier.ts'
import { compileCriteria } from './evaluate.ts'
import { explain } from './explain.ts'
import type { ExplainedPart } from './explain.ts'

const dayMs = 86_400_000
const start = Date.parse('2026-03-01T00:00:00Z')
const now = start + 10 * dayMs
const person = '00000000-0000-4000-8000-0000000000aa'
const company = '00000000-0000-4000-8000-0000000000bb'
const profileId = '00000000-0000-4000-8000-0000000000cc'

const nobody: Dossier = {
  contactId: person,
  leadId: 'lead',
  enteredAt: start,
  contact: history('contact', person),
  lead: history('lead', 'lead'),
  accounts: new Map(),
  deals: [],
  touches: [],
  stageEntries: [],
  committee: [],
}
const unscored: Standards = { profiles: new Map(), millipoints: () => 0 }

type Values = Readonly<Record<string, FactValue | readonly KnownValue[]>>

function history(kind: RecordHistory['kind'], id: string, values: Values = {}): RecordHistory {
  const known = Object.entries(values).map(([field, value]): [string, readonly KnownValue[]] => [
    field,
    Array.isArray(value) ? value : [{ from: start, value: value as FactValue, assumed: true }],
  ])
  return { kind, id, from: start, until: null, values: new Map(known) }
}

function touch(given: Partial<KnownTouch> & { id?: number } = {}): KnownTouch {
  const occurredAt = given.occurredAt ?? now
  const plain = {
    id: 1,
    contactId: person,
    kind: 'form',
    channelId: null,
    campaignId: null,
    asset: null,
  } as const
  return { ...plain, machine: false, occurredAt, knownAt: given.knownAt ?? occurredAt, ...given }
}

const all = (...of: unknown[]): Criteria => criteriaShape.parse({ kind: 'group', join: 'all', of })
const asked = (condition: object, dossier: Dossier, at = now, standards = unscored) =>
  compileCriteria(all(condition))(dossier, standards, at)
const attribute = (of: string, field: string, is: string, value?: unknown) => ({
  kind: 'attribute',
  of,
  field,
  is,
  value,
})
const touches = (condition: object) => ({ kind: 'touch', is: 'at-least', times: 1, ...condition })

describe('groups', () => {
  const [yes, no] = [attribute('contact', 'city', 'blank'), attribute('contact', 'city', 'filled')]
  const group = (join: string, ...of: unknown[]) => asked({ kind: 'group', join, of }, nobody)

  test.each([
    ['all', true, false],
    ['any', true, true],
    ['none', false, false],
  ])('of %s: all met %s, some met %s', (join, whole, some) => {
    expect(group(join, yes, yes)).toBe(whole)
    expect(group(join, yes, no)).toBe(some)
    expect(group(join, no, no)).toBe(join === 'none')
    expect(group(join)).toBe(true)
  })
})

describe('an attribute', () => {
  test.each([
    ['filled', undefined, false],
    ['blank', undefined, true],
    ['equals', 'x', false],
    ['not-equals', 'x', true],
    ['one-of', ['x'], false],
    ['none-of', ['x'], true],
    ['contains', 'x', false],
    ['at-least', 0, false],
    ['at-most', 0, false],
    ['on-or-after', '2026-01-01', false],
    ['on-or-before', '2026-01-01', false],
    ['in-last-days', 5, false],
  ])('that is blank: %s %j is %s', (is, value, met) => {
    expect(asked(attribute('contact', 'city', is, value), nobody)).toBe(met)
  })

  test('is compared without regard to the case of A to Z, and of no other letter', () => {
    const living = { ...nobody, contact: history('contact', person, { city: 'KÖLN İ' }) }
    expect(asked(attribute('contact', 'city', 'equals', 'kÖln İ'), living)).toBe(true)
    expect(asked(attribute('contact', 'city', 'equals', 'köln İ'), living)).toBe(false)
    expect(asked(attribute('contact', 'city', 'contains', 'LN'), living)).toBe(true)
    expect(asked(attribute('contact', 'city', 'contains', 'LN i'), living)).toBe(false)
  })

  test('counts as it was known at the instant', () => {
    const city = [
      { from: start, value: 'Oslo', assumed: true },
      { from: start + dayMs, value: 'Rome', assumed: false },
    ]
    const moved = { ...nobody, contact: history('contact', person, { city }) }
    const inOslo = attribute('contact', 'city', 'equals', 'Oslo')
    expect([start, start + dayMs - 1, start + dayMs].map((at) => asked(inOslo, moved, at))).toEqual([
      true,
      true,
      false,
    ])
  })

  test('of the company is that of the company they belonged to then', () => {
    const contact = history('contact', person, {
      accountId: [{ from: start + dayMs, value: company, assumed: false }],
    })
    const accounts = new Map([[company, history('account', company, { employees: 50 })]])
    const large = attribute('account', 'employees', 'at-least', 50)
    expect(asked(large, { ...nobody, contact, accounts }, start + dayMs)).toBe(true)
    expect(asked(large, { ...nobody, contact, accounts }, start)).toBe(false)
  })

  test('of a deal is met by any deal that stands, and by nobody without one', () => {
    const [small, gone] = [history('deal', 'small', { amount: 5 }), history('deal', 'gone', { amount: 500 })]
    const deals = [small, { ...gone, until: now }]
    expect(asked(attribute('deal', 'amount', 'at-least', 100), { ...nobody, deals })).toBe(false)
    expect(asked(attribute('deal', 'amount', 'at-least', 100), { ...nobody, deals }, now - 1)).toBe(true)
    expect(asked(attribute('deal', 'amount', 'blank'), nobody)).toBe(false)
  })

  test('of time counts its far end out and its near end in', () => {
    const entered = (value: string) => ({ ...nobody, lead: history('lead', 'lead', { enteredAt: value }) })
    const recent = attribute('lead', 'enteredAt', 'in-last-days', 2)
    expect(asked(recent, entered(new Date(now - 2 * dayMs).toISOString()))).toBe(false)
    expect(asked(recent, entered(new Date(now - 2 * dayMs + 1).toISOString()))).toBe(true)
    expect(asked(recent, entered(new Date(now).toISOString()))).toBe(true)
    expect(asked(recent, entered(new Date(now + 1).toISOString()))).toBe(false)
  })

  test('of a day includes the whole day', () => {
    const entered = { ...nobody, lead: history('lead', 'lead', { enteredAt: '2026-02-03T23:59:59.999Z' }) }
    const day = (is: string, value: string) => asked(attribute('lead', 'enteredAt', is, value), entered)
    expect([day('on-or-after', '2026-02-03'), day('on-or-after', '2026-02-04')]).toEqual([true, false])
    expect([day('on-or-before', '2026-02-03'), day('on-or-before', '2026-02-02')]).toEqual([true, false])
  })
})

describe('touches', () => {
  const touched = (...list: KnownTouch[]): Dossier => ({ ...nobody, touches: list })

  test('count at the near edge of their window and not at the far one', () => {
    const edges = touched(touch({ occurredAt: now - 7 * dayMs }), touch({ occurredAt: now }))
    const week = (times: number) => asked(touches({ withinDays: 7, times }), edges)
    expect([week(1), week(2)]).toEqual([true, false])
  })

  test('count from when they were known', () => {
    const late = touched(touch({ occurredAt: start, knownAt: start + 3 * dayMs }))
    expect(
      [start, start + 3 * dayMs - 1, start + 3 * dayMs].map((at) => asked(touches({}), late, at)),
    ).toEqual([false, false, true])
  })

  test('of the future and of machines do not count', () => {
    const none = touched(touch({ occurredAt: now + 1, knownAt: now }), touch({ machine: true }))
    expect(asked(touches({ is: 'at-most', times: 0 }), none)).toBe(true)
  })

  test('are told apart by kind, channel, campaign and asset', () => {
    const one = touched(touch({ kind: 'file', channelId: 3, campaignId: profileId, asset: 'Guide' }))
    expect(
      asked(touches({ kinds: ['file'], channels: [3], campaigns: [profileId], assets: ['GUIDE'] }), one),
    ).toBe(true)
    const others = [{ kinds: ['form'] }, { channels: [4] }, { campaigns: [person] }, { assets: ['Guidé'] }]
    expect(others.map((other) => asked(touches(other), one))).toEqual([false, false, false, false])
  })

  test('count since the newest move into a stage, the instant itself included', () => {
    const moved = {
      ...touched(touch({ occurredAt: start + dayMs }), touch({ occurredAt: start + 3 * dayMs })),
      stageEntries: [
        { stage: 'mql', at: start },
        { stage: 'mql', at: start + 3 * dayMs },
        { stage: 'mql', at: now + 1 },
      ],
    }
    const since = (stage: string, times: number) =>
      asked(touches({ times, since: { event: 'stage-entered', stage } }), moved)
    expect([since('mql', 1), since('mql', 2), since('sal', 1)]).toEqual([true, false, false])
  })

  test('count since the newest known touch of a kind', () => {
    const calls = touched(
      touch({ kind: 'call', occurredAt: start }),
      touch({ occurredAt: start + dayMs }),
      touch({ kind: 'call', occurredAt: start + 2 * dayMs, knownAt: start + 5 * dayMs }),
    )
    const since = touches({ kinds: ['form'], since: { event: 'touch', touch: 'call' } })
    expect([start + 4 * dayMs, start + 5 * dayMs].map((at) => asked(since, calls, at))).toEqual([true, false])
  })

  test('are not counted since an event that never happened', () => {
    const never = { event: 'touch', touch: 'call' }
    expect(asked(touches({ since: never }), touched(touch()))).toBe(false)
    expect(asked(touches({ since: never, is: 'at-most', times: 0 }), touched(touch()))).toBe(true)
  })
})

describe('scores, roles and profiles', () => {
  test('a score is compared to the thousandth', () => {
    const scored = (millipoints: number) => ({ ...unscored, millipoints: () => millipoints })
    const fit = (is: string) => ({ kind: 'score', score: 'fit', is, points: 60 })
    expect(asked(fit('at-least'), nobody, now, scored(59_999))).toBe(false)
    expect(asked(fit('at-least'), nobody, now, scored(60_000))).toBe(true)
    expect(asked(fit('below'), nobody, now, scored(59_999))).toBe(true)
  })

  test('people with several roles are counted once, while they hold them', () => {
    const seat = {
      contactId: 'ann',
      accountId: company,
      own: false,
      role: 'champion',
      from: start,
      until: null,
    } as const
    const contact = history('contact', person, { accountId: company })
    const accounts = new Map([[company, history('account', company)]])
    const committee = [
      seat,
      { ...seat, role: 'user' as const },
      { ...seat, contactId: 'bob', own: true, until: now },
    ]
    const people = { kind: 'committee', who: 'company', roles: ['champion', 'user'], people: 2 }
    const dossier = { ...nobody, contact, accounts, committee }
    expect([asked(people, dossier, now - 1), asked(people, dossier, now)]).toEqual([true, false])
    const own = { kind: 'committee', who: 'person', roles: ['champion'] }
    expect([asked(own, dossier, now - 1), asked(own, dossier, now)]).toEqual([true, false])
  })

  test('a profile is matched by its criteria in force, and by nobody when none are', () => {
    const profiles = new Map([[profileId, all(attribute('contact', 'city', 'blank'))]])
    const matched = (profile: string, is = 'matched') => ({ kind: 'profile', profile, is })
    const standards = { ...unscored, profiles }
    expect(asked(matched(profileId), nobody, now, standards)).toBe(true)
    expect(asked(matched('any'), nobody, now, standards)).toBe(true)
    expect(asked(matched(person), nobody, now, standards)).toBe(false)
    expect(asked(matched('any', 'not-matched'), nobody)).toBe(true)
  })

  test('a profile that leads back to itself is matched by nobody there, and ends', () => {
    const itself = all({ kind: 'profile', profile: profileId, is: 'matched' })
    const standards = { ...unscored, profiles: new Map([[profileId, itself]]) }
    expect(compileCriteria(itself)(nobody, standards, now)).toBe(false)
  })
})

test('who is not there yet, or not any more, fulfils nothing', () => {
  const gone = { ...nobody, lead: { ...history('lead', 'lead'), until: now } }
  const everybody = compileCriteria(all())
  expect([start - 1, start, now - 1, now].map((at) => everybody(gone, unscored, at))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

const vocabulary: Vocabulary = {
  fields: [
    { of: 'contact', field: 'city', type: 'text' },
    { of: 'account', field: 'employees', type: 'number' },
    { of: 'lead', field: 'enteredAt', type: 'time' },
    { of: 'deal', field: 'amount', type: 'number' },
    { of: 'contact', field: 'custom.opt_in', type: 'boolean' },
  ],
  texts,
  numbers: [0, 1, 50],
  days: ['2026-02-28', '2026-03-01', '2026-03-05'],
  campaigns: [person],
  profiles: [profileId],
  assets: ['Guide'],
}

const instants = fc.integer({ min: -8, max: 50 }).map((quarters) => start + (quarters * dayMs) / 4)
const known = (value: fc.Arbitrary<FactValue>) =>
  fc
    .array(fc.record({ from: instants, value, assumed: fc.boolean() }), { maxLength: 3 })
    .map((values) => values.toSorted((one, other) => one.from - other.from))

const dossiers: fc.Arbitrary<Dossier> = fc
  .record({
    city: known(fc.constantFrom(...texts, null)),
    optIn: known(fc.constantFrom(true, false, null)),
    account: known(fc.constantFrom(company, null)),
    employees: known(fc.constantFrom(0, 1, 50, null)),
    amounts: fc.array(known(fc.constantFrom(0, 1, 50, null)), { maxLength: 2 }),
    entered: known(instants.map((at) => new Date(at).toISOString())),
    until: fc.option(instants),
    stages: fc.array(instants, { maxLength: 3 }),
    touches: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        channelId: fc.constantFrom(1, 2, null),
        campaignId: fc.constantFrom(person, null),
        asset: fc.constantFrom('guide', null),
        machine: fc.boolean(),
        occurredAt: instants,
        lag: fc.constantFrom(0, 0, dayMs / 4, 5 * dayMs, -dayMs),
      }),
      { maxLength: 8 },
    ),
  })
  .map((made) => ({
    ...nobody,
    contact: history('contact', person, {
      city: made.city,
      'custom.opt_in': made.optIn,
      accountId: made.account,
    }),
    lead: { ...history('lead', 'lead', { enteredAt: made.entered }), until: made.until },
    accounts: new Map([[company, history('account', company, { employees: made.employees })]]),
    deals: made.amounts.map((amount, index) => history('deal', String(index), { amount })),
    stageEntries: made.stages.toSorted((one, other) => one - other).map((at) => ({ stage: 'mql', at })),
    touches: made.touches.map(({ lag, ...one }, id) => touch({ ...one, id, knownAt: one.occurredAt + lag })),
    committee: [
      { contactId: person, accountId: company, own: true, role: 'champion', from: start, until: made.until },
    ],
  }))

const judgements = fc.record({
  criteria: anyCriteria(vocabulary),
  profile: anyCriteria(vocabulary),
  dossier: dossiers,
  scores: fc.tuple(fc.constantFrom(0, 40_000, 60_000), fc.constantFrom(0, 39_999, 60_000)),
  moments: fc.array(instants, { minLength: 1, maxLength: 4 }),
})

describe('an explanation', () => {
  test('agrees with the judgement, whatever the criteria, the person and the instants', () => {
    fc.assert(
      fc.property(judgements, ({ criteria, profile, dossier, scores: [fit, engagement], moments }) => {
        const standards: Standards = {
          profiles: new Map([[profileId, profile]]),
          millipoints: (score) => (score === 'fit' ? fit : engagement),
        }
        const judge = compileCriteria(criteria)
        for (const at of moments) {
          expect(explain(criteria, dossier, { standards, at }).met).toBe(judge(dossier, standards, at))
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('counts the same touches, one by one, as the judgement counts in one step', () => {
    fc.assert(
      fc.property(judgements, ({ criteria, dossier, moments }) => {
        for (const at of moments) {
          const parts = conditionsIn(explain(criteria, dossier, { standards: unscored, at }))
          for (const { condition, met, distance } of parts) {
            if (condition.kind === 'touch') expect(met).toBe(distance?.more === 0)
          }
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('names the facts, where they stand, and how far it is', () => {
    const at = now
    const contact = history('contact', person, { city: 'Oslo' })
    const dossier = { ...nobody, contact, touches: [touch({ id: 7 })] }
    const criteria = all(attribute('contact', 'city', 'equals', 'Rome'), {
      kind: 'group',
      join: 'any',
      of: [touches({ times: 3 }), { kind: 'score', score: 'fit', is: 'at-least', points: 40 }],
    })
    const standards = { ...unscored, millipoints: () => 22_000 }
    const [city, either] = explain(criteria, dossier, { standards, at }).of
    expect(city).toMatchObject({
      place: 'of[0]',
      met: false,
      facts: [{ kind: 'value', of: 'contact', recordId: person, value: 'Oslo', assumed: true }],
    })
    expect(either).toMatchObject({
      place: 'of[1]',
      of: [
        {
          place: 'of[1].of[0]',
          facts: [{ touchId: 7 }],
          distance: { have: 1, need: 3, more: 2, unit: 'touches' },
        },
        { place: 'of[1].of[1]', distance: { have: 22, need: 40, more: 18, unit: 'points' } },
      ],
    })
  })
})

function conditionsIn(part: ExplainedPart): Extract<ExplainedPart, { kind: 'condition' }>[] {
  return part.kind === 'group' ? part.of.flatMap(conditionsIn) : [part]
}
