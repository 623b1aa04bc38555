import { z } from 'zod'
import { amount, apiPrefix, endpoint, instant } from './endpoint.ts'

const tag = 'Touches'

export const touchKindNames = [
  'view',
  'click',
  'form',
  'file',
  'mail_open',
  'mail_click',
  'mail_reply',
  'call',
  'meeting',
  'chat',
  'event_attended',
  'ad_click',
  'social',
  'review',
  'visit',
  'purchase',
  'other',
] as const
export type TouchKind = (typeof touchKindNames)[number]

/**
 * Every kind of touch with the small number it is stored under. The numbers are for ever: millions of rows carry
 * them. `side` says whose hand or eye it was: what we did, or what the customer did by themselves.
 */
export const touchKinds = {
  view: { code: 1, side: 'customer' },
  click: { code: 2, side: 'customer' },
  form: { code: 3, side: 'customer' },
  file: { code: 4, side: 'customer' },
  mail_open: { code: 5, side: 'customer' },
  mail_click: { code: 6, side: 'customer' },
  mail_reply: { code: 7, side: 'customer' },
  call: { code: 8, side: 'us' },
  meeting: { code: 9, side: 'us' },
  chat: { code: 10, side: 'us' },
  event_attended: { code: 11, side: 'customer' },
  ad_click: { code: 12, side: 'customer' },
  social: { code: 13, side: 'customer' },
  review: { code: 14, side: 'customer' },
  visit: { code: 15, side: 'customer' },
  purchase: { code: 16, side: 'customer' },
  other: { code: 17, side: 'customer' },
} as const satisfies Record<TouchKind, { code: number; side: 'us' | 'customer' }>

const namesByCode = new Map<number, TouchKind>(touchKindNames.map((name) => [touchKinds[name].code, name]))

/** The kind behind a stored number; numbers of a newer version read as `other`. */
export function touchKindOf(code: number): TouchKind {
  return namesByCode.get(code) ?? 'other'
}

/** The channels that every workspace begins with, in the order of their ids from 1. */
export const defaultChannels = [
  { key: 'paid_search', name: 'Paid search', team: 'marketing' },
  { key: 'organic_search', name: 'Organic search', team: 'marketing' },
  { key: 'paid_social', name: 'Paid social', team: 'marketing' },
  { key: 'social', name: 'Social', team: 'marketing' },
  { key: 'email', name: 'Email', team: 'marketing' },
  { key: 'event', name: 'Event', team: 'marketing' },
  { key: 'referral', name: 'Referral', team: 'marketing' },
  { key: 'direct', name: 'Direct', team: 'marketing' },
  { key: 'partner', name: 'Partner', team: 'marketing' },
  { key: 'display', name: 'Display', team: 'marketing' },
  { key: 'outbound', name: 'Outbound', team: 'sales' },
  { key: 'other', name: 'Other', team: 'marketing' },
] as const
export type DefaultChannelKey = (typeof defaultChannels)[number]['key']

export const channelView = z
  .object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    team: z.enum(['marketing', 'sales']),
  })
  .meta({ id: 'Channel' })
export type ChannelView = z.infer<typeof channelView>

export const listChannels = endpoint({
  id: 'listChannels',
  method: 'GET',
  path: `${apiPrefix}/channels`,
  summary: 'The channels that touches come through',
  tag,
  response: z.object({ items: z.array(channelView) }),
})

export const touchBatchMax = 5000
const keyLengthMax = 200
const textLengthMax = 500
const pageLengthMax = 2000

const word = z.string().trim().min(1).max(keyLengthMax)

export const touchInput = z.object({
  key: word.optional().describe('Your own key: the same key twice is one touch.'),
  source: word.optional().describe('The system that `externalId` and `contactExternalId` are ids of.'),
  externalId: word.optional().describe('The id of this touch in `source`; it serves as the key.'),
  contactId: z.uuid().optional(),
  email: z.string().trim().min(1).max(320).optional(),
  phone: z.string().trim().min(1).max(60).optional(),
  contactExternalId: word.optional().describe('The id of the person in `source`.'),
  name: z.string().trim().min(1).max(300).optional().describe('For a person who is not known yet.'),
  kind: z.enum(touchKindNames),
  occurredAt: instant,
  channel: word.optional().describe('Key or name of a channel; without it the utm values decide.'),
  campaignId: z.uuid().optional(),
  campaign: z.string().trim().min(1).max(300).optional().describe('Name of a campaign.'),
  utmSource: word.optional(),
  utmMedium: word.optional(),
  utmCampaign: z.string().trim().min(1).max(300).optional(),
  page: z.string().trim().min(1).max(pageLengthMax).optional(),
  asset: z.string().trim().min(1).max(textLengthMax).optional().describe('The form, mail or file.'),
  title: z.string().trim().min(1).max(textLengthMax).optional(),
  value: amount.optional(),
})
export type TouchInput = z.output<typeof touchInput>

export const touchResult = z
  .object({
    index: z.number().int(),
    outcome: z.enum(['created', 'repeated', 'refused']),
    touchId: z.number().int().optional(),
    contactId: z.uuid().optional(),
    contactCreated: z.boolean().optional(),
    place: z.string().optional(),
    message: z.string().optional(),
    remedy: z.string().optional(),
  })
  .meta({ id: 'TouchResult' })
export type TouchResult = z.infer<typeof touchResult>

export const recordTouchBatch = endpoint({
  id: 'recordTouches',
  method: 'POST',
  path: `${apiPrefix}/touches`,
  summary: 'Record touches, up to 5,000 at once',
  description:
    'Idempotent: a touch is the same by its `key`, else by `source` and `externalId`, else by its content, and is ' +
    'written once however often it is sent. People are found by id, outside id, mail or phone; an unknown one with a mail or ' +
    'an outside id is made. A touch that cannot be used is refused by itself, with place and remedy; the rest is kept.',
  tag,
  body: z.object({
    touches: z
      .array(z.union([touchInput, z.unknown()]))
      .min(1)
      .max(touchBatchMax),
  }),
  response: z.object({
    created: z.number().int(),
    repeated: z.number().int(),
    refused: z.number().int(),
    results: z.array(touchResult),
  }),
  refusals: ['not-allowed'],
})
