import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { conformance, dataPath, knownAnswers } from '../conformance/data.ts'
import { settled } from './browser.ts'
import { foundCompany, headline, importThroughWizard, tableOf } from './company.ts'
import { onFirstDay } from './stage.ts'

type Olist = {
  mql: number
  won: number
  by_origin: Record<string, [number, number]>
  won_within_30d: number
  won_within_90d: number
}
type Crm = {
  stage: { Won: number; Lost: number }
  won_revenue: number
  revenue_by_quarter: Record<string, number>
  revenue_by_region: Record<string, number>
}

const count = (text: string | undefined) => Number((text ?? '').replaceAll(/[^\d.-]/g, ''))

async function headlineCount(page: Page, label: string): Promise<number> {
  return count(await headline(page, label).locator('span').first().innerText())
}

conformance("a lead funnel's raw files, through the browser", () => {
  const stage = onFirstDay()
  const known = () => knownAnswers('olist/expected.json') as Olist
  test('are imported, and the screen shows the known figures', async () => {
    const page = await stage.page()
    await foundCompany(page)
    await importThroughWizard(page, dataPath('olist/mql.csv'))
    await importThroughWizard(page, dataPath('olist/closed_deals.csv'))
    await page.goto('/funnel?group=origin')
    await expect.poll(() => headlineCount(page, 'Won')).toBe(known().won)
    await settled(page)
    expect(await headlineCount(page, 'Leads entered')).toBe(known().mql)
    await page.getByText(`${known().won_within_30d} within 30 days`).waitFor()
    await page.getByText(`${known().won_within_90d} within 90 days`).waitFor()
    const groups = await tableOf(page.getByRole('table').last())
    for (const [origin, [entered]] of Object.entries(known().by_origin))
      expect(count(groups[origin === 'nan' ? 'blank' : origin]?.[0]), origin).toBe(entered)
  })
})

conformance("a CRM's raw files, through the browser", () => {
  const stage = onFirstDay()
  const known = () => knownAnswers('crm/expected.json') as Crm

  test('are imported, and the screen shows the known figures', async () => {
    const page = await stage.page()
    await foundCompany(page)
    for (const file of ['accounts', 'products', 'sales_teams', 'sales_pipeline'])
      await importThroughWizard(page, dataPath(`crm/${file}.csv`))
    await page.goto('/pipeline?view=figures')
    await settled(page)
    const quarters = await tableOf(page.getByRole('table').last())
    expect(count(quarters['All']?.[1])).toBe(known().stage.Won)
    expect(count(quarters['All']?.[2])).toBe(known().stage.Lost)
    expect(count(quarters['All']?.[4])).toBe(known().won_revenue)
    for (const [quarter, revenue] of Object.entries(known().revenue_by_quarter))
      expect(count(quarters[quarter.replace(/^(\d+)(Q\d)$/, '$2 $1')]?.[4]), quarter).toBe(revenue)
    await page.goto('/pipeline?view=figures&group=region')
    await settled(page)
    const regions = await tableOf(page.getByRole('table').last())
    for (const [region, revenue] of Object.entries(known().revenue_by_region))
      expect(count(regions[region]?.[4]), region).toBe(revenue)
  })
})
