import { z } from 'zod'
import type { AttributeTest } from './criteria.ts'
import { attributeTests } from './criteria.ts'
import { apiPrefix, endpoint } from './endpoint.ts'
import { recordKind } from './records.ts'
import type { RecordKind } from './records.ts'

/** What can be asked of a field. Ids are told apart by what they are ids of. */
export const criteriaFieldTypes = [
  'text',
  'number',
  'boolean',
  'date',
  'instant',
  'choice',
  'money',
  'member',
  'campaign',
  'product',
  'record',
] as const
export type CriteriaFieldType = (typeof criteriaFieldTypes)[number]

const presence = ['filled', 'blank'] as const
const sameness = [...presence, 'equals', 'not-equals', 'one-of', 'none-of'] as const
const order = [...presence, 'equals', 'not-equals', 'at-least', 'at-most'] as const
const time = [...presence, 'on-or-after', 'on-or-before', 'in-last-days'] as const

/** The tests that fit each type of field. */
export const testsOfType: Readonly<Record<CriteriaFieldType, readonly AttributeTest[]>> = {
  text: [...sameness, 'contains'],
  choice: sameness,
  member: sameness,
  campaign: sameness,
  product: sameness,
  boolean: [...presence, 'equals', 'not-equals'],
  number: order,
  money: order,
  date: time,
  instant: time,
  record: presence,
}

/** How many values that stand in the workspace are shown beside a field. */
export const sampleValuesMax = 20

export const criteriaField = z
  .object({
    of: recordKind,
    field: z.string().describe('As a condition names it.'),
    label: z.string(),
    phrase: z.string().describe('What it is called within a sentence.'),
    type: z.enum(criteriaFieldTypes),
    tests: z.array(z.enum(attributeTests)).describe('The tests that fit its type.'),
    options: z
      .array(z.object({ value: z.string(), name: z.string() }))
      .describe('The values it can take, where these are few and known.'),
    samples: z.array(z.string()).describe('Values that stand in the workspace, the most frequent first.'),
    custom: z.boolean(),
  })
  .meta({ id: 'CriteriaField' })
export type CriteriaField = z.infer<typeof criteriaField>

export const listCriteriaFields = endpoint({
  id: 'listCriteriaFields',
  method: 'GET',
  path: `${apiPrefix}/criteria/fields`,
  summary: 'What criteria can ask of people, companies, leads and deals',
  tag: 'Criteria',
  response: z.object({ items: z.array(criteriaField) }),
})

const standardPhrases: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  contact: {
    firstName: 'first name',
    lastName: 'last name',
    fullName: 'name',
    title: 'job title',
    email: 'mail address',
    phone: 'phone number',
    accountId: 'company',
    city: 'city',
    country: 'country',
    language: 'language',
    origin: 'origin',
    ownerId: 'owner',
    nextStep: 'next step',
    nextStepOn: 'next date',
  },
  account: {
    name: 'name',
    domain: 'website',
    industry: 'industry',
    segment: 'segment',
    employees: 'number of employees',
    annualRevenue: 'annual revenue',
    city: 'city',
    country: 'country',
    parentId: 'parent company',
    ownerId: 'owner',
    nextStep: 'next step',
    nextStepOn: 'next date',
    externalSource: 'source',
    externalId: 'id in the source',
  },
  lead: {
    origin: 'origin',
    landingPage: 'landing page',
    campaignId: 'campaign',
    segment: 'segment',
    ownerId: 'owner',
    enteredAt: 'day of entry',
    nextStep: 'next step',
    nextStepOn: 'next date',
  },
  deal: {
    name: 'name',
    accountId: 'company',
    contactId: 'person',
    leadId: 'lead',
    campaignId: 'campaign',
    productId: 'product',
    ownerId: 'owner',
    amount: 'amount',
    currency: 'currency',
    openedAt: 'opening',
    closedAt: 'close',
    expectedCloseOn: 'expected close',
    lostReason: 'reason for the loss',
    nextStep: 'next step',
    nextStepOn: 'next date',
    outcome: 'outcome',
  },
}

/** What a field is called within a sentence: ours in plain words, one of the company's own by its label. */
export function fieldPhrase(of: RecordKind, field: string, label: string): string {
  return standardPhrases[of][field] ?? `“${label}”`
}
