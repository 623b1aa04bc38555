import { expect, test } from 'vitest'
import type { MappingProposal, RowProblem } from '../../contract/intake.ts'
import { fileKind } from '../../contract/intake.ts'
import { inspectFile } from '../../server/domains/intake/reading/inspect.ts'
import { readRows, sampleRows } from '../../server/domains/intake/reading/rows.ts'
import { fileSource } from '../../server/domains/intake/reading/source.ts'
import type { JudgedRow } from '../../server/domains/intake/rules/draft.ts'
import { compileMapping, judgeRows } from '../../server/domains/intake/rules/judge.ts'
import type { ProposalContext } from '../../server/domains/intake/rules/mapping.ts'
import { proposeMapping } from '../../server/domains/intake/rules/mapping.ts'
import { writtenInto } from '../../server/domains/intake/rules/targets.ts'
import { profileColumns } from '../../server/domains/intake/rules/profile.ts'
import { recognise } from '../../server/domains/intake/rules/recognise.ts'
import { defaultStages } from '../../server/domains/leads/rules/default-stages.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { conformance, dataPath } from './data.ts'

const sampleRowsMax = 10_000
const context = { zone: 'UTC', currency: 'EUR' }
const stages = defaultStages.map(({ key, name }) => ({ key, label: name }))

const looked = new Map<string, ReturnType<typeof lookAt>>()
const judgements = new Map<string, ReturnType<typeof judgeFile>>()

/** What is seen of a file; each is looked at once for all tests. */
function look(name: string) {
  const seen = looked.get(name) ?? lookAt(name)
  looked.set(name, seen)
  return seen
}

async function lookAt(name: string) {
  const source = await fileSource(dataPath(name))
  const file = await inspectFile(source)
  const profiles = profileColumns(file.columns, await sampleRows(source, file, sampleRowsMax))
  return { source, file, profiles, candidates: recognise(profiles).candidates }
}

async function proposal(name: string, known: ProposalContext = {}): Promise<MappingProposal> {
  const { profiles, candidates } = await look(name)
  const [best] = candidates
  const proposed = best && proposeMapping(profiles, best, { stages, ...known })
  if (!proposed) throw new Error(`nothing was proposed for ${name}`)
  return proposed
}

/** The whole file under the mapping that is proposed for it, judged once for all tests. */
function judged(name: string) {
  const seen = judgements.get(name) ?? judgeFile(name)
  judgements.set(name, seen)
  return seen
}

async function judgeFile(name: string, known: ProposalContext = {}) {
  const { mapping } = await proposal(name, known)
  const { source, file } = await look(name)
  const judge = compileMapping(mapping, file.columns, { ...context, stages })
  const rows: JudgedRow[] = []
  const ragged: RowProblem[] = []
  for await (const batch of readRows(source, file)) {
    rows.push(...judgeRows(judge, batch))
    ragged.push(...batch.problems)
  }
  const problems = rows.flatMap((row) => row.problems)
  return {
    rows,
    ragged,
    problems,
    blanks: judge.blankCells(),
    refused: rows.filter((row) => row.refused).length,
  }
}

