import { z } from 'zod'
import { amount, apiPrefix, day, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { erasureNote } from './erasures.ts'
import { stageChangeView } from './leads.ts'
import { judgedPoints, pointsAsked } from './judged-points.ts'
import {
  customFilter,
  customInput,
  customValues,
  memberReference,
  nameLengthMax,
  nextStepLengthMax,
  reference,
  team,
} from './records.ts'
import { channelView } from './touches.ts'

const tag = 'Contacts'
const textLengthMax = 300
const mailLengthMax = 320
const phoneLengthMax = 60
const identitiesMax = 20

const text = z.string().trim().min(1).max(textLengthMax)

const manyStages = z
  .union([z.coerce.number().int(), z.array(z.coerce.number().int()).max(50)])
  .transform((value) => (Array.isArray(value) ? value : [value]))

/** The filters of the list of people; the words `blank` and `none` ask for those who have no value. */
export const contactFilters = z.object({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Words in name, job title, company, mail or phone; all must be there.'),
  stage: manyStages.optional(),
  owner: z.union([z.uuid(), z.literal('none')]).optional(),
  origin: text.optional(),
  channel: z.coerce.number().int().optional().describe('The channel of the first touch.'),
  account: z.union([z.uuid(), z.literal('none')]).optional(),
  country: text.optional(),
  createdFrom: day.optional(),
  createdTo: day.optional().describe('Inclusive.'),
  noNextStep: z.stringbool().optional(),
  fitMin: pointsAsked.describe('So many points of fit or more, as of the last judgement.'),
  engagementMin: pointsAsked.describe('So many of engagement or more, as of the last judgement.'),
  flagged: z.stringbool().optional().describe('Only people whose data somebody should look at.'),
  custom: customFilter.optional().describe('`key:value` of a custom field; several narrow further.'),
  deleted: z.stringbool().optional().describe('Show the trash instead.'),
})
export type ContactFilters = z.output<typeof contactFilters>

export const contactSortKeys = [
  'name',
  'company',
  'createdAt',
  'stageSince',
  'lastTouch',
  'fit',
  'engagement',
] as const
export const contactSorts = contactSortKeys.flatMap((key) => [key, `-${key}`] as const)

export const contactRow = z
  .object({
    id: z.uuid(),
    name: z.string().describe('The full name, else the mail or outside id; never empty.'),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    title: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    account: reference.nullable(),
    city: z.string().nullable(),
    country: z.string().nullable(),
    language: z.string().nullable(),
    origin: z.string().nullable(),
    owner: memberReference.nullable(),
    nextStep: z.string().nullable(),
    nextStepOn: day.nullable(),
    leadId: z.uuid().nullable().describe('The lead that speaks for this person now.'),
    stageId: z.number().int().nullable(),
    stageSince: instant.nullable(),
    touchCount: z.number().int(),
    firstTouchAt: instant.nullable(),
    lastTouchAt: instant.nullable(),
    firstChannel: channelView.pick({ id: true, name: true, team: true }).nullable(),
    fit: judgedPoints,
    engagement: judgedPoints,
    flagged: z.boolean(),
    custom: customValues,
    createdAt: instant,
    deletedAt: instant.nullable(),
  })
  .meta({ id: 'ContactRow' })
export type ContactRow = z.infer<typeof contactRow>

export const identityKinds = ['email', 'phone', 'external'] as const

export const contactView = contactRow
  .extend({
    identities: z.array(
      z.object({
        kind: z.enum(identityKinds),
        value: z.string(),
        key: z.string().describe('The normalised form that people are recognised by.'),
        valid: z.boolean(),
        contactId: z.uuid().describe('Whose it was before a merge.'),
      }),
    ),
    lead: z
      .object({
        id: z.uuid(),
        enteredAt: instant,
        origin: z.string().nullable(),
        campaign: reference.nullable(),
        owner: memberReference.nullable(),
        stageId: z.number().int(),
        stageSince: instant,
        stageChanges: z.array(
          stageChangeView.pick({ id: true, fromStageId: true, toStageId: true, at: true, kind: true }),
        ),
      })
      .nullable(),
    leadCount: z.number().int(),
    deals: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        stage: z.string(),
        outcome: z.enum(['open', 'won', 'lost']),
        amount: amount.nullable(),
        currency: z.string(),
        owner: memberReference.nullable(),
        openedAt: instant.nullable(),
        closedAt: instant.nullable(),
      }),
    ),
    merged: z.array(
      z.object({ mergeId: z.uuid(), contact: reference, mergedAt: instant, by: memberReference.nullable() }),
    ),
    flags: z.array(
      z.object({ id: z.number().int(), code: z.string(), field: z.string().nullable(), message: z.string() }),
    ),
    erasure: erasureNote.nullable().describe('Of a person who was erased; nothing brings them back.'),
    can: z.object({ edit: z.boolean(), remove: z.boolean(), merge: z.boolean(), erase: z.boolean() }),
  })
  .meta({ id: 'Contact' })
