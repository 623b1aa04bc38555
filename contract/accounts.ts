import { z } from 'zod'
import { amount, apiPrefix, day, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import {
  customFilter,
  customInput,
  customValues,
  memberReference,
  nameLengthMax,
  nextStepLengthMax,
  reference,
} from './records.ts'

const tag = 'Accounts'
const textLengthMax = 300
const domainLengthMax = 253
/** How many people and deals a company's page shows at once; the lists show the rest. */
export const accountPeopleShownMax = 100

const text = z.string().trim().min(1).max(textLengthMax)

/** The filters of the list of companies; the words `blank` and `none` ask for those that have no value. */
export const accountFilters = z.object({
  q: z.string().max(200).optional().describe('Words in name or website; all must be there.'),
  owner: z.union([z.uuid(), z.literal('none')]).optional(),
  country: text.optional(),
  industry: text.optional(),
  segment: text.optional(),
  createdFrom: day.optional(),
  createdTo: day.optional().describe('Inclusive.'),
  noNextStep: z.stringbool().optional(),
  flagged: z.stringbool().optional(),
  custom: customFilter.optional().describe('`key:value` of a custom field; several narrow further.'),
  deleted: z.stringbool().optional().describe('Show the trash instead.'),
})
export type AccountFilters = z.output<typeof accountFilters>

export const accountSorts = ['name', '-name', 'createdAt', '-createdAt'] as const

/** Amounts of one currency: amounts of different currencies are never added up. */
export const currencyAmount = z.object({ currency: z.string(), amount, deals: z.number().int() })

export const accountRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    domain: z.string().nullable(),
    industry: z.string().nullable(),
    segment: z.string().nullable(),
    employees: z.number().int().nullable(),
    annualRevenue: z.string().nullable(),
    city: z.string().nullable(),
    country: z.string().nullable(),
    owner: memberReference.nullable(),
    nextStep: z.string().nullable(),
    nextStepOn: day.nullable(),
    people: z.number().int(),
    open: z.array(currencyAmount),
    won: z.array(currencyAmount),
    flagged: z.boolean(),
    custom: customValues,
    createdAt: instant,
    deletedAt: instant.nullable(),
  })
  .meta({ id: 'AccountRow' })
export type AccountRow = z.infer<typeof accountRow>

export const accountView = accountRow
  .extend({
    externalSource: z.string().nullable(),
    externalId: z.string().nullable(),
    parent: reference.nullable(),
    children: z.array(reference),
    contacts: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          title: z.string().nullable(),
          email: z.string().nullable(),
          stageId: z.number().int().nullable(),
          owner: memberReference.nullable(),
          lastTouchAt: instant.nullable(),
        }),
      )
      .max(accountPeopleShownMax),
    deals: z
      .array(
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
      )
      .max(accountPeopleShownMax),
    merged: z.array(
      z.object({ mergeId: z.uuid(), account: reference, mergedAt: instant, by: memberReference.nullable() }),
    ),
    flags: z.array(
      z.object({ id: z.number().int(), code: z.string(), field: z.string().nullable(), message: z.string() }),
    ),
    can: z.object({ edit: z.boolean(), remove: z.boolean(), merge: z.boolean() }),
  })
  .meta({ id: 'Account' })
export type AccountView = z.infer<typeof accountView>

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'GET',
  path: `${apiPrefix}/accounts`,
  summary: 'Companies',
  tag,
  query: accountFilters.extend(pageQuery.shape).extend({ sort: z.enum(accountSorts).default('name') }),
  response: pageOf(accountRow),
})

export const readAccount = endpoint({
  id: 'readAccount',
  method: 'GET',
  path: `${apiPrefix}/accounts/{id}`,
  summary: 'One company with its people and deals',
  tag,
  params: idParams,
  response: accountView,
  refusals: ['not-found'],
})

const accountFields = z.object({
  name: z.string().trim().min(1).max(nameLengthMax),
  domain: z
    .string()
    .trim()
    .min(1)
    .max(domainLengthMax)
    .nullable()
    .describe('A website or domain; a free mail host is none.'),
  industry: text.nullable(),
  segment: text.nullable(),
  employees: z.number().int().min(0).nullable(),
  annualRevenue: amount.nullable(),
  city: text.nullable(),
  country: text.nullable(),
  parentId: z.uuid().nullable(),
  ownerId: z.uuid().nullable(),
  nextStep: z.string().trim().min(1).max(nextStepLengthMax).nullable(),
  nextStepOn: day.nullable(),
  custom: customInput,
})

export const createAccount = endpoint({
  id: 'createAccount',
  method: 'POST',
  path: `${apiPrefix}/accounts`,
  summary: 'Add a company',
  tag,
  body: accountFields.partial().required({ name: true }),
  response: accountView,
  status: 201,
  refusals: ['not-allowed'],
})

export const changeAccount = endpoint({
  id: 'changeAccount',
  method: 'PATCH',
  path: `${apiPrefix}/accounts/{id}`,
  summary: 'Change attributes of a company; each change is a dated row with its provenance',
  tag,
  params: idParams,
  body: accountFields.partial(),
  response: accountView,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const trashAccount = endpoint({
  id: 'trashAccount',
  method: 'DELETE',
  path: `${apiPrefix}/accounts/{id}`,
  summary: 'Put a company in the trash; its people stay',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const restoreAccount = endpoint({
  id: 'restoreAccount',
  method: 'POST',
  path: `${apiPrefix}/accounts/{id}/restoration`,
  summary: 'Take a company out of the trash',
  tag,
  params: idParams,
  response: accountView,
  refusals: ['not-allowed', 'not-found'],
})
