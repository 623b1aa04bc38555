import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criteriaSentence } from './criteria-sentence.ts'
import type { CriteriaNames } from './criteria-sentence.ts'
import { attributeTests, criteria } from './criteria.ts'
import type { Condition, Criteria, CriteriaNode, Group } from './criteria.ts'
import { fieldPhrase } from './criteria-fields.ts'

const spring = '00000000-0000-4000-8000-000000000001'
const midMarket = '00000000-0000-4000-8000-000000000002'
const mara = '00000000-0000-4000-8000-000000000003'

const names: CriteriaNames = {
  field: (of, field) => (field === 'custom.gone' ? null : fieldPhrase(of, field, field.slice(7))),
  value: (_of, field, value) => {
    if (field === 'annualRevenue') return `${String(value)} EUR`
    return value === mara ? 'Mara Lind' : null
  },
  channel: (id) =>
    new Map([
      [1, 'Paid search'],
      [5, 'Email'],
    ]).get(id) ?? null,
  campaign: (id) => (id === spring ? 'Spring fair' : null),
  profile: (id) => (id === midMarket ? 'Mid-market' : null),
  stage: (key) => (key === 'mql' ? 'MQL' : null),
}

const read = (root: unknown): string => criteriaSentence(criteria.parse(root), names)
const all = (...of: unknown[]) => ({ kind: 'group', join: 'all', of })
const any = (...of: unknown[]) => ({ kind: 'group', join: 'any', of })
const none = (...of: unknown[]) => ({ kind: 'group', join: 'none', of })
const fit = { kind: 'score', score: 'fit', is: 'at-least', points: 60 }
const engagement = { kind: 'score', score: 'engagement', is: 'at-least', points: 40 }
const demo = { kind: 'touch', kinds: ['form'], is: 'at-least', times: 1, withinDays: 30 }
const attribute = (of: string, field: string, is: string, value?: unknown) => ({
  kind: 'attribute',
  of,
  field,
  is,
  value,
})

