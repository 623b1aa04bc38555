import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const card = (within: Page | Locator, name: string) => within.getByRole('article', { name, exact: true })

/** The first card of a column; its name finds it again wherever it goes. */
async function firstCard(page: Page, stageName: string, nth = 0): Promise<string> {
  const article = column(page, stageName).getByRole('article').nth(nth)
  return (await article.getAttribute('aria-label')) ?? ''
}

async function board(name: string): Promise<Page> {
  const page = await stage.as(name)
  await page.goto('/pipeline')
  await settled(page)
  return page
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).last().click()
}

/** The count in a column's head, which knows of cards that are not drawn. */
async function countOf(page: Page, stageName: string): Promise<number> {
  const head = await column(page, stageName).getByRole('heading').innerText()
  return Number(/(\d[\d,]*)\s*$/.exec(head)?.[1]?.replace(',', ''))
}

test('a deal moves by its menu, and the toast takes it back', async () => {
  const page = await board('Elif Novak')
  const deal = await firstCard(page, 'Discovery')
  const before = await countOf(page, 'Discovery')
  await page.getByRole('button', { name: `Move ${deal}`, exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Evaluation' }).click()
  await expect.poll(() => countOf(page, 'Discovery')).toBe(before - 1)
  await undo(page)
  await expect.poll(() => countOf(page, 'Discovery')).toBe(before)
})

test('a deal moves by keyboard, and back', async () => {
  const page = await board('Elif Novak')
  const deal = await firstCard(page, 'Discovery', 1)
  const before = await countOf(page, 'Evaluation')
  await card(page, deal).getByRole('link').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => countOf(page, 'Evaluation')).toBe(before + 1)
  await undo(page)
  await expect.poll(() => countOf(page, 'Evaluation')).toBe(before)
})

test('a deal moves by drag, and back', async () => {
  const page = await board('Elif Novak')
  const deal = await firstCard(page, 'Discovery', 2)
  const before = await countOf(page, 'Proposal')
  await card(page, deal).dragTo(column(page, 'Proposal').locator('ul'))
  await expect.poll(() => countOf(page, 'Proposal')).toBe(before + 1)
  await undo(page)
  await expect.poll(() => countOf(page, 'Proposal')).toBe(before)
})

test('a deal is not lost without a reason', async () => {
  const page = await board('Elif Novak')
  const deal = await firstCard(page, 'Evaluation')
  const before = await countOf(page, 'Evaluation')
  await page.getByRole('button', { name: `Move ${deal}`, exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Lost' }).click()
  const dialog = page.getByRole('dialog', { name: 'Why was it lost?' })
  const lose = dialog.getByRole('button', { name: 'Mark as lost' })
  expect(await lose.isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: 'No decision' }).click()
  await lose.click()
  await expect.poll(() => countOf(page, 'Evaluation')).toBe(before - 1)
  await undo(page)
  await expect.poll(() => countOf(page, 'Evaluation')).toBe(before)
})

test('what one moves the other sees, without asking', async () => {
  const [mine, hers] = [await board('Elif Novak'), await board('Aylin Tekin')]
  const deal = await firstCard(mine, 'Proposal')
  const before = await countOf(hers, 'Proposal')
  await mine.getByRole('button', { name: `Move ${deal}`, exact: true }).click()
  await mine.getByRole('menuitemcheckbox', { name: 'Evaluation' }).click()
  await expect.poll(() => countOf(hers, 'Proposal')).toBe(before - 1)
  await undo(mine)
  await expect.poll(() => countOf(hers, 'Proposal')).toBe(before)
})
