import { describe, expect, test } from 'vitest'
import { mapping as mappingSchema } from '../../../../contract/intake.ts'
import type { ColumnTarget, FileKind, FileOrigin } from '../../../../contract/intake.ts'
import { proposeMapping } from './mapping.ts'
import type { ProposalContext } from './mapping.ts'
import { profileColumns } from './profile.ts'

const stages = [
  { key: 'first_touch', label: 'First touch' },
  { key: 'mql', label: 'MQL' },
  { key: 'sql', label: 'SQL' },
  { key: 'won', label: 'Won' },
]

function propose(
  table: readonly (readonly string[])[],
  kind: FileKind,
  context: ProposalContext & { origin?: FileOrigin } = {},
) {
  const [columns = [], ...rows] = table
  const { origin = 'plain', ...known } = context
  const proposal = proposeMapping(profileColumns(columns, rows), { kind, origin }, known)
  if (!proposal) throw new Error('nothing was proposed')
  return proposal
}

/** Where each column goes, in short. */
function goals(
  table: readonly (readonly string[])[],
  kind: FileKind,
  context: ProposalContext & { origin?: FileOrigin } = {},
) {
  return Object.fromEntries(
    propose(table, kind, context).columns.map(({ column, target }) => [column, inShort(target)]),
  )
}

function inShort(target: ColumnTarget): string {
  if (target.to === 'field') return target.field
  return target.to === 'custom' ? `custom ${target.type}` : 'ignore'
}

const one = (columns: string, values: string) => [columns.split('|'), values.split('|')]

describe('columns find their fields', () => {
  test('that say a record is deleted, as warehouses, HubSpot and Salesforce head them', () => {
    for (const heading of ['is_deleted', '_fivetran_deleted', 'IsDeleted', 'Deleted']) {
      expect(goals(one(`id|name|${heading}`, '7|Fjord|FALSE'), 'account')).toMatchObject({
        [heading]: 'isDeleted',
      })
    }
    expect(goals(one('id|name|Deleted at', '7|Fjord|2025-01-01'), 'account')['Deleted at']).not.toBe(
      'isDeleted',
    )
  })

  test('of contacts, in English', () => {
    expect(
      goals(
        one(
          'First name|Last name|E-mail|Mobile|Job title|Company|Shoe size',
          'Ann|Doe|a@x.com|+491701234567|CEO|Acme|42',
        ),
        'contact',
      ),
    ).toEqual({
      'First name': 'firstName',
      'Last name': 'lastName',
      'E-mail': 'email',
      Mobile: 'mobile',
      'Job title': 'title',
      Company: 'accountName',
      'Shoe size': 'custom number',
    })
  })

  test('of contacts, in German', () => {
    expect(
      goals(
        one('Vorname|Nachname|E-Mail-Adresse|Firma|Ort|Land|Erstellt am', 'A|B|a@x.de|X|Köln|DE|31.01.2024'),
        'contact',
      ),
    ).toEqual({
      Vorname: 'firstName',
      Nachname: 'lastName',
      'E-Mail-Adresse': 'email',
      Firma: 'accountName',
      Ort: 'city',
      Land: 'country',
      'Erstellt am': 'createdAt',
    })
  })

  test('of deals from Salesforce', () => {
    expect(
      goals(
        one(
          'Id|Name|StageName|CloseDate|Amount|AccountId|OwnerId|LeadSource',
          '0065g00000Ab12cAAB|Big|Closed Won|2024-01-31|100|001x|005x|Web',
        ),
        'deal',
        { origin: 'salesforce' },
      ),
    ).toEqual({
      Id: 'externalId',
      Name: 'name',
      StageName: 'stage',
      CloseDate: 'closedAt',
      Amount: 'amount',
      AccountId: 'accountExternalId',
      OwnerId: 'ownerExternalId',
      LeadSource: 'origin',
    })
  })

  test('of deals from Pipedrive', () => {
    expect(
      goals(
        one(
          'Deal - ID|Deal - Title|Deal - Value|Deal - Currency of Value|Deal - Stage|Deal - Organization|Person - Email - Work',
          '7|Big|100|EUR|Won|Acme|a@x.com',
        ),
        'deal',
        { origin: 'pipedrive' },
      ),
    ).toEqual({
      'Deal - ID': 'externalId',
      'Deal - Title': 'name',
      'Deal - Value': 'amount',
      'Deal - Currency of Value': 'currency',
      'Deal - Stage': 'stage',
      'Deal - Organization': 'accountName',
      'Person - Email - Work': 'contactEmail',
    })
  })

  test('of leads, with the day each stage was reached', () => {
    expect(
      goals(
        one('Email|Became an MQL date|Date entered SQL|Won date', 'a@x.com|2024-01-31|2024-02-01|2024-03-01'),
        'lead',
        { stages },
      ),
    ).toEqual({
      Email: 'email',
      'Became an MQL date': 'reachedAt.mql',
      'Date entered SQL': 'reachedAt.sql',
      'Won date': 'wonAt',
    })
  })

  test('several columns of mail addresses all go to mail', () => {
    expect(goals(one('Email|Work email|Private email', 'a@x.com|b@x.com|c@x.com'), 'contact')).toEqual({
      Email: 'email',
      'Work email': 'email',
      'Private email': 'email',
    })
  })

  test('but a column of yes and no is no name of anything', () => {
    expect(
      goals(
        [
          ['Email', 'Has company'],
          ['a@x.com', 'True'],
          ['b@x.com', 'False'],
        ],
        'lead',
      ),
    ).toMatchObject({ 'Has company': 'custom boolean' })
  })
})