describe('criteria in English', () => {
  test('say so when they ask for nothing', () => {
    expect(read(all())).toBe('Everybody, without any condition.')
  })

  test('read as one sentence', () => {
    expect(read(any(all(fit, engagement), demo))).toBe(
      'Fit is at least 60 and engagement is at least 40, or at least 1 form touch in the last 30 days.',
    )
  })

  test('keep what belongs together apart from the rest', () => {
    expect(read(all(any(fit, demo), engagement))).toBe(
      'Either fit is at least 60 or at least 1 form touch in the last 30 days, and engagement is at least 40.',
    )
    expect(read(all(any(all(fit, engagement), demo), fit))).toBe(
      '(Fit is at least 60 and engagement is at least 40, or at least 1 form touch in the last 30 days), ' +
        'and fit is at least 60.',
    )
  })

  test('say what must not be', () => {
    expect(read(all(fit, none(demo)))).toBe(
      'Fit is at least 60, and it is not true that (at least 1 form touch in the last 30 days).',
    )
    expect(read(none(fit, any(demo, engagement)))).toBe(
      'None of these is true: (fit is at least 60; at least 1 form touch in the last 30 days or engagement is at least 40).',
    )
  })

  test.each([
    [
      attribute('account', 'employees', 'at-least', 1500),
      'The company’s number of employees is at least 1,500.',
    ],
    [attribute('account', 'annualRevenue', 'at-most', 20), 'The company’s annual revenue is at most 20 EUR.'],
    [attribute('account', 'industry', 'filled'), 'The company’s industry is known.'],
    [attribute('lead', 'origin', 'blank'), 'The lead’s origin is blank.'],
    [attribute('contact', 'country', 'equals', 'Chile'), 'The person’s country is “Chile”.'],
    [
      attribute('contact', 'country', 'not-equals', 'Chile'),
      'The person’s country is not “Chile” (blank counts).',
    ],
    [
      attribute('contact', 'country', 'one-of', ['Chile', 'Peru', 'Cuba']),
      'The person’s country is “Chile”, “Peru” or “Cuba”.',
    ],
    [
      attribute('contact', 'country', 'none-of', ['Chile', 'Peru']),
      'The person’s country is none of “Chile” and “Peru” (blank counts).',
    ],
    [attribute('contact', 'title', 'contains', 'head of'), 'The person’s job title contains “head of”.'],
    [attribute('contact', 'ownerId', 'equals', mara), 'The person’s owner is “Mara Lind”.'],
    [
      attribute('lead', 'enteredAt', 'on-or-after', '2026-03-01'),
      'The lead’s day of entry is on 1 March 2026 or later.',
    ],
    [attribute('deal', 'closedAt', 'in-last-days', 90), 'Some deal’s close is within the last 90 days.'],
    [attribute('contact', 'custom.opt_in', 'equals', true), 'The person’s “opt_in” is yes.'],
    [
      attribute('contact', 'custom.gone', 'filled'),
      'The person’s “custom.gone” (a field that is gone) is known.',
    ],
  ])('read a condition on an attribute: %j', (condition, sentence) => {
    expect(read(all(condition))).toBe(sentence)
  })

  test.each([
    [{ is: 'at-most', times: 0, kinds: ['call', 'meeting'] }, 'No call or meeting touch.'],
    [
      { is: 'at-least', times: 3, kinds: ['form', 'file', 'event_attended'] },
      'At least 3 form, file or event touches.',
    ],
    [
      { is: 'at-least', times: 2, channels: [1, 5], campaigns: [spring], assets: ['Guide'], withinDays: 1 },
      'At least 2 touches through “Paid search” or “Email” of “Spring fair” with “Guide” in the last 24 hours.',
    ],
    [
      { is: 'at-most', times: 5, since: { event: 'stage-entered', stage: 'mql' } },
      'At most 5 touches since the lead last moved to “MQL”.',
    ],
    [
      { is: 'at-least', times: 1, since: { event: 'touch', touch: 'call' }, channels: [9] },
      'At least 1 touch through “a channel that is gone” since the newest call touch (itself included).',
    ],
  ])('read a condition on touches: %j', (condition, sentence) => {
    expect(read(all({ kind: 'touch', ...condition }))).toBe(sentence)
  })

  test.each([
    [
      { who: 'person', roles: ['champion', 'user'] },
      'The person is a champion or a user in a buying committee.',
    ],
    [{ who: 'company', roles: ['economic_buyer'] }, 'At least 1 person of the company is an economic buyer.'],
    [
      { who: 'company', roles: ['champion', 'user'], people: 2 },
      'At least 2 people of the company are champions or users.',
    ],
  ])('read a condition on the buying committee: %j', (condition, sentence) => {
    expect(read(all({ kind: 'committee', ...condition }))).toBe(sentence)
  })

  test.each([
    [midMarket, 'matched', 'The person matches the profile “Mid-market”.'],
    [midMarket, 'not-matched', 'The person does not match the profile “Mid-market”.'],
    ['any', 'not-matched', 'The person matches no customer profile.'],
    [spring, 'matched', 'The person matches the profile “a profile that is gone”.'],
  ])('read a condition on a profile: %s %s', (profile, is, sentence) => {
    expect(read(all({ kind: 'profile', profile, is }))).toBe(sentence)
  })

  test('have words for every test', () => {
    const sentences = attributeTests.map((is) =>
      read(all(attribute('contact', 'city', is, is.startsWith('on-') ? '2026-01-31' : 5))),
    )
    expect(sentences.filter((sentence) => /undefined|NaN|object/.test(sentence))).toEqual([])
    expect(new Set(sentences).size).toBe(attributeTests.length - 2)
  })

  test('never read the same where they mean something else', () => {
    const seen = new Map<string, Group>()
    fc.assert(
      fc.property(smallCriteria, (group) => {
        const sentence = criteriaSentence(group, names)
        const twin = seen.get(sentence) ?? group
        seen.set(sentence, twin)
        for (let world = 0; world < 32; world++) expect(holds(group, world)).toBe(holds(twin, world))
      }),
      { numRuns: 4000 },
    )
  })
})

const marks = [
  fit,
  engagement,
  { ...fit, points: 1 },
  { ...fit, points: 2 },
  { ...fit, points: 3 },
] as Condition[]

const { group: smallCriteria } = fc.letrec<{ group: Criteria; node: CriteriaNode }>((tie) => ({
  group: fc.record({
    kind: fc.constant('group' as const),
    join: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    of: fc.array(tie('node'), { maxLength: 3 }),
  }),
  node: fc.oneof({ maxDepth: 3 }, fc.constantFrom(...marks), tie('group')),
}))

/** Whether criteria hold in one of the 32 worlds in which each of five conditions is true or not. */
function holds(node: CriteriaNode, world: number): boolean {
  if (node.kind !== 'group') return ((world >> marks.indexOf(node)) & 1) === 1
  if (node.of.length === 0) return true
  const met = node.of.filter((part) => holds(part, world)).length
  if (node.join === 'all') return met === node.of.length
  return node.join === 'any' ? met > 0 : met === 0
}
