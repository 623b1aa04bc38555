import { z } from 'zod'
import { committeeRole, condition, criteriaDepthMax, criteriaNodesMax } from './criteria.ts'
import { instant } from './endpoint.ts'
import { recordKind } from './records.ts'

/**
 * What became of criteria for one person, as a judgement keeps it. Ids stand as ids: whoever shows it puts each
 * condition in words by `conditionPhrase`, and links what proves it.
 */

/** How many touches, values or people are named as the proof of one condition; the count itself is whole. */
export const provenMax = 50

const factValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What proves that a condition is met or not. */
export const criteriaFact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('value'),
    of: recordKind,
    recordId: z.uuid(),
    field: z.string(),
    value: factValue.describe('Null is blank.'),
    knownFrom: instant.nullable(),
    assumed: z
      .boolean()
      .describe('The source gave no date: it counts as known from the creation of the record.'),
  }),
  z.object({ kind: z.literal('touch'), touchId: z.number().int(), occurredAt: instant }),
  z.object({
    kind: z.literal('seat'),
    contactId: z.uuid(),
    accountId: z.uuid(),
    role: committeeRole,
    from: instant,
  }),
  z.object({ kind: z.literal('profile'), profileId: z.uuid() }),
])
export type CriteriaFact = z.infer<typeof criteriaFact>

/** How far it is: what there is, what is needed, and how many more, or with a minus fewer, would meet the condition. */
export const criteriaDistance = z.object({
  unit: z.enum(['points', 'touches', 'people', 'value']),
  have: z.number(),
  need: z.number(),
  more: z.number().describe('Zero when met; negative where there are too many.'),
})
export type CriteriaDistance = z.infer<typeof criteriaDistance>

const explainedCondition = z.object({
  kind: z.literal('condition'),
  place: z.string().describe('Where it stands in the criteria, such as `of[1].of[0]`.'),
  condition,
  met: z.boolean(),
  facts: z.array(criteriaFact).max(provenMax),
  distance: criteriaDistance.nullable(),
})
export type ExplainedCondition = z.infer<typeof explainedCondition>

export type ExplainedGroup = {
  readonly kind: 'group'
  readonly place: string
  readonly join: 'all' | 'any' | 'none'
  readonly met: boolean
  readonly of: readonly ExplainedNode[]
}
export type ExplainedNode = ExplainedGroup | ExplainedCondition

const groupKind = z.literal('group')
const groupJoin = z.enum(['all', 'any', 'none'])
type ExplainedShape = z.ZodObject<{
  kind: typeof groupKind
  place: z.ZodString
  join: typeof groupJoin
  met: z.ZodBoolean
  of: z.ZodType<readonly ExplainedNode[]>
}>

function explainedOfDepth(depth: number): ExplainedShape {
  const node =
    depth === 1
      ? z.discriminatedUnion('kind', [explainedCondition])
      : z.discriminatedUnion('kind', [explainedCondition, explainedOfDepth(depth - 1)])
  return z.object({
    kind: groupKind,
    place: z.string(),
    join: groupJoin,
    met: z.boolean(),
    of: z.array(node).max(criteriaNodesMax),
  })
}

/** Criteria with what became of each part for one person: the answer to “why is this an MQL?”. */
export const explainedCriteria = explainedOfDepth(criteriaDepthMax).meta({ id: 'ExplainedCriteria' })
