import { z } from 'zod'
import { apiPrefix, day, endpoint, instant, pageOf, pageQuery } from './endpoint.ts'
import { leadRow, stageView } from './leads.ts'
import { customNumbers, figure, figures, metricId } from './metrics.ts'

const tag = 'Funnel'

export const funnelGroupings = [
  'month',
  'origin',
  'landing-page',
  'campaign',
  'segment',
  'owner',
  'region',
  'channel',
  'none',
] as const
export type FunnelGrouping = (typeof funnelGroupings)[number]

/** Groups beyond this many are left out of an answer, the smallest first; the answer says so. */
export const funnelGroupsMax = 500
const filterValuesMax = 500
const filterValueLengthMax = 300

/** One value or several: a lead that matches any of them stays. The empty string asks for blanks. */
const anyOf = z
  .union([
    z.string().max(filterValueLengthMax),
    z.array(z.string().max(filterValueLengthMax)).max(filterValuesMax),
  ])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .optional()

const idOrBlank = z.union([z.uuid(), z.literal('')])
const anyIdOf = z
  .union([idOrBlank, z.array(idOrBlank).max(filterValuesMax)])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .optional()

/** The period bounds the day on which a lead entered the funnel, in UTC, both days included. */
export const funnelFilters = z.object({
  from: day.optional().describe('The first day of entry.'),
  to: day.optional().describe('The last day of entry, included.'),
  origin: anyOf.describe('As recorded; the empty string asks for blanks. Several may be given.'),
  segment: anyOf.describe('The empty string asks for blanks. Several may be given.'),
  region: anyOf.describe("The region of the lead's owner; the empty string asks for none."),
  campaign: anyIdOf.describe('Ids of campaigns; the empty string asks for leads without one.'),
  owner: anyIdOf.describe('Ids of members; the empty string asks for leads without an owner.'),
  channel: anyOf.describe(
    "Keys of the channel of the person's first touch; the empty string asks for no touch.",
  ),
})
export type FunnelFilters = z.output<typeof funnelFilters>

const stageFigures = figures([
  'leads-reached',
  'leads-stopped',
  'stage-conversion',
  'conversion-from-entry',
  'stage-lag-median',
  'stage-lag-p90',
  'stage-lag-mean',
  'stage-lags-measured',
  'negative-lags',
])

const groupFigures = figures([
  'leads-entered',
  'leads-won',
  'lead-conversion',
  'days-to-win-mean',
  'days-to-win-median',
  'days-to-win-p90',
  'leads-won-within-30-days',
  'leads-won-within-90-days',
  'leads-censored',
  'lead-revenue',
])

export const funnelGroup = z
  .object({
    key: z.string().nullable().describe('A month as `YYYY-MM`, an id, or the text itself; null for blank.'),
    label: z.string().nullable(),
    censored: z
      .boolean()
      .describe(
        'Some of these leads are so young that more of them may still be won: read later figures with care.',
      ),
    figures: groupFigures,
    stages: z.array(z.object({ stageId: z.number().int(), figures: stageFigures })),
  })
  .meta({ id: 'FunnelGroup' })
export type FunnelGroup = z.infer<typeof funnelGroup>

export const funnelView = z
  .object({
    asOf: instant.describe('The database as it stood at this instant.'),
    group: z.enum(funnelGroupings),
    currency: z.string(),
    stages: z.array(stageView).describe('The main line in order; the last one is won.'),
    censorDays: z.number().nullable().describe('The 90th percentile of days to win of the whole workspace.'),
    total: funnelGroup,
    groups: z.array(funnelGroup),
    moreGroups: z.boolean().describe('Whether groups beyond the limit were left out.'),
  })
  .meta({ id: 'Funnel' })
export type FunnelView = z.infer<typeof funnelView>

const funnelQuery = funnelFilters.extend({ group: z.enum(funnelGroupings).default('month') })

export const readFunnel = endpoint({
  id: 'readFunnel',
  method: 'GET',
  path: `${apiPrefix}/funnel`,
  summary: 'One funnel: counts, conversion and lag of each stage, by cohort month or another group',
  tag,
  query: funnelQuery,
  response: funnelView,
  refusals: ['not-ready'],
})

