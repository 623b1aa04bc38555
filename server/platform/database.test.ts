import { beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import type { TestDatabase } from '../../test/database.ts'
import { inScope, openDatabase, run, systemActor } from './database.ts'
import type { Database, Scope } from './database.ts'

let served: TestDatabase
let database: Database

beforeAll(async () => {
  served = await createTestDatabase()
  database = openDatabase(served.app)
  return () => database.close()
})

const input = { workspaceId: 7, actor: systemActor, now: new Date('2026-05-11T12:00:00Z') }
const scoped = <T>(work: (scope: Scope) => Promise<T>) => inScope(database, input, work)

test('a scope stands behind the wall of its workspace, and the connection forgets it afterwards', async () => {
  const wall = `select current_setting('rapport.workspace_id', true) as wall`
  expect(await scoped(({ tx }) => run(tx, wall))).toEqual([{ wall: '7' }])
  expect(await run(database.open, wall)).toEqual([{ wall: '' }])
})

test('what a scope wrote is gone when its work throws', async () => {
  const insert = `insert into auth.users (id, name, email) values ('gone', 'Gone', 'gone@nowhere.test')`
  const failing = scoped(async ({ tx }) => {
    await run(tx, insert)
    throw new Error('afterwards')
  })
  await expect(failing).rejects.toThrow('afterwards')
  expect(await run(database.open, `select id from auth.users where id = 'gone'`)).toEqual([])
})

test('a database that was closed holds no connection, also where only scopes were opened', async () => {
  const other = openDatabase(served.app)
  await inScope(other, input, ({ tx }) => run(tx, 'select 1'))
  await other.close()
  expect(other.pool.totalCount).toBe(0)
})

test('a scope for reading cannot write', async () => {
  const writing = inScope(database, { ...input, readOnly: true }, ({ tx }) =>
    run(tx, 'delete from auth.users'),
  )
  await expect(writing).rejects.toThrow('read-only')
})

test('a connection that breaks between two queries fails the act and nothing else', async () => {
  const broken = scoped(async ({ tx, client }) => {
    const [row] = await run<{ pid: number }>(tx, 'select pg_backend_pid() as pid')
    const ended = new Promise((resolve) => client.once('end', resolve))
    await run(database.open, 'select pg_terminate_backend($1)', [row?.pid])
    await ended
    await run(tx, 'select 1')
  })
  await expect(broken).rejects.toThrow(/not queryable|terminated/)
  expect(await run(database.open, 'select 1 as one')).toEqual([{ one: 1 }])
})
