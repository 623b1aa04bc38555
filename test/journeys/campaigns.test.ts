import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { figureIn, headline } from './company.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const marketer = 'Theo Bauer'

/** A name of its own, so that the journey can be walked again on the same Rapport. */
const ownName = (name: string) => `${name} ${crypto.randomUUID().slice(0, 8)}`
const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const card = (page: Page, title: string) =>
  page.locator('section', { has: page.locator('header').getByRole('heading', { name: title, exact: true }) })

const newCampaign = (page: Page) =>
  page.locator('header').getByRole('button', { name: 'Campaign', exact: true })

/** Adds a campaign through its dialog and stands on its page. */
async function addCampaign(page: Page, name: string): Promise<void> {
  await page.goto('/campaigns')
  await newCampaign(page).click()
  const dialog = dialogOf(page, 'New campaign')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Type').selectOption({ label: 'Event' })
  await dialog.getByLabel('Channel').selectOption({ label: 'Event' })
  await dialog.getByLabel('Owner').selectOption({ label: marketer })
  await dialog.getByLabel('Begins').fill('2026-03-01')
  await dialog.getByLabel('Ends').fill('2026-03-31')
  await dialog.getByLabel('Budget').fill('1200,50')
  await dialog.getByLabel('utm_campaign').fill('spring-fair')
  await dialog.getByRole('button', { name: 'Add campaign' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await settled(page)
}

async function trash(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
  await page.getByRole('main').getByText('in the trash').first().waitFor()
}

const factOf = (page: Page, name: string) => figureIn(card(page, 'Campaign'), name)

test('a campaign is added and changed, and wrong amounts are refused at their field', async () => {
  const page = await stage.as(marketer)
  const name = ownName('Spring fair')
  await addCampaign(page, name)
  expect(await factOf(page, 'Budget')).toBe('€1,200.50')
  expect(await factOf(page, 'Owner')).toBe(marketer)
  expect(await factOf(page, 'utm_campaign')).toBe('spring-fair')

  await page.getByRole('button', { name: 'Change', exact: true }).click()
  const dialog = dialogOf(page, `Change ${name}`)
  await dialog.getByLabel('Budget').fill('a lot')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => dialog.getByLabel('Budget').getAttribute('aria-invalid')).toBe('true')
  await dialog.getByLabel('Budget').fill('1500')
  await dialog.getByLabel('Name').fill(`${name}, the second`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: `${name}, the second` }).waitFor()
  await expect.poll(() => factOf(page, 'Budget')).toBe('€1,500')
  await trash(page)
})

test('what a campaign cost is entered, changed, removed and taken back', async () => {
  const page = await stage.as(marketer)
  await addCampaign(page, ownName('Stand at the fair'))
  const spend = card(page, 'Spend')
  const enter = async (day: string, amount: string) => {
    await spend.getByLabel('Day').fill(day)
    await spend.getByLabel('Amount').fill(amount)
    await spend.getByRole('button', { name: 'Enter spend' }).click()
    await spend.getByRole('button', { name: new RegExp(`^Change spend of .*: €${amount}`) }).waitFor()
  }
  await enter('2026-03-02', '100')
  await enter('2026-03-03', '250')
  await expect.poll(() => headline(page, 'Spend').innerText()).toContain('€350')

  await spend.getByRole('button', { name: 'Change spend of 2 Mar 2026: €100' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('175,25')
  await page.keyboard.press('Enter')
  await expect.poll(() => headline(page, 'Spend').innerText()).toContain('€425')

  await spend.getByRole('button', { name: 'Remove the spend of 3 Mar 2026' }).click()
  await expect.poll(() => headline(page, 'Spend').innerText()).toContain('€175')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => headline(page, 'Spend').innerText()).toContain('€425')
  await trash(page)
})

test('marketing writes what sales says, and takes it back', async () => {
  const page = await stage.as(marketer)
  await addCampaign(page, ownName('Talk of the fair'))
  const track = card(page, 'Talk track')
  await track.getByRole('button', { name: 'Write it' }).click()
  await track.getByLabel('Talk track').fill('They saw the calculator at the stand.')
  await track.getByRole('button', { name: 'Save' }).click()
  await track.getByText('They saw the calculator at the stand.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await track.getByText('Nothing yet.').waitFor()
  await trash(page)
})

test('a campaign goes to the trash, is found there and comes back', async () => {
  const page = await stage.as(marketer)
  const name = ownName('Forgotten fair')
  await addCampaign(page, name)
  await trash(page)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('button', { name: 'Change', exact: true }).waitFor()
  await trash(page)

  const listed = (where: string) => page.goto(`/campaigns?q=${encodeURIComponent(name)}${where}`)
  await listed('')
  await page.getByRole('heading', { name: 'No campaign matches' }).waitFor()
  await listed('&deleted=yes')
  await page.getByRole('grid', { name: 'Campaigns' }).getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'Change', exact: true }).waitFor()
  await listed('')
  await page.getByRole('grid', { name: 'Campaigns' }).getByRole('link', { name }).click()
  await trash(page)
})

test('a link is tagged for the campaign and copied', async () => {
  const page = await stage.as(marketer)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await addCampaign(page, ownName('Linked fair'))
  const builder = card(page, 'Tagged link')
  await builder.getByLabel('Page it leads to').fill('nowhere at all')
  await builder.getByRole('button', { name: 'Build the link' }).click()
  await expect.poll(() => builder.getByLabel('Page it leads to').getAttribute('aria-invalid')).toBe('true')

  await builder.getByLabel('Page it leads to').fill('https://halden.example/demo?from=mail')
  await builder.getByLabel('Content').fill('stand 4')
  await builder.getByRole('button', { name: 'Build the link' }).click()
  await builder.getByRole('button', { name: 'Copy the link' }).click()
  await page.getByText('The link is copied').waitFor()
  const copied: string = await page.evaluate('navigator.clipboard.readText()')
  const { host, pathname, searchParams } = new URL(copied)
  expect([host, pathname]).toEqual(['halden.example', '/demo'])
  expect(Object.fromEntries(searchParams)).toMatchObject({
    from: 'mail',
    utm_campaign: 'spring-fair',
    utm_content: 'stand 4',
  })
  await trash(page)
})

test('sales reads campaigns and changes none', async () => {
  const page = await stage.as('Mara Kurt')
  await page.goto('/campaigns')
  await settled(page)
  expect(await newCampaign(page).count()).toBe(0)
  await page.getByRole('grid', { name: 'Campaigns' }).getByRole('link').first().click()
  await card(page, 'Spend').waitFor()
  await settled(page)
  const acts = ['Change', 'Enter spend', 'Write it', 'More']
  for (const name of acts)
    expect(await page.getByRole('main').getByRole('button', { name, exact: true }).count(), name).toBe(0)
})
