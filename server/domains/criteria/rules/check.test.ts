import { describe, expect, test } from 'vitest'
import { criteria as criteriaShape } from '../../../../contract/criteria.ts'
import type { CriteriaFieldType } from '../../../../contract/criteria-fields.ts'
import { criteriaFaults } from './check.ts'
import type { Catalogue, CheckOptions } from './check.ts'
import { fieldId } from './field.ts'
import type { Field } from './field.ts'

const spring = '00000000-0000-4000-8000-000000000001'
const [midMarket, large] = ['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']
const nobody = '00000000-0000-4000-8000-000000000009'

const field = (
  of: Field['of'],
  name: string,
  type: CriteriaFieldType,
  more: Partial<Field> = {},
): [string, Field] => [
  fieldId(of, name),
  { of, field: name, label: name, type, column: name, options: [], retired: false, ...more },
]

const catalogue: Catalogue = {
  fields: new Map([
    field('contact', 'city', 'text'),
    field('contact', 'ownerId', 'member'),
    field('account', 'employees', 'number'),
    field('account', 'parentId', 'record'),
    field('lead', 'enteredAt', 'instant'),
    field('deal', 'outcome', 'choice', { options: ['open', 'won', 'lost'] }),
    field('contact', 'custom.opt_in', 'boolean'),
    field('contact', 'custom.old', 'text', { retired: true }),
  ]),
  channels: new Map([[1, 'Paid search']]),
  stages: new Map([['mql', 'MQL']]),
  campaigns: new Map([[spring, 'Spring fair']]),
  members: new Map([[spring, 'Mara Lind']]),
  products: new Map(),
  profiles: new Map([
    [midMarket, { name: 'Mid-market', criteria: group({ kind: 'profile', profile: large, is: 'matched' }) }],
    [large, { name: 'Large', criteria: null }],
  ]),
  currency: 'EUR',
}

function group(...of: unknown[]) {
  return criteriaShape.parse({ kind: 'group', join: 'all', of })
}

const attribute = (of: string, name: string, is: string, value?: unknown) => ({
  kind: 'attribute',
  of,
  field: name,
  is,
  value,
})
const faultOf = (condition: unknown, options?: CheckOptions) =>
  criteriaFaults(group(condition), catalogue, options)[0]

describe('criteria are used', () => {
  test.each([
    attribute('contact', 'city', 'equals', 'Bonn'),
    attribute('contact', 'city', 'one-of', ['Bonn', 'Rome']),
    attribute('contact', 'city', 'blank'),
    attribute('contact', 'ownerId', 'equals', spring),
    attribute('account', 'employees', 'at-least', 50),
    attribute('account', 'parentId', 'filled'),
    attribute('lead', 'enteredAt', 'on-or-after', '2024-02-29'),
    attribute('lead', 'enteredAt', 'in-last-days', 30),
    attribute('deal', 'outcome', 'equals', 'WON'),
    attribute('contact', 'custom.opt_in', 'equals', true),
    { kind: 'touch', channels: [1], campaigns: [spring], is: 'at-least', times: 1 },
    { kind: 'touch', is: 'at-most', times: 1, since: { event: 'stage-entered', stage: 'mql' } },
    { kind: 'profile', profile: midMarket, is: 'matched' },
    { kind: 'profile', profile: 'any', is: 'matched' },
  ])('where they fit: %j', (condition) => {
    expect(faultOf(condition)).toBeUndefined()
  })
})

