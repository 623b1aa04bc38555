import { z } from 'zod'
import { amount, apiPrefix, day, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import {
  customInput,
  customValues,
  memberReference,
  nameLengthMax,
  nextStepLengthMax,
  reasonLengthMax,
  reference,
} from './records.ts'

const tag = 'Pipeline'
export const outcomes = ['open', 'won', 'lost'] as const
export type Outcome = (typeof outcomes)[number]

export const pipelineStageView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    position: z.number().int(),
    outcome: z.enum(outcomes),
  })
  .meta({ id: 'PipelineStage' })
export type PipelineStageView = z.infer<typeof pipelineStageView>

export const pipelineView = z
  .object({ id: z.uuid(), name: z.string(), stages: z.array(pipelineStageView) })
  .meta({ id: 'Pipeline' })
export type PipelineView = z.infer<typeof pipelineView>

export const dealRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    pipelineId: z.uuid(),
    stageId: z.uuid(),
    stageSince: instant,
    outcome: z.enum(outcomes),
    account: reference.nullable(),
    contact: reference.nullable(),
    /** What opened the door: the campaign of the deal or of its lead, else the lead's origin. */
    openedBy: z.string().nullable(),
    product: reference.nullable(),
    owner: memberReference.nullable(),
    amount: amount.nullable(),
    currency: z.string(),
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
    expectedCloseOn: day.nullable(),
    nextStep: z.string().nullable(),
    nextStepOn: day.nullable(),
    externalId: z.string().nullable(),
  })
  .meta({ id: 'DealRow' })
export type DealRow = z.infer<typeof dealRow>

export const dealStageChangeView = z
  .object({
    id: z.number().int(),
    fromStageId: z.uuid().nullable(),
    toStageId: z.uuid(),
    at: instant,
    kind: z.enum(['entry', 'forward', 'backward', 'close']),
    reason: z.string().nullable(),
    assumed: z.boolean(),
    actor: memberReference.nullable(),
    importId: z.number().int().nullable(),
  })
  .meta({ id: 'DealStageChange' })

