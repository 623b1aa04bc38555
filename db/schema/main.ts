/**
 * Writes what the migrations make of an empty database: `db/schema.sql` for people and `schema.gen.ts` for
 * Kysely. With `--check` it writes nothing and fails where a file differs, so that neither can grow stale.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbedded } from '../../server/platform/embedded/index.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { readCatalog, type Catalog } from './catalog.ts'
import { schemaSql } from './sql.ts'
import { schemaTypes } from './types.ts'

const SQL_FILE = fileURLToPath(new URL('../schema.sql', import.meta.url))
const TYPES_FILE = fileURLToPath(new URL('../../server/platform/schema.gen.ts', import.meta.url))

const catalog = await migratedCatalog()
const files = [
  { path: SQL_FILE, text: schemaSql(catalog) },
  { path: TYPES_FILE, text: schemaTypes(catalog) },
]
const settle = process.argv.includes('--check') ? check : write
for (const file of files) settle(file)

type Generated = { readonly path: string; readonly text: string }

function write({ path, text }: Generated): void {
  writeFileSync(path, text)
}

function check({ path, text }: Generated): void {
  if (readFileSync(path, 'utf8') === text) return
  console.error(`${path} differs from what the migrations make; run bin/schema and commit the result.`)
  process.exitCode = 1
}

async function migratedCatalog(): Promise<Catalog> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-schema-'))
  const database = await startEmbedded({ dataDir, forgetful: true })
  try {
    await migrate(database)
    const client = new pg.Client(database.owner)
    await client.connect()
    try {
      return await readCatalog(client)
    } finally {
      await client.end()
    }
  } finally {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