export type ContactView = z.infer<typeof contactView>

export const listContacts = endpoint({
  id: 'listContacts',
  method: 'GET',
  path: `${apiPrefix}/contacts`,
  summary: 'People',
  tag,
  query: contactFilters.extend(pageQuery.shape).extend({ sort: z.enum(contactSorts).default('-createdAt') }),
  response: pageOf(contactRow),
})

export const readContact = endpoint({
  id: 'readContact',
  method: 'GET',
  path: `${apiPrefix}/contacts/{id}`,
  summary: 'One person with everything that belongs to them',
  description: 'The id of somebody who was merged answers with the person they were merged into.',
  tag,
  params: idParams,
  response: contactView,
  refusals: ['not-found'],
})

const mails = z.array(z.string().trim().min(1).max(mailLengthMax)).max(identitiesMax)
const phones = z.array(z.string().trim().min(1).max(phoneLengthMax)).max(identitiesMax)

const contactFields = z.object({
  firstName: text.nullable(),
  lastName: text.nullable(),
  name: z.string().trim().min(1).max(nameLengthMax).describe('The full name, where its parts are not known.'),
  title: text.nullable(),
  accountId: z.uuid().nullable(),
  city: text.nullable(),
  country: text.nullable(),
  language: text.nullable(),
  origin: text.nullable(),
  ownerId: z.uuid().nullable(),
  nextStep: z.string().trim().min(1).max(nextStepLengthMax).nullable(),
  nextStepOn: day.nullable(),
  emails: mails.describe('All mail addresses, the first one used; those left out are removed.'),
  phones: phones.describe('All phone numbers, the first one used; those left out are removed.'),
  custom: customInput,
})

export const createContact = endpoint({
  id: 'createContact',
  method: 'POST',
  path: `${apiPrefix}/contacts`,
  summary: 'Add a person',
  description: 'Needs a name, a mail, a phone or an outside id. A mail that another person has is refused.',
  tag,
  body: contactFields
    .partial()
    .extend({ externalSource: text.optional(), externalId: z.string().trim().min(1).max(200).optional() }),
  response: contactView,
  status: 201,
  refusals: ['not-allowed', 'already-exists'],
})

export const changeContact = endpoint({
  id: 'changeContact',
  method: 'PATCH',
  path: `${apiPrefix}/contacts/{id}`,
  summary: 'Change attributes of a person; each change is a dated row with its provenance',
  tag,
  params: idParams,
  body: contactFields.partial(),
  response: contactView,
  refusals: ['not-allowed', 'not-found', 'already-exists'],
})

export const trashContact = endpoint({
  id: 'trashContact',
  method: 'DELETE',
  path: `${apiPrefix}/contacts/{id}`,
  summary: 'Put a person in the trash',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const restoreContact = endpoint({
  id: 'restoreContact',
  method: 'POST',
  path: `${apiPrefix}/contacts/{id}/restoration`,
  summary: 'Take a person out of the trash',
  tag,
  params: idParams,
  response: contactView,
  refusals: ['not-allowed', 'not-found'],
})

export const timelineKinds = ['touch', 'stage', 'deal', 'attribute', 'event'] as const

/** One line of a timeline, whichever ledger it comes from. */
export const timelineEntry = z
  .object({
    id: z.string().describe('The ledger and the row in it, such as `touch:1234`.'),
    at: instant,
    kind: z.enum(timelineKinds),
    team: team.nullable().describe('Whose doing it was.'),
    title: z.string(),
    detail: z.string().nullable(),
    actor: memberReference.nullable(),
    contact: reference.nullable().describe('Whom it is about, where the timeline is of a company.'),
    money: z
      .object({ amount, currency: z.string() })
      .optional()
      .describe('What the deal was worth, where the entry is of one that has an amount.'),
    rows: z
      .array(z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
      .optional(),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof timelineEntry>

const timelineQuery = pageQuery.extend({
  kind: z
    .union([z.enum(timelineKinds), z.array(z.enum(timelineKinds)).max(timelineKinds.length)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
})

export const readContactTimeline = endpoint({
  id: 'readContactTimeline',
  method: 'GET',
  path: `${apiPrefix}/contacts/{id}/timeline`,
  summary: 'Everything both teams did and learned about a person, newest first',
  tag,
  params: idParams,
  query: timelineQuery,
  response: pageOf(timelineEntry),
  refusals: ['not-found'],
})

export const readAccountTimeline = endpoint({
  id: 'readAccountTimeline',
  method: 'GET',
  path: `${apiPrefix}/accounts/{id}/timeline`,
  summary: 'Everything both teams did and learned about a company and its people, newest first',
  tag: 'Accounts',
  params: idParams,
  query: timelineQuery,
  response: pageOf(timelineEntry),
  refusals: ['not-found'],
})
