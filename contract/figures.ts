import { z } from 'zod'
import { apiPrefix, day, endpoint, instant, pageOf, pageQuery } from './endpoint.ts'
import { customNumbers, figures } from './metrics.ts'
import { dealRow } from './pipeline.ts'

export const dealGroupings = ['none', 'quarter', 'month', 'region', 'owner', 'product', 'stage'] as const
export type DealGrouping = (typeof dealGroupings)[number]
export const figureGroupsMax = 1000
const keyLengthMax = 300
const idOrBlank = z.union([z.uuid(), z.literal('')])

/** The period bounds the day of closing, in UTC, both days included; open deals count as they stand. */
export const dealFigureFilters = z.object({
  from: day.optional().describe('The first day of closing. Open deals always count.'),
  to: day.optional().describe('The last day of closing, included.'),
  pipeline: z.uuid().optional(),
  owner: idOrBlank.optional().describe('A member; the empty string asks for deals without an owner.'),
  product: idOrBlank.optional().describe('The empty string asks for deals without a product.'),
  region: z.string().max(keyLengthMax).optional().describe("The region of the deal's owner; empty for none."),
})
export type DealFigureFilters = z.output<typeof dealFigureFilters>

const dealFigures = figures([
  'deals-counted',
  'deals-open',
  'deals-won',
  'deals-lost',
  'revenue',
  'average-won-deal',
  'win-rate-by-count',
  'win-rate-by-value',
  'won-cycle-mean',
  'won-cycle-median',
  'lost-cycle-mean',
  'lost-cycle-median',
  'open-pipeline-value',
  'pipeline-velocity',
  'deals-in-other-currencies',
])

export const dealFigureGroup = z
  .object({
    key: z
      .string()
      .nullable()
      .describe('`YYYY-Qn`, `YYYY-MM`, an id or the text itself; null for none, and for what is still open.'),
    label: z.string().nullable(),
    figures: dealFigures,
  })
  .meta({ id: 'DealFigureGroup' })
export type DealFigureGroup = z.infer<typeof dealFigureGroup>

export const pipelineFiguresView = z
  .object({
    asOf: instant,
    group: z.enum(dealGroupings),
    currency: z.string(),
    total: dealFigureGroup,
    groups: z.array(dealFigureGroup),
    moreGroups: z.boolean().describe('Whether groups beyond the limit were left out.'),
  })
  .meta({ id: 'PipelineFigures' })
export type PipelineFiguresView = z.infer<typeof pipelineFiguresView>

const dealFigureQuery = dealFigureFilters.extend({ group: z.enum(dealGroupings).default('none') })

export const readPipelineFigures = endpoint({
  id: 'readPipelineFigures',
  method: 'GET',
  path: `${apiPrefix}/pipeline/figures`,
  summary: 'Won, lost and open deals: revenue, win rate, cycle, velocity, by quarter or another group',
  description:
    'Quarters and months are those of the closing date, in UTC; open deals stand in the group without a key.',
  tag: 'Pipeline',
  query: dealFigureQuery,
  response: pipelineFiguresView,
  refusals: ['not-ready'],
})

export const dealCells = ['counted', 'won', 'lost', 'open', 'other-currency'] as const
export type DealCell = (typeof dealCells)[number]

const dealCellQuery = dealFigureQuery.extend({
  key: z
    .string()
    .max(keyLengthMax)
    .optional()
    .describe('The key of the group; empty for the group without one. Absent: all.'),
  cell: z.enum(dealCells).default('counted'),
})

export const listFigureDeals = endpoint({
  id: 'listFigureDeals',
  method: 'GET',
  path: `${apiPrefix}/pipeline/figures/deals`,
  summary: 'Exactly the deals that a figure of the pipeline counts, newest first',
  tag: 'Pipeline',
  query: dealCellQuery.extend(pageQuery.shape),
  response: pageOf(dealRow),
  refusals: ['not-ready'],
})

export const readDealNumbers = endpoint({
  id: 'readDealNumbers',
  method: 'GET',
  path: `${apiPrefix}/pipeline/figures/deals/numbers`,
  summary: 'What the custom numbers and amounts of exactly these deals come to, field by field',
  tag: 'Pipeline',
  query: dealCellQuery,
  response: customNumbers,
  refusals: ['not-ready'],
})

const campaignFigures = figures([
  'campaign-spend',
  'campaign-touches',
  'campaign-people',
  'campaign-leads',
  'campaign-leads-won',
  'campaign-revenue',
  'cost-per-lead',
])

export const campaignFigureGroup = z
  .object({
    key: z
      .uuid()
      .nullable()
      .describe('The id of the campaign; null for leads, deals and touches without one.'),
    label: z.string().nullable(),
    figures: campaignFigures,
  })
  .meta({ id: 'CampaignFigureGroup' })

export const campaignFiguresView = z
  .object({
    asOf: instant,
    currency: z.string(),
    groups: z.array(campaignFigureGroup),
    moreGroups: z.boolean().describe('Whether groups beyond the limit were left out.'),
  })
  .meta({ id: 'CampaignFigures' })
export type CampaignFiguresView = z.infer<typeof campaignFiguresView>

export const readCampaignFigures = endpoint({
  id: 'readCampaignFigures',
  method: 'GET',
  path: `${apiPrefix}/campaigns/figures`,
  summary: 'What each campaign cost and what came of it, by the campaign that leads name; not attribution',
  description:
    'The period bounds spend by its day, touches by when they happened, leads by when ' +
    'they entered and revenue by the day of closing.',
  tag: 'Campaigns',
  query: z.object({ from: day.optional(), to: day.optional(), campaign: z.uuid().optional() }),
  response: campaignFiguresView,
  refusals: ['not-ready'],
})
