import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, themes, violationsOn, windows } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()

/** What is wrong with a page in either theme, and whether it scrolls sideways. */
async function faultsOn(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    const found = await violationsOn(page)
    faults.push(...found.map((fault) => `${theme}: ${fault}`))
  }
  const wide: number = await page.evaluate('document.documentElement.scrollWidth')
  if (wide > (page.viewportSize()?.width ?? 0)) faults.push(`is ${wide} px wide`)
  return faults
}

async function atBothWidths(page: Page): Promise<string[]> {
  const wide = await faultsOn(page)
  await page.setViewportSize(windows.phone)
  await settled(page)
  const narrow = await faultsOn(page)
  await page.setViewportSize(windows.wide)
  return [...wide, ...narrow]
}

const group = (page: Page, label: string) =>
  page.getByRole('group', { name: `When ${label} was written`, exact: true })

test('a score is learned from the past, after a person has said what was known on arrival', async () => {
  const page = await stage.as('Aylin Tekin')
  await page.goto('/learning')
  await settled(page)
  expect(await atBothWidths(page)).toEqual([])
  await page.getByRole('button', { name: 'Look at the past' }).click()
  await page.getByRole('heading', { name: 'Only a person can say' }).waitFor()

  // A mark is set by key and taken away by the same one.
  const origin = group(page, 'Origin').getByRole('button', { name: 'Written afterwards' })
  await origin.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => origin.getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('Enter')
  await expect.poll(() => origin.getAttribute('aria-pressed')).toBe('false')
  await group(page, 'Owner').getByRole('button', { name: 'Written afterwards' }).click()
  await page.getByText(/Written afterwards, says Aylin Tekin/).waitFor()
  await page.getByRole('button', { name: /^Mark the other \d+ as known on arrival$/ }).click()
  await expect
    .poll(() => group(page, 'Origin').getByRole('button', { pressed: true }).innerText())
    .toBe('Known on arrival')
  expect(await atBothWidths(page)).toEqual([])

  await page.getByLabel('Name of the model').fill('Chance of the journey')
  await page.getByRole('button', { name: 'Train a model' }).click()
  await page.getByRole('link', { name: 'See what it found' }).click()
  await page.getByRole('heading', { level: 1, name: 'Chance of the journey' }).waitFor()
  await settled(page)
  expect(await page.getByText('Learned from the older 75 % of leads').count()).toBe(1)
  expect(await page.getByText('not signed', { exact: true }).count()).toBe(1)

  await page.getByRole('combobox', { name: 'Lead' }).click()
  await page.getByRole('option').first().click()
  const reasons = page.getByRole('list', { name: 'What speaks for it and against it' })
  await reasons.waitFor()
  expect(await reasons.getByRole('listitem').first().innerText()).toMatch(/the odds/)
  expect(await atBothWidths(page)).toEqual([])
})

test('whoever only reads is asked nothing', async () => {
  const page = await stage.as('Deniz Yilmaz')
  await page.goto('/learning')
  await settled(page)
  expect(await page.getByRole('button', { name: /Look at the past|Train a model/ }).count()).toBe(0)
})
