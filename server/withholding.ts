import { unseenBy, withholdFor } from './domains/agreements/index.ts'
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
 * endpoint, so that none can forget it.
 */
export const withhold: Desk['withhold'] = async (scope, { tag }, answer) =>
  openTags.has(tag) ? answer : withholdFor(scope, answer)

/** Whoever searches or sorts does so only by what they get to see: the scope of such a request says what they do not. */
export const keepBack: Desk['keepBack'] = async (scope, { tag }, { query, body }) => {
  if (openTags.has(tag) || ![query, body].some(looksForSomething)) return scope
  return { ...scope, unseen: await unseenBy(scope) }
}

/** Words, an order by amounts, or the query of the list that records are chosen from. */
function looksForSomething(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false
  return 'q' in part || 'filter' in part || ('sort' in part && String(part.sort).endsWith('amount'))
}
