import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { createServer, type Plugin } from 'vite'

/**
 * Looks at every part of the design system: screenshots at two widths in both themes to `test/output/gallery`, and no
 * accessibility violation. `bin/node test/gallery.ts [room …]`. A person looks at the pictures; axe does not.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const output = join(root, 'test/output/gallery')
const rooms = ['controls', 'overlays', 'charts', 'record', 'table']
const widths = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
]
const themes = ['light', 'dark'] as const

/** What opens over the page, and the key or button that opens it. */
const overlays: readonly { name: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'dialog', open: (page) => page.getByRole('button', { name: 'Dialog' }).click() },
  { name: 'sheet', open: (page) => page.getByRole('button', { name: 'Sheet' }).click() },
  { name: 'menu', open: (page) => page.getByRole('main').getByRole('button', { name: 'More' }).click() },
  { name: 'filter', open: (page) => page.getByRole('button', { name: 'Stage MQL, SQL' }).click() },
  { name: 'views', open: (page) => page.getByRole('button', { name: 'All people' }).click() },
  { name: 'toasts', open: openToasts },
  { name: 'palette', open: (page) => page.keyboard.press('Control+k') },
  { name: 'keys', open: (page) => page.keyboard.press('?') },
  { name: 'eyes', open: openEyes },
]
const settleMs = 350

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

/** The gallery shows the whole sidebar, whichever pages stand today. */
const everyPlaceOpen: Plugin = {
  name: 'every-place-open',
  enforce: 'pre',
  transform(_code, id) {
    if (!id.endsWith('/app/routes.tsx')) return null
    const paths = ['/people', '/companies', '/pipeline', '/campaigns', '/funnel', '/import', '/settings']
    return `export const insidePages = ${JSON.stringify(paths.map((path) => ({ path })))}; export const entryPages = []`
  },
}

const asked = process.argv.slice(2)
const found = await run(asked.length > 0 ? asked : rooms)
console.log(`${found} accessibility violations; the pictures are in ${output}`)
process.exitCode = found > 0 ? 1 : 0

async function run(shown: readonly string[]): Promise<number> {
  mkdirSync(output, { recursive: true })
  const server = await createServer({
    configFile: join(root, 'web/vite.config.ts'),
    root: join(root, 'web'),
    logLevel: 'warn',
    plugins: [everyPlaceOpen],
    server: { port: 0, host: '127.0.0.1' },
  })
  await server.listen()
  const address = server.resolvedUrls?.local[0] ?? ''
  const profile = mkdtempSync(join(tmpdir(), 'rapport-gallery-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: execFileSync(join(root, 'bin/browser'), { encoding: 'utf8' }).trim(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    return await lookAtAll(browser, address, shown)
  } finally {
    await browser.close()
    await server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function lookAtAll(
  browser: BrowserContext,
  address: string,
  shown: readonly string[],
): Promise<number> {
  const page = await browser.newPage()
  page.on('pageerror', (problem) => console.log(`  error on the page: ${problem.message}`))
  let failures = 0
  for (const room of shown) {
    for (const size of widths) {
      for (const theme of themes) failures += await lookAt(page, { address, room, size, theme })
    }
  }
  return failures
}

type Look = { address: string; room: string; size: (typeof widths)[number]; theme: (typeof themes)[number] }

async function lookAt(page: Page, { address, room, size, theme }: Look): Promise<number> {
  await page.setViewportSize({ width: size.width, height: size.height })
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.goto(`${address}gallery/index.html?show=${room}`)
  await page.waitForSelector('h1')
  // What is fixed to the window belongs at the end of the picture, so the window becomes as long as the page.
  const long: number = await page.evaluate('document.documentElement.scrollHeight')
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, long) })
  await page.waitForTimeout(settleMs)
  await page.screenshot({ path: join(output, `${room}-${theme}-${size.name}.png`), fullPage: true })
  const failures = await violationsOn(page, `${room} ${theme} ${size.name}`)
  return room === 'overlays' ? failures + (await openAll(page, `${theme}-${size.name}`)) : failures
}

async function openAll(page: Page, look: string): Promise<number> {
  let failures = 0
  for (const overlay of overlays) {
    await page.reload()
    await page.waitForSelector('h1')
    await overlay.open(page)
    await page.waitForTimeout(settleMs)
    await page.screenshot({ path: join(output, `overlay-${overlay.name}-${look}.png`) })
    failures += await violationsOn(page, `${overlay.name} ${look}`)
  }
  return failures
}

async function openEyes(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do…' }).fill('eyes')
  await page.keyboard.press('Enter')
}

async function openToasts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Toast' }).click()
  await page.getByRole('button', { name: 'Problem' }).click()
}

async function violationsOn(page: Page, what: string): Promise<number> {
  const axe = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))
  await page.addScriptTag({ content: readFileSync(axe, 'utf8') })
  const violations: Violation[] = await page.evaluate('axe.run().then((found) => found.violations)')
  for (const { id, help, nodes } of violations) {
    console.log(`${what}: ${id}, ${help}`)
    for (const node of nodes.slice(0, 4))
      console.log(`    ${node.html.slice(0, 180)}\n      ${node.failureSummary ?? ''}`)
  }
  return violations.reduce((sum, violation) => sum + violation.nodes.length, 0)
}
