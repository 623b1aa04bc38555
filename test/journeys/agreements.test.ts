import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { settled, violationsOn, windows } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const queueLength = 8

const open = async (page: Page, kind: string, title: string) => {
  await page.goto('/agreements')
  await page
    .getByRole('region', { name: kind })
    .or(page.locator('section', { has: page.getByRole('heading', { name: kind }) }))
    .getByRole('link', { name: title, exact: true })
    .first()
    .click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
}

test('two teams agree on a word: drafted, proposed, objected to, amended, signed by both, in force', async () => {
  const marketing = await stage.as('Aylin Tekin')
  const sales = await stage.as('Lena Koch')

  await marketing.goto('/agreements')
  await settled(marketing)
  expect(await violationsOn(marketing)).toEqual([])
  await marketing.getByRole('button', { name: 'Draft an agreement' }).click()
  await marketing.getByLabel('Title').fill('Sales-ready')
  await marketing.getByRole('button', { name: 'Begin the draft' }).click()
  await marketing.getByLabel('What it means').fill('Somebody who asked for a price and answers the phone.')
  await marketing.getByLabel('Why it should be so').fill('We mean different people by it.')
  await settled(marketing)
  expect(await violationsOn(marketing)).toEqual([])
  await marketing.getByRole('button', { name: 'Save' }).click()
  await marketing.getByText('We mean different people by it.').waitFor()
  await marketing.getByRole('button', { name: 'Propose to both teams' }).click()
  await marketing.getByRole('button', { name: 'Sign for my team' }).click()
  await marketing.getByText('Aylin Tekin signed on').waitFor()
  expect(await marketing.getByRole('button', { name: 'Sign for my team' }).count()).toBe(0)

  await open(sales, 'Glossary', 'Sales-ready')
  await sales.getByText('Somebody who asked for a price and answers the phone.').waitFor()
  await sales.getByLabel('What you say').fill('And who has a budget.')
  await sales.getByLabel('I object').check()
  await sales.getByRole('button', { name: 'Object', exact: true }).click()
  await sales.getByText('objects').first().waitFor()
  await settled(sales)
  expect(await violationsOn(sales)).toEqual([])

  await marketing.getByText('And who has a budget.').waitFor()
  await marketing.getByRole('link', { name: 'Amend' }).click()
  await marketing
    .getByLabel('What it means')
    .fill('Somebody who asked for a price, has a budget and answers the phone.')
  await marketing.getByRole('button', { name: 'Save' }).click()
  await marketing.getByText('Aylin Tekin changed the text').waitFor()
  await marketing.getByRole('button', { name: 'Sign for my team' }).click()
  await marketing.getByText('Aylin Tekin signed on').waitFor()

  await sales.getByText('Somebody who asked for a price, has a budget and answers the phone.').waitFor()
  await sales.getByRole('button', { name: 'Call it settled' }).click()
  await sales.getByRole('button', { name: 'Sign for my team' }).click()
  await sales.getByText('Lena Koch signed on').waitFor()
  await sales.getByText('in force').first().waitFor()
  await sales.getByRole('button', { name: 'I have read this version' }).click()
  await sales.getByText('1 of 18 members').waitFor()
})

/** A version of a stage definition that waits for a signature, and the one in force. */
async function proposal(page: Page) {
  const shape = z.object({
    items: z.array(
      z.object({
        id: z.string(),
        inForce: z.object({ id: z.number() }),
        open: z.array(z.object({ id: z.number() })),
      }),
    ),
  })
  const answer = await page.request.get('/api/v1/agreements?kind=stage&open=true')
  const [first] = shape.parse(await answer.json()).items
  const [asked] = first?.open ?? []
  if (!first || !asked) throw new Error('no definition waits for a signature')
  return { path: `/agreements/${first.id}?version=${asked.id}`, inForce: first.inForce.id }
}

test('a back-test that nobody wants any more is stopped, and says so', async () => {
  const page = await stage.as('Aylin Tekin')
  const { path, inForce } = await proposal(page)
  // One workspace replays one at a time, so that those before it leave time to think better of it.
  const before: string[] = []
  for (let count = 0; count < queueLength; count++) {
    const asked = await page.request.post('/api/v1/back-tests', { data: { versionId: inForce } })
    before.push(z.object({ id: z.string() }).parse(await asked.json()).id)
  }
  await page.goto(path)
  const panel = page.getByRole('region', { name: 'Back-test' })
  await panel.getByRole('button', { name: 'Run the back-test' }).click()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await panel.getByText('This back-test was cancelled.').waitFor()
  expect(await panel.getByRole('progressbar').count()).toBe(0)
  await settled(page)
  expect(await violationsOn(page)).toEqual([])
  for (const id of before) await page.request.delete(`/api/v1/back-tests/${id}`)
})

