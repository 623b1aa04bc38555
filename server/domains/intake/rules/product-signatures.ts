import type { Signature } from './signatures.ts'

const recordId =
  'record id|record id contact|record id company|record id deal|datensatz id|id de registro|id d enregistrement'

/** HubSpot's own exports, by their labels. */
const hubspotExports: readonly Signature[] = [
  {
    kind: 'deal',
    origin: 'hubspot',
    all: [recordId, 'deal name|deal stage|dealname'],
    some: { of: ['deal name', 'deal stage', 'pipeline', 'amount', 'close date', 'deal owner'], atLeast: 2 },
    fields: {
      'deal owner': 'ownerName',
      'create date': 'openedAt',
      'close date': 'closedAt',
      'record id': 'externalId',
    },
  },
  {
    kind: 'account',
    origin: 'hubspot',
    all: [recordId, 'company name|company domain name|company owner'],
    none: ['email', 'first name', 'deal name'],
    fields: {
      'company name': 'name',
      'company domain name': 'domain',
      'company owner': 'ownerName',
      'create date': 'createdAt',
    },
  },
  {
    kind: 'contact',
    origin: 'hubspot',
    all: [recordId, 'first name|last name|email|vorname|nachname|e mail'],
    some: {
      of: [
        'first name',
        'last name',
        'email',
        'lifecycle stage',
        'lead status',
        'contact owner',
        'create date',
        'vorname',
        'nachname',
        'e mail',
        'phone number',
        'last activity date',
      ],
      atLeast: 2,
    },
    none: ['deal name', 'deal stage'],
    fields: {
      'contact owner': 'ownerName',
      'create date': 'createdAt',
      'original source': 'origin',
      'lifecycle stage': 'lifecycle',
    },
  },
  {
    kind: 'lead',
    origin: 'hubspot',
    all: [recordId, 'lifecycle stage', 'email|first name|last name'],
    none: ['deal name', 'deal stage'],
    confidence: 0.7,
    fields: {
      'contact owner': 'ownerName',
      'create date': 'enteredAt',
      'original source': 'origin',
      'lifecycle stage': 'stage',
    },
  },
]

/** Salesforce: reports by their labels, data loader files by their field names. */
const salesforceExports: readonly Signature[] = [
  {
    kind: 'stageChange',
    origin: 'salesforce',
    all: ['opportunity id', 'stage name|to stage|new value', 'created date|last modified|edit date'],
    none: ['close date', 'opportunity name', 'amount'],
    fields: {
      'opportunity id': 'dealExternalId',
      'stage name': 'stage',
      'to stage': 'stage',
      'new value': 'stage',
      'created date': 'enteredAt',
      'last modified': 'enteredAt',
    },
  },
  {
    kind: 'deal',
    origin: 'salesforce',
    all: ['opportunity name', 'stage|stage name|close date|amount'],
    fields: {
      'created date': 'openedAt',
      'opportunity id': 'externalId',
      'opportunity owner': 'ownerName',
      'account name': 'accountName',
    },
  },
  {
    kind: 'deal',
    origin: 'salesforce',
    all: ['stage name', 'close date'],
    fields: {
      id: 'externalId',
      name: 'name',
      'account id': 'accountExternalId',
      'owner id': 'ownerExternalId',
      'created date': 'openedAt',
      'contact id': 'contactExternalId',
      'campaign id': 'custom',
    },
  },
  {
    kind: 'lead',
    origin: 'salesforce',
    all: [
      'last name|first name|name',
      'company|company account',
      'status|lead status',
      'lead source|lead owner|is converted|lead id|owner id',
    ],
    fields: {
      id: 'externalId',
      'lead id': 'externalId',
      'company account': 'accountName',
      company: 'accountName',
      status: 'stage',
      'lead status': 'stage',
      'lead source': 'origin',
      'created date': 'enteredAt',
      'create date': 'enteredAt',
      'owner id': 'ownerExternalId',
      'lead owner': 'ownerName',
    },
  },
  {
    kind: 'contact',
    origin: 'salesforce',
    all: [
      'last name',
      'account id|account name|contact id',
      'mailing city|mailing country|mailing street|mailing state province|contact owner|reports to id|owner id',
    ],
    none: ['opportunity name', 'lead status'],
    fields: {
      id: 'externalId',
      'contact id': 'externalId',
      'account id': 'accountExternalId',
      'owner id': 'ownerExternalId',
      'contact owner': 'ownerName',
      'mailing city': 'city',
      'mailing country': 'country',
      'lead source': 'origin',
      'created date': 'createdAt',
    },
  },
  {
    kind: 'account',
    origin: 'salesforce',
    all: [
      'name|account name',
      'billing city|billing country|billing street|billing state province|account owner',
    ],
    none: ['opportunity name', 'last name', 'stage name'],
    fields: {
      id: 'externalId',
      'account id': 'externalId',
      name: 'name',
      'account name': 'name',
      'billing city': 'city',
      'billing country': 'country',
      'parent id': 'parentExternalId',
      'owner id': 'ownerExternalId',
      'account owner': 'ownerName',
      'number of employees': 'employees',
      type: 'custom',
    },
  },
  {
    kind: 'campaign',
    origin: 'salesforce',
    all: ['name|campaign name', 'budgeted cost|actual cost|num sent|number sent|expected response'],
    fields: {
      id: 'externalId',
      'campaign id': 'externalId',
      name: 'name',
      'start date': 'startsOn',
      'end date': 'endsOn',
      'budgeted cost': 'budget',
      'actual cost': 'custom',
    },
  },
  {
    kind: 'member',
    origin: 'salesforce',
    all: ['username', 'alias|profile|profile id|user role id|role'],
    fields: { id: 'externalId', 'user id': 'externalId', 'full name': 'name' },
  },
]

