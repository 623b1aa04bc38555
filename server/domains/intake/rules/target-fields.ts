import type { RecordKind, TargetField, TargetType } from '../../../../contract/intake.ts'

/** Text that no table limits closer. */
export const textCharactersMax = 10_000

type Traits = { readonly type?: TargetType; readonly max?: number; readonly about?: string }

function field(name: string, label: string, traits: Traits = {}): TargetField {
  const { type = 'text', max = textCharactersMax, about } = traits
  return { field: name, label, type, need: 'optional', lengthMax: max, ...(about ? { about } : {}) }
}

const key = (name: string, label: string, traits: Traits = {}): TargetField => ({
  ...field(name, label, traits),
  need: 'key',
})

const required = (name: string, label: string, traits: Traits = {}): TargetField => ({
  ...field(name, label, traits),
  need: 'required',
})

const externalId = key('externalId', 'Id in the source', {
  max: 200,
  about: 'The id that the other system gives it.',
})

const personFields: readonly TargetField[] = [
  field('firstName', 'First name'),
  field('lastName', 'Last name'),
  field('name', 'Full name', { max: 300, about: 'Split into first and last name.' }),
]

const whereFields: readonly TargetField[] = [field('city', 'City'), field('country', 'Country')]

const ownerName = field('ownerName', 'Owner', { max: 200, about: 'The name or mail of a member.' })
const ownerExternalId = field('ownerExternalId', 'Owner id', {
  max: 200,
  about: 'The id of a member in the source.',
})
const createdAt = field('createdAt', 'Created', { type: 'instant' })
const isDeleted = field('isDeleted', 'Deleted at the source', {
  type: 'boolean',
  about: 'Rows that say yes are left out.',
})

const utmFields: readonly TargetField[] = [
  field('source', 'Source (utm_source)'),
  field('medium', 'Medium (utm_medium)'),
  field('campaign', 'Campaign (utm_campaign)', { max: 300 }),
]

const contactDetails: readonly TargetField[] = [
  ...personFields,
  key('email', 'Mail', { type: 'email', about: 'Several in one cell are all kept.' }),
  key('phone', 'Phone', { type: 'phone', about: 'Several in one cell are all kept.' }),
  field('mobile', 'Mobile phone', { type: 'phone' }),
  field('title', 'Job title'),
  field('accountName', 'Account', { max: 300 }),
  field('accountExternalId', 'Account id', { max: 200 }),
  field('accountDomain', 'Website of the account', { type: 'domain' }),
  ...whereFields,
  field('language', 'Language'),
]

