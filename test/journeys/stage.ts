/** What a journey plays on: a browser for the file, and pages that tell of their faults. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { lookThrough, openBrowser, visit, type Visit } from './browser.ts'
import { startRapport } from './rapport.ts'

export type Stage = {
  /** Where the journey takes place. */
  readonly address: () => string
  /** A new visitor, closed after the test. */
  visitor(look?: Visit): Promise<BrowserContext>
  /** A page of a new visitor. */
  page(look?: Visit): Promise<Page>
  /** A page of somebody of the sample company's cast. */
  as(name: string, look?: Visit): Promise<Page>
  /** A page of the founder of a company that holds nothing yet, beside whatever others there are. */
  founder(company: string): Promise<Page>
}

/** Opens a browser for the tests of a file, on the sample company that all journeys share. */
export function onSample(): Stage {
  return stageAt(() => inject('sampleAddress'))
}

/** The same on a Rapport of the file's own, as empty as on the first day. */
export function onFirstDay(): Stage {
  return onOwn({ sample: false })
}

/** A stage whose Rapport can be stopped and started again. */
export type OwnStage = Stage & { restart(): Promise<void> }

/** The same on a Rapport of the file's own, with a sample company of its own, loaded once for all files, or empty. */
export function onOwn({ sample }: { sample: boolean }): OwnStage {
  let rapport: Awaited<ReturnType<typeof startRapport>> | undefined
  beforeAll(async () => {
    rapport = await startRapport({ sample, data: sample ? inject('sampleData') || undefined : undefined })
  })
  afterAll(() => rapport?.stop())
  const passing = new Set<number>()
  const restart = async () => {
    // Pages that are open meet a program that is not ready, and ask again.
    passing.add(notReadyStatus)
    rapport = await rapport?.restart()
  }
  return { ...stageAt(() => rapport?.address ?? '', passing), restart }
}

const notReadyStatus = 503

function stageAt(address: () => string, passing: ReadonlySet<number> = new Set()): Stage {
  let browser: Browser
  const open = new Set<BrowserContext>()
  const faults: string[] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(open, task.name)
    for (const context of open) await context.close()
    open.clear()
    expect(faults.splice(0), 'what went wrong on the pages').toEqual([])
  })
  afterAll(() => browser?.close())
  const visitor = async (look?: Visit) => {
    const context = await visit(browser, address(), look)
    open.add(context)
    context.on('page', (page) => page.on('pageerror', (problem) => faults.push(problem.message)))
    context.on('response', (answer) => {
      if (answer.status() >= 500 && !passing.has(answer.status()))
        faults.push(`${answer.status()} ${answer.url()}`)
    })
    return context
  }
  return {
    address,
    visitor,
    page: async (look) => (await visitor(look)).newPage(),
    as: async (name, look) => {
      const context = await visitor(look)
      await lookThrough(context, name)
      return context.newPage()
    },
    founder: async (company) => {
      const context = await visitor()
      await found(context, company)
      return context.newPage()
    },
  }
}

/** Founds a company as the operator of the machine does, and signs its founder in; pages have journeys of their own. */
async function found(context: BrowserContext, name: string): Promise<void> {
  const founder = { email: `${crypto.randomUUID()}@founder.example`, password: 'needle and thread 12' }
  const founded = await context.request.post('/api/v1/workspaces', {
    headers: { authorization: `Bearer ${inject('operatorToken')}` },
    data: { name, timeZone: 'UTC', person: { name: 'Pia Sommer', ...founder } },
  })
  expect(founded.status(), await founded.text()).toBe(201)
  const entered = await context.request.post('/api/v1/session', { data: founder })
  expect(entered.ok(), await entered.text()).toBe(true)
}

/** Leaves a picture of what a failed journey saw last. */
async function picture(contexts: ReadonlySet<BrowserContext>, name: string): Promise<void> {
  const pages = [...contexts].flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) {
    const path = `test/output/journeys/${name.replaceAll(/\W+/g, '-')}-${index}.png`
    await page.screenshot({ path }).catch(() => {})
  }
}
