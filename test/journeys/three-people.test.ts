import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { settled, violationsOn } from './browser.ts'
import { onOwn } from './stage.ts'

const stage = onOwn({ sample: true })

/** Points of engagement: what marketing asks for at first, and what both agree on. */
const tooStrict = '90'
const agreed = '60'
const objection = 'Ninety would leave out people whom we have sold to.'

async function read<Shape>(page: Page, path: string, shape: z.ZodType<Shape>): Promise<Shape> {
  return shape.parse(await (await page.request.get(`/api/v1/${path}`)).json())
}

const stages = z.object({ items: z.array(z.object({ id: z.number(), key: z.string() })) })
const leads = z.object({
  items: z.array(z.object({ id: z.string(), contact: z.object({ id: z.string() }) })),
})

const why = z.object({
  scores: z.object({ engagement: z.number() }),
  moves: z.array(z.object({ version: z.unknown().nullable() })),
  verdicts: z.array(
    z.object({
      stage: z.object({ key: z.string() }),
      explained: z.object({ of: z.array(z.object({ met: z.boolean() })) }),
    }),
  ),
})

/** Somebody whose lead is an MQL by the definition in force, and will not be one by the one that is agreed on. */
async function whoWillFallBack(page: Page): Promise<{ readonly id: string }> {
  const mql = (await read(page, 'stages', stages)).items.find(({ key }) => key === 'mql')
  for (const lead of (await read(page, `leads?stage=${mql?.id}&limit=100`, leads)).items) {
    const { moves, scores, verdicts } = await read(page, `leads/${lead.id}/why`, why)
    const [, byDemo] = verdicts.find(({ stage: { key } }) => key === 'mql')?.explained.of ?? []
    const isJudged = moves.at(-1)?.version !== null
    if (isJudged && byDemo?.met === false && scores.engagement < Number(agreed)) return lead.contact
  }
  throw new Error('nobody stands at MQL whom a stricter definition would take back')
}

async function openDefinition(page: Page): Promise<void> {
  await page.goto('/agreements')
  await page
    .getByRole('region', { name: 'Stage definitions' })
    .or(page.locator('section', { has: page.getByRole('heading', { name: 'Stage definitions' }) }))
    .getByRole('link', { name: 'MQL', exact: true })
    .first()
    .click()
  await page.getByRole('heading', { name: 'MQL', level: 1 }).waitFor()
}

async function askForPoints(page: Page, points: string): Promise<void> {
  await page.getByLabel('Points', { exact: true }).nth(1).fill(points)
  await page.getByRole('button', { name: 'Save' }).click()
}

async function backTest(page: Page): Promise<void> {
  const panel = page.getByRole('region', { name: 'Back-test' })
  await panel.getByRole('button', { name: 'Run the back-test' }).click()
  await panel.getByRole('row', { name: /^Lost/ }).waitFor()
  await expect.poll(() => panel.getByText('The text has changed since this was run').count()).toBe(0)
}

const standing = (page: Page) =>
  page.getByRole('list', { name: 'Stages' }).locator('[aria-current=step]').innerText()

test('three people agree on a stricter MQL: drafted, back-tested, objected to, amended, signed, and leads move', async () => {
  const marketing = await stage.as('Aylin Tekin')
  const sales = await stage.as('Elif Novak')
  const watches = await stage.as('Ines Moreau')
  const person = await whoWillFallBack(watches)
  await watches.goto(`/people/${person.id}`)
  await settled(watches)
  expect(await standing(watches)).toContain('MQL')
  await watches.evaluate('window.neverReloaded = true')

  await openDefinition(marketing)
  await marketing.getByRole('button', { name: 'Draft a new version' }).click()
  await marketing.getByLabel('Why it should be so').fill('A single form is not yet interest.')
  await marketing.getByLabel('goes back to where it came from').check()
  await askForPoints(marketing, tooStrict)
  await marketing.getByText('A single form is not yet interest.').waitFor()
  await backTest(marketing)
  await marketing.getByRole('button', { name: 'Propose to both teams' }).click()
  await marketing.getByRole('button', { name: 'Sign for my team' }).click()
  await marketing.getByText('Aylin Tekin signed on').waitFor()

  const address = new URL(marketing.url())
  await sales.goto(`${address.pathname}${address.search}`)
  const text = sales.locator('section', { has: sales.getByRole('heading', { name: 'What it says' }) }).first()
  await sales.getByRole('link', { name: 'See the back-test' }).waitFor()
  await sales.getByRole('tab', { name: 'Changes' }).click()
  await text.getByText(tooStrict).first().waitFor()
  await settled(sales)
  expect(await violationsOn(sales)).toEqual([])
  await sales.getByRole('tab', { name: 'Text' }).click()
  await sales.getByLabel('What you say').fill(objection)
  await sales.getByLabel('I object').check()
  await sales.getByRole('button', { name: 'Object', exact: true }).click()

  await marketing.getByText(objection).waitFor()
  await marketing.getByRole('link', { name: 'Amend' }).click()
  await askForPoints(marketing, agreed)
  await marketing.getByText('The text has changed since this was run').waitFor()
  await backTest(marketing)
  await marketing.getByRole('button', { name: 'Sign for my team' }).click()
  await marketing.getByText('Aylin Tekin signed on').waitFor()

  const said = sales.getByRole('listitem').filter({ hasText: objection })
  await said.getByRole('button', { name: 'Call it settled' }).first().click()
  await sales.getByRole('button', { name: 'Sign for my team' }).click()
  await sales.getByText('Elif Novak signed on').waitFor()

  await expect.poll(() => standing(watches)).toContain('Engaged')
  expect(await watches.evaluate('window.neverReloaded')).toBe(true)
  await watches.getByRole('button', { name: 'Each clause, and the evidence' }).click()
  const sheet = watches.getByRole('dialog', { name: 'Why Engaged?' })
  await sheet.getByText('backward', { exact: true }).first().waitFor()
  await sheet
    .getByText(/Does not meet MQL, version \d+ any more\./)
    .first()
    .waitFor()
  await settled(watches)
  expect(await violationsOn(watches)).toEqual([])
})
