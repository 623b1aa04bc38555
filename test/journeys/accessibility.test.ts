import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { settled, themes, violationsOn, windows } from './browser.ts'
import type { Window } from './browser.ts'
import { entryPlaces, insidePlaces } from './places.ts'
import type { ScreenPlace } from './places.ts'
import { onSample } from './stage.ts'

const stage = onSample()
const looks = (['wide', 'phone'] as const).flatMap((window) => themes.map((theme) => ({ window, theme })))

describe.each(looks)('every screen, $window and $theme,', ({ window, theme }) => {
  test('can be used by everybody before signing in', async () => {
    const page = await stage.page({ window, theme })
    expect(await faultsOf(page, entryPlaces, window)).toEqual([])
  })

  test('can be used by everybody inside', async () => {
    const page = await stage.as('Aylin Tekin', { window, theme })
    expect(await faultsOf(page, await insidePlaces(page.request), window)).toEqual([])
  })
})

/** What axe finds on each screen, and whether the page itself scrolls sideways. */
async function faultsOf(page: Page, places: readonly ScreenPlace[], window: Window): Promise<string[]> {
  const faults: string[] = []
  for (const { name, path } of places) {
    await page.goto(path)
    await settled(page)
    const wide: number = await page.evaluate('document.documentElement.scrollWidth')
    if (wide > windows[window].width) faults.push(`${name} is ${wide} px wide`)
    faults.push(...(await violationsOn(page)).map((violation) => `${name}: ${violation}`))
  }
  return faults
}
