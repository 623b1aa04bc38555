import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { mailOf, openWorld, password } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'
import type { Client } from '../../../test/client.ts'
import { record } from './index.ts'

const stream = '/api/v1/events/stream'
const patienceMs = 5000
let world: World
const open: { close(): void }[] = []

beforeAll(async () => {
  world = await openWorld()
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

type News = { name: string; id: string; data: Record<string, unknown> }

/** Somebody who listens: what has arrived so far, and whether the other end has hung up. */
async function listening(
  client: Client,
  { after, lastEventId }: { after?: number; lastEventId?: number } = {},
) {
  const abort = new AbortController()
  const path = after === undefined ? stream : `${stream}?after=${after}`
  const headers: Record<string, string> =
    lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }
  const answer = await client.open('GET', path, { signal: abort.signal, headers })
  const ear = {
    status: answer.status,
    type: answer.headers.get('content-type'),
    news: [] as News[],
    ended: false,
  }
  void (async () => {
    const decoder = new TextDecoder()
    let text = ''
    try {
      for await (const chunk of answer.body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        ear.news.push(...blocks.flatMap(parse))
      }
    } catch {
      // The test has stopped listening.
    }
    ear.ended = true
  })()
  open.push({ close: () => abort.abort() })
  return ear
}

function parse(block: string): News[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
  return field('event') === ''
    ? []
    : [{ name: field('event'), id: field('id'), data: JSON.parse(field('data')) }]
}

const act = (name: Name, kind: string) =>
  world.scope(name, (scope) =>
    record(scope, { kind, subjectKind: 'thing', subjectId: 'one', payload: { secret: 'payload' } }),
  )
const kinds = (ear: { news: News[] }) => ear.news.map((one) => one.data['kind'])
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: patienceMs })

describe('whoever listens', () => {
  test('hears an act of the workspace with what is needed to read it again, and no more', async () => {
    const ear = await listening(world.as('mara'))
    expect([ear.status, ear.type]).toEqual([200, 'text/event-stream; charset=utf-8'])
    const id = await act('jonas', 'thing.heard')
    await eventually(() => expect(ear.news).toHaveLength(1))
    expect(ear.news[0]).toEqual({
      name: 'event',
      id: String(id),
      data: { id, kind: 'thing.heard', subjectKind: 'thing', subjectId: 'one', actorId: world.ids.jonas },
    })
  })

  test('hears nothing of another workspace', async () => {
    const ear = await listening(world.as('mara'))
    await act('rita', 'thing.foreign')
    await act('mara', 'thing.own')
    await eventually(() => expect(kinds(ear)).toEqual(['thing.own']))
  })

  test('hears nothing of an act that failed', async () => {
    const ear = await listening(world.as('mara'))
    await world
      .scope('mara', async (scope) => {
        await record(scope, { kind: 'thing.failed', subjectKind: 'thing', subjectId: 1 })
        throw new Error('afterwards')
      })
      .catch(() => {})
    await act('mara', 'thing.after')
    await eventually(() => expect(kinds(ear)).toEqual(['thing.after']))
  })

  test('is told after a break what was missed, and goes on hearing', async () => {
    const before = await act('mara', 'thing.before')
    await act('mara', 'thing.missed')
    const ear = await listening(world.as('mara'), { lastEventId: before })
    await act('mara', 'thing.live')
    await eventually(() => expect(kinds(ear)).toEqual(expect.arrayContaining(['thing.missed', 'thing.live'])))
    expect(kinds(ear).filter((kind) => kind === 'thing.missed')).toHaveLength(1)
  })

  test('is told to read everything again after a long absence', async () => {
    await world.database.ownerPool.query(
      `insert into events (workspace_id, kind, actor_kind, subject_kind, subject_id)
       select $1, 'thing.mass', 'system', 'thing', n::text from generate_series(1, 600) n`,
      [world.home],
    )
    const ear = await listening(world.as('mara'), { after: 1 })
    await eventually(() => expect(ear.news.map((one) => one.name)).toEqual(['resync']))
  })

  test('hears nothing more after signing out', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const browser = world.stranger()
      await browser.post('/api/v1/session', { email: mailOf('theo'), password })
      const ear = await listening(browser)
      await browser.delete('/api/v1/session')
      await vi.advanceTimersByTimeAsync(25_000)
      await eventually(() => expect(ear.ended).toBe(true))
    } finally {
      vi.useRealTimers()
    }
  })

  test('is cut off when the connection to the database breaks, and can return at once', async () => {
    const ear = await listening(world.as('mara'))
    // Whoever connected may end it; on a server of one's own that is not the role that it took on.
    await world.database.appPool.query(
      `begin; set local role none;
       select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'rapport live' and datname = current_database();
       commit`,
    )
    await eventually(() => expect(ear.ended).toBe(true))
    await eventually(async () => {
      const again = await listening(world.as('mara'))
      await act('mara', 'thing.again')
      await vi.waitFor(() => expect(kinds(again)).toContain('thing.again'), { timeout: 500 })
    })
  })

  test('must be signed in', async () => {
    expect((await world.stranger().get(stream)).status).toBe(401)
  })
})

test('stopping the program ends the streams', async () => {
  const other = await openWorld()
  const client = other.as('mara')
  const ear = await listening(client)
  await other.close()
  await eventually(() => expect(ear.ended).toBe(true))
})
