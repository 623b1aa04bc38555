import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '../../contract/imports.ts'
import { openWorld } from '../world.ts'
import type { World } from '../world.ts'
import { checkAndRun, dataFolder, layGround, oneOf, rowsOf, uploadReal, whyNot } from './company.ts'

/** What each file is recognised as, and what becomes of its rows. Deals of the link files are not among the data. */
const hubspot = [
  ['owner_data', 'member', { rows: 100, created: 100 }],
  ['company_data', 'account', { rows: 24, created: 24 }],
  ['contact_data', 'contact', { rows: 22, created: 22, flagged: 22 }],
  ['deal_pipeline_stage_data', 'stage', { rows: 71, created: 71 }],
  ['deal_data', 'deal', { rows: 44, created: 44 }],
  ['deal_contact_data', 'dealContact', { rows: 11, refused: 11 }],
  ['deal_company_data', 'dealAccount', { rows: 2, refused: 2 }],
  ['deal_stage_data', 'stageChange', { rows: 14, refused: 14 }],
  ['contact_form_submission_data', 'formSubmission', { rows: 5, created: 5 }],
  ['email_campaign_data', 'campaign', { rows: 100, created: 100 }],
] as const

describe.skipIf(dataFolder === undefined)(
  `HubSpot, X Education and a playbook (${dataFolder === undefined ? whyNot : 'real data'})`,
  () => {
    let world: World
    const imports = new Map<string, { check: ImportView; run: ImportView }>()

    beforeAll(async () => {
      world = await openWorld()
      await layGround(world)
      const aylin = world.as('aylin')
      const playbook = ['sessions', 'ad_spend', 'customer_conversions'].map((file) => `playbook/${file}.csv`)
      const files = [
        ...hubspot.map(([file]) => `hubspot/${file}.csv`),
        ...playbook,
        'xeducation/leads.xlsx-named-as.csv',
      ]
      for (const file of files)
        imports.set(file, await checkAndRun(world, aylin, await uploadReal(aylin, file)))
    }, 180_000)

    test.each(hubspot)('%s is a file of kind %s', (file, kind, counts) => {
      const { check, run } = imports.get(`hubspot/${file}.csv`) ?? {}
      expect(run).toMatchObject({ kind, state: 'finished', counts })
      expect(check?.check?.counts).toEqual(run?.counts)
    })

    test('an invalid mail is flagged, the contact is kept and not matched by it', async () => {
      const row = await oneOf(
        world,
        `select count(distinct f.record_id)::int as flagged, count(distinct i.contact_id)::int as matched_by_mail
       from quality_flags f left join contact_identities i on i.contact_id = f.record_id and i.kind = 'email'
       where f.code = 'invalid-email' and f.record_kind = 'contact'`,
      )
      expect(row).toEqual({ flagged: 22, matched_by_mail: 0 })
    })

    test('the spreadsheet with the wrong name is read for what it is', async () => {
      const { run } = imports.get('xeducation/leads.xlsx-named-as.csv') ?? {}
      expect(run?.recognition?.file.format).toBe('xlsx')
      expect(run?.counts).toMatchObject({ rows: 9240, created: 9240, refused: 0 })
      const won = await oneOf(
        world,
        `select count(*)::int as won from leads l join stages s on s.workspace_id = l.workspace_id and s.id = l.stage_id where s.won`,
      )
      expect(won).toEqual({ won: 3561 })
    })

    test('what came without a date is known from the record on and marked assumed', async () => {
      const row = await oneOf(
        world,
        `select count(*)::int as changes, count(*) filter (where assumed)::int as assumed from attribute_changes c
       join leads l on l.workspace_id = c.workspace_id and l.id = c.record_id and c.known_from = l.created_at`,
      )
      expect(row).toEqual({ changes: 9240, assumed: 9240 })
    })

    test('spend without a campaign stays visible under its channel', async () => {
      const rows = await rowsOf<{ source: string; spend: number }>(
        world,
        `select c.utm_source as source, sum(s.amount)::float8 as spend from campaign_spend s
       join campaigns c on c.workspace_id = s.workspace_id and c.id = s.campaign_id group by 1 order by 1`,
      )
      expect(rows.reduce((sum, row) => sum + row.spend, 0)).toBeGreaterThan(0)
      expect(rows.every((row) => row.source !== null)).toBe(true)
    })

    test('conversions without a session are people and won deals all the same', async () => {
      const row = await oneOf(
        world,
        `select count(*)::int as deals, count(contact_id)::int as people from deals where external_source = 'playbook' and outcome = 'won'`,
      )
      expect(row).toEqual({ deals: 21, people: 21 })
    })
  },
)
