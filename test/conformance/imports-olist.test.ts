import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '../../contract/imports.ts'
import { openWorld } from '../world.ts'
import type { World } from '../world.ts'
import { checkAndRun, dataFolder, layGround, oneOf, rowsOf, uploadReal, whyNot } from './company.ts'

type Expected = {
  mql: number
  won: number
  by_origin: Record<string, [number, number]>
  by_cohort_month: Record<string, [number, number]>
  days_to_win_mean: number
  median: number
  p90: number
  negative: number
  won_within_30d: number
  won_within_90d: number
  declared_monthly_revenue_sum: number
  sdr: number
  sr: number
  landing_pages: number
}

const days = `extract(epoch from won.at - l.entered_at) / 86400.0`
const wonLeads = `leads l join stage_changes won on won.workspace_id = l.workspace_id and won.lead_id = l.id
  join stages s on s.workspace_id = l.workspace_id and s.id = won.to_stage_id and s.won`

describe.skipIf(dataFolder === undefined)(
  `Olist through the importer (${dataFolder === undefined ? whyNot : 'real data'})`,
  () => {
    let world: World
    let expected: Expected
    let leads: { check: ImportView; run: ImportView }
    let deals: { check: ImportView; run: ImportView }

    beforeAll(async () => {
      expected = JSON.parse(await readFile(join(dataFolder ?? '', 'olist/expected.json'), 'utf8')) as Expected
      world = await openWorld()
      await layGround(world)
      const aylin = world.as('aylin')
      leads = await checkAndRun(world, aylin, await uploadReal(aylin, 'olist/mql.csv'))
      deals = await checkAndRun(world, aylin, await uploadReal(aylin, 'olist/closed_deals.csv'))
    }, 120_000)

    test('the check foretells what the run does', () => {
      expect(leads.check.check?.counts).toEqual(leads.run.counts)
      expect(deals.check.check?.counts).toEqual(deals.run.counts)
      expect(leads.run.counts).toMatchObject({ rows: expected.mql, created: expected.mql, refused: 0 })
      expect(deals.run.counts).toMatchObject({ rows: expected.won, changed: expected.won, refused: 0 })
    })

    test('leads and wins are counted by origin, and a blank origin stays blank', async () => {
      const rows = await rowsOf<{ origin: string | null; leads: number; won: number }>(
        world,
        `select l.origin, count(*)::int as leads, count(w.lead_id)::int as won from leads l
       left join (select won.lead_id from ${wonLeads}) w on w.lead_id = l.id group by 1`,
      )
      const found = Object.fromEntries(rows.map((row) => [row.origin ?? 'nan', [row.leads, row.won]]))
      expect(found).toEqual(expected.by_origin)
    })

    test('leads and wins are counted by the month in which the lead entered', async () => {
      const rows = await rowsOf<{ month: string; leads: number; won: number }>(
        world,
        `select to_char(l.entered_at at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as leads, count(w.lead_id)::int as won
       from leads l left join (select won.lead_id from ${wonLeads}) w on w.lead_id = l.id group by 1`,
      )
      expect(Object.fromEntries(rows.map((row) => [row.month, [row.leads, row.won]]))).toEqual(
        expected.by_cohort_month,
      )
    })

    test('days from first contact to win have the known mean, median and 90th percentile', async () => {
      const row = await oneOf<Record<string, number>>(
        world,
        `select avg(d)::float8 as mean, percentile_cont(0.5) within group (order by d) as median,
         percentile_cont(0.9) within group (order by d) as p90,
         count(*) filter (where d < 0)::int as negative,
         count(*) filter (where d <= 30)::int as month, count(*) filter (where d <= 90)::int as quarter
       from (select (${days})::float8 as d from ${wonLeads}) x`,
      )
      expect(row['mean']).toBeCloseTo(expected.days_to_win_mean, 6)
      expect(row['median']).toBeCloseTo(expected.median, 6)
      expect(row['p90']).toBeCloseTo(expected.p90, 6)
      expect(row).toMatchObject({
        negative: expected.negative,
        month: expected.won_within_30d,
        quarter: expected.won_within_90d,
      })
    })

    test('the deal that was won before its first contact is kept and flagged', async () => {
      const flags = await rowsOf(
        world,
        `select record_kind from quality_flags where code = 'won-before-first-contact'`,
      )
      expect(flags).toEqual([{ record_kind: 'lead' }])
      const problems = await world
        .as('aylin')
        .get(`/api/v1/imports/${deals.run.id}/problems?code=won-before-first-contact`)
      expect(problems.body.items).toMatchObject([{ severity: 'flagged', code: 'won-before-first-contact' }])
    })

    test('every contact stands on its outside id alone', async () => {
      const row = await oneOf(
        world,
        `select count(*)::int as contacts, count(email)::int as mails,
         (select count(*)::int from contact_identities where kind = 'external') as ids from contacts`,
      )
      expect(row).toEqual({ contacts: expected.mql, mails: 0, ids: expected.mql })
    })

    test('SDRs own the leads, sales reps the deals', async () => {
      const row = await oneOf(
        world,
        `select (select count(distinct owner_id)::int from leads) as sdr, (select count(distinct owner_id)::int from deals) as sr,
         (select count(distinct landing_page)::int from leads) as pages`,
      )
      expect(row).toEqual({ sdr: expected.sdr, sr: expected.sr, pages: expected.landing_pages })
    })

    test('what a seller declares is kept on the deal and is never its amount', async () => {
      const row = await oneOf(
        world,
        `select count(*)::int as deals, count(amount)::int as amounts,
         sum((custom ->> 'declared_monthly_revenue')::numeric)::float8 as declared from deals where outcome = 'won'`,
      )
      expect(row).toEqual({
        deals: expected.won,
        amounts: 0,
        declared: expected.declared_monthly_revenue_sum,
      })
    })

    test('the same files again change nothing', async () => {
      const aylin = world.as('aylin')
      const again = await checkAndRun(world, aylin, await uploadReal(aylin, 'olist/mql.csv'))
      expect(again.run.counts).toMatchObject({ rows: expected.mql, unchanged: expected.mql })
      expect(again.check.check?.counts).toEqual(again.run.counts)
      const wins = await checkAndRun(world, aylin, await uploadReal(aylin, 'olist/closed_deals.csv'))
      expect(wins.run.counts).toMatchObject({ rows: expected.won, unchanged: expected.won })
    }, 60_000)
  },
)
