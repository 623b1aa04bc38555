import { Writable } from 'node:stream'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../test/client.ts'
import { mailOf, openWorld, operatorToken, password } from '../test/world.ts'
import type { World } from '../test/world.ts'

let world: World
const part = (name: string, pid: () => number | undefined) => ({
  name,
  pid,
  ask: () => Promise.resolve(undefined),
  stop: () => Promise.resolve(),
})

describe('health', () => {
  let workerPid: number | undefined = 7
  beforeAll(async () => {
    world = await openWorld({
      web: { worker: part('worker', () => workerPid), analytics: part('analytics', () => 8) },
    })
  })

  test('says alive without asking anybody', async () => {
    expect((await world.stranger().get('/healthz')).body).toEqual({ status: 'alive' })
  })

  test('says ready when database, schema and every part are there', async () => {
    const { status, body } = await world.stranger().get('/readyz')
    expect(status).toBe(200)
    expect(body.checks).toEqual({
      database: true,
      migrations: true,
      live: true,
      worker: true,
      analytics: true,
    })
  })

  test('says which part is down', async () => {
    workerPid = undefined
    const { status, body } = await world.stranger().get('/readyz')
    workerPid = 7
    expect([status, body.status, body.checks.worker]).toEqual([503, 'not-ready', false])
  })

  test('says so when the schema is not the one that the code knows', async () => {
    await world.database.ownerPool.query(
      `insert into schema_migrations (version, name, checksum) values (9999, 'later', '')`,
    )
    const { status, body } = await world.stranger().get('/readyz')
    await world.database.ownerPool.query('delete from schema_migrations where version = 9999')
    expect([status, body.checks.migrations]).toEqual([503, false])
  })
})

describe('an address', () => {
  beforeAll(async () => {
    world = await openWorld()
  })

  test('that the API does not know is refused in its own words', async () => {
    const { status, body } = await world.as('mara').get('/api/v1/nothing')
    expect([status, body.error.code]).toEqual([404, 'not-found'])
  })

  test('that names a page of the app gets the app, one that names a missing file does not', async () => {
    const page = await world.stranger().get('/people?stage=won')
    expect([page.status, page.headers.get('content-type')?.startsWith('text/')]).toEqual([200, true])
    expect((await world.stranger().get('/assets/missing.js')).status).toBe(404)
  })

  test('cannot climb out of the folder of the app', async () => {
    const answers = await Promise.all(
      ['/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fpackage.json'].map((path) =>
        world.stranger().get(path),
      ),
    )
    expect(answers.map((answer) => answer.text.includes('fastify'))).toEqual([false, false])
  })

  test('is answered with headers that keep the page to itself', async () => {
    const { headers } = await world.stranger().get('/')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('of better-auth itself is not served', async () => {
    expect(
      (await world.stranger().post('/api/auth/sign-in/email', { email: mailOf('mara'), password })).status,
    ).toBe(404)
  })

  test('is described, every one of them, in OpenAPI 3.1', async () => {
    const { body } = await world.stranger().get('/api/v1/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toContain('/api/v1/events/stream')
    expect((await world.stranger().get('/api/v1/docs/')).status).toBe(200)
  })

  test('with a body that is no JSON, or too large, is refused as such', async () => {
    const send = (body: string) =>
      fetch(`${world.address}/api/v1/session`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
    expect((await send('{"email"')).status).toBe(400)
    expect((await send(`"${'x'.repeat(9 * 1024 * 1024)}"`)).status).toBe(413)
  })
})

describe('the log', () => {
  const lines: Record<string, unknown>[] = []
  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(JSON.parse(String(chunk)) as Record<string, unknown>)
        done()
      },
    })
    world = await openWorld({ web: { log: pino({ level: 'info' }, sink) } })
  })

  test("has one line for each request, by the route's pattern", async () => {
    await world.as('mara').get(`/api/v1/members/${world.ids.jonas}?left=true`)
    expect(lines.at(-1)).toMatchObject({
      method: 'GET',
      route: '/api/v1/members/:id',
      status: 200,
      msg: 'request',
    })
    expect(lines.at(-1)?.['ms']).toEqual(expect.any(Number))
  })

  test('holds no password, cookie, token or link', async () => {
    await world.stranger().post('/api/v1/session', { email: mailOf('mara'), password: 'my secret password' })
    await world.stranger().get('/api/v1/invitations/secret-invitation-token')
    await world.stranger().put('/api/v1/password-resets/secret-reset-token', { password: 'my other secret' })
    await world.operator().get('/api/v1/workspace')
    const browser = world.stranger()
    await browser.post('/api/v1/session', { email: mailOf('mara'), password })
    await browser.get('/api/v1/members')
    const text = JSON.stringify(lines)
    const secrets = ['secret', password, operatorToken, browser.cookie().split('=')[1] ?? 'no cookie']
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
    expect(lines.length).toBeGreaterThan(5)
  })
})

describe('behind https', () => {
  beforeAll(async () => {
    world = await openWorld({ settings: { PUBLIC_URL: 'https://rapport.nordwind.test' } })
  })

  test('cookies travel encrypted only', async () => {
    const { headers } = await world.stranger().post('/api/v1/session', { email: mailOf('mara'), password })
    const cookie = headers.getSetCookie().find((line) => line.includes('session_token'))
    expect(cookie).toMatch(/^__Secure-rapport\.session_token=.*; Secure/)
    expect(headers.get('strict-transport-security')).toContain('max-age')
    const browser = world.stranger()
    await browser.post('/api/v1/session', { email: mailOf('mara'), password })
    expect((await browser.get('/api/v1/members')).status).toBe(200)
  })

  test('links in mails begin with the address that people type', async () => {
    const { body } = await world
      .as('aylin')
      .post('/api/v1/invitations', { email: 'x@nordwind.test', team: 'sales' })
    expect(body.link).toMatch(/^https:\/\/rapport\.nordwind\.test\/invitations\//)
  })
})

/** Then a stop cuts whatever is left, so that one which takes as long has waited for a connection that nobody used. */
const impatientAfterMs = 8000

test('a stop lets the request under way end and then takes no more', async () => {
  const other = await openWorld()
  const hold = await other.database.ownerPool.connect()
  await hold.query('begin')
  await hold.query('lock table saved_views in access exclusive mode')
  const client = other.as('mara')
  await client.get('/healthz')
  const slow = client.get('/api/v1/views')
  await new Promise((resolve) => setTimeout(resolve, 200))
  const begunAt = performance.now()
  const stopping = other.web.stop()
  await new Promise((resolve) => setTimeout(resolve, 100))
  await hold.query('rollback')
  hold.release()
  expect((await slow).status).toBe(200)
  await stopping
  expect(performance.now() - begunAt).toBeLessThan(impatientAfterMs)
  await expect(new Client(other.address).get('/healthz')).rejects.toThrow('fetch failed')
})
