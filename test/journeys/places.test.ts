import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { settled, violationsOn, windows } from './browser.ts'
import type { Window } from './browser.ts'
import { entryPlaces, insidePlaces } from './places.ts'
import type { ScreenPlace } from './places.ts'
import { onSample } from './stage.ts'

/** What was met on a walk past every place: what is wrong with it, and where its links lead. */
type Met = { readonly place: string; readonly faults: readonly string[]; readonly links: readonly string[] }

const stage = onSample()
const placesLeast = 30
const linksLeast = 12
let met: Met[]

// Each place is visited once a width, wide and narrow at the same time: they have a process of the browser each.
beforeAll(async () => {
  met = (await Promise.all([walk('wide'), walk('phone')])).flat()
})

test('every screen can be used by everybody, wide and narrow, light and dark', () => {
  expect(met.length).toBeGreaterThan(2 * placesLeast)
  expect(met.flatMap(({ place, faults }) => faults.map((fault) => `${place}, ${fault}`))).toEqual([])
})

test('every link on every page leads somewhere', async () => {
  const links = new Map(
    met.flatMap(({ place, links: found }) => found.map((link) => [patternOf(link), { link, place }])),
  )
  expect(links.size).toBeGreaterThan(linksLeast)
  const found = [...links.values()]
  const halves = [found.filter((_, at) => at % 2 === 0), found.filter((_, at) => at % 2 === 1)]
  const dead = await Promise.all(halves.map(deadAmong))
  expect(dead.flat()).toEqual([])
})

async function walk(window: Window): Promise<Met[]> {
  const outside = await stage.page({ window })
  const inside = await stage.as('Aylin Tekin', { window })
  return [
    ...(await meetAll(outside, entryPlaces, window)),
    ...(await meetAll(inside, await insidePlaces(inside.request), window)),
  ]
}

async function meetAll(page: Page, places: readonly ScreenPlace[], window: Window): Promise<Met[]> {
  const all: Met[] = []
  for (const { name, path } of places) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(path)
    await settled(page)
    const links = await linksOn(page)
    const light = [...(await widthFaults(page, window)), ...(await violationsOn(page))]
    // The same page in the dark differs in its colours alone.
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await violationsOn(page, { coloursOnly: true })
    const faults = [...light.map((fault) => `light: ${fault}`), ...dark.map((fault) => `dark: ${fault}`)]
    all.push({ place: `${name}, ${window}`, faults, links })
  }
  return all
}

/** Whether the page itself scrolls sideways. */
async function widthFaults(page: Page, window: Window): Promise<string[]> {
  const wide: number = await page.evaluate('document.documentElement.scrollWidth')
  return wide > windows[window].width ? [`is ${wide} px wide`] : []
}

/** The addresses of our own on a page, downloads of the API left out. */
async function linksOn(page: Page): Promise<string[]> {
  const links: string[] = await page.evaluate(
    '[...document.querySelectorAll("a[href]")].filter((a) => !a.download).map((a) => a.getAttribute("href"))',
  )
  return links.filter((link) => link.startsWith('/') && !link.startsWith('/api/'))
}

/** One link of each form is followed: a list of a thousand people is one page a thousand times. */
function patternOf(link: string): string {
  const { pathname, searchParams } = new URL(link, 'http://here')
  const names = [...new Set(searchParams.keys())].toSorted()
  return `${pathname.replaceAll(/\/(\d+|[0-9a-f-]{36})(?=\/|$)/g, '/…')}?${names.join('&')}`
}

async function deadAmong(links: readonly { link: string; place: string }[]): Promise<string[]> {
  const page = await stage.as('Aylin Tekin')
  const dead: string[] = []
  for (const { link, place } of links) {
    await page.goto(link)
    await settled(page)
    const leadsNowhere = await page.getByText('There is nothing at this address').count()
    if (leadsNowhere > 0 || (await page.getByRole('alert').count()) > 0) dead.push(`${link} on ${place}`)
  }
  return dead
}
