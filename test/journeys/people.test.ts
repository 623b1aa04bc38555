import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, violationsOn } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const owner = 'Jonas Petersen'

const list = (page: Page) => page.getByRole('grid', { name: 'People' })
const rows = (page: Page) => list(page).locator('[data-row]')
const ownerOf = (page: Page, row: number) =>
  rows(page)
    .nth(row)
    .getByRole('button', { name: /change Owner$/ })

async function people(name: string, query = ''): Promise<Page> {
  const page = await stage.as(name)
  await page.goto(`/people${query}`)
  await settled(page)
  return page
}

test('what was searched and filtered stands in the address and survives a reload', async () => {
  const page = await people('Aylin Tekin')
  await page.getByRole('searchbox', { name: 'Search people' }).fill('Rossi')
  await page.waitForURL(/q=Rossi/)
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('menuitem', { name: 'No next step' }).click()
  await page.waitForURL(/noNextStep=/)
  await settled(page)
  const before = await rows(page).first().innerText()
  expect(before).toContain('Rossi')
  await page.reload()
  await settled(page)
  expect(await page.getByRole('searchbox', { name: 'Search people' }).inputValue()).toBe('Rossi')
  expect(await rows(page).first().innerText()).toBe(before)
})

test('an owner is changed in the list, and back', async () => {
  const page = await people('Aylin Tekin', '?q=Korhonen&owner=none')
  const edit = async (label: string) => {
    await ownerOf(page, 0).click()
    await page.getByRole('combobox', { name: 'Owner' }).selectOption({ label })
    await page.keyboard.press('Enter')
  }
  await page.goto(`/people?q=${encodeURIComponent(await firstName(page))}`)
  await settled(page)
  await edit(owner)
  await expect.poll(() => ownerOf(page, 0).innerText()).toContain(owner)
  await edit('Nobody')
  await expect.poll(() => ownerOf(page, 0).innerText()).not.toContain(owner)
})

async function firstName(page: Page): Promise<string> {
  return (await rows(page).first().getByRole('link').first().innerText()).trim()
}

test('many get an owner at once, and the toast takes it back', async () => {
  const page = await people('Aylin Tekin', '?owner=none&sort=name')
  await page.goto(`/people?sort=name`)
  await settled(page)
  const before = await ownerOf(page, 0).innerText()
  for (const row of [0, 1, 2]) await rows(page).nth(row).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Set owner' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill(owner)
  await page.getByRole('option', { name: owner }).click()
  await dialog.getByRole('button', { name: 'Set', exact: true }).click()
  await page.getByText('Changed 3 people').waitFor()
  await expect.poll(() => ownerOf(page, 2).innerText()).toContain(owner)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Taken back for 3 people').waitFor()
  await expect.poll(() => ownerOf(page, 0).innerText()).toBe(before)
})

test('the keyboard alone finds, selects and opens a person', async () => {
  const page = await people('Aylin Tekin')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('1 people selected').waitFor()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/)
  await page.getByText('One story, both teams').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do…' }).fill('Companies')
  await page.getByRole('option', { name: /^Companies/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor()
})

test('two records that are one are compared, merged, taken apart, and one is erased for good', async () => {
  const page = await people('Aylin Tekin')
  // Names of their own, so that the journey can be walked again on the same Rapport.
  const lastName = `Vance${crypto.randomUUID().replaceAll(/\W|\d/g, '')}`
  for (const email of [`nora@${lastName}.example`, `n.vance@${lastName}.example`]) {
    const made = await page.request.post('/api/v1/contacts', {
      data: { firstName: 'Nora', lastName, emails: [email] },
    })
    expect(made.status()).toBe(201)
  }
  const search = await page.request.post('/api/v1/duplicate-searches', { data: { recordKind: 'contact' } })
  expect(search.ok()).toBe(true)
  const found = await page.request.get(`/api/v1/contacts?q=${lastName}`)
  const { items }: { items: { id: string }[] } = await found.json()
  await page.goto(`/people/${items[0]?.id}`)
  await settled(page)
  await expect
    .poll(async () => {
      await page.reload()
      await settled(page)
      return page.getByRole('heading', { name: 'Same as' }).count()
    })
    .toBe(1)
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge two records' })
  await dialog.getByText(/becomes part of/).waitFor()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByRole('button', { name: 'Take apart' }).click()
  await page.getByText('stands apart again').waitFor()
  await eraseByKeyboard(page, `Nora ${lastName}`)
  for (const { id } of items.slice(1)) await page.request.delete(`/api/v1/contacts/${id}`)
})

/** From the menu of the person's page: nothing is erased before the name is typed, and then nothing is left of it. */
async function eraseByKeyboard(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'Erase for good…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Erase this person for good' })
  await dialog.getByText('What stays, without a name').waitFor()
  expect(await violationsOn(page)).toEqual([])
  await dialog.getByLabel('Asked on').fill('2025-11-03')
  expect(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true)
  await dialog.getByLabel(/^Type “/).fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Erased person' }).waitFor()
  await page.getByText('The person asked for it').waitFor()
  await settled(page)
  expect(await violationsOn(page)).toEqual([])
  expect(await page.getByRole('main').innerText()).not.toContain(name)
}
