import type {
  CustomFieldType,
  FileKind,
  RecordKind,
  TargetField,
  TargetType,
} from '../../../../contract/intake.ts'

/** A stage of the workspace, as far as import needs to know it. */
export type KnownStage = { readonly key: string; readonly label: string }

/** A custom field that stands already. */
export type KnownCustomField = {
  readonly key: string
  readonly label: string
  readonly type: CustomFieldType
}

/** What a workspace has of its own, and what therefore widens the catalogue. */
export type KnownFields = {
  readonly stages?: readonly KnownStage[]
  readonly customFields?: readonly KnownCustomField[]
}

/** The prefix of the fields that hold the date at which a lead entered a stage, as in `reachedAt.mql`. */
export const reachedAtPrefix = 'reachedAt.'

/** The prefix of custom fields among the fields of a judged row, as in `custom.shirt_size`. */
export const customPrefix = 'custom.'

const field = (name: string, label: string, type: TargetType = 'text', about?: string): TargetField => ({
  field: name,
  label,
  type,
  need: 'optional',
  ...(about === undefined ? {} : { about }),
})

const key = (name: string, label: string, type: TargetType = 'text', about?: string): TargetField => ({
  ...field(name, label, type, about),
  need: 'key',
})

const required = (name: string, label: string, type: TargetType = 'text', about?: string): TargetField => ({
  ...field(name, label, type, about),
  need: 'required',
})

const externalId = key('externalId', 'Id in the source', 'text', 'The id that the other system gives it.')

const personFields: readonly TargetField[] = [
  field('firstName', 'First name'),
  field('lastName', 'Last name'),
  field('name', 'Full name', 'text', 'Split into first and last name.'),
]

const whereFields: readonly TargetField[] = [field('city', 'City'), field('country', 'Country')]

const ownerName = field('ownerName', 'Owner', 'text', 'The name or mail of a member.')
const ownerExternalId = field('ownerExternalId', 'Owner id', 'text', 'The id of a member in the source.')
const createdAt = field('createdAt', 'Created', 'instant')

const utmFields: readonly TargetField[] = [
  field('source', 'Source (utm_source)'),
  field('medium', 'Medium (utm_medium)'),
  field('campaign', 'Campaign (utm_campaign)'),
]

const contactDetails: readonly TargetField[] = [
  ...personFields,
  key('email', 'Mail', 'email', 'Several in one cell are all kept.'),
  key('phone', 'Phone', 'phone', 'Several in one cell are all kept.'),
  field('mobile', 'Mobile phone', 'phone'),
  field('title', 'Job title'),
  field('accountName', 'Account'),
  field('accountExternalId', 'Account id'),
  field('accountDomain', 'Website of the account', 'domain'),
  ...whereFields,
  field('language', 'Language'),
]

