import { z } from 'zod'
import { explainedCriteria } from './criteria-explained.ts'
import { apiPrefix, endpoint, idParams, instant } from './endpoint.ts'
import { memberReference, reasonLengthMax } from './records.ts'
import { touchKindNames } from './touches.ts'

const tag = 'Judging'

/** The signed version that judged: enough to name it and to open it. */
export const judgingVersion = z
  .object({
    versionId: z.number().int(),
    agreementId: z.uuid(),
    title: z.string(),
    number: z.number().int(),
  })
  .meta({ id: 'JudgingVersion' })
export type JudgingVersion = z.infer<typeof judgingVersion>

/** A score at an instant, in whole points that are reached. */
export const scoresView = z
  .object({
    at: instant,
    version: judgingVersion.nullable().describe('Null: no scoring agreement was in force.'),
    fit: z.number().int(),
    engagement: z.number().int(),
  })
  .meta({ id: 'Scores' })

/** One row of the ledger: what was earned, for what, and what it is worth at the instant asked for. */
export const awardView = z
  .object({
    id: z.number().int(),
    score: z.enum(['fit', 'engagement']),
    rule: z.string().describe('What the rule is called in the version that gave it.'),
    group: z.string().nullable(),
    points: z.number().int(),
    pointsBeforeCap: z.number().int(),
    worth: z.number().describe('Points at the instant, after decay, before the cap of its group.'),
    touch: z
      .object({
        id: z.number().int(),
        kind: z.enum(touchKindNames),
        occurredAt: instant,
        title: z.string().nullable(),
        campaign: z.string().nullable(),
      })
      .nullable(),
    takesBack: z.number().int().nullable().describe('The row that this one takes back.'),
    occurredAt: instant,
    knownAt: instant,
    version: judgingVersion,
  })
  .meta({ id: 'Award' })
export type AwardView = z.infer<typeof awardView>

export const readScores = endpoint({
  id: 'readScores',
  method: 'GET',
  path: `${apiPrefix}/contacts/{id}/scores`,
  summary: 'Fit and engagement of a person at any moment, with every row of the ledger that makes them',
  description:
    'The scores are the sums of the rows under the version in force at that moment: fit between 0 and 100, each group of ' +
    'engagement up to its cap. Sums are in thousandths; the scores are the whole points that are reached.',
  tag,
  params: idParams,
  query: z.object({ at: instant.optional().describe('Now unless told.') }),
  response: z.object({
    scores: scoresView,
    groups: z.array(
      z.object({ key: z.string(), name: z.string(), cap: z.number().int(), points: z.number() }),
    ),
    awards: z.array(awardView).max(1000),
    more: z.number().int().describe('Rows beyond those listed.'),
  }),
  refusals: ['not-found'],
})

const phrases = z
  .record(z.string(), z.string())
  .describe('Each condition in English, by its place in the criteria.')

/** One stage and whether the lead meets what it asks. */
export const stageVerdict = z
  .object({
    stage: z.object({ id: z.number().int(), key: z.string(), name: z.string() }),
    version: judgingVersion,
    sentence: z.string(),
    met: z.boolean(),
    explained: explainedCriteria,
    phrases,
  })
  .meta({ id: 'StageVerdict' })
export type StageVerdict = z.infer<typeof stageVerdict>

/** A move that a version made, with what proved it then. */
export const judgedMoveView = z
  .object({
    id: z.number().int(),
    at: instant,
    kind: z.enum(['entry', 'forward', 'backward', 'exit']),
    from: z.string().nullable(),
    to: z.string(),
    reason: z.string().nullable(),
    by: memberReference.nullable(),
    version: judgingVersion.nullable(),
    evidence: explainedCriteria.nullable(),
    phrases,
  })
  .meta({ id: 'JudgedMove' })

export const whyLead = endpoint({
  id: 'whyLead',
  method: 'GET',
  path: `${apiPrefix}/leads/{id}/why`,
  summary: 'Why a lead stands where it stands, clause by clause, and how far it is from the next stage',
  tag,
  params: idParams,
  response: z.object({
    leadId: z.uuid(),
    stage: z.object({ id: z.number().int(), key: z.string(), name: z.string() }),
    scores: scoresView,
    verdicts: z
      .array(stageVerdict)
      .describe('Stages that criteria judge, in the order of the funnel, as of now.'),
    moves: z.array(judgedMoveView).describe('How it came here, oldest first.'),
    judgedAt: instant.nullable().describe('When the workspace was last judged.'),
    isPending: z.boolean().describe('Something happened since, and judging it is under way.'),
  }),
  refusals: ['not-found'],
})

/** The move that a return makes says the reason with some words before it, and has a limit of its own. */
export const returnReasonLengthMax = reasonLengthMax - 50

/** Why sales returns a lead before having talked to it. */
export const returnReasonKinds = ['procedural', 'clerical', 'definitional'] as const

export const acceptLead = endpoint({
  id: 'acceptLead',
  method: 'POST',
  path: `${apiPrefix}/leads/{id}/acceptances`,
  summary: 'Say for sales whether a lead that marketing handed over is accepted or returned',
  description:
    'Accepting moves the lead to the next stage that sales owns. Returning needs a kind and a reason and moves it back ' +
    'to the last stage that marketing owns before the one it was handed over at.',
  tag,
  params: idParams,
  body: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('accepted') }),
    z.object({
      outcome: z.literal('returned'),
      reasonKind: z.enum(returnReasonKinds),
      reason: z.string().trim().min(1).max(returnReasonLengthMax),
    }),
  ]),
  response: z.object({ leadId: z.uuid(), stageId: z.number().int(), at: instant }),
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
