import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()
/** More stops than any of our dialogs has, so that the walk goes round at least once. */
const stopsMost = 24

const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node === node.ownerDocument.activeElement)
const holdsFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node.contains(node.ownerDocument.activeElement))

/** Opens a dialog by key, walks round in it both ways, leaves it by Escape, and stands where the walk began. */
async function walkThrough(page: Page, opener: Locator, name: string | RegExp): Promise<void> {
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name })
  await dialog.waitFor()
  await expect.poll(() => holdsFocus(dialog), { message: `focus enters ${name}` }).toBe(true)
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < stopsMost; stop++) {
      await page.keyboard.press(key)
      // Past the last control the focus comes back by way of a guard, which takes a moment.
      await expect.poll(() => holdsFocus(dialog), { message: `${key} stays in ${name}` }).toBe(true)
    }
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => hasFocus(opener), { message: `focus returns from ${name}` }).toBe(true)
}

async function at(path: string): Promise<Page> {
  const page = await stage.as('Aylin Tekin')
  await page.goto(path)
  await settled(page)
  return page
}

const button = (page: Page, name: string) =>
  page.getByRole('main').locator('header').getByRole('button', { name, exact: true })

test('dialogs that add something hold the focus and give it back', async () => {
  const page = await at('/people')
  await walkThrough(page, button(page, 'Person'), 'New person')
  await page.goto('/pipeline')
  await settled(page)
  await walkThrough(page, button(page, 'Deal'), 'New deal')
  await page.goto('/campaigns')
  await settled(page)
  await walkThrough(page, button(page, 'Campaign'), 'New campaign')
  await page.goto('/settings')
  await settled(page)
  await walkThrough(page, button(page, 'Invite'), /Invite/)
})

test('a dialog that asks for a reason is cancelled by Escape, and nothing has moved', async () => {
  const page = await at('/pipeline')
  const article = page.getByRole('region', { name: 'Discovery', exact: true }).getByRole('article').first()
  const name = (await article.getAttribute('aria-label')) ?? ''
  const menu = page.getByRole('button', { name: `Move ${name}`, exact: true })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemcheckbox', { name: 'Discovery' }).waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Why was it lost?' })
  await dialog.waitFor()
  await expect.poll(() => holdsFocus(dialog)).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => hasFocus(menu)).toBe(true)
  expect(await article.getAttribute('aria-label')).toBe(name)
})

test('menus open by key, are walked by arrows, and give the focus back', async () => {
  const page = await at('/people')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/)
  await settled(page)
  const menu = button(page, 'More')
  await menu.focus()
  await page.keyboard.press('Enter')
  const entry = page.getByRole('menuitem', { name: 'Move to the trash' })
  await entry.waitFor()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => hasFocus(entry)).toBe(true)
  await page.keyboard.press('Escape')
  await entry.waitFor({ state: 'hidden' })
  await expect.poll(() => hasFocus(menu)).toBe(true)
})

test('search and the sheet of keys open over any page and close by Escape', async () => {
  const page = await at('/campaigns')
  const search = page.getByRole('searchbox', { name: 'Search campaigns' })
  await search.focus()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('combobox', { name: 'Search or do…' })
  await palette.waitFor()
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'hidden' })
  await expect.poll(() => hasFocus(search)).toBe(true)
  await page.getByRole('main').focus()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect.poll(() => holdsFocus(keys)).toBe(true)
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
})

test('the board is walked by arrows, and a deal that moves takes the focus along', async () => {
  const page = await at('/pipeline')
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (within: Locator, nth: number) => within.getByRole('article').nth(nth)
  const links = (within: Locator, nth: number) => card(within, nth).getByRole('link')
  await links(column('Discovery'), 0).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => hasFocus(links(column('Discovery'), 1))).toBe(true)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => hasFocus(links(column('Evaluation'), 0))).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => hasFocus(links(column('Discovery'), 0))).toBe(true)

  const name = (await card(column('Discovery'), 0).getAttribute('aria-label')) ?? ''
  const moved = (to: string) => column(to).getByRole('article', { name, exact: true }).getByRole('link')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => moved('Evaluation').count()).toBe(1)
  await expect.poll(() => hasFocus(moved('Evaluation')), { message: 'the focus goes along' }).toBe(true)
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => moved('Discovery').count()).toBe(1)
  await expect.poll(() => hasFocus(moved('Discovery')), { message: 'and back' }).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name }).waitFor()
})