test('a lead that Salesforce calls converted has become an opportunity, and is not won', () => {
  const table = one(
    'Lead ID|Company|Last Name|Status|Lead Source|Converted Date',
    '1|Acme|Doe|New|Web|2024-01-31',
  )
  const opportunity = [{ key: 'opportunity', label: 'Opportunity' }]
  expect(goals(table, 'lead', { origin: 'salesforce', stages: opportunity })['Converted Date']).toBe(
    'reachedAt.opportunity',
  )
  expect(goals(table, 'lead', { origin: 'salesforce' })['Converted Date']).toBe('custom date')
})

describe('what no field takes', () => {
  test('becomes a custom field of the type its values have', () => {
    expect(
      goals(
        one(
          'Email|Score|Renewal|Subscribed|Deposit price|Zip|Note',
          'a@x.com|4.5|2024-01-31|yes|€ 5.00|01234|hello',
        ),
        'contact',
      ),
    ).toMatchObject({
      Score: 'custom number',
      Renewal: 'custom date',
      Subscribed: 'custom boolean',
      'Deposit price': 'custom money',
      Zip: 'custom text',
      Note: 'custom text',
    })
  })

  test('is ignored where it is blank or technical', () => {
    expect(
      goals(
        [
          ['Email', 'Empty', '_fivetran_synced'],
          ['a@x.com', '', '2024-01-31'],
        ],
        'contact',
      ),
    ).toMatchObject({ Empty: 'ignore', _fivetran_synced: 'ignore' })
  })

  test('goes to the custom field that stands already', () => {
    const known = { customFields: [{ key: 'shoe_size', label: 'Shoe size', type: 'number' as const }] }
    const [, column] = propose(one('Email|Shoe Size', 'a@x.com|42'), 'contact', known).columns
    expect(column?.target).toEqual({ to: 'custom', key: 'shoe_size', label: 'Shoe size', type: 'number' })
  })

  test('keeps a time of day by being kept as text in UTC', () => {
    const [, column] = propose(one('Email|Last seen', 'a@x.com|2024-01-31 10:00'), 'contact').columns
    expect(column).toMatchObject({ target: { to: 'custom', type: 'text' }, transform: { type: 'date' } })
  })
})

test('words that forms write for nothing are proposed as blank with the reason, the word unknown is not', () => {
  const [, column] = propose(
    [
      ['Email', 'City'],
      ['a@x.com', 'Select'],
      ['b@x.com', 'unknown'],
      ['c@x.com', 'Rome'],
    ],
    'contact',
  ).columns
  expect(column?.blanks).toEqual(['Select'])
  expect(column?.because.join(' ')).toContain('"Select" in 1 rows')
})

test('names equal but for case and spaces are mapped, misspelt ones are left to a person', () => {
  const rows = [
    ['Id', 'Product', 'Amount'],
    ['1', 'GTXPro', '5'],
    ['2', 'MG Spezial Edition', '6'],
  ]
  const [, product] = propose(rows, 'deal', {
    names: { products: ['GTX Pro', 'MG Special Edition'] },
  }).columns
  expect(product?.transform).toEqual({
    type: 'reference',
    values: { GTXPro: 'GTX Pro' },
    probably: { 'MG Spezial Edition': 'MG Special Edition' },
  })
})

test('the stages of a file are matched with those of the workspace, the rest would be made', () => {
  const rows = [
    ['Lead ID', 'Lead status'],
    ['1', 'Marketing Qualified Lead'],
    ['2', 'Phase 7'],
  ]
  const [, column] = propose(rows, 'lead', { stages }).columns
  expect(column?.transform).toEqual({
    type: 'stage',
    values: { 'Marketing Qualified Lead': 'mql' },
    otherwise: 'create',
  })
  expect(column?.because.join(' ')).toContain('Phase 7')
})

test('what a kind of record needs and no column gives is named with a remedy', () => {
  const { missing } = propose(one('Note|utm_source', 'x|google'), 'spend')
  expect(missing.flatMap(({ fields }) => fields)).toEqual(['day', 'amount'])
  expect(propose(one('City', 'Rome'), 'contact').missing[0]?.remedy).toContain('"Mail"')
})

test('a proposed mapping is a plain value that the contract accepts', () => {
  const { mapping } = propose(one('Email|City', 'a@x.com|Rome'), 'contact')
  const text = JSON.stringify(mapping)
  expect(mappingSchema.parse(JSON.parse(text))).toEqual(mapping)
})

test('a currency in the heading is the currency of the amounts', () => {
  const { columns } = propose(
    one('Day|Campaign name|Amount spent (GBP)', '2024-01-31|Spring|5.00'),
    'spend',
    { origin: 'meta-ads' },
  )
  expect(columns[2]).toMatchObject({
    target: { field: 'amount' },
    transform: { type: 'money', currency: 'GBP' },
  })
})

test('a file of which nothing can be written gets no proposal', () => {
  expect(
    proposeMapping(profileColumns(['path', 'total_null'], []), { kind: 'channelPath', origin: 'plain' }),
  ).toBeNull()
})
