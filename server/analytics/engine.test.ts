import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { crowd } from '../../test/crowd.ts'
import { createLog } from '../platform/log.ts'
import { supervise } from '../platform/supervise.ts'
import { analyticsOver } from './client.ts'
import { openDuckFile } from './duck.ts'
import { openEngine, type Engine } from './engine.ts'
import { funnelGroups } from './queries/funnel.ts'
import { ask } from './queries/query.ts'
import { tidyRemovals } from './tidy-removals.ts'

let database: TestDatabase
let ws: number
let dataDir: string
const engines: Engine[] = []
const log = createLog({ level: 'silent', process: 'test' })

beforeAll(async () => {
  database = await createTestDatabase()
  ws = await found('home')
  await crowd(database.ownerPool, ws)
})
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rapport-engine-'))
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

async function found(slug: string): Promise<number> {
  const { rows } = await database.ownerPool.query(
    `select rapport_found_workspace($1, 'W', 'EUR', 'UTC', false) as id`,
    [slug],
  )
  return rows[0].id
}

async function open(follow = false): Promise<Engine> {
  const engine = await openEngine({ connection: database.app, dataDir, memory: '256MB', log, follow })
  engines.push(engine)
  return engine
}

const pathOf = (workspaceId: number) => join(dataDir, 'analytics', `${workspaceId}.duckdb`)
const question = ask(funnelGroups, { filters: {}, group: 'none', limit: 1, now: '2026-01-01T00:00:00Z' })

async function entered(engine: Engine, workspaceId = ws): Promise<number | undefined> {
  const { rows } = await analyticsOver({ ask: (body) => engine.answer(body) }).ask(workspaceId, {
    total: question,
  })
  return rows.total[0]?.entered
}

test('a copy that is not there is made at the first question', async () => {
  expect(await entered(await open())).toBeGreaterThan(200)
})

test('a copy of an earlier start is kept, and follows from where it stood', async () => {
  const first = await open()
  const before = (await entered(first)) ?? 0
  await first.stop()
  engines.length = 0
  const made = statSync(pathOf(ws)).birthtimeMs
  await database.ownerPool.query(
    'update leads set deleted_at = now(), changed_xid = rapport_xid() where workspace_id = $1 and id = (select id from leads where workspace_id = $1 and deleted_at is null limit 1)',
    [ws],
  )
  expect(await entered(await open())).toBe(before - 1)
  expect(statSync(pathOf(ws)).birthtimeMs).toBe(made)
})

test('a copy that cannot be read is made anew', async () => {
  const first = await open()
  const before = await entered(first)
  await first.stop()
  engines.length = 0
  writeFileSync(pathOf(ws), 'this is no database')
  expect(await entered(await open())).toBe(before)
})

test('a copy of another shape is made anew', async () => {
  const first = await open()
  const before = await entered(first)
  await first.stop()
  engines.length = 0
  const file = await openDuckFile(pathOf(ws), { memory: '128MB', threads: 1, spillFolder: dataDir })
  const duck = await file.connect()
  await duck.run('update standing set shape = shape - 1')
  await duck.run('delete from lead_facts')
  duck.close()
  file.close()
  expect(await entered(await open())).toBe(before)
})

test('what an interrupted rebuild left lying is taken away', async () => {
  await (await open()).stop()
  engines.length = 0
  writeFileSync(`${pathOf(ws)}.next`, '')
  await open()
  expect(existsSync(`${pathOf(ws)}.next`)).toBe(false)
})

test('the copy of a workspace that is gone goes too', async () => {
  const gone = await found('gone')
  const engine = await open()
  expect(await entered(engine, gone)).toBe(undefined)
  await database.ownerPool.query('delete from workspaces where id = $1', [gone])
  await expect(entered(engine, gone)).rejects.toMatchObject({ code: 'not-ready' })
  expect(existsSync(pathOf(gone))).toBe(false)
})

test('a copy that nobody asked for is there after the start, and those of unknown workspaces are not', async () => {
  await (await open()).stop()
  engines.length = 0
  writeFileSync(pathOf(999_999), 'left over')
  await open(true)
  for (let tries = 0; tries < 100 && !existsSync(pathOf(ws)); tries++) await pause(50)
  expect(existsSync(pathOf(ws))).toBe(true)
  expect(existsSync(pathOf(999_999))).toBe(false)
})

test('an announced act is in the copy soon, without a question', async () => {
  const engine = await open(true)
  const before = (await entered(engine)) ?? 0
  await database.ownerPool.query(
    'update leads set deleted_at = now(), changed_xid = rapport_xid() where workspace_id = $1 and id = (select id from leads where workspace_id = $1 and deleted_at is null limit 1)',
    [ws],
  )
  await database.ownerPool.query(`select pg_notify('rapport_events', $1)`, [
    JSON.stringify({ workspaceId: ws, event: { id: 1 } }),
  ])
  const followed = await until(async () => {
    const asked = { query: question.query, parameters: question.parameters }
    const answer = await engine.answer({ kind: 'ask', workspaceId: ws, fresh: false, questions: [asked] })
    return answer.kind === 'answered' && answer.rows[0]?.[0]?.['entered'] === before - 1
  })
  expect(followed).toBe(true)
})

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return true
    await pause(50)
  }
  return false
}

test('removals that every copy has followed are forgotten, and newer ones are kept', async () => {
  await database.ownerPool.query(
    `insert into removals (workspace_id, relation, row_key, at) values
     ($1, 'touches', '1', now() - interval '9 days'), ($1, 'touches', '2', now() - interval '6 days')`,
    [ws],
  )
  await tidyRemovals(database.appPool, ws)
  const { rows } = await database.ownerPool.query(
    `select row_key from removals where workspace_id = $1 and relation = 'touches'`,
    [ws],
  )
  expect(rows).toEqual([{ row_key: '2' }])
})

test('an unknown query is a failure, not a refusal', async () => {
  const engine = await open()
  const answer = await engine.answer({
    kind: 'ask',
    workspaceId: ws,
    questions: [{ query: 'nonsense', parameters: {} }],
  })
  expect(answer.kind).toBe('failed')
})

test('the process answers again after it was killed', { timeout: 60_000 }, async () => {
  // The test runner names its own mode, which the child would inherit.
  vi.stubEnv('MODE', 'development')
  // With a database of one's own it would ask for a secret that no test has.
  vi.stubEnv('DATABASE_URL', '')
  const context = { dataDir, secret: 'not used', connections: { owner: database.owner, app: database.app } }
  const child = supervise({ name: 'analytics', entry: new URL('process.ts', import.meta.url), context }, log)
  try {
    const analytics = analyticsOver(child)
    const before = await analytics.ask(ws, { total: question })
    process.kill(child.pid() ?? 0, 'SIGKILL')
    const after = await untilAnswered(() => analytics.ask(ws, { total: question }))
    expect(after.rows).toEqual(before.rows)
  } finally {
    await child.stop()
  }
})

async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 20) throw error
      await pause(250)
    }
  }
}
