import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createLog } from './log.ts'
import { joinWorkers } from './presence.ts'

const log = createLog({ level: 'silent', process: 'test' })
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

beforeEach(async () => {
  await database.ownerPool.query('delete from graphile_worker._private_jobs')
  await database.ownerPool.query(
    `select graphile_worker.add_job('some.task', '{}', queue_name => 'a queue'), graphile_worker.add_job('some.task', '{}')`,
  )
  await database.ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = 'a killed worker', locked_at = now()`,
  )
  await database.ownerPool.query(
    `update graphile_worker._private_job_queues set locked_by = 'a killed worker', locked_at = now()`,
  )
})

async function taken(): Promise<number> {
  const { rows } = await database.ownerPool.query<{ taken: number }>(
    `select (select count(*) from graphile_worker._private_jobs where locked_by is not null)::int
          + (select count(*) from graphile_worker._private_job_queues where locked_by is not null)::int as taken`,
  )
  return rows[0]?.taken ?? -1
}

test('the jobs and the queues of a killed worker are free when the next one starts', async () => {
  expect(await taken()).toBe(3)
  const presence = await joinWorkers(database.owner, log)
  onTestFinished(() => presence.stop())
  expect(await taken()).toBe(0)
})

test('a worker that starts beside another takes nothing from it', async () => {
  const first = await joinWorkers(database.owner, log)
  onTestFinished(() => first.stop())
  await database.ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = 'the first worker', locked_at = now()`,
  )
  const second = await joinWorkers(database.owner, log)
  onTestFinished(() => second.stop())
  expect(await taken()).toBe(2)
})

test('a worker whose connection was cut is known to live again', async () => {
  const first = await joinWorkers(database.owner, log)
  onTestFinished(() => first.stop())
  const holders = () =>
    database.ownerPool.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted
         and database = (select oid from pg_database where datname = current_database())`,
    )
  const [before] = (await holders()).rows
  await database.ownerPool.query('select pg_terminate_backend($1)', [before?.pid])
  await expect
    .poll(async () => (await holders()).rows.map(({ pid }) => pid !== before?.pid), { timeout: 30_000 })
    .toEqual([true])
})
