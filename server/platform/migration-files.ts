import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { StartFailure } from './start-failure.ts'

/** Where the project keeps the steps of its schema. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../db/migrations', import.meta.url))

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/

/** One step of the schema, as the code brings it. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly checksum: string
  readonly sql: string
}

/** One step that a database has taken. */
export interface TakenMigration {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

/** Reads the steps in order; each has a number of its own, and a new one is always the highest. */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  return names.map((name, index) => {
    const version = Number(FILE_NAME.exec(name)?.[1])
    const before = Number(FILE_NAME.exec(names[index - 1] ?? '')?.[1] ?? 0)
    if (!(version > before)) throw new Error(`${name} should be NNNN_why.sql with a number of its own.`)
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** The steps still to take. Refuses a database that is newer than the code, and a history that was rewritten. */
export function pendingMigrations(
  known: readonly Migration[],
  taken: readonly TakenMigration[],
): Migration[] {
  const newest = taken.at(-1)
  if (newest && newest.version > (known.at(-1)?.version ?? 0)) {
    throw new StartFailure(
      `The database is newer than this Rapport (it has ${newest.name}, the code ends at ${known.at(-1)?.name ?? 'nothing'}); start the newer Rapport.`,
    )
  }
  for (const [index, step] of taken.entries()) refuseRewritten(known[index], step)
  return known.slice(taken.length)
}

function refuseRewritten(known: Migration | undefined, taken: TakenMigration): void {
  if (known && known.name === taken.name && known.checksum === taken.checksum) return
  throw new StartFailure(
    `The migration ${taken.name} was changed after this database took it; restore the file and put the change into a new migration.`,
  )
}
