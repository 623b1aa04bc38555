import { beforeAll, expect, test } from 'vitest'
import type { DealFigureGroup, PipelineFiguresView } from '../../contract/figures.ts'
import { analyticsInTest } from '../analytics.ts'
import { openWorld, type World } from '../world.ts'
import { checkAndRun, layGround, uploadReal } from './company.ts'
import { conformance, knownAnswers } from './data.ts'

type Known = {
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
const files = ['accounts', 'products', 'sales_teams', 'sales_pipeline']

conformance("the pipeline figures of the hardware seller's CRM, imported", () => {
  let world: World
  let known: Known
  const analytics = analyticsInTest()

  beforeAll(async () => {
    known = knownAnswers('crm/expected.json') as Known
    world = await openWorld({ web: { analytics } })
    await analytics.openOn(world.database.app)
    await layGround(world)
    const aylin = world.as('aylin')
    for (const file of files) await checkAndRun(world, aylin, await uploadReal(aylin, `crm/${file}.csv`))
  }, 240_000)

  const figuresBy = async (group: string): Promise<PipelineFiguresView> =>
    (await world.as('theo').get(`/api/v1/pipeline/figures?group=${group}`)).body
  const near = (value: number | null, expected: number) =>
    expect(Math.abs((value ?? 0) - expected) / expected).toBeLessThan(1e-9)
  const revenues = (groups: readonly DealFigureGroup[], name: (key: string) => string) =>
    Object.fromEntries(
      groups.flatMap(({ key, figures }) =>
        key === null || figures.revenue.value === null ? [] : [[name(key), figures.revenue.value]],
      ),
    )

  test('deals stand in their stages', async () => {
    const { groups, total } = await figuresBy('stage')
    const counted = groups.map(({ label, figures }) => [label, figures['deals-counted'].value])
    expect(Object.fromEntries(counted.filter(([, count]) => count !== 0))).toEqual(known.stage)
    expect(total.figures['deals-counted'].value).toBe(known.opps)
    expect(total.figures['deals-open'].value).toBe(2089)
  })

  test('revenue, average deal and win rate are the known ones', async () => {
    const { figures } = (await figuresBy('none')).total
    near(figures.revenue.value, known.won_revenue)
    near(figures['average-won-deal'].value, known.avg_won)
    near(figures['win-rate-by-count'].value, known.win_rate_closed)
  })

  test('cycles of won and lost deals are the known ones', async () => {
    const { figures } = (await figuresBy('none')).total
    near(figures['won-cycle-mean'].value, known.won_cycle_mean)
    near(figures['won-cycle-median'].value, known.won_cycle_median)
    near(figures['lost-cycle-mean'].value, known.lost_cycle_mean)
  })

  test('the pipeline moves at the known velocity', async () => {
    near((await figuresBy('none')).total.figures['pipeline-velocity'].value, known.velocity_open2089_per_day)
  })

  test('each quarter has its revenue', async () => {
    const { groups } = await figuresBy('quarter')
    expect(revenues(groups, (key) => key.replace('-', ''))).toEqual(known.revenue_by_quarter)
  })

  test('each region has its revenue', async () => {
    const { groups } = await figuresBy('region')
    expect(revenues(groups, (key) => key)).toEqual(known.revenue_by_region)
  })

  test('every quarter opens to its won deals', async () => {
    const { groups } = await figuresBy('quarter')
    for (const { key, figures } of groups) {
      const { body } = await world
        .as('theo')
        .get(`/api/v1/pipeline/figures/deals?group=quarter&key=${key ?? ''}&cell=won`)
      expect(body.total).toBe(figures['deals-won'].value)
    }
  })
})