/** Pipedrive, whose columns name their record first: `Deal - Title`. */
const pipedriveExports: readonly Signature[] = [
  {
    kind: 'deal',
    origin: 'pipedrive',
    all: ['deal title', 'deal value|deal stage|deal status|deal id|deal owner'],
    fields: {
      'deal id': 'externalId',
      'deal title': 'name',
      'deal value': 'amount',
      'deal currency of value': 'currency',
      'deal stage': 'stage',
      'deal pipeline': 'pipeline',
      'deal status': 'custom',
      'deal owner': 'ownerName',
      'deal organization': 'accountName',
      'deal contact person': 'contactName',
      'deal deal created': 'openedAt',
      'deal created': 'openedAt',
      'deal won time': 'closedAt',
      'deal deal closed on': 'closedAt',
      'deal lost time': 'closedAt',
      'deal lost reason': 'lostReason',
      'person email': 'contactEmail',
      'person email work': 'contactEmail',
      'organization name': 'accountName',
      'person name': 'contactName',
    },
  },
  {
    kind: 'lead',
    origin: 'pipedrive',
    all: ['lead title'],
    fields: {
      'lead id': 'externalId',
      'lead title': 'custom',
      'lead owner': 'ownerName',
      'lead source': 'origin',
      'lead lead created': 'enteredAt',
      'lead created': 'enteredAt',
      'lead contact person': 'name',
      'lead organization': 'accountName',
    },
  },
  {
    kind: 'touch',
    origin: 'pipedrive',
    all: ['activity subject', 'activity type|activity due date|activity done'],
    fields: {
      'activity id': 'externalId',
      'activity subject': 'asset',
      'activity type': 'kind',
      'activity due date': 'occurredAt',
      'activity marked as done time': 'occurredAt',
      'person email': 'email',
      'person email work': 'email',
      'person phone work': 'phone',
    },
  },
  {
    kind: 'contact',
    origin: 'pipedrive',
    all: ['person name', 'person email*|person phone*|person organization|person owner|person id'],
    none: ['deal title'],
    fields: {
      'person id': 'externalId',
      'person name': 'name',
      'person organization': 'accountName',
      'person owner': 'ownerName',
      'person person created': 'createdAt',
      'person created': 'createdAt',
      'person email work': 'email',
      'person email home': 'email',
      'person email other': 'email',
      'person phone work': 'phone',
      'person phone mobile': 'mobile',
    },
  },
  {
    kind: 'account',
    origin: 'pipedrive',
    all: [
      'organization name',
      'organization address*|organization owner|organization id|organization people|organization open deals',
    ],
    none: ['deal title', 'person name'],
    fields: {
      'organization id': 'externalId',
      'organization name': 'name',
      'organization owner': 'ownerName',
      'organization organization created': 'createdAt',
      'organization city town village locality of address': 'city',
      'organization country of address': 'country',
    },
  },
]

/** What the advertising platforms report, a line for each campaign and day. */
const adReports: readonly Signature[] = [
  {
    kind: 'spend',
    origin: 'google-ads',
    all: ['campaign|kampagne|campagne|campana', 'cost|kosten|cout|coste', 'day|tag|jour|dia'],
    some: {
      of: [
        'impr',
        'impressions',
        'clicks',
        'currency code',
        'avg cpc',
        'campaign id',
        'klicks',
        'wahrungscode',
      ],
      atLeast: 1,
    },
    constants: { source: 'google', medium: 'cpc' },
  },
  {
    kind: 'spend',
    origin: 'meta-ads',
    all: [
      'campaign name|kampagnenname|nom de la campagne',
      'amount spent*|ausgegebener betrag*|montant depense*',
      'day|reporting starts|tag|jour|berichtsstart',
    ],
    constants: { source: 'facebook', medium: 'paid_social' },
  },
  {
    kind: 'spend',
    origin: 'linkedin-ads',
    all: ['campaign name|campaign group name', 'total spent', 'start date in utc|date|start date'],
    fields: { 'start date in utc': 'day', 'start date': 'day', 'account name': 'ignore' },
    constants: { source: 'linkedin', medium: 'paid_social' },
  },
]

/** The exports of products that companies use, the most telling first. */
export const productSignatures: readonly Signature[] = [
  ...hubspotExports,
  ...salesforceExports,
  ...pipedriveExports,
  ...adReports,
]