export const dealView = dealRow
  .extend({
    leadId: z.uuid().nullable(),
    campaign: reference.nullable(),
    lostReason: z.string().nullable(),
    custom: customValues,
    createdAt: instant,
    deletedAt: instant.nullable(),
    stageChanges: z.array(dealStageChangeView),
    can: z.object({ edit: z.boolean(), move: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Deal' })
export type DealView = z.infer<typeof dealView>

/** Filters shared by table and board, so that one saved view serves both. */
export const dealFilters = z.object({
  q: z.string().max(200).optional().describe('Words in the deal, its company or person; all must be there.'),
  pipeline: z.uuid().optional(),
  stage: z.uuid().optional(),
  outcome: z.enum(outcomes).optional(),
  owner: z.union([z.uuid(), z.literal('none')]).optional(),
  account: z.union([z.uuid(), z.literal('none')]).optional(),
  contact: z.uuid().optional(),
  product: z.uuid().optional(),
  closedFrom: day.optional(),
  closedTo: day.optional().describe('Inclusive.'),
  noNextStep: z.stringbool().optional(),
  deleted: z.stringbool().optional().describe('Show the trash instead.'),
})
export type DealFilters = z.output<typeof dealFilters>

export const dealSorts = [
  '-createdAt',
  'createdAt',
  '-amount',
  'amount',
  '-closedAt',
  'closedAt',
  '-stageSince',
  'stageSince',
] as const
export const boardCardsMax = 100

export const listPipelines = endpoint({
  id: 'listPipelines',
  method: 'GET',
  path: `${apiPrefix}/pipelines`,
  summary: 'Pipelines with their stages',
  tag,
  response: z.object({ items: z.array(pipelineView) }),
})

export const listDeals = endpoint({
  id: 'listDeals',
  method: 'GET',
  path: `${apiPrefix}/deals`,
  summary: 'Deals, filtered and sorted',
  tag,
  query: dealFilters.extend(pageQuery.shape).extend({ sort: z.enum(dealSorts).default('-createdAt') }),
  response: pageOf(dealRow),
  refusals: ['not-allowed'],
})

export const readBoard = endpoint({
  id: 'readBoard',
  method: 'GET',
  path: `${apiPrefix}/pipelines/{id}/board`,
  summary: 'The board of a pipeline: each stage with its count, its total and its first cards',
  description: `At most ${boardCardsMax} cards a stage; the rest by the list of deals with the same filter.`,
  tag,
  params: idParams,
  query: dealFilters.omit({ pipeline: true, stage: true, deleted: true }),
  response: z.object({
    columns: z.array(
      z.object({
        stage: pipelineStageView,
        count: z.number().int(),
        total: amount
          .nullable()
          .describe(
            'Sum of the amounts in the workspace’s currency, deals without one counted beside it; null where it is withheld.',
          ),
        withoutAmount: z.number().int(),
        cards: z.array(dealRow),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const readDeal = endpoint({
  id: 'readDeal',
  method: 'GET',
  path: `${apiPrefix}/deals/{id}`,
  summary: 'One deal with its stage history',
  tag,
  params: idParams,
  response: dealView,
  refusals: ['not-found'],
})

const lostReasonLengthMax = 300
const dealFields = z.object({
  name: z.string().trim().min(1).max(nameLengthMax),
  accountId: z.uuid().nullable(),
  contactId: z.uuid().nullable(),
  leadId: z.uuid().nullable(),
  campaignId: z.uuid().nullable(),
  productId: z.uuid().nullable(),
  ownerId: z.uuid().nullable(),
  amount: amount.nullable(),
  expectedCloseOn: day.nullable(),
  nextStep: z.string().trim().min(1).max(nextStepLengthMax).nullable(),
  nextStepOn: day.nullable(),
  custom: customInput,
})

export const createDeal = endpoint({
  id: 'createDeal',
  method: 'POST',
  path: `${apiPrefix}/deals`,
  summary: 'Open a deal',
  tag,
  body: dealFields
    .partial()
    .required({ name: true })
    .extend({ pipelineId: z.uuid().optional(), stageId: z.uuid().optional() }),
  response: dealView,
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const changeDeal = endpoint({
  id: 'changeDeal',
  method: 'PATCH',
  path: `${apiPrefix}/deals/{id}`,
  summary: 'Change attributes of a deal; each change is a dated row with its provenance',
  tag,
  params: idParams,
  body: dealFields.partial(),
  response: dealView,
  refusals: ['not-allowed', 'not-found'],
})

export const moveDeal = endpoint({
  id: 'moveDeal',
  method: 'POST',
  path: `${apiPrefix}/deals/{id}/stage-changes`,
  summary: 'Move a deal to another stage of its pipeline',
  description: 'A lost deal needs a reason. A deal that somebody else moved meanwhile is not moved unseen.',
  tag,
  params: idParams,
  body: z.object({
    stageId: z.uuid(),
    fromStageId: z.uuid().optional(),
    reason: z.string().trim().min(1).max(Math.min(reasonLengthMax, lostReasonLengthMax)).optional(),
  }),
  response: dealView,
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now', 'changed-meanwhile'],
})

export const undoDealMove = endpoint({
  id: 'undoDealMove',
  method: 'DELETE',
  path: `${apiPrefix}/deals/{id}/stage-changes/{changeId}`,
  summary: 'Undo the last stage change of a deal; the journal keeps both acts',
  tag,
  params: idParams.extend({ changeId: z.coerce.number().int() }),
  response: dealView,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const trashDeal = endpoint({
  id: 'trashDeal',
  method: 'DELETE',
  path: `${apiPrefix}/deals/{id}`,
  summary: 'Put a deal in the trash',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const restoreDeal = endpoint({
  id: 'restoreDeal',
  method: 'POST',
  path: `${apiPrefix}/deals/{id}/restoration`,
  summary: 'Take a deal out of the trash',
  tag,
  params: idParams,
  response: dealView,
  refusals: ['not-allowed', 'not-found'],
})