const standardTargets: Readonly<Record<RecordKind, readonly TargetField[]>> = {
  contact: [
    externalId,
    ...contactDetails,
    field('origin', 'Origin', 'text', 'Where the contact first came from.'),
    field('lifecycle', 'Lifecycle stage'),
    ownerName,
    ownerExternalId,
    createdAt,
  ],
  account: [
    externalId,
    key('name', 'Name'),
    key('domain', 'Website', 'domain'),
    field('industry', 'Industry'),
    field('employees', 'Employees', 'number'),
    field('annualRevenue', 'Annual revenue', 'money'),
    field('phone', 'Phone', 'phone'),
    ...whereFields,
    field('parentName', 'Parent account'),
    field('parentExternalId', 'Parent account id'),
    field('segment', 'Segment'),
    ownerName,
    ownerExternalId,
    createdAt,
  ],
  lead: [
    externalId,
    field('contactExternalId', 'Contact id'),
    ...contactDetails,
    field('origin', 'Origin', 'text', 'A blank origin stays blank; it is not "unknown".'),
    field('landingPage', 'Landing page'),
    field('stage', 'Stage'),
    field('enteredAt', 'First contact', 'instant', 'When the lead entered the funnel.'),
    field('wonAt', 'Won on', 'instant'),
    field('lostAt', 'Lost on', 'instant'),
    field('lostReason', 'Lost because'),
    ownerName,
    ownerExternalId,
    field('sdrName', 'SDR', 'text', 'Who qualified the lead.'),
    field('segment', 'Segment'),
    field('campaign', 'Campaign'),
    field('source', 'Source (utm_source)'),
    field('medium', 'Medium (utm_medium)'),
  ],
  deal: [
    externalId,
    key('name', 'Name'),
    field('accountName', 'Account'),
    field('accountExternalId', 'Account id'),
    field('contactEmail', 'Mail of the contact', 'email'),
    field('contactExternalId', 'Contact id'),
    field('contactName', 'Contact'),
    field('leadExternalId', 'Lead id'),
    ownerName,
    ownerExternalId,
    field('product', 'Product'),
    field('pipeline', 'Pipeline'),
    field('stage', 'Stage'),
    field('amount', 'Amount', 'money'),
    field('currency', 'Currency', 'currency'),
    field('openedAt', 'Opened on', 'instant'),
    field('closedAt', 'Closed on', 'instant'),
    field('lostReason', 'Lost because'),
    field('campaign', 'Campaign'),
    field('origin', 'Origin'),
  ],
  touch: [
    field('externalId', 'Id in the source', 'text', 'Makes a second import of the same touch harmless.'),
    key('contactExternalId', 'Contact id'),
    key('email', 'Mail of the contact', 'email'),
    key('phone', 'Phone of the contact', 'phone'),
    required('occurredAt', 'When', 'instant'),
    field('endedAt', 'Ended', 'instant'),
    field('kind', 'Kind of touch', 'text', 'Such as visit, form, mail, call or meeting.'),
    field('channel', 'Channel'),
    ...utmFields,
    field('page', 'Page'),
    field('asset', 'Asset', 'text', 'The form, mail or file that was used.'),
    field('value', 'Value', 'money'),
  ],
  campaign: [
    externalId,
    key('name', 'Name'),
    field('channel', 'Channel'),
    field('type', 'Type'),
    field('startsOn', 'Starts on', 'day'),
    field('endsOn', 'Ends on', 'day'),
    field('budget', 'Budget', 'money'),
    field('currency', 'Currency', 'currency'),
    field('status', 'Status'),
    ownerName,
  ],
  spend: [
    key('campaign', 'Campaign'),
    field('campaignExternalId', 'Campaign id'),
    key('channel', 'Channel'),
    key('source', 'Source (utm_source)'),
    field('medium', 'Medium (utm_medium)'),
    required('day', 'Day', 'day'),
    required('amount', 'Amount spent', 'money'),
    field('currency', 'Currency', 'currency'),
    field('impressions', 'Impressions', 'number'),
    field('clicks', 'Clicks', 'number'),
  ],
  member: [
    externalId,
    key('name', 'Name'),
    field('firstName', 'First name'),
    field('lastName', 'Last name'),
    key('email', 'Mail', 'email'),
    field('team', 'Team'),
    field('manager', 'Manager'),
    field('region', 'Region or office'),
    createdAt,
  ],
  product: [
    externalId,
    key('name', 'Name'),
    field('series', 'Series'),
    field('price', 'Price', 'money'),
    field('currency', 'Currency', 'currency'),
  ],
  stage: [
    externalId,
    key('label', 'Stage'),
    field('pipeline', 'Pipeline'),
    field('position', 'Position', 'number'),
    field('probability', 'Probability', 'number'),
    field('isWon', 'Means won', 'boolean'),
    field('isClosed', 'Means closed', 'boolean'),
    createdAt,
  ],
  stageChange: [
    field('externalId', 'Id in the source'),
    key('dealExternalId', 'Deal id'),
    key('leadExternalId', 'Lead id'),
    required('stage', 'Stage'),
    required('enteredAt', 'Entered on', 'instant'),
    field('ownerName', 'Changed by'),
  ],
}

/**
 * What names a record well enough to write it: every row must fill all fields of at least one of these sets.
 * A set is tried from the first to the last, so the surest key stands first.
 */
const identities: Readonly<Record<RecordKind, readonly (readonly string[])[]>> = {
  contact: [
    ['externalId'],
    ['email'],
    ['phone'],
    ['mobile'],
    ['name', 'accountName'],
    ['lastName', 'accountName'],
  ],
  account: [['externalId'], ['domain'], ['name']],
  lead: [
    ['externalId'],
    ['email'],
    ['phone'],
    ['mobile'],
    ['name', 'accountName'],
    ['lastName', 'accountName'],
  ],
  deal: [['externalId'], ['name']],
  touch: [['contactExternalId'], ['email'], ['phone']],
  campaign: [['externalId'], ['name']],
  spend: [['campaign'], ['campaignExternalId'], ['channel'], ['source']],
  member: [['externalId'], ['email'], ['name'], ['lastName']],
  product: [['externalId'], ['name']],
  stage: [['externalId'], ['label']],
  stageChange: [['dealExternalId'], ['leadExternalId']],
}

/** The kind of record that a kind of file is written into; null where it holds nothing that can be written. */
export const writtenInto: Readonly<Record<FileKind, RecordKind | null>> = {
  contact: 'contact',
  account: 'account',
  lead: 'lead',
  deal: 'deal',
  touch: 'touch',
  campaign: 'campaign',
  spend: 'spend',
  member: 'member',
  product: 'product',
  stage: 'stage',
  stageChange: 'stageChange',
  leadConversion: 'lead',
  saleConversion: 'deal',
  formSubmission: 'touch',
  dealContact: 'deal',
  dealAccount: 'deal',
  team: null,
  teamMember: null,
  pipeline: null,
  propertyChange: null,
  channelPath: null,
  summary: null,
}

/** The fields a kind of record can take in this workspace: the standard ones, its stages and its own fields. */
export function targetsOf(kind: RecordKind, known: KnownFields = {}): readonly TargetField[] {
  const stages = kind === 'lead' ? (known.stages ?? []) : []
  return [
    ...standardTargets[kind],
    ...stages.map((stage) => field(`${reachedAtPrefix}${stage.key}`, `Reached ${stage.label} on`, 'instant')),
    ...(known.customFields ?? []).map((own) => field(`${customPrefix}${own.key}`, own.label, own.type)),
  ]
}

/** The sets of fields of which a row must fill at least one. */
export function identitiesOf(kind: RecordKind): readonly (readonly string[])[] {
  return identities[kind]
}
