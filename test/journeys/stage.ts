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
}

/** Opens a browser for the tests of a file, on the sample company that all journeys share. */
export function onSample(): Stage {
  return stageAt(() => inject('sampleAddress'))
}

/** The same on a Rapport of the file's own, as empty as on the first day. */
export function onFirstDay(): Stage {
  let rapport: Awaited<ReturnType<typeof startRapport>> | undefined
  beforeAll(async () => {
    rapport = await startRapport({ sample: false })
  })
  afterAll(() => rapport?.stop())
  return stageAt(() => rapport?.address ?? '')
}

function stageAt(address: () => string): Stage {
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
      if (answer.status() >= 500) faults.push(`${answer.status()} ${answer.url()}`)
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
  }
}

/** Leaves a picture of what a failed journey saw last. */
async function picture(contexts: ReadonlySet<BrowserContext>, name: string): Promise<void> {
  const pages = [...contexts].flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) {
    const path = `test/output/journeys/${name.replaceAll(/\W+/g, '-')}-${index}.png`
    await page.screenshot({ path }).catch(() => {})
  }
}
