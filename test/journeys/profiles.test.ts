import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, violationsOn } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const profile = 'Mid-size freight and food'

const figureIn = (text: string | null): number => Number((text ?? '').replaceAll(/\D/g, ''))
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Where the points come from' })

/** The cells of the last column of a table of the ledger, its foot included. */
async function worths(page: Page, title: string): Promise<{ rows: number[]; sum: number }> {
  const table = sheet(page).getByRole('table', { name: `${title}: rows of the ledger` })
  const numbers = async (part: string) =>
    (await table.locator(`${part} tr td:last-child`).allInnerTexts())
      .map((text) => Number(text.replace('−', '-')))
      .filter((value) => !Number.isNaN(value))
  const [sum = 0] = await numbers('tfoot')
  return { rows: await numbers('tbody'), sum }
}

test('a profile opens to exactly whom it counts, a person to the ledger that adds up, and a role is given', async () => {
  const page = await stage.as('Aylin Tekin')
  await page.goto('/profiles')
  await settled(page)
  expect(await violationsOn(page)).toEqual([])

  const card = page.locator('section', { has: page.getByRole('heading', { name: profile }) })
  const people = card.getByRole('link', { name: /people$/ })
  const count = figureIn(await people.innerText())
  expect(count).toBeGreaterThan(0)
  await people.click()
  await page.getByRole('heading', { name: profile, level: 1 }).waitFor()
  await page.getByRole('grid', { name: 'People' }).waitFor()
  await settled(page)
  expect(await page.locator('main').innerText()).toContain(`${count.toLocaleString('en-GB')} people`)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\//)

  await page.getByRole('button', { name: 'Every row of the ledger' }).click()
  await sheet(page).waitFor()
  await settled(page)
  const fit = await worths(page, 'Fit')
  expect(fit.rows.reduce((sum, worth) => sum + worth, 0)).toBe(fit.sum)
  expect(await violationsOn(page)).toEqual([])
  await sheet(page).getByLabel('Worth at the end of').fill('2020-01-01')
  await sheet(page).getByText('No scoring was in force').waitFor()
  await page.keyboard.press('Escape')

  const roles = page.locator('section', { has: page.getByRole('heading', { name: 'Who decides' }) })
  await roles.getByLabel('Role').selectOption('blocker')
  await roles.getByRole('button', { name: 'Give' }).click()
  await roles.getByRole('button', { name: /^End: blocker/ }).click()
  await page.getByText('is no longer blocker').waitFor()
  await roles.getByText(/ to /).first().waitFor()
})

test('a product is added, archived and offered again', async () => {
  const page = await stage.as('Aylin Tekin')
  await page.goto('/profiles?tab=products')
  await settled(page)
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Product', exact: true }).click()
  await page.getByLabel('Name').fill('Halden Yard')
  await page.getByLabel('List price').fill('450')
  await page.getByLabel('Paid').selectOption({ label: 'a month' })
  await page.getByRole('button', { name: 'Add product' }).click()
  await page.getByText('€450 a month').waitFor()
  await page.getByRole('button', { name: 'Archive: Halden Yard' }).click()
  await page.getByText('Archived Halden Yard').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('button', { name: 'Archive: Halden Yard' }).waitFor()
})