describe('criteria are refused', () => {
  test.each([
    ['a field that is not there', attribute('contact', 'employees', 'filled'), 'field'],
    ['a field of another record', attribute('lead', 'city', 'filled'), 'field'],
    ['a retired field', attribute('contact', 'custom.old', 'filled'), 'field'],
    ['a test that its type has not', attribute('contact', 'city', 'at-least', 5), 'is'],
    ['text of a number', attribute('account', 'employees', 'contains', '5'), 'is'],
    ['an id of whatever', attribute('account', 'parentId', 'equals', spring), 'is'],
    ['a value that is missing', attribute('contact', 'city', 'equals'), 'value'],
    ['a value too many', attribute('contact', 'city', 'blank', 'Bonn'), 'value'],
    ['a list where one is wanted', attribute('contact', 'city', 'equals', ['Bonn']), 'value'],
    ['one where a list is wanted', attribute('contact', 'city', 'one-of', 'Bonn'), 'value'],
    ['a number as text', attribute('account', 'employees', 'at-least', '50'), 'value'],
    ['a number for text', attribute('contact', 'city', 'one-of', ['Bonn', 5]), 'value'],
    ['a day that no calendar has', attribute('lead', 'enteredAt', 'on-or-after', '2026-02-29'), 'value'],
    ['something else than a day', attribute('lead', 'enteredAt', 'on-or-before', 'tomorrow'), 'value'],
    ['half a day', attribute('lead', 'enteredAt', 'in-last-days', 0.5), 'value'],
    ['more days than the limit', attribute('lead', 'enteredAt', 'in-last-days', 3651), 'value'],
    ['an option that is not offered', attribute('deal', 'outcome', 'equals', 'perhaps'), 'value'],
    ['a member who is not there', attribute('contact', 'ownerId', 'equals', nobody), 'value'],
    [
      'a channel that is not there',
      { kind: 'touch', channels: [1, 9], is: 'at-least', times: 1 },
      'channels[1]',
    ],
    [
      'a campaign that is not there',
      { kind: 'touch', campaigns: [nobody], is: 'at-least', times: 1 },
      'campaigns[0]',
    ],
    [
      'a stage that is not there',
      { kind: 'touch', is: 'at-least', times: 1, since: { event: 'stage-entered', stage: 'gone' } },
      'since.stage',
    ],
    ['a profile that is not there', { kind: 'profile', profile: nobody, is: 'matched' }, 'profile'],
  ])('for %s', (_what, condition, place) => {
    const fault = faultOf(condition)
    expect(fault?.place).toBe(`of[0].${place}`)
    expect(fault?.message).toMatch(/^.{5,}\.$/)
    expect(fault?.remedy).toMatch(/^.{5,}\.$/)
  })

  test('at the place where it stands in what was sent', () => {
    const deep = group(attribute('contact', 'city', 'blank'), {
      kind: 'group',
      join: 'any',
      of: [attribute('contact', 'nothing', 'blank')],
    })
    expect(criteriaFaults(deep, catalogue, { place: 'body.entry' })).toMatchObject([
      { place: 'body.entry.of[1].of[0].field' },
    ])
  })

  test('for conditions that cannot stand where they do', () => {
    const score = { kind: 'score', score: 'fit', is: 'at-least', points: 60 }
    const mayUse = ['attribute', 'touch'] as const
    expect(faultOf(score, { mayUse })).toMatchObject({
      place: 'of[0].kind',
      message: expect.stringContaining('a score'),
    })
    expect(faultOf(attribute('contact', 'city', 'blank'), { mayUse })).toBeUndefined()
  })

  test('for profiles that lead back to themselves', () => {
    const itself = { kind: 'profile', profile: large, is: 'matched' }
    expect(faultOf(itself, { profile: large })).toMatchObject({ place: 'of[0].profile' })
    const roundabout = { kind: 'profile', profile: midMarket, is: 'matched' }
    expect(faultOf(roundabout, { profile: large })).toMatchObject({
      message: expect.stringContaining('Mid-market'),
    })
    expect(faultOf({ kind: 'profile', profile: 'any', is: 'matched' }, { profile: large })).toBeDefined()
  })
})

describe('the shape of criteria refuses', () => {
  const nestedBy = (depth: number): unknown =>
    depth === 0
      ? { kind: 'group', join: 'all', of: [] }
      : { kind: 'group', join: 'all', of: [nestedBy(depth - 1)] }
  const many = Array.from({ length: 60 }, () => attribute('contact', 'city', 'blank'))

  test.each([
    ['a depth bomb', nestedBy(5_000)],
    ['more than sixty parts', { kind: 'group', join: 'all', of: many }],
    [
      'a field that is no name',
      { kind: 'group', join: 'all', of: [attribute('contact', "x'; drop table", 'blank')] },
    ],
    [
      'text that no database stores',
      { kind: 'group', join: 'all', of: [attribute('contact', 'city', 'equals', 'a\0b')] },
    ],
    [
      'half a character',
      { kind: 'group', join: 'all', of: [attribute('contact', 'city', 'equals', '\uD83D')] },
    ],
  ])('%s', (_what, sent) => {
    expect(criteriaShape.safeParse(sent).success).toBe(false)
  })

  test('nothing that is five groups deep', () => {
    expect(criteriaShape.safeParse(nestedBy(4)).success).toBe(true)
  })
})
