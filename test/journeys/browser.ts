import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const windows = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Window = keyof typeof windows

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
/** Without the browser's own errands: no updates, no accounts, no look-ups of anybody's hosts. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const patienceMs = 45_000

/** Starts the browser of the machine. */
export function openBrowser(): Promise<Browser> {
  const executablePath = execFileSync(join(projectFolder, 'bin/browser'), { encoding: 'utf8' }).trim()
  return chromium.launch({ executablePath, args: quiet })
}

export type Visit = { theme?: Theme; window?: Window }

/** Somebody at a browser of their own: cookies and settings are nobody else's. */
export async function visit(
  browser: Browser,
  address: string,
  { theme = 'light', window = 'wide' }: Visit = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: windows[window],
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })
  context.setDefaultTimeout(patienceMs)
  context.on('page', follow)
  return context
}

/** Signs in to the sample company as one of its cast, without the page for it. */
export async function lookThrough(context: BrowserContext, name: string): Promise<void> {
  const answer = await context.request.get('/api/v1/session')
  const { cast }: { cast: { id: string; name: string }[] } = await answer.json()
  const member = cast.find((one) => one.name === name)
  if (!member) throw new Error(`${name} is not of the cast: ${cast.map((one) => one.name).join(', ')}`)
  const entered = await context.request.post('/api/v1/session/eyes', { data: { memberId: member.id } })
  if (!entered.ok()) throw new Error(`${name} was not let in: ${await entered.text()}`)
}

const loading = '[aria-busy=true], [aria-label=Loading], .animate-spin'
const underWay = new WeakMap<Page, Set<Request>>()

/** Counts what a page has asked for and not yet got; the stream of live events never ends and is left out. */
function follow(page: Page): void {
  const asked = new Set<Request>()
  underWay.set(page, asked)
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') asked.add(request)
  })
  page.on('requestfinished', (request) => asked.delete(request))
  page.on('requestfailed', (request) => asked.delete(request))
}

/** Waits until a page has its heading, its figures and its fonts, and nothing on it still loads. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  for (;;) {
    await page.locator(loading).first().waitFor({ state: 'hidden' })
    await page.evaluate(twoFrames)
    const isQuiet = (underWay.get(page)?.size ?? 0) === 0 && (await page.locator(loading).count()) === 0
    if (isQuiet) break
  }
  await page.evaluate('document.fonts.ready.then(() => true)')
}

const twoFrames =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

/** The rules of axe whose outcome depends on colours, and with them on the theme. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds wrong with the page as it stands, one line each; only among its colours where the rest was looked at
 * in another theme.
 */
export async function violationsOn(
  page: Page,
  { coloursOnly = false }: { coloursOnly?: boolean } = {},
): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const options = { resultTypes: ['violations'], ...(coloursOnly ? { runOnly: colourRules } : {}) }
  const found: Violation[] = await page.evaluate(
    `axe.run(${JSON.stringify(options)}).then((result) => result.violations)`,
  )
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 240)}\n  ${failureSummary ?? ''}`,
    ),
  )
}
