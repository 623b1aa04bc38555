import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { clock } from './clock.ts'
import { StartFailure } from './start-failure.ts'

const OWNER_ONLY_FOLDER = 0o700
/** Speed before size: a backup holds up the start of an upgrade. */
const COMPRESSION_LEVEL = 1
const MANIFEST = 'manifest.json'
/** Ends the names of backups that Rapport makes by itself; those that somebody makes are theirs to remove. */
const BEFORE_UPGRADE = '-before-upgrade'
const UNFINISHED = '.unfinished'

const table = z.object({ name: z.string(), columns: z.string(), file: z.string() })
const manifest = z.object({ migrations: z.array(z.string()), tables: z.array(table) })

/** What a backup holds: the steps that its schema had taken, and each table's rows, written by COPY. */
export type Backup = z.infer<typeof manifest>

const OURS = `c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'`

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name, format('%s.%s.copy.gz', n.nspname, c.relname) as file,
         (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} order by 1`

/** For each table, those that its foreign keys point to, itself left out. */
const REFERENCES = `
  select format('%I.%I', n.nspname, c.relname) as name,
         array(select distinct format('%I.%I', rn.nspname, r.relname) from pg_constraint k
                 join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
                where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> k.conrelid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}`

/** Every identity and serial column with its sequence. */
const SEQUENCES = `
  select format('select setval(%L, coalesce((select max(%I) from %I.%I), 0) + 1, false)',
                pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname), a.attname, n.nspname, c.relname) as statement
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
   where ${OURS} and a.attnum > 0 and not a.attisdropped
     and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null`

/**
 * The backup before an upgrade: once it is complete, only the newest `kept` of its kind stay, for each is as large as
 * the data. What an interrupted one left behind goes too.
 */
export async function backUpBeforeUpgrade(
  client: Client,
  backupsFolder: string,
  kept: number,
): Promise<string> {
  const folder = await backUp(client, backupsFolder, BEFORE_UPGRADE)
  const names = readdirSync(backupsFolder).toSorted()
  const complete = names.filter((name) => name.endsWith(BEFORE_UPGRADE))
  const interrupted = names.filter((name) => name.endsWith(BEFORE_UPGRADE + UNFINISHED))
  for (const name of [...complete.slice(0, -kept), ...interrupted])
    rmSync(join(backupsFolder, name), { recursive: true, force: true })
  return folder
}

/**
 * Writes every table of the database, as one instant saw them all, into a new folder, and answers the folder.
 * It takes its name only when it is complete.
 */
export async function backUp(client: Client, backupsFolder: string, nameEnd = ''): Promise<string> {
  const folder = join(backupsFolder, clock.now().toISOString().replaceAll(/[:.]/g, '-') + nameEnd)
  const unfinished = folder + UNFINISHED
  mkdirSync(unfinished, { recursive: true, mode: OWNER_ONLY_FOLDER })
  await client.query('begin isolation level repeatable read read only')
  try {
    const taken = await client.query<{ name: string }>('select name from schema_migrations order by version')
    const { rows: tables } = await client.query<Backup['tables'][number]>(TABLES)
    for (const { name, columns, file } of tables) {
      const rows = client.query(copyTo(`copy ${name} (${columns}) to stdout`))
      await pipeline(
        rows,
        createGzip({ level: COMPRESSION_LEVEL }),
        createWriteStream(join(unfinished, file)),
      )
    }
    const content: Backup = { migrations: taken.rows.map(({ name }) => name), tables }
    writeFileSync(join(unfinished, MANIFEST), `${JSON.stringify(content, null, 2)}\n`)
  } finally {
    await client.query('rollback')
  }
  renameSync(unfinished, folder)
  return folder
}

/** Reads what a backup says of itself. */
export function readBackup(folder: string): Backup {
  try {
    return manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')))
  } catch {
    throw new StartFailure(`${folder} holds no complete backup of Rapport.`)
  }
}

/**
 * Puts a backup's rows in the place of all rows, in one transaction. The database has taken exactly the steps
 * that the backup names, so that every table and column is there.
 */
export async function restore(client: Client, folder: string): Promise<void> {
  const { tables } = readBackup(folder)
  await client.query('begin')
  try {
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
    for (const { name, columns, file } of await inOrder(client, tables)) {
      const rows = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
      await pipeline(createReadStream(join(folder, file)), createGunzip(), rows)
    }
    const { rows: sequences } = await client.query<{ statement: string }>(SEQUENCES)
    for (const { statement } of sequences) await client.query(statement)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Tables after those that their foreign keys point to. */
async function inOrder(client: Client, tables: Backup['tables']): Promise<Backup['tables']> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(REFERENCES)
  const needs = new Map(rows.map((row) => [row.name, row.needs]))
  const ordered: Backup['tables'] = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const names = new Set([...waiting].map(({ name }) => name))
    const free = [...waiting].filter(({ name }) => !needs.get(name)?.some((needed) => names.has(needed)))
    if (free.length === 0) throw new Error(`These tables point to each other: ${[...names].join(', ')}.`)
    for (const next of free) waiting.delete(next)
    ordered.push(...free)
  }
  return ordered
}
