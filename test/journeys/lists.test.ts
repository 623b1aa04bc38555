import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const owner = 'Jonas Petersen'

async function opened(path: string): Promise<Page> {
  const page = await stage.as('Aylin Tekin')
  await page.goto(path)
  await settled(page)
  return page
}

/** How many the API finds for a query. */
async function total(page: Page, path: string): Promise<number> {
  const answer = await page.request.get(`/api/v1/${path}`)
  const body: { total: number } = await answer.json()
  return body.total
}

async function setOwnerOfAll(page: Page, noun: string): Promise<void> {
  await page.getByRole('button', { name: 'Set owner' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill(owner)
  await page.getByRole('option', { name: owner }).click()
  await dialog.getByRole('button', { name: 'Set', exact: true }).click()
  await page.getByText(new RegExp(`^Changed [\\d,]+ ${noun}`)).waitFor()
}

async function tickAll(page: Page, grid: string): Promise<void> {
  await page.getByRole('grid', { name: grid }).locator('[data-row]').first().getByRole('checkbox').check()
  await page.getByRole('button', { name: /^Select all [\d,]+ that match$/ }).click()
}

test('all deals that match get an owner at once, rows unseen too, and the toast takes it back', async () => {
  const page = await opened('/pipeline?view=table&outcome=won')
  const { id } = await memberNamed(page, owner)
  const [before, all] = [
    await total(page, `deals?outcome=won&owner=${id}`),
    await total(page, 'deals?outcome=won'),
  ]
  await tickAll(page, 'Deals')
  await page.getByText(`${all} deals selected`).waitFor()
  await setOwnerOfAll(page, 'deals')
  expect(await total(page, `deals?outcome=won&owner=${id}`)).toBe(all)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText(/^Taken back for/).waitFor()
  expect(await total(page, `deals?outcome=won&owner=${id}`)).toBe(before)
})

test('all leads behind a figure but one get an owner at once, and the toast takes it back', async () => {
  const page = await opened('/funnel/leads?group=none&cell=won')
  const count = async () => total(page, `funnel/leads?group=none&cell=won`)
  const { id } = await memberNamed(page, owner)
  const owned = async () => total(page, `leads?owner=${id}`)
  const [before, all] = [await owned(), await count()]
  await tickAll(page, 'Leads')
  await page
    .getByRole('grid', { name: 'Leads' })
    .locator('[data-row]')
    .first()
    .getByRole('checkbox')
    .uncheck()
  await page.getByText(`${all - 1} leads selected`).waitFor()
  await setOwnerOfAll(page, 'leads')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText(/^Taken back for/).waitFor()
  expect(await owned()).toBe(before)
})

async function memberNamed(page: Page, name: string): Promise<{ id: string }> {
  const answer = await page.request.get('/api/v1/members')
  const { items }: { items: { id: string; name: string }[] } = await answer.json()
  return items.find((one) => one.name === name) ?? { id: '' }
}

test('ticks are gone when the filter is another one', async () => {
  const page = await opened('/people?sort=name')
  await page.getByRole('grid', { name: 'People' }).locator('[data-row]').first().getByRole('checkbox').check()
  await page.getByText('1 people selected').waitFor()
  await page.getByRole('searchbox', { name: 'Search people' }).fill('Rossi')
  await page.waitForURL(/q=Rossi/)
  await expect.poll(() => page.getByText('1 people selected').count()).toBe(0)
})

test('a saved view is replaced by what stands now, and its toast takes that back', async () => {
  const page = await opened('/companies?industry=Retail')
  const name = `View ${crypto.randomUUID().slice(0, 8)}`
  const menu = (label: string) => page.getByRole('button', { name: label, exact: true })
  await menu('Unsaved view').click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Save view' }).click()
  await menu(name).waitFor()
  await page.goto('/companies?industry=Retail&owner=none')
  await menu(`${name}, changed`).click()
  await page.getByRole('menuitem', { name: `Save changes to “${name}”` }).click()
  await page.getByText(`“${name}” shows this from now on`).waitFor()
  await menu(name).waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await menu(`${name}, changed`).waitFor()
  await page.goto('/companies?industry=Retail')
  await menu(name).click()
  await page.getByRole('menuitem', { name: `Remove “${name}”` }).click()
  await page.getByText(`“${name}” is removed`).waitFor()
})

test('the palette finds a deal by its company, and opens it', async () => {
  const page = await opened('/people')
  const answer = await page.request.get('/api/v1/deals?limit=1&outcome=open')
  const { items }: { items: { id: string; name: string; account: { name: string } | null }[] } =
    await answer.json()
  const [deal] = items
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do…' }).fill(deal?.account?.name ?? '')
  await page
    .getByRole('group', { name: 'Deals' })
    .getByRole('option', { name: new RegExp(deal?.name ?? '') })
    .first()
    .click()
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}/)
})
