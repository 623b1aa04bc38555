import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './browser.ts'
import { insidePlaces } from './places.ts'
import { onSample } from './stage.ts'

const stage = onSample()

test('every link on every page leads somewhere', async () => {
  const page = await stage.as('Aylin Tekin')
  const links = new Map<string, string>()
  for (const { name, path } of await insidePlaces(page.request)) {
    await page.goto(path)
    await settled(page)
    for (const link of await linksOn(page)) links.set(patternOf(link), `${link} on ${name}`)
  }
  expect(links.size).toBeGreaterThan(12)
  const dead: string[] = []
  for (const [, found] of links) {
    await page.goto(found.split(' ')[0] ?? '')
    await settled(page)
    const leadsNowhere = await page.getByText('There is nothing at this address').count()
    if (leadsNowhere > 0 || (await page.getByRole('alert').count()) > 0) dead.push(found)
  }
  expect(dead).toEqual([])
})

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
