import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { foundCompany, importThroughWizard, figureIn, headline, tableOf } from './company.ts'
import { onFirstDay } from './stage.ts'

const stage = onFirstDay()

/** Thirty leads of three origins, ten of them without one; every fifth is won. */
const leads = Array.from({ length: 30 }, (_, index) => ({
  id: `lead-${String(index).padStart(2, '0')}`,
  day: `2026-0${1 + (index % 3)}-${String(10 + (index % 15))}`,
  origin: ['paid_search', 'social', ''][index % 3] ?? '',
  won: index % 5 === 0,
}))
const leadsFile = csv('our_leads.csv', [
  'mql_id,first_contact_date,landing_page_id,origin',
  ...leads.map(({ id, day, origin }) => `${id},${day},page-1,${origin}`),
])
const wonFile = csv('our_wins.csv', [
  'mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type',
  ...leads
    .filter(({ won }) => won)
    .map(({ id }) => `${id},s-${id},sdr-1,rep-1,2026-04-01 10:00:00,pets,online_big`),
])

function csv(name: string, lines: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) }
}

test('a company is founded, imports its leads, reads its funnel and takes an import back', async () => {
  const page = await stage.page()
  await foundCompany(page)
  await eachPlaceSaysWhatIsMissing(page)

  const made = await importThroughWizard(page, leadsFile)
  expect(await figureIn(made, 'New')).toBe('30')
  const wins = await importThroughWizard(page, wonFile)
  expect(await figureIn(wins, 'Refused')).toBe('0')
  const winsAddress = page.url()

  await page.getByRole('link', { name: 'See the funnel' }).click()
  await expect.poll(() => headline(page, 'Leads entered').innerText()).toContain('30')
  expect(await headline(page, 'Won').innerText()).toMatch(/^6\b/)
  await readsFiguresByOrigin(page)
  await aFigureOpensToItsLeads(page)

  await page.goto(winsAddress)
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('heading', { name: 'Undone' }).waitFor()
  await page.goto('/funnel')
  await expect.poll(() => headline(page, 'Won').innerText()).toMatch(/^0\b/)
  expect(await headline(page, 'Leads entered').innerText()).toContain('30')
})

async function eachPlaceSaysWhatIsMissing(page: Page): Promise<void> {
  const missing = {
    '/funnel': 'No lead matches',
    '/people': 'Nobody matches',
    '/companies': 'No company matches',
    '/campaigns': 'No campaign matches',
    '/import': 'Nothing was imported yet',
  }
  for (const [path, words] of Object.entries(missing)) {
    await page.goto(path)
    await page.getByRole('heading', { name: words }).waitFor()
  }
}

async function readsFiguresByOrigin(page: Page): Promise<void> {
  await page.getByLabel('Group', { exact: true }).selectOption('origin')
  await page.getByRole('columnheader', { name: 'origin' }).waitFor()
  await settled(page)
  const groups = await tableOf(page.getByRole('table').last())
  expect(groups['paid_search']?.[0]).toBe('10')
  expect(groups['social']?.[0]).toBe('10')
  expect(groups['blank']?.[0]).toBe('10')
  expect(groups['All']?.[0]).toBe('30')
}

async function aFigureOpensToItsLeads(page: Page): Promise<void> {
  await headline(page, 'Won').getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'Leads that were won' }).waitFor()
  await page.getByText('6 leads, newest entry first').waitFor()
  const listed = await page.getByRole('grid', { name: 'Leads' }).getByRole('link').allInnerTexts()
  const won = leads.filter((lead) => lead.won).map(({ id }) => id)
  expect(listed.map((name) => name.trim()).toSorted()).toEqual(won)
}
