import type { RecordKind } from './records.ts'

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
