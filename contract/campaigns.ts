import { z } from 'zod'
import { amount, apiPrefix, day, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { memberReference, nameLengthMax } from './records.ts'
import { channelView } from './touches.ts'

const tag = 'Campaigns'

export const campaignTypes = [
  'branding',
  'advertising',
  'lead_generation',
  'web_content',
  'market_research',
  'new_product',
  'social_media',
  'event',
  'mail',
] as const
export type CampaignType = (typeof campaignTypes)[number]

/** The four Ps: what of the offer a campaign works on. */
export const campaignAims = ['product', 'price', 'promotion', 'place'] as const

const wordLengthMax = 200
const talkTrackLengthMax = 4000
const urlLengthMax = 2000

export const campaignRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    type: z.enum(campaignTypes),
    worksOn: z.enum(campaignAims),
    channel: channelView.pick({ id: true, name: true, team: true }).nullable(),
    utmSource: z.string().nullable(),
    utmMedium: z.string().nullable(),
    utmCampaign: z.string().nullable(),
    segment: z.string().nullable(),
    budget: amount.nullable(),
    spend: amount.describe("All that was spent, in the workspace's currency."),
    startsOn: day.nullable(),
    endsOn: day.nullable(),
    owner: memberReference.nullable(),
    createdAt: instant,
    deletedAt: instant.nullable(),
  })
  .meta({ id: 'CampaignRow' })
export type CampaignRow = z.infer<typeof campaignRow>

export const campaignView = campaignRow
  .extend({
    talkTrack: z.string().nullable().describe('What sales says to those who come through it.'),
    externalSource: z.string().nullable(),
    externalId: z.string().nullable(),
    firstSpendOn: day.nullable(),
    lastSpendOn: day.nullable(),
    can: z.object({ edit: z.boolean(), spend: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Campaign' })
export type CampaignView = z.infer<typeof campaignView>

export const campaignSorts = [
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'startsOn',
  '-startsOn',
  'spend',
  '-spend',
] as const

export const campaignFilters = z.object({
  q: z.string().max(200).optional(),
  type: z.enum(campaignTypes).optional(),
  worksOn: z.enum(campaignAims).optional(),
  channel: z.coerce.number().int().optional(),
  owner: z.union([z.uuid(), z.literal('none')]).optional(),
  runningOn: day.optional().describe('Begun and not ended on this day.'),
  deleted: z.stringbool().optional().describe('Show the trash instead.'),
})
export type CampaignFilters = z.output<typeof campaignFilters>

export const listCampaigns = endpoint({
  id: 'listCampaigns',
  method: 'GET',
  path: `${apiPrefix}/campaigns`,
  summary: 'What marketing runs, with its spend',
  tag,
  query: campaignFilters
    .extend(pageQuery.shape)
    .extend({ sort: z.enum(campaignSorts).default('-createdAt') }),
  response: pageOf(campaignRow),
})

export const readCampaign = endpoint({
  id: 'readCampaign',
  method: 'GET',
  path: `${apiPrefix}/campaigns/{id}`,
  summary: 'One campaign',
  tag,
  params: idParams,
  response: campaignView,
  refusals: ['not-found'],
})

const word = z.string().trim().min(1).max(wordLengthMax)
const budget = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'is not an amount such as 1234.50')

const campaignFields = z.object({
  name: z.string().trim().min(1).max(nameLengthMax),
  type: z.enum(campaignTypes),
  worksOn: z.enum(campaignAims),
  channelId: z.number().int().nullable(),
  utmSource: word.nullable(),
  utmMedium: word.nullable(),
  utmCampaign: word.nullable(),
  segment: word.nullable(),
  budget: budget.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  talkTrack: z.string().trim().min(1).max(talkTrackLengthMax).nullable(),
  ownerId: z.uuid().nullable(),
})
export type CampaignChanges = Partial<z.output<typeof campaignFields>>

export const createCampaign = endpoint({
  id: 'createCampaign',
  method: 'POST',
  path: `${apiPrefix}/campaigns`,
  summary: 'Add a campaign',
  tag,
  body: campaignFields.partial().required({ name: true }),
  response: campaignView,
  status: 201,
  refusals: ['not-allowed', 'already-exists'],
})

export const changeCampaign = endpoint({
  id: 'changeCampaign',
  method: 'PATCH',
  path: `${apiPrefix}/campaigns/{id}`,
  summary: 'Change a campaign',
  tag,
  params: idParams,
  body: campaignFields.partial(),
  response: campaignView,
  refusals: ['not-allowed', 'not-found', 'already-exists'],
})

export const trashCampaign = endpoint({
  id: 'trashCampaign',
  method: 'DELETE',
  path: `${apiPrefix}/campaigns/{id}`,
  summary: 'Put a campaign in the trash; its touches and spend are kept',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const restoreCampaign = endpoint({
  id: 'restoreCampaign',
  method: 'POST',
  path: `${apiPrefix}/campaigns/{id}/restoration`,
  summary: 'Take a campaign out of the trash',
  tag,
  params: idParams,
  response: campaignView,
  refusals: ['not-allowed', 'not-found', 'already-exists'],
})

export const spendView = z
  .object({
    id: z.number().int(),
    day,
    amount,
    entryKey: z.string().describe('Tells several entries of one day apart; empty for the one set by hand.'),
    importId: z.number().int().nullable(),
  })
  .meta({ id: 'Spend' })
export type SpendView = z.infer<typeof spendView>

export const listSpend = endpoint({
  id: 'listSpend',
  method: 'GET',
  path: `${apiPrefix}/campaigns/{id}/spend`,
  summary: 'What a campaign cost, by day, newest first',
  tag,
  params: idParams,
  query: pageQuery,
  response: pageOf(spendView),
  refusals: ['not-found'],
})

const spendParams = idParams.extend({ day })

export const setSpend = endpoint({
  id: 'setSpend',
  method: 'PUT',
  path: `${apiPrefix}/campaigns/{id}/spend/{day}`,
  summary: 'Set what was spent on a day by hand',
  tag,
  params: spendParams,
  body: z.object({ amount: budget }),
  response: spendView,
  refusals: ['not-allowed', 'not-found'],
})

export const removeSpend = endpoint({
  id: 'removeSpend',
  method: 'DELETE',
  path: `${apiPrefix}/campaigns/{id}/spend/{day}`,
  summary: 'Remove what was set by hand for a day',
  tag,
  params: spendParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const buildTaggedLink = endpoint({
  id: 'buildTaggedLink',
  method: 'GET',
  path: `${apiPrefix}/campaigns/{id}/tagged-link`,
  summary: 'A link whose clicks count for the campaign',
  tag,
  params: idParams,
  query: z.object({
    url: z.string().trim().min(1).max(urlLengthMax),
    source: word.optional(),
    medium: word.optional(),
    content: word.optional(),
    term: word.optional(),
  }),
  response: z.object({ link: z.string() }),
  refusals: ['not-found'],
})
