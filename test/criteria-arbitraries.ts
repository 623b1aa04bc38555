/** Generates criteria of every kind over a small vocabulary, so that records of the same vocabulary meet them often. */
import fc from 'fast-check'
import { committeeRoles } from '../contract/criteria.ts'
import type { AttributeCondition, Condition, Criteria, CriteriaNode } from '../contract/criteria.ts'

/** What conditions may speak of. Each text appears among the values of records, some in another case. */
export type Vocabulary = {
  readonly fields: readonly {
    readonly of: AttributeCondition['of']
    readonly field: string
    readonly type: string
  }[]
  readonly texts: readonly string[]
  readonly numbers: readonly number[]
  readonly days: readonly string[]
  readonly campaigns: readonly string[]
  readonly profiles: readonly string[]
  readonly assets: readonly string[]
}

export const texts = [
  'Chile',
  'CHILE',
  'chilé',
  'ÄRZTE',
  'ärzte',
  'Straße',
  'STRASSE',
  '😀 Ltd',
  '%',
  '_x\\',
  "O'Neil; --",
  'i',
  'İ',
]
export const kinds = ['form', 'call', 'mail_open'] as const

/** Any criteria that the vocabulary allows. */
export function anyCriteria(vocabulary: Vocabulary): fc.Arbitrary<Criteria> {
  const { group } = fc.letrec<{ group: Criteria; node: CriteriaNode }>((tie) => ({
    group: fc.record({
      kind: fc.constant('group' as const),
      join: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
      of: fc.array(tie('node'), { maxLength: 3 }),
    }),
    node: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: anyCondition(vocabulary) },
      { weight: 1, arbitrary: tie('group') },
    ),
  }))
  return group
}

/** Any single condition. */
export function anyCondition(vocabulary: Vocabulary): fc.Arbitrary<Condition> {
  const profile =
    vocabulary.profiles.length === 0 ? [] : [{ weight: 1, arbitrary: profileCondition(vocabulary.profiles) }]
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(...vocabulary.fields).chain((field) => attributeOf(field, vocabulary)),
    },
    { weight: 4, arbitrary: touches(vocabulary) },
    { weight: 1, arbitrary: scores },
    { weight: 2, arbitrary: committee },
    ...profile,
  )
}

function attributeOf(
  { of, field, type }: Vocabulary['fields'][number],
  { texts: words, numbers, days }: Vocabulary,
): fc.Arbitrary<Condition> {
  const condition = (is: AttributeCondition['is'], value?: AttributeCondition['value']): Condition => ({
    kind: 'attribute',
    of,
    field,
    is,
    ...(value === undefined ? {} : { value }),
  })
  const presence = fc.constantFrom(condition('filled'), condition('blank'))
  if (type === 'boolean') {
    return fc.oneof(
      presence,
      fc.boolean().map((value) => condition('equals', value)),
      fc.boolean().map((value) => condition('not-equals', value)),
    )
  }
  if (type === 'number') {
    const tests = fc.constantFrom(
      'equals' as const,
      'not-equals' as const,
      'at-least' as const,
      'at-most' as const,
    )
    return fc.oneof(
      presence,
      fc.tuple(tests, fc.constantFrom(...numbers)).map(([is, value]) => condition(is, value)),
    )
  }
  if (type === 'time') {
    const day = fc.tuple(
      fc.constantFrom('on-or-after' as const, 'on-or-before' as const),
      fc.constantFrom(...days),
    )
    return fc.oneof(
      presence,
      day.map(([is, value]) => condition(is, value)),
      fc.constantFrom(1, 2, 30).map((value) => condition('in-last-days', value)),
    )
  }
  const one = fc.tuple(
    fc.constantFrom('equals' as const, 'not-equals' as const, 'contains' as const),
    fc.constantFrom(...words),
  )
  const many = fc.tuple(
    fc.constantFrom('one-of' as const, 'none-of' as const),
    fc.subarray([...words], { minLength: 1 }),
  )
  return fc.oneof(
    presence,
    one.map(([is, value]) => condition(is, value)),
    many.map(([is, value]) => condition(is, value)),
  )
}

/** Mostly nothing: a condition that filters by everything counts nothing. */
function rarely<Item>(list: fc.Arbitrary<Item[]>): fc.Arbitrary<Item[]> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant<Item[]>([]) }, { weight: 1, arbitrary: list })
}

function touches({ campaigns, assets }: Vocabulary): fc.Arbitrary<Condition> {
  const since = fc.oneof(
    fc.constant({ event: 'lead-entered' as const }),
    fc.constantFrom('engaged', 'mql').map((stage) => ({ event: 'stage-entered' as const, stage })),
    fc.constantFrom(...kinds).map((touch) => ({ event: 'touch' as const, touch })),
  )
  return fc.record(
    {
      kind: fc.constant('touch' as const),
      kinds: rarely(fc.subarray([...kinds], { minLength: 1, maxLength: 2 })),
      channels: rarely(fc.subarray([1, 2], { minLength: 1 })),
      campaigns: rarely(fc.subarray([...campaigns])),
      assets: rarely(fc.subarray([...assets])),
      is: fc.constantFrom('at-least' as const, 'at-most' as const),
      times: fc.nat(4),
      withinDays: fc.constantFrom(1, 2, 30),
      since,
    },
    { requiredKeys: ['kind', 'kinds', 'channels', 'campaigns', 'assets', 'is', 'times'] },
  )
}

const scores: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('score' as const),
  score: fc.constantFrom('fit' as const, 'engagement' as const),
  is: fc.constantFrom('at-least' as const, 'below' as const),
  points: fc.constantFrom(0, 40, 60),
})

const committee: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('committee' as const),
  who: fc.constantFrom('person' as const, 'company' as const),
  roles: fc.subarray(committeeRoles.slice(0, 3), { minLength: 1 }),
  people: fc.integer({ min: 1, max: 2 }),
})

function profileCondition(profiles: readonly string[]): fc.Arbitrary<Condition> {
  return fc.record({
    kind: fc.constant('profile' as const),
    profile: fc.constantFrom(...profiles, 'any' as const),
    is: fc.constantFrom('matched' as const, 'not-matched' as const),
  })
}
