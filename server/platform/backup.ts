import { createWriteStream, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { clock } from './clock.ts'

const OWNER_ONLY_FOLDER = 0o700
/** Speed before size: a backup holds up the start of an upgrade. */
const COMPRESSION_LEVEL = 1

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name,
         (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
   order by 1`

/** One table of a backup: its rows are in `file`, written by COPY in these columns. */
export type BackedUpTable = { readonly name: string; readonly columns: string; readonly file: string }

/**
 * Writes every table of the database, as one instant saw them all, into a new folder, and answers the folder.
 * It takes its name only when it is complete.
 */
export async function backUp(client: Client, backupsFolder: string): Promise<string> {
  const folder = join(backupsFolder, clock.now().toISOString().replaceAll(/[:.]/g, '-'))
  const unfinished = `${folder}.unfinished`
  mkdirSync(unfinished, { recursive: true, mode: OWNER_ONLY_FOLDER })
  await client.query('begin isolation level repeatable read read only')
  try {
    const { rows } = await client.query<{ name: string; columns: string }>(TABLES)
    const tables = rows.map((table) => ({ ...table, file: `${table.name.replaceAll('"', '')}.copy.gz` }))
    for (const table of tables) await copyTable(client, table, unfinished)
    writeFileSync(join(unfinished, 'manifest.json'), `${JSON.stringify({ tables }, null, 2)}\n`)
  } finally {
    await client.query('rollback')
  }
  renameSync(unfinished, folder)
  return folder
}

async function copyTable(
  client: Client,
  { name, columns, file }: BackedUpTable,
  folder: string,
): Promise<void> {
  const rows = client.query(copyTo(`copy ${name} (${columns}) to stdout`))
  await pipeline(rows, createGzip({ level: COMPRESSION_LEVEL }), createWriteStream(join(folder, file)))
}
