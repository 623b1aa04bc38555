import { z } from 'zod'
import { recordKind } from './records.ts'
import { touchKindNames } from './touches.ts'

/**
 * Criteria: what must be true of a person and their pass through the funnel. They are data, never text of a query.
 * The same value is drawn by the builder, read as an English sentence (`criteria-sentence.ts`), judged for one
 * record and turned into one set-based query for a whole workspace; a property test holds the last two equal.
 *
 * Meaning. Logic has two values: a blank value fulfils `blank`, `not-equals` and `none-of`, and nothing else. Text
 * is compared as a whole, without regard to the case of the letters A to Z; instants are compared by their day in
 * UTC. A person is their whole merged family; a deal's condition is fulfilled when any of their deals fulfils it, so
 * that who has no deal fulfils none. Touches of machines (`detail.machine`) never count. Every condition is judged
 * at an instant, by what was known then. Who was not there yet, or not any more, fulfils nothing, not even criteria
 * without conditions. A profile that is not in force is matched by nobody.
 */

export const criteriaDepthMax = 5
export const criteriaNodesMax = 60
export const criteriaListMax = 50
export const criteriaTextLengthMax = 200
export const criteriaDaysMax = 3650
export const criteriaTimesMax = 10_000
export const criteriaPointsMax = 10_000

/** Roles in a buying committee: who decides, and how. */
export const committeeRoles = [
  'decision_maker',
  'economic_buyer',
  'champion',
  'influencer',
  'user',
  'blocker',
] as const
export type CommitteeRole = (typeof committeeRoles)[number]
export const committeeRole = z.enum(committeeRoles)

/** What no database stores as text can equal nothing that stands there. */
const storable = (value: string): boolean => value.isWellFormed() && !value.includes('\0')
const text = z
  .string()
  .trim()
  .min(1)
  .max(criteriaTextLengthMax)
  .refine(storable, 'contains a character that cannot be stored')
const scalar = z.union([text, z.number(), z.boolean()])
/** A standard field by the name the ledger knows it by, or `custom.` and the key of a field of one's own. */
const field = z
  .string()
  .max(80)
  .regex(/^[a-zA-Z]+$|^custom\.[a-z][a-z0-9_]{0,62}$/, 'is a field such as `employees` or `custom.plan`')

export const attributeTests = [
  'filled',
  'blank',
  'equals',
  'not-equals',
  'one-of',
  'none-of',
  'contains',
  'at-least',
  'at-most',
  'on-or-after',
  'on-or-before',
  'in-last-days',
] as const
export type AttributeTest = (typeof attributeTests)[number]

/**
 * A condition on an attribute. `value` is absent for `filled` and `blank`, a list for `one-of` and `none-of`, a
 * number for `at-least` and `at-most` (money in whole units of the workspace's currency), a day (`YYYY-MM-DD`) for
 * `on-or-after` and `on-or-before`, a number of days for `in-last-days`, else a single value.
 */
export const attributeCondition = z.object({
  kind: z.literal('attribute'),
  of: recordKind,
  field,
  is: z.enum(attributeTests),
  value: z.union([scalar, z.array(scalar).min(1).max(criteriaListMax)]).optional(),
})
export type AttributeCondition = z.infer<typeof attributeCondition>

/** Since when touches are counted: the lead's entry, its newest move into a stage, or the newest touch of a kind. */
const sinceEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('lead-entered') }),
  z.object({ event: z.literal('stage-entered'), stage: text }),
  z.object({ event: z.literal('touch'), touch: z.enum(touchKindNames) }),
])
export type SinceEvent = z.infer<typeof sinceEvent>

/**
 * A condition on how often the person was touched. Empty lists mean any. A touch counts when it occurred within
 * the last `withinDays` days (whole days of 24 hours, the instant itself included, the far end excluded) and not
 * before `since`; where the event of `since` never happened, nothing counts.
 */