const files: readonly (readonly [string, string, string, number])[] = [
  ['olist/mql.csv', 'lead', 'olist-funnel', 8000],
  ['olist/closed_deals.csv', 'leadConversion', 'olist-funnel', 842],
  ['crm/sales_pipeline.csv', 'deal', 'crm-sales', 8800],
  ['crm/accounts.csv', 'account', 'crm-sales', 85],
  ['crm/products.csv', 'product', 'crm-sales', 7],
  ['crm/sales_teams.csv', 'member', 'crm-sales', 35],
  ['playbook/sessions.csv', 'touch', 'attribution-playbook', 90],
  ['playbook/customer_conversions.csv', 'saleConversion', 'attribution-playbook', 21],
  ['playbook/ad_spend.csv', 'spend', 'attribution-playbook', 42],
  ['playbook/playbook_campaigns.csv', 'summary', 'attribution-playbook', 6],
  ['playbook/playbook_cpa_roas.csv', 'summary', 'attribution-playbook', 5],
  ['pathdata/paths.csv', 'channelPath', 'plain', 10_000],
  ['pathdata/expected.csv', 'summary', 'plain', 12],
  ['xeducation/leads.csv', 'lead', 'xeducation', 9240],
  ['xeducation/leads.xlsx-named-as.csv', 'lead', 'xeducation', 9240],
  ['bank/bank-full.csv', 'lead', 'bank-marketing', 45_211],
  ['bank/bank_full_glm_coef.csv', 'summary', 'plain', 43],
  ['bank/bank_full_glm_noduration_coef.csv', 'summary', 'plain', 42],
  ['hubspot/contact_data.csv', 'contact', 'hubspot-tables', 22],
  ['hubspot/company_data.csv', 'account', 'hubspot-tables', 24],
  ['hubspot/deal_data.csv', 'deal', 'hubspot-tables', 44],
  ['hubspot/deal_stage_data.csv', 'stageChange', 'hubspot-tables', 14],
  ['hubspot/deal_pipeline_data.csv', 'pipeline', 'hubspot-tables', 6],
  ['hubspot/deal_pipeline_stage_data.csv', 'stage', 'hubspot-tables', 71],
  ['hubspot/deal_company_data.csv', 'dealAccount', 'hubspot-tables', 2],
  ['hubspot/deal_contact_data.csv', 'dealContact', 'hubspot-tables', 11],
  ['hubspot/owner_data.csv', 'member', 'hubspot-tables', 100],
  ['hubspot/email_campaign_data.csv', 'campaign', 'hubspot-tables', 100],
  ['hubspot/contact_form_submission_data.csv', 'formSubmission', 'hubspot-tables', 5],
  ['hubspot/contact_property_history_data.csv', 'propertyChange', 'hubspot-tables', 100],
  ['hubspot/team_data.csv', 'team', 'hubspot-tables', 3],
  ['hubspot/team_user_data.csv', 'teamMember', 'hubspot-tables', 2],
]

const isWritable = (kind: string) => writtenInto[fileKind.parse(kind)] !== null

conformance('Every real file', () => {
  test.each(files)('%s is a %s of %s', async (name, kind, origin) => {
    const { candidates } = await look(name)
    expect(candidates[0]).toMatchObject({ kind, origin })
  })

  test.each(files)('%s, a %s of %s, has %i rows, none lost', async (...row) => {
    const { source, file } = await look(row[0])
    let rows = 0
    for await (const batch of readRows(source, file)) {
      rows += batch.rows.length
      expect(batch.lines.at(-1)).toBe(file.dataFromLine + rows - 1)
    }
    expect(rows).toBe(row[3])
  })

  test.each(files.filter(([, kind]) => isWritable(kind)))(
    '%s, a %s, can be written as it is proposed, with nothing missing and no row refused',
    async (name) => {
      expect((await proposal(name)).missing).toEqual([])
      expect((await judged(name)).refused).toBe(0)
    },
  )

  test.each(['olist', 'crm', 'bank', 'xeducation'])('%s/expected.json is refused as JSON', async (folder) => {
    await expect(look(`${folder}/expected.json`)).rejects.toThrow(Refusal)
    await expect(look(`${folder}/expected.json`)).rejects.toThrow('JSON')
  })
})

conformance('The funnel of Olist', () => {
  test('keeps 60 blank origins apart from 1,099 that are unknown', async () => {
    const { rows } = await judged('olist/mql.csv')
    expect(rows.filter(({ values }) => values['origin'] === null)).toHaveLength(60)
    expect(rows.filter(({ values }) => values['origin'] === 'unknown')).toHaveLength(1099)
  })

  test('has 842 dates of winning, 32 SDRs and 22 sales representatives', async () => {
    const { rows } = await judged('olist/closed_deals.csv')
    const different = (field: string) => new Set(rows.map(({ values }) => values[field])).size
    expect([different('externalId'), different('sdrName'), different('ownerName')]).toEqual([842, 32, 22])
    expect(rows.every(({ values }) => typeof values['wonAt'] === 'string')).toBe(true)
  })

  test('keeps the declared revenue as an attribute of the lead', async () => {
    const { columns } = await proposal('olist/closed_deals.csv')
    const declared = columns.find(({ column }) => column === 'declared_monthly_revenue')
    expect(declared?.target).toMatchObject({ to: 'custom', type: 'money' })
    const { rows } = await judged('olist/closed_deals.csv')
    expect(rows.filter(({ values }) => Number(values['custom.declared_monthly_revenue']) !== 0)).toHaveLength(
      45,
    )
  })
})

