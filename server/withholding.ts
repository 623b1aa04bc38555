import { withholdFor } from './domains/agreements/index.ts'
import type { Desk } from './http/resource.ts'

/** Where mail addresses are those of colleagues, and amounts are what we spend. */
const openTags: ReadonlySet<string> = new Set([
  'Agreements',
  'API keys',
  'Campaigns',
  'Members',
  'Notifications',
  'Saved views',
  'Sign-in',
  'Workspace',
])

/**
 * Answers keep back what the role charters of whoever asks do not let them see. It happens in this one place for every
 * endpoint, so that none can forget it. Lists can still be searched and sorted by what is kept back.
 */
export const withhold: Desk['withhold'] = async (scope, { tag }, answer) =>
  openTags.has(tag) ? answer : withholdFor(scope, answer)