export const touchCondition = z.object({
  kind: z.literal('touch'),
  kinds: z.array(z.enum(touchKindNames)).max(touchKindNames.length).default([]),
  channels: z.array(z.number().int().positive()).max(criteriaListMax).default([]),
  campaigns: z.array(z.uuid()).max(criteriaListMax).default([]),
  assets: z.array(text).max(criteriaListMax).default([]),
  is: z.enum(['at-least', 'at-most']),
  times: z.number().int().min(0).max(criteriaTimesMax),
  withinDays: z.number().int().min(1).max(criteriaDaysMax).optional(),
  since: sinceEvent.optional(),
})
export type TouchCondition = z.infer<typeof touchCondition>

/** A condition on a score under the scoring agreement in force; engagement as it has decayed by the instant. */
export const scoreCondition = z.object({
  kind: z.literal('score'),
  score: z.enum(['fit', 'engagement']),
  is: z.enum(['at-least', 'below']),
  points: z.number().int().min(0).max(criteriaPointsMax),
})
export type ScoreCondition = z.infer<typeof scoreCondition>

/** The person holds one of the roles, or at least `people` people of their company do. */
export const committeeCondition = z.object({
  kind: z.literal('committee'),
  who: z.enum(['person', 'company']),
  roles: z.array(committeeRole).min(1).max(committeeRoles.length),
  people: z.number().int().min(1).max(100).default(1),
})
export type CommitteeCondition = z.infer<typeof committeeCondition>

/** The person matches a customer profile in force; `profile` is the id of its agreement, `any` is any profile. */
export const profileCondition = z.object({
  kind: z.literal('profile'),
  profile: z.union([z.uuid(), z.literal('any')]),
  is: z.enum(['matched', 'not-matched']),
})
export type ProfileCondition = z.infer<typeof profileCondition>

const conditions = [
  attributeCondition,
  touchCondition,
  scoreCondition,
  committeeCondition,
  profileCondition,
] as const
export type Condition = z.infer<(typeof conditions)[number]>
export const condition = z.discriminatedUnion('kind', [...conditions])

/** A group of conditions and groups: `all` of them, `any` of them, or `none` of them. An empty group is fulfilled. */
export type Group = {
  readonly kind: 'group'
  readonly join: 'all' | 'any' | 'none'
  readonly of: readonly CriteriaNode[]
}
export type CriteriaNode = Group | Condition

const tooDeep = `Here stands no condition that is known; groups can be nested ${criteriaDepthMax} deep.`
const groupKind = z.literal('group')
const groupJoin = z.enum(['all', 'any', 'none'])
type GroupShape = z.ZodObject<{
  kind: typeof groupKind
  join: typeof groupJoin
  of: z.ZodType<readonly CriteriaNode[]>
}>

// Built outward from the innermost, so that a depth bomb is refused where the limit is instead of filling the stack.
function groupOfDepth(depth: number): GroupShape {
  const node =
    depth === 1
      ? z.discriminatedUnion('kind', [...conditions], { error: tooDeep })
      : z.discriminatedUnion('kind', [...conditions, groupOfDepth(depth - 1)])
  return z.object({ kind: groupKind, join: groupJoin, of: z.array(node).max(criteriaNodesMax) })
}

/** Criteria as somebody sends them. Refuses more than five groups within each other and more than sixty parts. */
export const criteria = groupOfDepth(criteriaDepthMax)
  .refine(
    (group) => nodesOf(group) <= criteriaNodesMax,
    `Criteria have at most ${criteriaNodesMax} parts; split them into profiles.`,
  )
  .meta({ id: 'Criteria' })
export type Criteria = Group

/** Criteria that everybody fulfils. */
export const noCriteria: Criteria = { kind: 'group', join: 'all', of: [] }

/** How many groups and conditions there are, the outermost group included. */
export function nodesOf(node: CriteriaNode): number {
  return node.kind === 'group' ? node.of.reduce((sum, each) => sum + nodesOf(each), 1) : 1
}

/** Every condition, in the order in which they are read. */
export function conditionsOf(node: CriteriaNode): Condition[] {
  return node.kind === 'group' ? node.of.flatMap(conditionsOf) : [node]
}
