import { z } from 'zod'
import { apiPrefix, day, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import {
  customInput,
  customValues,
  memberReference,
  nextStepLengthMax,
  reasonLengthMax,
  reference,
  team,
} from './records.ts'

export const buyerSteps = ['awareness', 'discovery', 'intent', 'evaluation', 'purchase'] as const
const tag = 'Leads'

export const stageView = z
  .object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    buyerStep: z.enum(buyerSteps),
    team,
    line: z.enum(['main', 'exit']),
    position: z.number().int(),
    won: z.boolean(),
  })
  .meta({ id: 'Stage' })
export type StageView = z.infer<typeof stageView>

export const stageChangeKinds = ['entry', 'forward', 'backward', 'exit'] as const

export const stageChangeView = z
  .object({
    id: z.number().int(),
    fromStageId: z.number().int().nullable(),
    toStageId: z.number().int(),
    at: instant,
    kind: z.enum(stageChangeKinds),
    reason: z.string().nullable(),
    assumed: z.boolean(),
    actor: memberReference.nullable(),
    importId: z.number().int().nullable(),
  })
  .meta({ id: 'StageChange' })
export type StageChangeView = z.infer<typeof stageChangeView>

export const leadRow = z
  .object({
    id: z.uuid(),
    externalId: z.string().nullable(),
    contact: reference,
    account: reference.nullable(),
    enteredAt: instant,
    origin: z.string().nullable(),
    landingPage: z.string().nullable(),
    campaign: reference.nullable(),
    segment: z.string().nullable(),
    stageId: z.number().int(),
    stageSince: instant,
    owner: memberReference.nullable(),
    nextStep: z.string().nullable(),
    nextStepOn: day.nullable(),
  })
  .meta({ id: 'LeadRow' })
export type LeadRow = z.infer<typeof leadRow>

export const leadView = leadRow
  .extend({
    custom: customValues,
    createdAt: instant,
    deletedAt: instant.nullable(),
    stageChanges: z.array(stageChangeView),
    can: z.object({ edit: z.boolean(), move: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Lead' })
export type LeadView = z.infer<typeof leadView>

export const leadSorts = ['-enteredAt', 'enteredAt', '-stageSince', 'stageSince'] as const
const originLengthMax = 200
const segmentLengthMax = 200
const landingPageLengthMax = 2000

const manyStages = z
  .union([z.coerce.number().int(), z.array(z.coerce.number().int()).max(50)])
  .transform((value) => (Array.isArray(value) ? value : [value]))

/** The filters of the list of leads; the word `blank` as origin or segment asks for leads that have none. */
export const leadFilters = z.object({
  q: z.string().max(200).optional().describe('Words in the person or their company; all must be there.'),
  stage: manyStages.optional(),
  owner: z.union([z.uuid(), z.literal('none')]).optional(),
  origin: z.string().max(originLengthMax).optional(),
  campaign: z.uuid().optional(),
  segment: z.string().max(segmentLengthMax).optional(),
  enteredFrom: day.optional(),
  enteredTo: day.optional().describe('Inclusive.'),
  noNextStep: z.stringbool().optional(),
  deleted: z.stringbool().optional().describe('Show the trash instead.'),
})
export type LeadFilters = z.output<typeof leadFilters>

export const listStages = endpoint({
  id: 'listStages',
  method: 'GET',
  path: `${apiPrefix}/stages`,
  summary: 'The stages of the funnel with their buyer steps and the team that owns each',
  tag,
  response: z.object({ items: z.array(stageView) }),
})

export const listLeads = endpoint({
  id: 'listLeads',
  method: 'GET',
  path: `${apiPrefix}/leads`,
  summary: 'Leads: passes of contacts through the funnel',
  tag,
  query: leadFilters.extend(pageQuery.shape).extend({ sort: z.enum(leadSorts).default('-enteredAt') }),
  response: pageOf(leadRow),
})

export const readLead = endpoint({
  id: 'readLead',
  method: 'GET',
  path: `${apiPrefix}/leads/{id}`,
  summary: 'One lead with its stage history',
  tag,
  params: idParams,
  response: leadView,
  refusals: ['not-found'],
})

const leadFields = z.object({
  origin: z.string().trim().min(1).max(originLengthMax).nullable(),
  landingPage: z.string().trim().min(1).max(landingPageLengthMax).nullable(),
  campaignId: z.uuid().nullable(),
  segment: z.string().trim().min(1).max(segmentLengthMax).nullable(),
  ownerId: z.uuid().nullable(),
  nextStep: z.string().trim().min(1).max(nextStepLengthMax).nullable(),
  nextStepOn: day.nullable(),
  custom: customInput,
})

export const createLead = endpoint({
  id: 'createLead',
  method: 'POST',
  path: `${apiPrefix}/leads`,
  summary: 'Begin a pass of a contact through the funnel',
  tag,
  body: leadFields.partial().extend({
    contactId: z.uuid(),
    stageId: z.number().int().optional().describe('The first main-line stage unless told.'),
    enteredAt: instant.optional().describe('Now unless told; never in the future.'),
  }),
  response: leadView,
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const changeLead = endpoint({
  id: 'changeLead',
  method: 'PATCH',
  path: `${apiPrefix}/leads/{id}`,
  summary: 'Change attributes of a lead; each change is a dated row with its provenance',
  tag,
  params: idParams,
  body: leadFields.partial(),
  response: leadView,
  refusals: ['not-allowed', 'not-found'],
})

export const moveLead = endpoint({
  id: 'moveLead',
  method: 'POST',
  path: `${apiPrefix}/leads/{id}/stage-changes`,
  summary: 'Move a lead to another stage',
  description: 'A backward move or an exit needs a reason. Moving to the stage where it stands is refused.',
  tag,
  params: idParams,
  body: z.object({
    stageId: z.number().int(),
    reason: z.string().trim().min(1).max(reasonLengthMax).optional(),
    /** The stage the caller saw; a lead that moved meanwhile is not moved again unseen. */
    fromStageId: z.number().int().optional(),
  }),
  response: leadView,
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now', 'changed-meanwhile'],
})

export const undoLeadMove = endpoint({
  id: 'undoLeadMove',
  method: 'DELETE',
  path: `${apiPrefix}/leads/{id}/stage-changes/{changeId}`,
  summary: 'Undo the last stage change of a lead; the journal keeps both acts',
  tag,
  params: idParams.extend({ changeId: z.coerce.number().int() }),
  response: leadView,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const trashLead = endpoint({
  id: 'trashLead',
  method: 'DELETE',
  path: `${apiPrefix}/leads/{id}`,
  summary: 'Put a lead in the trash',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const restoreLead = endpoint({
  id: 'restoreLead',
  method: 'POST',
  path: `${apiPrefix}/leads/{id}/restoration`,
  summary: 'Take a lead out of the trash',
  tag,
  params: idParams,
  response: leadView,
  refusals: ['not-allowed', 'not-found'],
})
