import type { FileKind, FileOrigin } from '../../../../contract/intake.ts'

/**
 * How a file of a known product gives itself away: headings in lower-case words (see wordsOf), alternatives by `|`,
 * a `*` at the end for "begins with". `fields` says where headings go that general knowledge would get wrong;
 * `custom` keeps a heading as a custom field, `ignore` leaves it out.
 */
export type Signature = {
  readonly kind: FileKind
  readonly origin: FileOrigin
  readonly all: readonly string[]
  readonly some?: { readonly of: readonly string[]; readonly atLeast: number }
  readonly none?: readonly string[]
  readonly columnsMax?: number
  readonly confidence?: number
  readonly fields?: Readonly<Record<string, string>>
  readonly constants?: Readonly<Record<string, string>>
  readonly composed?: Readonly<Record<string, readonly string[]>>
  /** What the written stages mean, where it is not what their names say. */
  readonly stages?: Readonly<Record<string, string>>
}

/** Real data sets and warehouses, whose headings never vary. */
export const dataSetSignatures: readonly Signature[] = [
  {
    kind: 'lead',
    origin: 'olist-funnel',
    all: ['mql id', 'first contact date'],
    fields: {
      'mql id': 'externalId',
      'first contact date': 'enteredAt',
      'landing page id': 'landingPage',
      origin: 'origin',
    },
    constants: { stage: 'mql' },
  },
  {
    kind: 'leadConversion',
    origin: 'olist-funnel',
    all: ['mql id', 'won date'],
    fields: {
      'mql id': 'externalId',
      'won date': 'wonAt',
      'sdr id': 'sdrName',
      'sr id': 'ownerName',
      'business segment': 'segment',
      'seller id': 'custom',
      // What a seller declares to earn in a month is an attribute of the lead and never the amount of a deal.
      'declared monthly revenue': 'custom',
    },
  },
  {
    kind: 'deal',
    origin: 'crm-sales',
    all: ['opportunity id', 'sales agent', 'deal stage'],
    fields: { 'engage date': 'openedAt', 'close date': 'closedAt', 'close value': 'amount' },
  },
  {
    kind: 'account',
    origin: 'crm-sales',
    all: ['account', 'sector'],
    some: {
      of: ['year established', 'revenue', 'employees', 'office location', 'subsidiary of'],
      atLeast: 2,
    },
    fields: { 'office location': 'country' },
  },
  { kind: 'product', origin: 'crm-sales', all: ['product', 'series', 'sales price'] },
  { kind: 'member', origin: 'crm-sales', all: ['sales agent', 'manager', 'regional office'] },
  {
    kind: 'touch',
    origin: 'attribution-playbook',
    all: ['session id', 'customer id', 'started at'],
    constants: { kind: 'visit' },
  },
  {
    kind: 'saleConversion',
    origin: 'attribution-playbook',
    all: ['customer id', 'converted at', 'revenue'],
    fields: { 'customer id': 'contactExternalId', 'converted at': 'closedAt', revenue: 'amount' },
    constants: { stage: 'Won' },
    composed: { externalId: ['customer id', 'converted at'] },
  },
  { kind: 'spend', origin: 'attribution-playbook', all: ['date day', 'utm source', 'spend'] },
  {
    kind: 'summary',
    origin: 'attribution-playbook',
    all: ['cpa|first rev', 'roas|last rev'],
    some: { of: ['utm source', 'source'], atLeast: 1 },
  },
  {
    kind: 'lead',
    origin: 'xeducation',
    all: ['prospect id', 'lead number', 'lead origin', 'converted'],
    fields: {
      'prospect id': 'externalId',
      'lead number': 'custom',
      'lead origin': 'custom',
      'lead source': 'origin',
      converted: 'stage',
    },
    stages: { '1': 'won', '0': 'first touch' },
  },
  {
    kind: 'lead',
    origin: 'bank-marketing',
    all: ['age', 'job', 'marital', 'poutcome', 'y'],
    fields: {
      y: 'stage',
      campaign: 'custom',
      contact: 'custom',
      day: 'custom',
      month: 'custom',
      job: 'custom',
    },
    stages: { yes: 'won', no: 'lost' },
    composed: { externalId: ['#row'] },
  },
  {
    kind: 'channelPath',
    origin: 'plain',
    all: ['path', 'total conversions|conversions|total null'],
    confidence: 0.95,
  },
  { kind: 'summary', origin: 'plain', all: ['estimate', 'std error'], confidence: 0.95 },
  { kind: 'summary', origin: 'plain', all: ['channel', 'first', 'last', 'linear'], confidence: 0.95 },
]

