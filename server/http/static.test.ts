import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createLog } from '../platform/log.ts'
import { createApp } from './app.ts'
import { serveWebApp } from './static.ts'

const script = 'console.log("a script")'
let app: FastifyInstance
let unbuilt: FastifyInstance

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-static-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<title>Rapport</title>')
  writeFileSync(join(folder, 'theme.js'), script)
  writeFileSync(join(folder, '.vite/manifest.json'), '{}')
  writeFileSync(join(folder, 'assets/index-DJp92He1.js'), script)
  writeFileSync(join(folder, 'assets/index-DJp92He1.js.br'), brotliCompressSync(script))
  app = await serving(folder)
  unbuilt = await serving(join(folder, 'nowhere'))
  return async () => {
    await Promise.all([app.close(), unbuilt.close()])
    rmSync(folder, { recursive: true })
  }
})

async function serving(folder: string): Promise<FastifyInstance> {
  const log = createLog({ level: 'silent', process: 'test' })
  const made = await createApp({ log, version: '0', trustProxy: false, secure: false })
  await serveWebApp(made, folder)
  return made
}

test('what is named by its content is kept for good', async () => {
  const answer = await app.inject('/assets/index-DJp92He1.js')
  expect([answer.statusCode, answer.body]).toEqual([200, script])
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('what keeps its name is asked for each time', async () => {
  const answers = await Promise.all(['/', '/theme.js', '/people'].map((path) => app.inject(path)))
  expect(answers.map((answer) => answer.headers['cache-control'])).toEqual([
    'no-cache',
    'no-cache',
    'no-cache',
  ])
})

test('a browser that understands it gets the compressed file, kept for good as well', async () => {
  const answer = await app.inject({
    url: '/assets/index-DJp92He1.js',
    headers: { 'accept-encoding': 'br, gzip' },
  })
  expect(answer.headers['content-encoding']).toBe('br')
  expect(answer.headers['cache-control']).toContain('immutable')
})

test('every page of the app begins with the same file', async () => {
  const answers = await Promise.all(
    ['/', '/people/1?tab=touches', '/settings'].map((path) => app.inject(path)),
  )
  expect(answers.map((answer) => [answer.statusCode, answer.body])).toEqual(
    answers.map(() => [200, '<title>Rapport</title>']),
  )
})

test('no page gathers listeners until Node suspects a leak', async () => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  onTestFinished(() => void process.off('warning', note))
  expect((await app.inject('/people')).statusCode).toBe(200)
  await new Promise(setImmediate)
  expect(warnings).toEqual([])
})

test('what is missing is missing', async () => {
  const answers = await Promise.all(
    ['/assets/gone-DJp92He1.js', '/api/v1/gone', '/.vite/manifest.json'].map((path) => app.inject(path)),
  )
  expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404, 404])
  expect((await app.inject({ method: 'POST', url: '/people' })).statusCode).toBe(404)
})

test('before the app was built, a page says what to do', async () => {
  expect((await unbuilt.inject('/people')).body).toContain('bin/build')
})
