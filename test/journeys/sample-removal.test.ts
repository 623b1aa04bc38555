import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, violationsOn } from './browser.ts'
import { comeBack, founder, foundCompany, headline } from './company.ts'
import { onOwn } from './stage.ts'

const stage = onOwn({ sample: true })

test('the sample company is removed for good: what follows is founding, also after a restart', async () => {
  const page = await stage.as('Aylin Tekin')
  // The columnar copy of the sample is open and serves figures when its workspace goes.
  await expect.poll(async () => (await page.request.get('/api/v1/funnel?group=month')).status()).toBe(200)
  await page.goto('/funnel')
  await expect.poll(() => headline(page, 'Leads entered').innerText()).toMatch(/\d/)
  const besides = await stage.as('Carl Halden')
  await besides.goto('/people')
  await settled(besides)

  await page.goto('/settings?tab=workspace')
  await page.getByRole('button', { name: 'Remove the sample company' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove the sample company?' })
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await firstRun(page)
  expect(await violationsOn(page)).toEqual([])
  await besides.goto('/funnel')
  await firstRun(besides)

  await stage.restart()
  const again = await stage.page()
  await again.goto('/')
  await firstRun(again)
  await foundCompany(again)

  await stage.restart()
  const later = await stage.page()
  await comeBack(later)
  await later.goto('/settings')
  await later.getByText(founder.email).waitFor()
  expect(await headlineOfEmpty(later)).toContain('No lead matches')
})

/** The screen on which a company is founded, with nobody's eyes to look through. */
async function firstRun(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Welcome to Rapport' }).waitFor()
  await page.getByRole('button', { name: 'Found the workspace' }).waitFor()
  await settled(page)
  expect(await page.getByText('Aylin Tekin').count()).toBe(0)
}

async function headlineOfEmpty(page: Page): Promise<string> {
  await page.goto('/funnel')
  const heading = page.getByRole('heading', { name: 'No lead matches' })
  await heading.waitFor()
  return heading.innerText()
}