export const exportFunnel = endpoint({
  id: 'exportFunnel',
  method: 'GET',
  path: `${apiPrefix}/funnel.csv`,
  summary: 'The same funnel as a file: one row a group and stage',
  tag,
  query: funnelQuery,
  response: null,
  status: 200,
  produces: 'text/csv',
  refusals: ['not-ready'],
})

/** Figures of a whole group that can be opened. */
const groupCells = [
  'entered',
  'won',
  'open',
  'lost',
  'won-within-30-days',
  'won-within-90-days',
  'censored',
] as const
/** Figures of one stage of it. */
export const stageCells = [
  'reached',
  'stopped',
  'stopped-open',
  'stopped-lost',
  'lag-measured',
  'lag-negative',
] as const
export const funnelCells = [...groupCells, ...stageCells] as const
export type FunnelCell = (typeof funnelCells)[number]

export const funnelCellQuery = funnelQuery.extend({
  key: z
    .string()
    .max(filterValueLengthMax)
    .optional()
    .describe('The key of the group; the empty string for blank. Absent: all groups.'),
  cell: z.enum(funnelCells).default('entered'),
  stage: z.coerce.number().int().optional().describe('The id of the stage, for cells that belong to one.'),
})
export type FunnelCellQuery = z.output<typeof funnelCellQuery>

export const funnelLead = leadRow
  .extend({
    lagDays: z
      .number()
      .nullable()
      .describe('Days from the previous recorded stage to the stage of the opened cell.'),
    daysToWin: z.number().nullable(),
  })
  .meta({ id: 'FunnelLead' })
export type FunnelLead = z.infer<typeof funnelLead>

export const listFunnelLeads = endpoint({
  id: 'listFunnelLeads',
  method: 'GET',
  path: `${apiPrefix}/funnel/leads`,
  summary: 'Exactly the leads that a figure of the funnel counts, newest entry first',
  tag,
  query: funnelCellQuery.extend(pageQuery.shape),
  response: pageOf(funnelLead),
  refusals: ['not-ready'],
})

export const readLeadNumbers = endpoint({
  id: 'readLeadNumbers',
  method: 'GET',
  path: `${apiPrefix}/funnel/leads/numbers`,
  summary: 'What the custom numbers and amounts of exactly these leads come to, field by field',
  tag,
  query: funnelCellQuery,
  response: customNumbers,
  refusals: ['not-ready'],
})

export const flowSources = ['channel', 'origin', 'campaign'] as const

export const flowNode = z.object({
  id: z.string(),
  kind: z.enum(['source', 'stage', 'won', 'open', 'lost']),
  keys: z
    .array(z.string())
    .describe('Of a source: the values of the filter of its name that open it. Else empty.'),
  stageId: z.number().int().nullable().describe('Of a stage and of `won`. Else null.'),
  label: z.string().nullable().describe('Null for a blank source.'),
  metric: metricId.describe('Which figure of the registry `leads` is.'),
  leads: z.number().int(),
  revenue: figure,
})

export const flowLink = z.object({
  from: z.string(),
  to: z.string(),
  leads: z.number().int(),
  revenue: figure,
})

export const funnelFlowView = z
  .object({
    asOf: instant,
    source: z.enum(flowSources),
    currency: z.string(),
    nodes: z.array(flowNode),
    links: z.array(flowLink),
  })
  .meta({ id: 'FunnelFlow' })
export type FunnelFlowView = z.infer<typeof funnelFlowView>

export const readFunnelFlow = endpoint({
  id: 'readFunnelFlow',
  method: 'GET',
  path: `${apiPrefix}/funnel/flow`,
  summary: 'From first touch to revenue: sources, stages and outcomes with what flows between them',
  description:
    'A node opens to its leads by `GET /funnel/leads`: a source by the filter of its name with its `keys`, a stage by `cell=reached`, ' +
    '`won`, `open` and `lost` by the cells of these names, and a link from a stage to `open` or `lost` by ' +
    '`cell=stopped-open` or `cell=stopped-lost` with the stage.',
  tag,
  query: funnelFilters.extend({ source: z.enum(flowSources).default('channel') }),
  response: funnelFlowView,
  refusals: ['not-ready'],
})