const link = { of: ['type id', 'category', 'association type'], atLeast: 1 } as const

/** HubSpot as its warehouse connectors lay it out, in tables. */
export const hubspotTableSignatures: readonly Signature[] = [
  {
    kind: 'contact',
    origin: 'hubspot-tables',
    all: ['id|contact id|vid'],
    some: {
      of: [
        'property email',
        'property firstname',
        'property lastname',
        'property jobtitle',
        'property lifecyclestage',
      ],
      atLeast: 2,
    },
    fields: { id: 'externalId', 'contact id': 'externalId', vid: 'externalId' },
  },
  {
    kind: 'account',
    origin: 'hubspot-tables',
    all: ['id|company id', 'property name'],
    some: {
      of: [
        'property domain',
        'property industry',
        'property city',
        'property country',
        'property annualrevenue',
        'property numberofemployees',
      ],
      atLeast: 2,
    },
    none: ['property email', 'property dealname'],
    fields: { id: 'externalId', 'company id': 'externalId' },
  },
  {
    kind: 'deal',
    origin: 'hubspot-tables',
    all: ['deal id', 'property dealname|property dealstage|property amount'],
    fields: {
      'deal id': 'externalId',
      'property dealname': 'name',
      'deal pipeline id': 'pipeline',
      'deal pipeline stage id': 'stage',
      'owner id': 'ownerExternalId',
      'property createdate': 'openedAt',
      'property closedate': 'closedAt',
    },
  },
  {
    kind: 'formSubmission',
    origin: 'hubspot-tables',
    all: ['form id', 'contact id', 'timestamp'],
    fields: {
      timestamp: 'occurredAt',
      'contact id': 'contactExternalId',
      title: 'asset',
      'page url': 'page',
      'conversion id': 'externalId',
      'form id': 'custom',
    },
    constants: { kind: 'form' },
  },
  {
    kind: 'propertyChange',
    origin: 'hubspot-tables',
    all: ['contact id|company id|deal id', 'timestamp', 'name', 'value', 'source'],
  },
  {
    kind: 'dealAccount',
    origin: 'hubspot-tables',
    all: ['company id', 'deal id'],
    some: link,
    fields: {
      'deal id': 'externalId',
      'company id': 'accountExternalId',
      'type id': 'ignore',
      category: 'ignore',
    },
  },
  {
    kind: 'dealContact',
    origin: 'hubspot-tables',
    all: ['contact id', 'deal id'],
    some: link,
    fields: {
      'deal id': 'externalId',
      'contact id': 'contactExternalId',
      'type id': 'ignore',
      category: 'ignore',
    },
  },
  {
    kind: 'stage',
    origin: 'hubspot-tables',
    all: ['stage id', 'pipeline id', 'label'],
    fields: { 'stage id': 'externalId', 'pipeline id': 'pipeline', 'closed won': 'isWon' },
  },
  {
    kind: 'pipeline',
    origin: 'hubspot-tables',
    all: ['pipeline id', 'label', 'display order'],
    none: ['stage id'],
  },
  {
    kind: 'stageChange',
    origin: 'hubspot-tables',
    all: ['deal id', 'date entered', 'value'],
    fields: {
      'deal id': 'dealExternalId',
      'date entered': 'enteredAt',
      value: 'stage',
      'source id': 'ignore',
      source: 'ignore',
    },
  },
  {
    kind: 'campaign',
    origin: 'hubspot-tables',
    all: ['id', 'content id', 'subject'],
    some: { of: ['app id', 'app name', 'num included', 'num queued'], atLeast: 1 },
    fields: { id: 'externalId', name: 'name', type: 'type', subject: 'custom' },
    constants: { channel: 'email' },
  },
  {
    kind: 'member',
    origin: 'hubspot-tables',
    all: ['owner id', 'email', 'portal id|active user id'],
    fields: { 'owner id': 'externalId' },
  },
  { kind: 'teamMember', origin: 'hubspot-tables', all: ['user id', 'team id'] },
  { kind: 'team', origin: 'hubspot-tables', all: ['id', 'name', 'fivetran synced'], columnsMax: 4 },
]
