import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { temporaryFolder } from '../../test/processes.ts'
import { migrate } from './migrate.ts'
import { pendingMigrations, readMigrations, type Migration } from './migration-files.ts'
import { proveWall } from './wall.ts'

const known = readMigrations()
const newest = known.at(-1)?.version ?? 0
const next = (sql: string): Migration => ({
  version: newest + 1,
  name: `${String(newest + 1).padStart(4, '0')}_next.sql`,
  checksum: sql,
  sql,
})

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

beforeEach(async () => {
  await database.ownerPool.query('drop table if exists novelty')
  await database.ownerPool.query('delete from schema_migrations where version > $1', [newest])
})

test('a database that has everything takes no step', async () => {
  expect(await migrate(database)).toEqual([])
})

test('a new step is taken once', async () => {
  const migrations = [...known, next('create table novelty (a int)')]
  expect(await migrate(database, { migrations })).toEqual([next('').name])
  expect(await migrate(database, { migrations })).toEqual([])
})

test('a step that fails leaves no trace', async () => {
  const migrations = [...known, next('create table novelty (a int); select 1/0')]
  await expect(migrate(database, { migrations })).rejects.toThrow(
    'failed and left no trace: division by zero',
  )
  const { rows } = await database.ownerPool.query(`select to_regclass('novelty') as novelty`)
  expect(rows).toEqual([{ novelty: null }])
})

test('two starts at once take a step once', async () => {
  const migrations = [...known, next('create table novelty (a int)')]
  const taken = await Promise.all([migrate(database, { migrations }), migrate(database, { migrations })])
  expect(taken.flat()).toEqual([next('').name])
})

test('what a step must be preceded by happens before it, and only when there is a step', async () => {
  const happened: string[] = []
  const beforeUpgrade = async () => void happened.push('backup')
  await migrate(database, { beforeUpgrade })
  expect(happened).toEqual([])
  await migrate(database, { beforeUpgrade, migrations: [...known, next('create table novelty (a int)')] })
  expect(happened).toEqual(['backup'])
})

test('a step that was rewritten after it was taken is refused', async () => {
  const migrations = known.map((step) => (step.version === 2 ? { ...step, checksum: 'other' } : step))
  await expect(migrate(database, { migrations })).rejects.toThrow(
    'The migration 0002_customers.sql was changed after this database took it',
  )
})

test('a database that is newer than the code is refused', async () => {
  await migrate(database, { migrations: [...known, next('create table novelty (a int)')] })
  await expect(migrate(database)).rejects.toThrow('The database is newer than this Rapport')
})

test('a server that is too old is refused', async () => {
  await expect(migrate(database, { serverVersionLeast: 990_000 })).rejects.toThrow(
    /^The database server is PostgreSQL \d+\.\d+.*; Rapport needs PostgreSQL 99 or newer\.$/,
  )
})

test('a server that does not answer is told in a sentence', async () => {
  const connectionString = 'postgres://nobody@127.0.0.1:1/rapport'
  await expect(migrate({ owner: { connectionString }, app: { connectionString } })).rejects.toThrow(
    /^The database cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:1; check DATABASE_URL and that the server runs\.$/,
  )
})

test('requests that would come as another role than the application are refused', async () => {
  await expect(proveWall(database.owner)).rejects.toThrow(
    'for whom the wall between workspaces does not hold',
  )
})

test('two steps with one number are a fault of the code', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, '0002_early.sql'), 'select 1')
  writeFileSync(join(folder, '0002_late.sql'), 'select 1')
  expect(() => readMigrations(folder)).toThrow(
    '0002_late.sql should be NNNN_why.sql with a number of its own',
  )
})

test('a step that was slipped in before one that was taken is refused', () => {
  const [first, second, ...rest] = known.map((step, index) => ({ ...step, version: 2 * index + 2 }))
  if (first === undefined || second === undefined) throw new Error('too few steps')
  const slipped = { ...next('select 1'), version: 3 }
  expect(() => pendingMigrations([first, slipped, second, ...rest], [first, second])).toThrow(
    'was changed after',
  )
})

test('whatever goes with a person, a company, a lead, a deal or a touch is found by an index', async () => {
  const { rows } = await database.ownerPool.query(
    `select f.conrelid::regclass::text || ' (' || f.conname || ')' as unindexed from pg_constraint f
     where f.contype = 'f' and f.confrelid in
         ('contacts'::regclass, 'accounts'::regclass, 'leads'::regclass, 'deals'::regclass, 'touches'::regclass)
       and not exists (
         select from pg_index i where i.indrelid = f.conrelid and i.indisvalid
           and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey
           and (i.indpred is null
             or pg_get_expr(i.indpred, i.indrelid) = '(' || (
               select a.attname from pg_attribute a
               where a.attrelid = f.conrelid and a.attnum = f.conkey[cardinality(f.conkey)]) || ' IS NOT NULL)'))`,
  )
  expect(rows).toEqual([])
})
