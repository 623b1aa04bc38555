import { nameLengthMax, nextStepLengthMax } from '../../../../contract/records.ts'
import type { RecordKind } from '../../../../contract/records.ts'
import type { ValueShape } from './values.ts'

/** A standard field of a record: its column, how it is read, and whether many records may be given one value. */
export type StandardField = ValueShape & {
  readonly column: string
  readonly label: string
  readonly bulk?: boolean
}

type Catalogue = Readonly<Record<string, StandardField>>

const externalIdLengthMax = 200
const textLengthMax = 300
const lostReasonLengthMax = 300

const id = (column: string, label: string, bulk = true): StandardField => ({
  column,
  label,
  type: 'id',
  bulk,
})
const text = (column: string, label: string, bulk = true): StandardField => ({
  column,
  label,
  type: 'text',
  lengthMax: textLengthMax,
  bulk,
})
const country: StandardField = { column: 'country', label: 'Country', type: 'country', bulk: true }
const ownerId = id('owner_id', 'Owner')

const nextStep: Catalogue = {
  nextStep: {
    column: 'next_step',
    label: 'Next step',
    type: 'text',
    lengthMax: nextStepLengthMax,
    bulk: true,
  },
  nextStepOn: { column: 'next_step_on', label: 'Next step on', type: 'date', bulk: true },
}

const outsideId: Catalogue = {
  externalSource: {
    column: 'external_source',
    label: 'Source',
    type: 'text',
    lengthMax: externalIdLengthMax,
  },
  externalId: {
    column: 'external_id',
    label: 'Id in the source',
    type: 'text',
    lengthMax: externalIdLengthMax,
  },
}

const contact: Catalogue = {
  firstName: text('first_name', 'First name', false),
  lastName: text('last_name', 'Last name', false),
  fullName: { column: 'full_name', label: 'Name', type: 'text', lengthMax: nameLengthMax },
  title: text('title', 'Job title'),
  email: text('email', 'Mail', false),
  phone: text('phone', 'Phone', false),
  accountId: id('account_id', 'Company'),
  city: text('city', 'City'),
  country,
  language: text('language', 'Language'),
  origin: text('origin', 'Origin'),
  ownerId,
  ...nextStep,
}

const account: Catalogue = {
  name: { column: 'name', label: 'Name', type: 'text', lengthMax: nameLengthMax, required: true },
  domain: { column: 'domain', label: 'Website', type: 'text', lengthMax: 253 },
  industry: text('industry', 'Industry'),
  segment: text('segment', 'Segment'),
  employees: { column: 'employees', label: 'Employees', type: 'integer', bulk: true },
  annualRevenue: { column: 'annual_revenue', label: 'Annual revenue', type: 'money', bulk: true },
  city: text('city', 'City'),
  country,
  parentId: id('parent_id', 'Parent company', false),
  ownerId,
  ...nextStep,
  ...outsideId,
}

const lead: Catalogue = {
  origin: text('origin', 'Origin'),
  landingPage: { column: 'landing_page', label: 'Landing page', type: 'text' },
  campaignId: id('campaign_id', 'Campaign'),
  segment: text('segment', 'Segment'),
  ownerId,
  enteredAt: { column: 'entered_at', label: 'Entered', type: 'instant', required: true },
  ...nextStep,
}

const deal: Catalogue = {
  name: { column: 'name', label: 'Name', type: 'text', lengthMax: nameLengthMax, required: true },
  accountId: id('account_id', 'Company', false),
  contactId: id('contact_id', 'Person', false),
  leadId: id('lead_id', 'Lead', false),
  campaignId: id('campaign_id', 'Campaign'),
  productId: id('product_id', 'Product'),
  ownerId,
  amount: { column: 'amount', label: 'Amount', type: 'money', bulk: true },
  currency: { column: 'currency', label: 'Currency', type: 'currency', required: true, bulk: true },
  openedAt: { column: 'opened_at', label: 'Opened', type: 'instant' },
  closedAt: { column: 'closed_at', label: 'Closed', type: 'instant' },
  expectedCloseOn: { column: 'expected_close_on', label: 'Expected close', type: 'date', bulk: true },
  lostReason: { column: 'lost_reason', label: 'Lost because', type: 'text', lengthMax: lostReasonLengthMax },
  ...nextStep,
}

/** The standard fields that the ledger follows, by the name the ledger knows them by. */
export const standardFields: Readonly<Record<RecordKind, Catalogue>> = { contact, account, lead, deal }

/** The prefix of custom fields in the ledger. */
export const customPrefix = 'custom.'
