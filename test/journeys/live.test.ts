import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { headline } from './company.ts'
import { onSample } from './stage.ts'

const stage = onSample()

/** Two of the cast, each in a browser of their own, on the same page; the second one only watches. */
async function twoOn(path: string): Promise<{ acts: Page; watches: Page }> {
  const [acts, watches] = [await stage.as('Aylin Tekin'), await stage.as('Elif Novak')]
  for (const page of [acts, watches]) {
    await page.goto(path)
    await settled(page)
  }
  await watches.evaluate('window.neverReloaded = true')
  return { acts, watches }
}

/** That what was seen came by itself. */
async function stayed(page: Page): Promise<void> {
  expect(await page.evaluate('window.neverReloaded')).toBe(true)
}

async function firstOf(path: string): Promise<{ id: string; name: string }> {
  const page = await stage.as('Aylin Tekin')
  const { items }: { items: { id: string; name: string }[] } = await (
    await page.request.get(`/api/v1/${path}`)
  ).json()
  const [first] = items
  if (first === undefined) throw new Error(`nothing stands at ${path}`)
  return first
}

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).last().click()

test('a stage that one changes is seen by the other, on the person and in the funnel', async () => {
  const stages = await (await stage.as('Aylin Tekin')).request.get('/api/v1/stages')
  const { items }: { items: { id: number; name: string }[] } = await stages.json()
  const engaged = items.find(({ name }) => name === 'Engaged')?.id
  const person = await firstOf(`contacts?stage=${engaged}&sort=-stageSince`)
  const { acts, watches } = await twoOn(`/people/${person.id}`)
  const funnel = await stage.as('Mara Kurt')
  await funnel.goto('/funnel')
  await settled(funnel)
  await funnel.evaluate('window.neverReloaded = true')
  const qualified = () => funnel.getByRole('button', { name: /^MQL/ }).first().getAttribute('aria-label')
  const before = await qualified()

  const standing = () =>
    watches.getByRole('list', { name: 'Stages' }).locator('[aria-current=step]').innerText()
  expect(await standing()).toContain('Engaged')
  await acts.getByRole('button', { name: 'Move', exact: true }).click()
  await acts.getByRole('menuitemcheckbox', { name: 'MQL' }).click()
  await expect.poll(standing).toContain('MQL')
  await watches.getByText('Moved to MQL').first().waitFor()
  await expect.poll(qualified).not.toBe(before)

  await undo(acts)
  await expect.poll(standing).toContain('Engaged')
  await expect.poll(qualified).toBe(before)
  for (const page of [watches, funnel]) await stayed(page)
})

test('a deal that one changes is seen by the other, on its page and in the figures', async () => {
  const deal = await firstOf('deals?outcome=open')
  const { acts, watches } = await twoOn(`/deals/${deal.id}`)
  const figures = await stage.as('Mara Kurt')
  await figures.goto('/pipeline?view=figures')
  await settled(figures)
  const velocity = () => headline(figures, 'Velocity').locator('xpath=following-sibling::div').innerText()
  const before = await velocity()
  const amount = () => watches.getByRole('button', { name: /^Change amount/ }).innerText()
  const was = await amount()

  const change = async (text: string) => {
    await acts.getByRole('button', { name: /^Change amount/ }).click()
    await acts.keyboard.press('Control+a')
    await acts.keyboard.type(text)
    await acts.keyboard.press('Enter')
  }
  await change('1234567')
  await expect.poll(amount).toBe('€1,234,567')
  await expect.poll(velocity).not.toBe(before)
  await change(was.replaceAll(/[^\d.]/g, ''))
  await expect.poll(amount).toBe(was)
  await expect.poll(velocity).toBe(before)
  await stayed(watches)
})

test('a campaign that one changes is seen by the other, on its page and in the list', async () => {
  const campaign = await firstOf('campaigns?sort=-spend')
  const { acts, watches } = await twoOn(`/campaigns/${campaign.id}`)
  const list = await stage.as('Mara Kurt')
  await list.goto('/campaigns')
  await settled(list)
  await list.evaluate('window.neverReloaded = true')
  const rename = async (from: string, to: string) => {
    await acts.getByRole('button', { name: 'Change', exact: true }).click()
    const dialog = acts.getByRole('dialog', { name: `Change ${from}` })
    await dialog.getByLabel('Name').fill(to)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await watches.getByRole('heading', { level: 1, name: to, exact: true }).waitFor()
    await list.getByRole('grid', { name: 'Campaigns' }).getByRole('link', { name: to, exact: true }).waitFor()
  }
  await rename(campaign.name, `${campaign.name}, renamed`)
  await rename(`${campaign.name}, renamed`, campaign.name)
  for (const page of [watches, list]) await stayed(page)
})
