import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, test, vi } from 'vitest'

/** What a browser fetches for the first picture of any page, compressed. */
const coldRouteBytesMax = 180 * 1024
const buildDeadlineMs = 60_000

let chunks: Map<string, Rolldown.OutputChunk>

beforeAll(async () => {
  // The test runner calls itself `test`, for which React would bring its development build.
  vi.stubEnv('NODE_ENV', 'production')
  const built = await build({
    root: import.meta.dirname,
    configFile: `${import.meta.dirname}/vite.config.ts`,
    logLevel: 'error',
    build: { write: false },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  chunks = new Map(outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])))
}, buildDeadlineMs)

test('no page costs more than the budget when nothing is cached', () => {
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry)!
  const pages = [...chunks.values()].filter((chunk) => chunk.facadeModuleId?.includes('/web/pages/'))
  const heavy = pages
    .map((page) => ({ page: page.facadeModuleId, bytes: weight(new Set([...needs(entry), ...needs(page)])) }))
    .filter(({ bytes }) => bytes > coldRouteBytesMax)
  expect(heavy).toEqual([])
})

test('the schemas of the contract stay on the server', () => {
  const carriers = [...chunks.values()].filter((chunk) => chunk.moduleIds.some((id) => id.includes('/zod/')))
  expect(carriers.map((chunk) => chunk.fileName)).toEqual([])
})

test('the gallery is no part of the product', () => {
  const modules = [...chunks.values()].flatMap((chunk) => chunk.moduleIds)
  expect(modules.filter((id) => id.includes('/web/gallery/'))).toEqual([])
})

/** A chunk and all that it imports before it can run. */
function needs(chunk: Rolldown.OutputChunk, found = new Set<Rolldown.OutputChunk>()) {
  if (found.has(chunk)) return found
  found.add(chunk)
  for (const name of chunk.imports) needs(chunks.get(name)!, found)
  return found
}

function weight(needed: Set<Rolldown.OutputChunk>): number {
  return [...needed].reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0)
}