conformance('The sales pipeline', () => {
  test('has 1,425 deals with a blank account, which are kept', async () => {
    const { rows, blanks } = await judged('crm/sales_pipeline.csv')
    expect(blanks.get('account')).toBe(1425)
    expect(rows.filter(({ values }) => values['accountName'] === null)).toHaveLength(1425)
  })

  test('writes GTXPro for GTX Pro, which is mapped unasked once the product is known', async () => {
    const { columns } = await proposal('crm/sales_pipeline.csv', {
      names: { products: ['GTX Pro', 'GTX Basic'] },
    })
    const product = columns.find(({ column }) => column === 'product')
    expect(product?.transform).toMatchObject({
      type: 'reference',
      values: { GTXPro: 'GTX Pro' },
      probably: {},
    })
    expect(product?.nearNames).toMatchObject([{ written: 'GTXPro', probably: 'GTX Pro', automatic: true }])
  })

  test('sums to the revenue of won deals to the cent', async () => {
    const { rows } = await judgeFile('crm/sales_pipeline.csv', {
      dealStages: [
        { key: 'Won', label: 'Won' },
        { key: 'Lost', label: 'Lost' },
      ],
    })
    const won = rows.filter(({ values }) => values['stage'] === 'Won')
    const cents = won.reduce(
      (sum, { values }) => sum + BigInt(String(values['amount'] ?? '0').replace('.', '')),
      0n,
    )
    expect([won.length, cents]).toEqual([4238, 1_000_553_400n])
  })

  test('has a sector technolgy, which is probably technology and left to a person', async () => {
    const { problems } = await judged('crm/accounts.csv')
    expect(new Set(problems.map(({ code, value }) => `${code} ${value}`))).toEqual(
      new Set(['probably-same-as technolgy']),
    )
    expect(problems[0]?.message).toContain('"technology"')
  })
})

conformance('The attribution playbook', () => {
  test('has 33 ragged sessions, which are kept and reported', async () => {
    const { rows, ragged, refused } = await judged('playbook/sessions.csv')
    expect([rows.length, refused]).toEqual([90, 0])
    expect(ragged.map(({ code }) => code)).toEqual(Array.from({ length: 33 }, () => 'missing-cells'))
  })

  test('has hours of one digit, which are read', async () => {
    const { rows } = await judged('playbook/customer_conversions.csv')
    expect(rows[1]?.values).toMatchObject({
      closedAt: '2020-02-04T04:30:21.000Z',
      amount: '15.00',
      stage: 'Won',
    })
  })
})

conformance('The leads of X Education', () => {
  test('are the same from the spreadsheet that is named as CSV as from the CSV', async () => {
    const sheet = await judged('xeducation/leads.xlsx-named-as.csv')
    const csv = await judged('xeducation/leads.csv')
    const idsAndStages = ({ rows }: { rows: readonly JudgedRow[] }) =>
      rows.map(({ values }) => [values['externalId'], values['stage']])
    expect(idsAndStages(sheet)).toEqual(idsAndStages(csv))
    expect(csv.rows.filter(({ values }) => values['stage'] === 'won')).toHaveLength(3561)
  })

  test('say Select where nothing was selected, which is proposed as blank with the reason', async () => {
    const { columns } = await proposal('xeducation/leads.csv')
    const city = columns.find(({ column }) => column === 'City')
    expect(city?.blanks).toEqual(['Select'])
    expect(city?.because.join(' ')).toContain('"Select"')
  })
})

conformance('The tables of HubSpot', () => {
  test('have hashed mails, which are flagged while the rows are kept', async () => {
    const { rows, problems, refused } = await judged('hubspot/contact_data.csv')
    expect([rows.length, refused]).toEqual([22, 0])
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['invalid-email']))
  })
})
