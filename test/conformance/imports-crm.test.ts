import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '../../contract/imports.ts'
import { openWorld } from '../world.ts'
import type { World } from '../world.ts'
import { checkAndRun, dataFolder, layGround, oneOf, rowsOf, uploadReal, whyNot } from './company.ts'

type Expected = {
  opps: number
  stage: Record<string, number>
  won_revenue: number
  avg_won: number
  win_rate_closed: number
  won_cycle_mean: number
  won_cycle_median: number
  lost_cycle_mean: number
  revenue_by_quarter: Record<string, number>
  velocity_open2089_per_day: number
  revenue_by_region: Record<string, number>
}

const cycle = `extract(epoch from closed_at - opened_at) / 86400.0`
const orders = [
  ['deals first', ['sales_pipeline', 'accounts', 'products', 'sales_teams']],
  ['deals last', ['accounts', 'products', 'sales_teams', 'sales_pipeline']],
] as const

describe.skipIf(dataFolder === undefined).each(orders)(
  `the hardware seller's CRM, %s (${dataFolder === undefined ? whyNot : 'real data'})`,
  (_order, files) => {
    let world: World
    let expected: Expected
    const imports = new Map<string, { check: ImportView; run: ImportView }>()

    beforeAll(async () => {
      expected = JSON.parse(await readFile(join(dataFolder ?? '', 'crm/expected.json'), 'utf8')) as Expected
      world = await openWorld()
      await layGround(world)
      const aylin = world.as('aylin')
      for (const file of files)
        imports.set(file, await checkAndRun(world, aylin, await uploadReal(aylin, `crm/${file}.csv`)))
    }, 120_000)

    test('every row of every file arrives, as the check foretold', () => {
      for (const { check, run } of imports.values()) {
        const { rows, created, changed, unchanged, duplicate, refused } = run.counts
        expect(created + changed + unchanged + duplicate + refused).toBe(rows)
        expect(check.check?.counts).toEqual(run.counts)
        expect(refused).toBe(0)
      }
      expect(imports.get('sales_pipeline')?.run.counts).toMatchObject({
        rows: expected.opps,
        created: expected.opps,
      })
    })

    test('deals stand in their stages with the known revenue', async () => {
      const rows = await rowsOf<{ name: string; deals: number }>(
        world,
        `select s.name, count(*)::int as deals from deals d join pipeline_stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id group by 1`,
      )
      expect(Object.fromEntries(rows.map((row) => [row.name, row.deals]))).toEqual(expected.stage)
      const won = await oneOf<{ revenue: number; average: number }>(
        world,
        `select sum(amount)::float8 as revenue, avg(amount)::float8 as average from deals where outcome = 'won'`,
      )
      expect(won.revenue).toBe(expected.won_revenue)
      expect(won.average).toBeCloseTo(expected.avg_won, 6)
    })

    test('win rate, cycles and velocity are the known ones', async () => {
      const row = await oneOf<Record<string, number>>(
        world,
        `select count(*) filter (where outcome = 'won')::float8 / count(*) filter (where outcome <> 'open') as rate,
         avg(${cycle}) filter (where outcome = 'won')::float8 as won, avg(${cycle}) filter (where outcome = 'lost')::float8 as lost,
         percentile_cont(0.5) within group (order by (${cycle})::float8) filter (where outcome = 'won') as median,
         count(*) filter (where outcome = 'open')::int as open
       from deals`,
      )
      expect(row['rate']).toBeCloseTo(expected.win_rate_closed, 9)
      expect(row['won']).toBeCloseTo(expected.won_cycle_mean, 6)
      expect(row['lost']).toBeCloseTo(expected.lost_cycle_mean, 6)
      expect(row['median']).toBe(expected.won_cycle_median)
      const velocity = (Number(row['open']) * expected.avg_won * Number(row['rate'])) / Number(row['won'])
      expect(velocity).toBeCloseTo(expected.velocity_open2089_per_day, 4)
    })

    test('revenue falls to quarters and regions as known', async () => {
      const quarters = await rowsOf<{ quarter: string; revenue: number }>(
        world,
        `select to_char(closed_at at time zone 'UTC', 'YYYY"Q"Q') as quarter, sum(amount)::float8 as revenue
       from deals where outcome = 'won' group by 1`,
      )
      expect(Object.fromEntries(quarters.map((row) => [row.quarter, row.revenue]))).toEqual(
        expected.revenue_by_quarter,
      )
      const regions = await rowsOf<{ region: string; revenue: number }>(
        world,
        `select m.region, sum(d.amount)::float8 as revenue from deals d join members m on m.workspace_id = d.workspace_id and m.id = d.owner_id
       where d.outcome = 'won' group by 1`,
      )
      expect(Object.fromEntries(regions.map((row) => [row.region, row.revenue]))).toEqual(
        expected.revenue_by_region,
      )
    })

    test('GTXPro is GTX Pro, one product, and says so', async () => {
      const products = await rowsOf<{ name: string }>(world, `select name from products order by name`)
      expect(products).toHaveLength(7)
      expect(products.map(({ name }) => name)).toContain('GTX Pro')
      const flags = await rowsOf(
        world,
        `select record_kind, value from quality_flags where code = 'spelled-differently'`,
      )
      expect(flags).toEqual([{ record_kind: 'product', value: 'GTXPro' }])
    })

    test('the misspelt industry is flagged and kept', async () => {
      const flags = await rowsOf(
        world,
        `select distinct value from quality_flags where code = 'probably-same-as' and record_kind = 'account'`,
      )
      expect(flags).toEqual([{ value: 'technolgy' }])
    })

    test('deals without an account have none, and accounts are complete', async () => {
      const row = await oneOf(
        world,
        `select (select count(*)::int from deals where account_id is null) as blank,
         (select count(*)::int from accounts) as accounts,
         (select count(*)::int from accounts where industry is null) as without_industry,
         (select count(distinct owner_id)::int from deals) as agents,
         (select count(*)::int from accounts where parent_id is not null) as subsidiaries`,
      )
      expect(row).toEqual({ blank: 1425, accounts: 85, without_industry: 0, agents: 30, subsidiaries: 15 })
    })
  },
)
