import { beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

test('the application connects as a role that neither rules the server nor bypasses row-level security', async () => {
  const { rows } = await database.appPool.query(
    'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  )
  expect(rows).toEqual([{ name: 'rapport_app', rolsuper: false, rolbypassrls: false }])
})

test('the application role owns nothing', async () => {
  const { rows } = await database.ownerPool.query(
    `select classid::regclass::text as kind, objid from pg_shdepend
      where deptype = 'o' and refclassid = 'pg_authid'::regclass and refobjid = 'rapport_app'::regrole`,
  )
  expect(rows).toEqual([])
})

test('the application role cannot make tables', async () => {
  await expect(database.appPool.query('create table public.mine (a int)')).rejects.toThrow(
    'permission denied',
  )
})

test('the application role cannot turn the walls off', async () => {
  await expect(database.appPool.query('alter table workspaces disable row level security')).rejects.toThrow(
    'must be owner',
  )
})

test('resetting the role does not lead out of it', async () => {
  const client = await database.appPool.connect()
  await client.query('reset role')
  const { rows } = await client.query('select current_user as name')
  client.release()
  expect(rows).toEqual([{ name: 'rapport_app' }])
})
