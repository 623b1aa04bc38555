/**
 * Pictures of every screen of the sample company in both themes at 1440 and 390 px, to `test/output/screens`; those
 * that the documents show are also kept in `docs/screens`. A person looks at them; a check does not.
 *
 *     bin/node test/screens.ts [screen …] [light|dark] [wide|phone]
 *
 * RAPPORT=http://127.0.0.1:4400 takes a Rapport that runs already.
 */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { lookThrough, openBrowser, settled, themes, visit, windows } from './journeys/browser.ts'
import type { Theme, Window } from './journeys/browser.ts'
import { entryPlaces, insidePlaces } from './journeys/places.ts'
import type { ScreenPlace } from './journeys/places.ts'
import { startRapport } from './journeys/rapport.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const output = join(root, 'test/output/screens')
const kept = join(root, 'docs/screens')
/** A longer page is cut: its end shows nothing that its middle does not. */
const heightMost = 1600

/** What opens over a page, and how. */
const overlays: readonly (ScreenPlace & { open: (page: Page) => Promise<unknown> })[] = [
  { name: 'palette', path: '/people', open: (page) => page.keyboard.press('Control+k') },
  { name: 'shortcuts', path: '/people', open: (page) => page.keyboard.press('?') },
  {
    name: 'people-selected',
    path: '/people',
    open: async (page) => {
      await page.getByRole('checkbox').nth(1).check()
      await page.getByRole('checkbox').nth(2).check()
    },
  },
  {
    name: 'person-new',
    path: '/people',
    open: (page) => page.locator('header').getByRole('button', { name: 'Person', exact: true }).click(),
  },
]

/** Which pictures the documents show. */
const shownLight =
  /^(funnel|people|person|companies|company|profiles|pipeline|deal|campaigns|campaign|agreements|proposal|agreement-edit|calibration|learning|metrics|import|data-quality|settings|sign-in)$/
const shownDark = /^(funnel|proposal)$/
const shownPhone = /^(people|proposal)$/

const windowNames = ['wide', 'phone'] as const
const everyLook = windowNames.flatMap((window) => themes.map((theme) => ({ theme, window })))
const lookWords: ReadonlySet<string> = new Set([...themes, ...windowNames])
const words = process.argv.slice(2)
const asked = words.filter((word) => !lookWords.has(word))
const looks = words.filter((word) => lookWords.has(word))
const running = process.env['RAPPORT']
const rapport = running ? { address: running, stop: async () => {} } : await startRapport({ sample: true })
const browser = await openBrowser()
try {
  for (const look of everyLook.filter(isAsked)) await takeAll(browser, look)
} finally {
  await browser.close()
  await rapport.stop()
}

type Look = { theme: Theme; window: Window }

/** Every theme and window, unless some were named. */
function isAsked({ theme, window }: Look): boolean {
  const wanted = (pair: readonly string[], word: string) =>
    looks.includes(word) || !looks.some((one) => pair.includes(one))
  return wanted(themes, theme) && wanted(windowNames, window)
}

async function takeAll(within: Browser, look: Look): Promise<void> {
  mkdirSync(output, { recursive: true })
  mkdirSync(kept, { recursive: true })
  const context = await visit(within, rapport.address, look)
  const page = await context.newPage()
  page.on('pageerror', (problem) => console.log(`  error on ${page.url()}: ${problem.message}`))
  for (const place of chosen(entryPlaces)) await take(page, place, look)
  await lookThrough(context, 'Aylin Tekin')
  for (const place of chosen(await insidePlaces(context.request))) await take(page, place, look)
  for (const place of chosen(look.window === 'wide' ? overlays : [])) {
    await page.goto(place.path)
    await settled(page)
    await place.open(page)
    if (place.name !== 'people-selected') await page.getByRole('dialog').waitFor()
    await keep(page, place.name, look)
  }
  await context.close()
}

function chosen<Place extends ScreenPlace>(places: readonly Place[]): readonly Place[] {
  return asked.length === 0 ? places : places.filter(({ name }) => asked.includes(name))
}

async function take(page: Page, place: ScreenPlace, look: Look): Promise<void> {
  await page.setViewportSize(windows[look.window])
  await page.goto(place.path)
  await settled(page)
  await keep(page, place.name, look)
}

async function keep(page: Page, name: string, { theme, window }: Look): Promise<void> {
  const size = windows[window]
  const file = `${name}-${theme}-${size.width}.png`
  // What is fixed to the window belongs at the end of the picture, so the window becomes as long as the page.
  const long: number = await page.evaluate('document.documentElement.scrollHeight')
  await page.setViewportSize({ width: size.width, height: Math.min(Math.max(size.height, long), heightMost) })
  await page.screenshot({ path: join(output, file), animations: 'disabled' })
  if (keptIn(window, theme)?.test(name)) copyFileSync(join(output, file), join(kept, file))
}

/** Which screens of this look are kept in the repository. */
function keptIn(window: Look['window'], theme: Look['theme']): RegExp | undefined {
  if (window === 'wide') return theme === 'light' ? shownLight : shownDark
  return theme === 'light' ? shownPhone : undefined
}
