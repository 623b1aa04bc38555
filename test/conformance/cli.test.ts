import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import type { DealFigureGroup, PipelineFiguresView } from '../../contract/figures.ts'
import type { FunnelGroup, FunnelView } from '../../contract/funnel.ts'
import type { ImportView } from '../../contract/imports.ts'
import { rapportJson, serveForTests } from '../command-line.ts'
import { conformance, dataPath, knownAnswers } from './data.ts'

/** Whole programs are started here. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 })

type Olist = {
  mql: number
  won: number
  rate: number
  by_origin: Record<string, [number, number]>
  by_cohort_month: Record<string, [number, number]>
  days_to_win_mean: number
  median: number
  p90: number
  won_within_30d: number
  won_within_90d: number
  sdr: number
  sr: number
  landing_pages: number
}

type Crm = {
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

const relativeErrorMax = 1e-9

function near(value: number | null, expected: number): void {
  expect(Math.abs((value ?? Number.NaN) - expected) / expected).toBeLessThan(relativeErrorMax)
}

function nearAll(found: Readonly<Record<string, number>>, expected: Readonly<Record<string, number>>): void {
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted())
  for (const [key, value] of Object.entries(expected)) near(found[key] ?? null, value)
}

conformance('the figures of real companies, read from the command line', () => {
  let dataDir: string

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'rapport-conformance-'))
    const stop = await serveForTests(dataDir)
    await company('olist', ['mql', 'closed_deals'])
    await company('crm', ['accounts', 'products', 'sales_teams', 'sales_pipeline'])
    return async () => {
      await stop()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  async function company(slug: string, files: readonly string[]): Promise<void> {
    const admin = ['--admin', 'Ada Admin', '--email', `${slug}@rapport.test`]
    await rapportJson(dataDir, 'workspace', 'found', slug, '--slug', slug, ...admin)
    const paths = files.map((file) => dataPath(`${slug}/${file}.csv`))
    const imports: ImportView[] = await rapportJson(dataDir, 'import', ...paths, '--workspace', slug)
    expect(imports.map(({ state }) => state)).toEqual(files.map(() => 'finished'))
  }

  const funnel = (group: string): Promise<FunnelView> =>
    rapportJson(dataDir, 'funnel', '--group', group, '--workspace', 'olist')
  const pipeline = (group: string, workspace = 'crm'): Promise<PipelineFiguresView> =>
    rapportJson(dataDir, 'pipeline', '--group', group, '--workspace', workspace)
  const enteredAndWon = ({ figures }: FunnelGroup) => [
    figures['leads-entered'].value,
    figures['leads-won'].value,
  ]
  const revenues = (groups: readonly DealFigureGroup[]) =>
    Object.fromEntries(
      groups.flatMap(({ key, figures }) =>
        key === null || figures.revenue.value === null
          ? []
          : [[key.replace('-', ''), figures.revenue.value] as const],
      ),
    )

  test('Olist won 842 of 8,000, and how fast', async () => {
    const known = knownAnswers('olist/expected.json') as Olist
    const { total } = await funnel('none')
    expect(enteredAndWon(total)).toEqual([known.mql, known.won])
    near(total.figures['lead-conversion'].value, known.rate)
    near(total.figures['days-to-win-mean'].value, known.days_to_win_mean)
    near(total.figures['days-to-win-median'].value, known.median)
    near(total.figures['days-to-win-p90'].value, known.p90)
    expect(total.figures['leads-won-within-30-days'].value).toBe(known.won_within_30d)
    expect(total.figures['leads-won-within-90-days'].value).toBe(known.won_within_90d)
  })

  test('Olist by origin, where a blank is not unknown', async () => {
    const known = knownAnswers('olist/expected.json') as Olist
    const { groups } = await funnel('origin')
    // The file of known answers writes a blank as `nan`.
    const found = groups.map((group) => [group.key ?? 'nan', enteredAndWon(group)])
    expect(Object.fromEntries(found)).toEqual(known.by_origin)
  })

  test('Olist by month of entry', async () => {
    const known = knownAnswers('olist/expected.json') as Olist
    const { groups } = await funnel('month')
    const found = groups.map((group) => [group.key, enteredAndWon(group)])
    expect(Object.fromEntries(found)).toEqual(known.by_cohort_month)
  })

  test('Olist by SDR, sales representative and landing page', async () => {
    const known = knownAnswers('olist/expected.json') as Olist
    const named = ({ groups }: { groups: readonly { key: string | null }[] }) =>
      groups.filter(({ key }) => key !== null).length
    expect([
      named(await funnel('owner')),
      named(await pipeline('owner', 'olist')),
      named(await funnel('landing-page')),
    ]).toEqual([known.sdr, known.sr, known.landing_pages])
  })

  test("the hardware seller's deals by stage", async () => {
    const known = knownAnswers('crm/expected.json') as Crm
    const { groups, total } = await pipeline('stage')
    const counted = groups.map(({ label, figures }) => [label, figures['deals-counted'].value])
    expect(Object.fromEntries(counted.filter(([, count]) => count !== 0))).toEqual(known.stage)
    const counts = ['deals-counted', 'deals-won', 'deals-lost', 'deals-open'] as const
    const { Won: won = 0, Lost: lost = 0 } = known.stage
    expect(counts.map((name) => total.figures[name].value)).toEqual([
      known.opps,
      won,
      lost,
      known.opps - won - lost,
    ])
  })

  test("the hardware seller's revenue, win rate, cycles and velocity", async () => {
    const known = knownAnswers('crm/expected.json') as Crm
    const { figures } = (await pipeline('none')).total
    near(figures.revenue.value, known.won_revenue)
    near(figures['average-won-deal'].value, known.avg_won)
    near(figures['win-rate-by-count'].value, known.win_rate_closed)
    near(figures['won-cycle-mean'].value, known.won_cycle_mean)
    near(figures['won-cycle-median'].value, known.won_cycle_median)
    near(figures['lost-cycle-mean'].value, known.lost_cycle_mean)
    near(figures['pipeline-velocity'].value, known.velocity_open2089_per_day)
  })

  test("the hardware seller's revenue by quarter and region", async () => {
    const known = knownAnswers('crm/expected.json') as Crm
    nearAll(revenues((await pipeline('quarter')).groups), known.revenue_by_quarter)
    nearAll(revenues((await pipeline('region')).groups), known.revenue_by_region)
  })
})