const figure = 'Win rate by value'

async function begin(page: Page, kind: string, title: string): Promise<void> {
  await page.goto('/agreements')
  await page.getByRole('button', { name: 'Draft an agreement' }).click()
  await page.getByLabel('What it settles').selectOption({ label: kind })
  if (kind === 'Metric') await page.getByLabel('Figure of the registry').selectOption({ label: figure })
  await page.getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Begin the draft' }).click()
  await page.getByRole('heading', { name: `${title}, version 1`, level: 1 }).waitFor()
}

/** What is wrong with a page at either width. */
async function faultsOn(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const width of ['phone', 'wide'] as const) {
    await page.setViewportSize(windows[width])
    await settled(page)
    faults.push(...(await violationsOn(page)).map((fault) => `${width}: ${fault}`))
    const wide: number = await page.evaluate('document.documentElement.scrollWidth')
    if (wide > windows[width].width) faults.push(`${width}: is ${wide} px wide`)
  }
  return faults
}

test('a journey, a plan and a metric are written, signed by both teams, and known by who answers the quiz', async () => {
  const marketing = await stage.as('Aylin Tekin')
  const sales = await stage.as('Lena Koch')
  const learns = await stage.as('Noor Haddad', { window: 'phone' })

  await begin(marketing, 'Funnel journey', 'How customers find us')
  const awareness = marketing.locator('section', {
    has: marketing.getByRole('heading', { name: 'awareness' }),
  })
  await awareness.getByLabel('Measured by').selectOption({ index: 1 })
  await awareness.getByLabel('Plays').fill('The planning guide\nThe fair in spring')
  expect(await faultsOn(marketing)).toEqual([])
  await marketing.getByRole('button', { name: 'Save' }).click()
  await marketing.getByRole('button', { name: 'Propose to both teams' }).waitFor()
  await marketing.getByText(/Measured by “/).waitFor()
  await marketing.getByText('The fair in spring').first().waitFor()

  await begin(marketing, 'Lead plan', 'Leads of the summer')
  await marketing.getByRole('button', { name: 'Add a source' }).click()
  await marketing.getByLabel('Source', { exact: true }).nth(1).fill('The fair in spring')
  await marketing.getByLabel('Leads a month').nth(1).fill('40')
  expect(await faultsOn(marketing)).toEqual([])
  await marketing.getByRole('button', { name: 'Save' }).click()
  await marketing.getByRole('button', { name: 'Propose to both teams' }).waitFor()
  await marketing.getByText('The fair in spring').first().waitFor()

  await begin(marketing, 'Metric', 'What we call a good month')
  await marketing.getByLabel('What it means to us').fill('More than half of what we hand over is taken.')
  await marketing.getByRole('button', { name: 'Add a question' }).click()
  await marketing.getByRole('button', { name: 'Save' }).click()
  await marketing.getByText('This cannot be saved yet.').waitFor()
  await marketing.getByRole('textbox', { name: 'Question' }).fill('Does a returned lead count?')
  await marketing.getByLabel('Choice 2 is right').check()
  await marketing.getByLabel('Choice 1 is right').uncheck()
  await marketing.getByLabel('Why', { exact: true }).fill('What comes back was not taken.')
  expect(await faultsOn(marketing)).toEqual([])
  await marketing.getByRole('button', { name: 'Save' }).click()
  await marketing.getByRole('button', { name: 'Propose to both teams' }).click()
  await marketing.getByRole('button', { name: 'Sign for my team' }).click()
  await marketing.getByText('Aylin Tekin signed on').waitFor()
  const { pathname, search } = new URL(marketing.url())
  await sales.goto(`${pathname}${search}`)
  await sales.getByRole('button', { name: 'Sign for my team' }).click()
  await sales.getByText('Lena Koch signed on').waitFor()

  await learns.goto(`${pathname}${search}`)
  const answer = async (choice: 'Yes' | 'No', told: RegExp) => {
    await learns.getByRole('button', { name: 'Answer the quiz' }).click()
    const quiz = learns.getByRole('dialog')
    await quiz.getByRole('checkbox', { name: choice }).check()
    await quiz.getByRole('button', { name: 'Answer', exact: true }).click()
    await quiz.getByText(told).waitFor()
    await settled(learns)
    expect(await violationsOn(learns)).toEqual([])
    await quiz.getByRole('button', { name: 'Close' }).last().click()
  }
  await answer('Yes', /^Not quite/)
  await answer('No', /^Right/)
  await learns.getByText('1 of 18 know it').waitFor()
})
