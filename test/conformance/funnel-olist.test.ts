import { beforeAll, expect, test } from 'vitest'
import type { PipelineFiguresView } from '../../contract/figures.ts'
import type { FunnelGroup, FunnelView } from '../../contract/funnel.ts'
import type { ImportView } from '../../contract/imports.ts'
import { analyticsInTest } from '../analytics.ts'
import { openWorld, type World } from '../world.ts'
import { act, checkAndRun, layGround, uploadReal } from './company.ts'
import { conformance, knownAnswers } from './data.ts'

type Known = {
  mql: number
  won: number
  rate: number
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

conformance('the funnel of Olist, imported', () => {
  let world: World
  let known: Known
  let deals: ImportView
  const analytics = analyticsInTest()

  beforeAll(async () => {
    known = knownAnswers('olist/expected.json') as Known
    world = await openWorld({ web: { analytics } })
    await analytics.openOn(world.database.app)
    await layGround(world)
    const aylin = world.as('aylin')
    await checkAndRun(world, aylin, await uploadReal(aylin, 'olist/mql.csv'))
    deals = (await checkAndRun(world, aylin, await uploadReal(aylin, 'olist/closed_deals.csv'))).run
  }, 240_000)

  const get = async (path: string) => (await world.as('theo').get(`/api/v1${path}`)).body
  const funnelBy = (group: string): Promise<FunnelView> => get(`/funnel?group=${group}`)
  const enteredAndWon = ({ figures }: FunnelGroup) => [
    figures['leads-entered'].value,
    figures['leads-won'].value,
  ]

  test('842 of 8,000 leads are won', async () => {
    const { total } = await funnelBy('none')
    expect(enteredAndWon(total)).toEqual([known.mql, known.won])
    expect(total.figures['lead-conversion'].value).toBeCloseTo(known.rate, 12)
  })

  test('each origin has its leads and wins, and a blank one is not unknown', async () => {
    const { groups } = await funnelBy('origin')
    // The file of known answers writes a blank as `nan`.
    expect(Object.fromEntries(groups.map((group) => [group.key ?? 'nan', enteredAndWon(group)]))).toEqual(
      known.by_origin,
    )
    expect(groups.find(({ key }) => key === null)?.figures['leads-entered'].value).toBe(60)
  })

  test('each month of entry has its leads and wins', async () => {
    const { groups } = await funnelBy('month')
    expect(Object.fromEntries(groups.map((group) => [group.key, enteredAndWon(group)]))).toEqual(
      known.by_cohort_month,
    )
  })

  test('days to win have the known mean, median and 90th percentile', async () => {
    const { total, censorDays } = await funnelBy('none')
    const relative = (value: number | null, expected: number) => Math.abs((value ?? 0) - expected) / expected
    expect(relative(total.figures['days-to-win-mean'].value, known.days_to_win_mean)).toBeLessThan(1e-9)
    expect(relative(total.figures['days-to-win-median'].value, known.median)).toBeLessThan(1e-9)
    expect(relative(total.figures['days-to-win-p90'].value, known.p90)).toBeLessThan(1e-9)
    expect(relative(censorDays, known.p90)).toBeLessThan(1e-9)
  })

  test('547 are won within 30 days and 691 within 90', async () => {
    const { total } = await funnelBy('none')
    expect(total.figures['leads-won-within-30-days'].value).toBe(known.won_within_30d)
    expect(total.figures['leads-won-within-90-days'].value).toBe(known.won_within_90d)
  })

  test('the one win before its first contact is counted, flagged and can be opened', async () => {
    const { groups } = await get('/data-quality')
    const negative = groups.find(({ code }: { code: string }) => code === 'negative-lag.lead')
    expect(negative.count).toBe(known.negative)
    const { items, total } = await get('/data-quality/negative-lag.lead/records')
    expect(total).toBe(known.negative)
    const { items: won } = await get('/funnel/leads?group=none&cell=won&limit=200')
    const lead = won.find(({ id }: { id: string }) => id === items[0].recordId)
    expect(lead === undefined || lead.daysToWin < 0).toBe(true)
    expect(groups.some(({ family }: { family: string }) => family === 'flag')).toBe(true)
  })

  const named = (groups: readonly { key: string | null }[]) => groups.filter(({ key }) => key !== null)

  test('every win has its SDR on the lead and its sales representative on the deal', async () => {
    const { groups } = await funnelBy('owner')
    expect(named(groups)).toHaveLength(known.sdr)
    const won = groups.map((group) => (group.key === null ? 0 : (enteredAndWon(group)[1] ?? 0)))
    expect(won.reduce((sum, count) => sum + count, 0)).toBe(known.won)
    const sold: PipelineFiguresView = await get('/pipeline/figures?group=owner')
    expect(named(sold.groups)).toHaveLength(known.sr)
    expect(sold.total.figures['deals-won'].value).toBe(known.won)
  })

  test('each landing page is a group of its own', async () => {
    const { groups, moreGroups } = await funnelBy('landing-page')
    expect([named(groups).length, moreGroups]).toEqual([known.landing_pages, false])
    const entered = groups.map((group) => enteredAndWon(group)[0] ?? 0)
    expect(entered.reduce((sum, count) => sum + count, 0)).toBe(known.mql)
  })

  test('the declared revenue is an attribute of the deals that were won, and no amount', async () => {
    const { items } = await get('/pipeline/figures/deals/numbers?group=none&cell=won')
    const declared = items.find(({ key }: { key: string }) => key === 'declared_monthly_revenue')
    expect(declared.figures).toEqual({
      'attribute-known': { value: known.won, reason: null },
      'attribute-not-zero': { value: 45, reason: null },
      'attribute-sum': { value: known.declared_monthly_revenue_sum, reason: null },
    })
    const { total } = await get('/pipeline/figures?group=none')
    expect(total.figures.revenue).toEqual({ value: null, reason: 'no-amounts' })
  })

  test('every win opens to its lead', async () => {
    const { total } = await get('/funnel/leads?group=none&cell=won')
    expect(total).toBe(known.won)
    const blank = await get('/funnel/leads?group=origin&key=&cell=won&limit=200')
    expect(blank.items).toHaveLength(14)
  })

  test('the flow leads all of them from their origins to won and open', async () => {
    const { nodes } = await get('/funnel/flow?source=origin')
    const leads = (kind: string) =>
      nodes
        .filter((node: { kind: string }) => node.kind === kind)
        .reduce((sum: number, node: { leads: number }) => sum + node.leads, 0)
    expect(leads('source')).toBe(known.mql)
    expect(leads('won')).toBe(known.won)
    expect(leads('open') + leads('lost')).toBe(known.mql - known.won)
  })

  test('undoing the import of the wins takes every win out of the funnel', async () => {
    await act(world, world.as('aylin'), deals.id, 'undoing')
    const { total } = await funnelBy('none')
    expect(enteredAndWon(total)).toEqual([known.mql, 0])
    expect(total.figures['days-to-win-mean']).toEqual({ value: null, reason: 'no-wins' })
  })
})
