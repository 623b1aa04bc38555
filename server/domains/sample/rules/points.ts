import type { EngagementRule, ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { TouchKind } from '../../../../contract/touches.ts'
import type { AttributeCondition } from '../../../../contract/criteria.ts'

const halfLifeDays = 30

/** Titles of people who decide on planning at companies that buy from us, or who are asked by those who do. */
const decidingTitles = ['COO', 'Managing Director', 'Director, Operations', 'Head of Logistics']

/** How Halden counts fit and engagement. */
export const scoring: ScoringBody = {
  kind: 'scoring',
  fit: [
    {
      key: 'matches_profile',
      name: 'Fits a customer profile',
      criteria: { kind: 'group', join: 'all', of: [{ kind: 'profile', profile: 'any', is: 'matched' }] },
      points: 60,
    },
    {
      key: 'mid_size',
      name: 'A company of 100 to 1,000 employees',
      criteria: { kind: 'group', join: 'all', of: [employees('at-least', 100), employees('at-most', 1000)] },
      points: 20,
    },
    {
      key: 'decides',
      name: 'A title that decides on planning',
      criteria: {
        kind: 'group',
        join: 'all',
        of: [{ kind: 'attribute', of: 'contact', field: 'title', is: 'one-of', value: decidingTitles }],
      },
      points: 20,
    },
  ],
  halfLifeDays,
  groups: [
    {
      key: 'forms',
      name: 'Forms',
      cap: 100,
      rules: [rule('form', 'Form filled in', { points: 50, perDayMax: 50 })],
    },
    {
      key: 'events',
      name: 'Webinars and fairs',
      cap: 40,
      rules: [rule('event_attended', 'Took part in an event', { points: 12, perDayMax: 12 })],
    },
    {
      key: 'content',
      name: 'Content',
      cap: 60,
      rules: [
        rule('file', 'File opened', { points: 5, perDayMax: 20 }),
        rule('click', 'Click', { points: 3, perDayMax: 20 }),
        rule('mail_click', 'Click in a mail', { points: 3, perDayMax: 20 }),
      ],
    },
    {
      key: 'visits',
      name: 'Visits',
      cap: 30,
      rules: [
        rule('visit', 'Visit of our pages', { points: 1, perDayMax: 5 }),
        rule('view', 'Page viewed', { points: 1, perDayMax: 5 }),
      ],
    },
  ],
}

function employees(is: 'at-least' | 'at-most', value: number): AttributeCondition {
  return { kind: 'attribute', of: 'account', field: 'employees', is, value }
}

type Given = { readonly points: number; readonly perDayMax: number }

function rule(kind: TouchKind, name: string, given: Given): EngagementRule {
  return { key: kind, name, kinds: [kind], channels: [], campaigns: [], ...given }
}
