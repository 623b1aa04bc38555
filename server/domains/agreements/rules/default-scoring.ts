import type { EngagementRule, ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { TouchKind } from '../../../../contract/touches.ts'

const halfLifeDays = 30
/** What one kind of small touch earns on a day at most. */
const smallTouchesPerDay = 20
const formPoints = 50
/** Matching a profile is enough fit to qualify, and leaves room for rules of a company's own. */
const profileFit = 60

/**
 * Opening a mail earns nothing, because machines open mail. A form that failed would take points away, but no touch
 * tells that a form failed.
 */
export const defaultScoring: ScoringBody = {
  kind: 'scoring',
  fit: [
    {
      key: 'matches_profile',
      name: 'Matches a customer profile',
      criteria: { kind: 'group', join: 'all', of: [{ kind: 'profile', profile: 'any', is: 'matched' }] },
      points: profileFit,
    },
  ],
  halfLifeDays,
  groups: [
    {
      key: 'forms',
      name: 'Forms',
      cap: 100,
      // One form a day counts in full.
      rules: [{ ...rule('form', 'Form filled in', formPoints), perDayMax: formPoints }],
    },
    {
      key: 'content',
      name: 'Content',
      cap: 60,
      rules: [
        rule('file', 'File opened', 3),
        rule('click', 'Click', 3),
        rule('mail_click', 'Click in a mail', 3),
      ],
    },
    { key: 'visits', name: 'Visits', cap: 40, rules: [rule('view', 'Page viewed', 1)] },
  ],
}

function rule(kind: TouchKind, name: string, points: number): EngagementRule {
  return {
    key: kind,
    name,
    kinds: [kind],
    channels: [],
    campaigns: [],
    points,
    perDayMax: smallTouchesPerDay,
  }
}
