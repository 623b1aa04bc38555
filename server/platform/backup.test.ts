import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { temporaryFolder } from '../../test/processes.ts'
import { backUp, backUpBeforeUpgrade, readBackup, restore } from './backup.ts'
import { freezeClock, releaseClock } from './clock.ts'

let source: TestDatabase
let target: TestDatabase

beforeAll(async () => {
  source = await createTestDatabase()
  target = await createTestDatabase()
  await source.ownerPool.query(
    `insert into workspaces (slug, name) values ('acme', 'Acme'), ('globex', E'Glo\\tbex\\nand "sons"')`,
  )
  await source.ownerPool.query(
    `insert into accounts (workspace_id, id, name, name_key, created_at, parent_id)
     values (1, '00000000-0000-7000-8000-000000000002', 'Daughter', 'daughter', now(), '00000000-0000-7000-8000-000000000001'),
            (1, '00000000-0000-7000-8000-000000000001', 'Mother', 'mother', now(), null)`,
  )
})

async function connected(database: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client(database.owner)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

async function rowsOf(database: TestDatabase): Promise<unknown[]> {
  const { rows } = await database.ownerPool.query<Record<string, unknown>>(
    'select w.slug, w.name, a.name as account, a.parent_id from workspaces w left join accounts a on a.workspace_id = w.id order by 1, 3',
  )
  return rows
}

test('a backup that is restored into an empty database gives the same rows', async () => {
  const folder = await backUp(await connected(source), temporaryFolder())
  await restore(await connected(target), folder)
  expect(await rowsOf(target)).toEqual(await rowsOf(source))
  expect(await rowsOf(target)).toHaveLength(3)
})

test('after a restore new rows get new numbers', async () => {
  const folder = await backUp(await connected(source), temporaryFolder())
  await restore(await connected(target), folder)
  const { rows } = await target.ownerPool.query(
    `insert into workspaces (slug, name) values ('next', 'Next') returning id`,
  )
  expect(rows).toEqual([{ id: 3 }])
})

test('a backup is closed to others and names the steps of its schema', async () => {
  const folder = await backUp(await connected(source), temporaryFolder())
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(readBackup(folder).migrations[0]).toBe('0001_workspaces_and_members.sql')
})

describe('backups before upgrades', () => {
  async function upgrade(folder: string, day: number, kept: number): Promise<string> {
    freezeClock(`2026-05-${String(day).padStart(2, '0')}T10:00:00Z`)
    onTestFinished(releaseClock)
    return backUpBeforeUpgrade(await connected(source), folder, kept)
  }
  const named = (day: number) => `2026-05-0${day}T10-00-00-000Z-before-upgrade`

  test('are kept as many as are asked for, the newest, and each can be restored', async () => {
    const folder = temporaryFolder()
    for (const day of [1, 2, 3, 4]) await upgrade(folder, day, 2)
    expect(readdirSync(folder)).toEqual([named(3), named(4)])
    await restore(await connected(target), join(folder, named(3)))
    expect(await rowsOf(target)).toEqual(await rowsOf(source))
  })

  test('leave alone what somebody backed up by hand, and whatever else lies there', async () => {
    const folder = temporaryFolder()
    freezeClock('2026-04-01T10:00:00Z')
    const byHand = await backUp(await connected(source), folder)
    mkdirSync(join(folder, 'notes'))
    for (const day of [1, 2]) await upgrade(folder, day, 1)
    expect(readdirSync(folder).toSorted()).toEqual([basename(byHand), named(2), 'notes'].toSorted())
  })

  test('take what an interrupted one left behind with them', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, `${named(1)}.unfinished`))
    await upgrade(folder, 2, 3)
    expect(readdirSync(folder)).toEqual([named(2)])
  })
})

test('a backup that could not be finished does not look like one', async () => {
  const folder = temporaryFolder()
  // On a server of one's own the owner also has the rights of the role that it may take on.
  await target.ownerPool.query('revoke select on touches from current_user, rapport_app')
  await expect(backUp(await connected(target), folder)).rejects.toThrow('permission denied for table touches')
  expect(readdirSync(folder).filter((name) => !name.endsWith('.unfinished'))).toEqual([])
  expect(() => readBackup(join(folder, readdirSync(folder)[0] ?? ''))).toThrow('holds no complete backup')
})

test('a folder without a backup is refused in a sentence', () => {
  expect(() => readBackup('/nowhere')).toThrow('/nowhere holds no complete backup of Rapport.')
})
