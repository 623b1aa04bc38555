import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { conformance, dataPath, knownAnswers } from '../conformance/data.ts'
import { settled } from './browser.ts'
import { importThroughWizard } from './company.ts'
import { onSample } from './stage.ts'

type Olist = {
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
/** How many of the won deals declare a revenue that is not nought, as the data's own description says. */
const declaredNotZero = 45

// A workspace of its own for each company, beside the sample: nothing of the one is seen by the other.
const stage = onSample()

/** The exact figures behind those that an element shows, in their order. */
async function figuresOf(element: Locator): Promise<number[]> {
  const values = await element
    .locator('data')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
  return values.map(Number)
}

/** The figures of a headline tile: the large one, then those beside and beneath it. */
const tile = (page: Page, label: string) =>
  page.locator(`xpath=//h2[normalize-space()="${label}"]/parent::div`)

function near(found: number | undefined, expected: number, what: string): void {
  expect(Math.abs((found ?? Number.NaN) - expected) / expected, what).toBeLessThan(relativeErrorMax)
}

/** A column of the table of groups: the exact figure of each row, by the name of the row. */
async function columnOf(page: Page, column: string): Promise<Record<string, number>> {
  const table = page.getByRole('table').last()
  const heads = (await table.locator('thead th').allInnerTexts()).map((text) => text.trim())
  const place = heads.indexOf(column)
  expect(place, `${column} is among ${heads.join(', ')}`).toBeGreaterThan(0)
  const rows = await table
    .locator('tbody tr, tfoot tr')
    .evaluateAll(
      (all, at) =>
        all.map((row) => [
          row.querySelector('th span span')?.textContent?.trim() ?? '',
          row.children[at]?.querySelector('data')?.getAttribute('value') ?? null,
        ]),
      place,
    )
  return Object.fromEntries(
    rows.flatMap(([name, value]) => (value === null ? [] : [[String(name), Number(value)] as const])),
  )
}

async function lookAt(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** `2017Q3` as the screen says it. */
const quarterWords = (key: string) => key.replace(/^(\d+)(Q\d)$/, '$2 $1')

async function showsOlistInThreeFigures(page: Page, known: Olist): Promise<void> {
  await page.goto('/funnel?group=origin')
  await expect.poll(async () => (await figuresOf(tile(page, 'Won')))[0]).toBe(known.won)
  await settled(page)
  expect((await figuresOf(tile(page, 'Leads entered')))[0]).toBe(known.mql)
  near((await figuresOf(tile(page, 'Won')))[1], known.rate, 'share that was won')
  const [median, mean, p90, in30, in90, negative] = await figuresOf(tile(page, 'Median time to win'))
  near(median, known.median, 'median days to win')
  near(mean, known.days_to_win_mean, 'mean days to win')
  near(p90, known.p90, '90th percentile of days to win')
  expect([in30, in90, negative]).toEqual([known.won_within_30d, known.won_within_90d, known.negative])
}

async function showsOlistByGroup(page: Page, known: Olist): Promise<void> {
  const [entered, won] = [await columnOf(page, 'Entered'), await columnOf(page, 'Won')]
  for (const [origin, counts] of Object.entries(known.by_origin)) {
    // The file of known answers writes a blank as `nan`.
    const name = origin === 'nan' ? 'blank' : origin
    expect([entered[name], won[name]], origin).toEqual(counts)
  }
  await lookAt(page, '/funnel?group=month')
  const months = await Promise.all(['Entered', 'Won'].map((column) => columnOf(page, column)))
  const shown = months.map((rows) => Object.entries(rows).flatMap(([name, n]) => (name === 'All' ? [] : [n])))
  const expected = Object.entries(known.by_cohort_month)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([, counts]) => counts)
  expect(shown).toEqual([expected.map(([count]) => count), expected.map(([, count]) => count)])
}

async function showsOlistsPeopleAndPages(page: Page, known: Olist): Promise<void> {
  for (const [path, title] of [
    ['/funnel?group=owner', `${known.sdr} owners`],
    ['/funnel?group=landing-page', `${known.landing_pages} landing pages`],
    ['/pipeline?view=figures&group=owner', `${known.sr} owners`],
  ] as const) {
    await lookAt(page, path)
    await page.getByRole('heading', { name: title, exact: true }).waitFor()
  }
  await lookAt(page, '/pipeline/deals?group=none&cell=won')
  const declared = page.locator('dl > div', { hasText: /declared[ _]monthly[ _]revenue/i })
  expect(await figuresOf(declared)).toEqual([known.declared_monthly_revenue_sum, declaredNotZero, known.won])
}

conformance("a lead funnel's raw files, through the browser", () => {
  test('are imported, and the screens show every known figure', async () => {
    const known = knownAnswers('olist/expected.json') as Olist
    const page = await stage.founder('Olist')
    for (const file of ['mql', 'closed_deals']) await importThroughWizard(page, dataPath(`olist/${file}.csv`))
    await showsOlistInThreeFigures(page, known)
    await showsOlistByGroup(page, known)
    await showsOlistsPeopleAndPages(page, known)
  })
})

async function showsCrmInThreeFigures(page: Page, known: Crm): Promise<void> {
  const open = known.opps - (known.stage['Won'] ?? 0) - (known.stage['Lost'] ?? 0)
  const [revenue, won, average] = await figuresOf(tile(page, 'Revenue won'))
  expect([revenue, won]).toEqual([known.won_revenue, known.stage['Won']])
  near(average, known.avg_won, 'average won deal')
  const [rate] = await figuresOf(tile(page, 'Win rate'))
  near(rate, known.win_rate_closed, 'win rate')
  expect(await tile(page, 'Win rate').locator('data').first().getAttribute('title')).toBe('63.1501%')
  const [velocity, stillOpen] = await figuresOf(tile(page, 'Velocity'))
  near(velocity, known.velocity_open2089_per_day, 'velocity')
  expect(stillOpen).toBe(open)
}

async function showsCrmByGroup(page: Page, known: Crm): Promise<void> {
  const { All: cycles = Number.NaN } = await columnOf(page, 'Mean days to win')
  near(cycles, known.won_cycle_mean, 'mean won cycle')
  expect((await columnOf(page, 'Median'))['All']).toBe(known.won_cycle_median)
  near((await columnOf(page, 'Mean days to lose'))['All'], known.lost_cycle_mean, 'mean lost cycle')
  const quarters = await columnOf(page, 'Revenue')
  for (const [quarter, revenue] of Object.entries(known.revenue_by_quarter))
    expect(quarters[quarterWords(quarter)], quarter).toBe(revenue)

  await lookAt(page, '/pipeline?view=figures&group=region')
  const regions = await columnOf(page, 'Revenue')
  for (const [region, revenue] of Object.entries(known.revenue_by_region))
    expect(regions[region], region).toBe(revenue)

  await lookAt(page, '/pipeline?view=figures&group=stage')
  const stages = await columnOf(page, 'Deals')
  expect(stages['All']).toBe(known.opps)
  for (const [name, count] of Object.entries(known.stage)) expect(stages[name], name).toBe(count)
}

conformance("a CRM's raw files, through the browser", () => {
  test('are imported, and the screens show every known figure', async () => {
    const known = knownAnswers('crm/expected.json') as Crm
    const page = await stage.founder('Hardware seller')
    for (const file of ['accounts', 'products', 'sales_teams', 'sales_pipeline'])
      await importThroughWizard(page, dataPath(`crm/${file}.csv`))
    await page.goto('/pipeline?view=figures')
    await expect.poll(async () => (await figuresOf(tile(page, 'Revenue won')))[1]).toBe(known.stage['Won'])
    await settled(page)
    await showsCrmInThreeFigures(page, known)
    await showsCrmByGroup(page, known)
  })
})
