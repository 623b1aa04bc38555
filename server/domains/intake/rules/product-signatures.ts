import { adReports, pipedriveExports } from './platform-signatures.ts'
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
      // There, a lead is converted when it becomes an opportunity, and not yet when it is won.
      'converted date': 'reachedAt.opportunity',
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

/** The exports of products that companies use, the most telling first. */
export const productSignatures: readonly Signature[] = [
  ...hubspotExports,
  ...salesforceExports,
  ...pipedriveExports,
  ...adReports,
]
