/**
 * What plain COPY takes for the same data: the file as it is into bare text, and the rows it became, once into tables
 * of the same keys and indexes and once into tables without any.
 */
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { migrate } from '../server/platform/migrate.ts'
import { APP_ROLE } from '../server/platform/connection.ts'
import type { ConnectionOptions } from '../server/platform/connection.ts'

/** Tables in the order in which keys allow them to be filled. */
const tables = [
  'workspaces',
  'members',
  'stages',
  'channels',
  'pipelines',
  'pipeline_stages',
  'accounts',
  'contacts',
  'contact_identities',
  'leads',
  'stage_changes',
  'touches',
  'contact_activity',
  'attribute_changes',
]
/** Tables of the ground, whose time does not count. */
const groundTables: ReadonlySet<string> = new Set(tables.slice(0, 6))

/** Seconds for COPY of the file into a table of text columns without a key. */
export async function copyAsText(owner: ConnectionOptions, path: string, head: string): Promise<number> {
  return inDatabase(owner, 'bench_text', async (client) => {
    const columns = head.split(',').map((_, at) => `c${at} text`)
    await client.query(`create table bare (${columns.join(', ')})`)
    const startedAt = performance.now()
    await pipeline(
      createReadStream(path),
      client.query(copyFrom('copy bare from stdin with (format csv, header)')),
    )
    return (performance.now() - startedAt) / 1000
  })
}

export type CopiedRows = {
  readonly keyedSeconds: number
  readonly bareSeconds: number
  readonly rows: number
}

type Made = { readonly workspaceId: number; readonly folder: string }

/** Seconds for COPY of the rows that an import made: into empty tables of the same keys and indexes, and of none. */
export async function copyIntoTables(
  owner: ConnectionOptions,
  { workspaceId, folder }: Made,
): Promise<CopiedRows> {
  mkdirSync(folder, { recursive: true })
  const client = new pg.Client(owner)
  await client.connect()
  const columns = new Map<string, string>()
  for (const table of tables) {
    columns.set(table, await columnsOf(client, table))
    const of = `${table === 'workspaces' ? 'id' : 'workspace_id'} = ${workspaceId}`
    const dump = client.query(
      copyTo(`copy (select ${columns.get(table)} from ${table} where ${of}) to stdout`),
    )
    await pipeline(dump, createWriteStream(join(folder, table)))
  }
  await client.end()
  return inDatabase(owner, 'bench_copy', async (target) => {
    await migrate({
      owner: { ...owner, database: 'bench_copy' },
      app: { ...owner, database: 'bench_copy', user: APP_ROLE },
    })
    const copied = { keyedSeconds: 0, bareSeconds: 0, rows: 0 }
    for (const table of tables) {
      const file = { path: join(folder, table), columns: columns.get(table) ?? '' }
      await target.query(`create table bare_${table} (like ${table})`)
      const bare = await copyFile(target, `bare_${table}`, file)
      await target.query(`drop table bare_${table}`)
      const keyed = await copyFile(target, table, file)
      rmSync(file.path)
      if (groundTables.has(table)) continue
      copied.bareSeconds += bare.seconds
      copied.keyedSeconds += keyed.seconds
      copied.rows += keyed.rows
    }
    return copied
  })
}

type DumpedRows = { readonly path: string; readonly columns: string }

async function copyFile(client: pg.Client, table: string, { path, columns }: DumpedRows) {
  const startedAt = performance.now()
  const copy = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  await pipeline(createReadStream(path), copy)
  return { seconds: (performance.now() - startedAt) / 1000, rows: copy.rowCount }
}

/** Generated columns and users that are not there stay out; everything else is copied as it stands. */
async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
       and attgenerated = '' and attname <> 'user_id' order by attnum`,
    [table],
  )
  return rows.map(({ name }) => `"${name}"`).join(', ')
}

async function inDatabase<T>(
  owner: ConnectionOptions,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const admin = new pg.Client(owner)
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name}`)
  const client = new pg.Client({ ...owner, database: name })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}
