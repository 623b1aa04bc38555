import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled, themes, violationsOn, windows } from './browser.ts'
import { entryPlaces, insidePlaces } from './places.ts'
import type { ScreenPlace } from './places.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const looks = (['wide', 'phone'] as const).flatMap((window) => themes.map((theme) => ({ window, theme })))

test('every screen before signing in can be used by everybody, wide and narrow, light and dark', async () => {
  expect(await faultsOf(await stage.page(), entryPlaces)).toEqual([])
})

test('every screen inside can be used by everybody, wide and narrow, light and dark', async () => {
  const page = await stage.as('Aylin Tekin')
  expect(await faultsOf(page, await insidePlaces(page.request))).toEqual([])
})

/** What is wrong with each screen, each look of it. */
async function faultsOf(page: Page, places: readonly ScreenPlace[]): Promise<string[]> {
  const faults: string[] = []
  for (const { name, path } of places) {
    await page.goto(path)
    for (const look of looks) {
      await page.setViewportSize(windows[look.window])
      await page.emulateMedia({ colorScheme: look.theme, reducedMotion: 'reduce' })
      const found = await faultsOfLook(page, windows[look.window].width)
      faults.push(...found.map((fault) => `${name}, ${look.window}, ${look.theme}: ${fault}`))
    }
  }
  return faults
}

/** What axe finds, whether the page itself scrolls sideways, and whether it came at all. */
async function faultsOfLook(page: Page, width: number): Promise<string[]> {
  try {
    await settled(page)
  } catch (problem) {
    return [`did not settle: ${String(problem).slice(0, 120)}`]
  }
  const wide: number = await page.evaluate('document.documentElement.scrollWidth')
  const found = await violationsOn(page)
  return wide > width ? [`is ${wide} px wide`, ...found] : found
}