/** The fields that every workspace has, by kind of record. */
export const standardTargets: Readonly<Record<RecordKind, readonly TargetField[]>> = {
  contact: [
    externalId,
    ...contactDetails,
    field('origin', 'Origin', { max: 200, about: 'Where the contact first came from.' }),
    field('lifecycle', 'Lifecycle stage'),
    ownerName,
    ownerExternalId,
    createdAt,
    isDeleted,
  ],
  account: [
    externalId,
    key('name', 'Name', { max: 300 }),
    key('domain', 'Website', { type: 'domain' }),
    field('industry', 'Industry'),
    field('employees', 'Employees', { type: 'integer' }),
    field('annualRevenue', 'Annual revenue', { type: 'money' }),
    field('phone', 'Phone', { type: 'phone' }),
    ...whereFields,
    field('parentName', 'Parent account', { max: 300 }),
    field('parentExternalId', 'Parent account id', { max: 200 }),
    field('segment', 'Segment'),
    ownerName,
    ownerExternalId,
    createdAt,
    isDeleted,
  ],
  lead: [
    externalId,
    field('contactExternalId', 'Contact id', { max: 200 }),
    ...contactDetails,
    field('origin', 'Origin', { max: 200, about: 'A blank origin stays blank; it is not "unknown".' }),
    field('landingPage', 'Landing page'),
    field('stage', 'Stage', { max: 80 }),
    field('enteredAt', 'First contact', { type: 'instant', about: 'When the lead entered the funnel.' }),
    field('wonAt', 'Won on', { type: 'instant' }),
    field('lostAt', 'Lost on', { type: 'instant' }),
    field('lostReason', 'Lost because', { max: 300 }),
    ownerName,
    ownerExternalId,
    field('sdrName', 'SDR', { max: 200, about: 'Who qualified the lead.' }),
    field('segment', 'Segment'),
    field('campaign', 'Campaign', { max: 300 }),
    field('source', 'Source (utm_source)'),
    field('medium', 'Medium (utm_medium)'),
    isDeleted,
  ],
  deal: [
    externalId,
    key('name', 'Name', { max: 300 }),
    field('accountName', 'Account', { max: 300 }),
    field('accountExternalId', 'Account id', { max: 200 }),
    field('contactEmail', 'Mail of the contact', { type: 'email' }),
    field('contactExternalId', 'Contact id', { max: 200 }),
    field('contactName', 'Contact', { max: 300 }),
    field('leadExternalId', 'Lead id', { max: 200 }),
    ownerName,
    ownerExternalId,
    field('product', 'Product', { max: 200 }),
    field('pipeline', 'Pipeline', { max: 120 }),
    field('stage', 'Stage', { max: 80 }),
    field('amount', 'Amount', { type: 'money' }),
    field('currency', 'Currency', { type: 'currency' }),
    field('openedAt', 'Opened on', { type: 'instant' }),
    field('closedAt', 'Closed on', { type: 'instant' }),
    field('lostReason', 'Lost because', { max: 300 }),
    field('campaign', 'Campaign', { max: 300 }),
    field('origin', 'Origin', { max: 200 }),
    isDeleted,
  ],
  touch: [
    field('externalId', 'Id in the source', {
      max: 200,
      about: 'Makes a second import of the same touch harmless.',
    }),
    key('contactExternalId', 'Contact id', { max: 200 }),
    key('email', 'Mail of the contact', { type: 'email' }),
    key('phone', 'Phone of the contact', { type: 'phone' }),
    required('occurredAt', 'When', { type: 'instant' }),
    field('endedAt', 'Ended', { type: 'instant' }),
    field('kind', 'Kind of touch', { about: 'Such as visit, form, mail, call or meeting.' }),
    field('channel', 'Channel', { max: 120 }),
    ...utmFields,
    field('page', 'Page'),
    field('asset', 'Asset', { about: 'The form, mail or file that was used.' }),
    field('value', 'Value', { type: 'money' }),
    isDeleted,
  ],
  campaign: [
    externalId,
    key('name', 'Name', { max: 300 }),
    field('channel', 'Channel', { max: 120 }),
    field('type', 'Type'),
    field('startsOn', 'Starts on', { type: 'day' }),
    field('endsOn', 'Ends on', { type: 'day' }),
    field('budget', 'Budget', { type: 'money' }),
    field('currency', 'Currency', { type: 'currency' }),
    field('status', 'Status'),
    ownerName,
  ],
  spend: [
    key('campaign', 'Campaign', { max: 300 }),
    field('campaignExternalId', 'Campaign id', { max: 200 }),
    key('channel', 'Channel', { max: 120 }),
    key('source', 'Source (utm_source)'),
    field('medium', 'Medium (utm_medium)'),
    required('day', 'Day', { type: 'day' }),
    required('amount', 'Amount spent', { type: 'money' }),
    field('currency', 'Currency', { type: 'currency' }),
    field('impressions', 'Impressions', { type: 'integer' }),
    field('clicks', 'Clicks', { type: 'integer' }),
  ],
  member: [
    externalId,
    key('name', 'Name', { max: 300 }),
    field('firstName', 'First name'),
    field('lastName', 'Last name'),
    key('email', 'Mail', { type: 'email' }),
    field('team', 'Team'),
    field('manager', 'Manager', { max: 200 }),
    field('region', 'Region or office', { max: 120 }),
    createdAt,
  ],
  product: [
    externalId,
    key('name', 'Name', { max: 300 }),
    field('series', 'Series'),
    field('price', 'Price', { type: 'money' }),
    field('currency', 'Currency', { type: 'currency' }),
  ],
  stage: [
    externalId,
    key('label', 'Stage', { max: 120 }),
    field('pipeline', 'Pipeline', { max: 120 }),
    field('position', 'Position', { type: 'integer' }),
    field('probability', 'Probability', { type: 'number' }),
    field('isWon', 'Means won', { type: 'boolean' }),
    field('isClosed', 'Means closed', { type: 'boolean' }),
    createdAt,
  ],
  stageChange: [
    field('externalId', 'Id in the source', { max: 200 }),
    key('dealExternalId', 'Deal id', { max: 200 }),
    key('leadExternalId', 'Lead id', { max: 200 }),
    required('stage', 'Stage', { max: 80 }),
    required('enteredAt', 'Entered on', { type: 'instant' }),
    field('ownerName', 'Changed by', { max: 200 }),
    isDeleted,
  ],
}
