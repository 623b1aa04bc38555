import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, themes, violationsOn, windows } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const leads = 5

/** What is wrong with a page in either theme and at either width, and whether it scrolls sideways. */
async function faultsOn(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const width of ['phone', 'wide'] as const) {
    await page.setViewportSize(windows[width])
    await settled(page)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      const found = await violationsOn(page)
      faults.push(...found.map((fault) => `${width} ${theme}: ${fault}`))
    }
    const wide: number = await page.evaluate('document.documentElement.scrollWidth')
    if (wide > windows[width].width) faults.push(`${width}: is ${wide} px wide`)
  }
  return faults
}

const shown = (page: Page, place: number) =>
  page.getByRole('heading', { level: 2, name: `Lead ${place}`, exact: true }).waitFor()

type Said = { readonly place: number; readonly key: string; readonly reason: string }

/** Answers the lead on screen by keys alone. */
async function answerByKey(page: Page, { place, key, reason }: Said): Promise<void> {
  await shown(page, place)
  await page.keyboard.press(key)
  await page.keyboard.type(reason)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: `Lead ${place}, answered` }).waitFor()
}

test('both teams classify the same leads by key, see how far they agree, and discuss where they do not', async () => {
  const marketing = await stage.as('Aylin Tekin')
  const sales = await stage.as('Lena Koch')

  await marketing.goto('/calibration')
  await settled(marketing)
  expect(await faultsOn(marketing)).toEqual([])
  await marketing.getByRole('button', { name: 'Start a calibration' }).first().click()
  await marketing.getByLabel('Leads', { exact: true }).fill(String(leads))
  await marketing.getByRole('button', { name: 'Draw the leads' }).click()
  await shown(marketing, 1)
  await settled(marketing)
  expect(await faultsOn(marketing)).toEqual([])
  await answerByKey(marketing, { place: 1, key: 'y', reason: 'Came to the fair and took the price list' })

  // The other side is asked the same, sees how far the first is, and not a word of what it said.
  await sales.goto(new URL(marketing.url()).pathname)
  await settled(sales)
  const answered = sales.getByRole('meter', { name: 'Answered by Marketing' })
  await expect.poll(() => answered.getAttribute('aria-valuenow')).toBe('1')
  expect(await sales.getByText('Came to the fair').count()).toBe(0)
  await sales.getByRole('button', { name: 'Lead 1', exact: true }).click()
  for (let place = 1; place <= leads; place++)
    await answerByKey(sales, {
      place,
      key: place === 2 ? 'y' : 'n',
      reason: `No budget behind number ${place}`,
    })
  await sales.getByRole('heading', { name: 'Sales has answered every lead' }).waitFor()
  await marketing.getByText(`${leads} of ${leads}`).waitFor()
  expect(await marketing.getByText('No budget').count()).toBe(0)

  for (let place = 2; place < leads; place++)
    await answerByKey(marketing, { place, key: 'y', reason: `Fits us, number ${place}` })
  await shown(marketing, leads)
  await marketing.keyboard.press('n')
  await marketing.keyboard.type('Too small for us')
  await marketing.getByRole('button', { name: 'Save and go on' }).click()

  await sales.getByRole('heading', { name: 'Where they disagree' }).waitFor()
  await settled(sales)
  expect(await sales.getByText('Came to the fair and took the price list').count()).toBe(1)
  expect(await sales.getByRole('heading', { name: 'Cohen’s kappa' }).count()).toBe(1)
  expect(await faultsOn(sales)).toEqual([])
  await sales.getByRole('button', { name: 'Discuss them on the definition' }).click()
  await sales.getByRole('link', { name: /^Discussed since/ }).click()
  await sales.getByText(/marketing and sales agree on 40 %/).waitFor()
  expect(await sales.getByText(/told .*Aylin Tekin/).count()).toBeGreaterThan(0)
})
