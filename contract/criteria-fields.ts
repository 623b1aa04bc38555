import type { AttributeTest } from './criteria.ts'
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
