import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, violationsOn } from './browser.ts'
import { comeBack, figureIn, foundCompany, importThroughWizard } from './company.ts'
import { onFirstDay } from './stage.ts'

const stage = onFirstDay()

/** Deals of two owners, who become members by name; the accounts that they sell to belong to nobody yet. */
const dealsFile = {
  name: 'our_deals.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
      'd1,Moses Frase,MG,Acme,Engaging,2026-01-02,,',
      'd2,Moses Frase,MG,Betasoloin,Won,2026-01-05,2026-02-05,500',
      'd3,Darcel Schlecht,MG,Codehow,Engaging,2026-01-08,,',
      '',
    ].join('\n'),
  ),
}

const dealsOf = async (page: Page, owner: string): Promise<number> => {
  const { items }: { items: { id: string; name: string }[] } = await json(page, '/api/v1/members?left=true')
  const id = items.find((one) => one.name === owner)?.id ?? ''
  const deals: { items: unknown[] } = await json(page, `/api/v1/deals?owner=${id}`)
  return deals.items.length
}

async function json<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(path)
  // A test may trust what its own server says.
  return (await answer.json()) as T
}

async function choose(dialog: Locator, label: string, name: string): Promise<void> {
  await dialog.getByLabel(label).fill(name)
  await dialog.page().getByRole('option', { name }).click()
}

test('a member leaves, and another takes over what they owned', async () => {
  const page = await stage.page()
  await foundCompany(page)
  expect(await figureIn(await importThroughWizard(page, dealsFile), 'New')).toBe('3')

  await page.goto('/settings')
  await page.getByRole('button', { name: 'Remove Moses Frase' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove Moses Frase?' })
  await dialog.getByText('Deals').waitFor()
  await settled(page)
  expect(await violationsOn(page)).toEqual([])
  const hand = dialog.getByRole('button', { name: 'Hand over and remove' })
  expect(await hand.isDisabled()).toBe(true)

  await choose(dialog, 'Who takes over', 'Darcel Schlecht')
  await hand.click()
  await page.getByText('Moses Frase has left').waitFor()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Remove Moses Frase' }).waitFor({ state: 'hidden' })
  expect(await dealsOf(page, 'Darcel Schlecht')).toBe(3)
  expect(await dealsOf(page, 'Moses Frase')).toBe(0)
})

test('the last admin is told why they cannot leave', async () => {
  const page = await stage.page()
  await comeBack(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Leave Pia Sommer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave the workspace?' })
  await dialog.getByRole('button', { name: 'Leave' }).click()
  await dialog.getByRole('alert').getByText('This is the last admin of the workspace.').waitFor()
})
