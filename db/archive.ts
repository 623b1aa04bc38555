/**
 * Backups by hand: `backup [folder]` writes one of the running or resting Rapport, `restore <folder>` puts one
 * into a Rapport that has no data yet. Restoring into a database that holds something is refused.
 */
import { join, resolve } from 'node:path'
import type { Client } from 'pg'
import { backUp, readBackup, restore } from '../server/platform/backup.ts'
import { connectionsOf, type ConnectionOptions } from '../server/platform/connection.ts'
import { chooseDataFolder, prepareDataFolder } from '../server/platform/data-folder.ts'
import { runningOwner, startEmbedded } from '../server/platform/embedded/index.ts'
import { lockDataFolder, readHolder } from '../server/platform/lock.ts'
import { migrate } from '../server/platform/migrate.ts'
import { readMigrations } from '../server/platform/migration-files.ts'
import { readSettings, type Settings } from '../server/platform/settings.ts'
import { StartFailure } from '../server/platform/start-failure.ts'
import { connectClient } from '../server/platform/wall.ts'

const settings = readSettings()
const [act, folder] = process.argv.slice(2)
try {
  if (act === 'backup') await writeBackup(folder)
  else if (act === 'restore' && folder !== undefined) await readBackupInto(resolve(folder))
  else throw new StartFailure('Say bin/backup [folder] or bin/restore <folder of a backup>.')
} catch (error) {
  console.error(error instanceof StartFailure ? error.message : error)
  process.exitCode = 1
}

async function writeBackup(into: string | undefined): Promise<void> {
  const backups = resolve(into ?? join(chooseDataFolder(settings), 'backups'))
  const written = await withOwner(settings, (client) => backUp(client, backups))
  console.log(`The backup is complete: ${written}`)
}

/** Works on the database as its owner: on the one that runs, else on one that is started for this. */
async function withOwner<T>(of: Settings, work: (client: Client) => Promise<T>): Promise<T> {
  const dataDir = chooseDataFolder(of)
  if (of.DATABASE_URL !== undefined) return withClient(connectionsOf(of.DATABASE_URL).owner, work)
  const running = readHolder(dataDir) && runningOwner(dataDir)
  if (running) return withClient(running, work)
  const lock = lockDataFolder(prepareDataFolder(of))
  const database = await startEmbedded({ dataDir })
  try {
    return await withClient(database.owner, work)
  } finally {
    await database.stop()
    lock.release()
  }
}

async function withClient<T>(options: ConnectionOptions, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connectClient(options)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function readBackupInto(from: string): Promise<void> {
  const { migrations } = readBackup(from)
  const dataDir = prepareDataFolder(settings)
  const lock = lockDataFolder(dataDir)
  const database = await startOrFind(dataDir)
  try {
    await withClient(database.owner, refuseData)
    await migrate(database, { migrations: stepsOf(migrations) })
    await withClient(database.owner, (client) => restore(client, from))
  } finally {
    await database.stop()
    lock.release()
  }
  console.log('The backup is restored. The next start takes the steps that the schema still lacks.')
}

async function startOrFind(dataDir: string) {
  if (settings.DATABASE_URL === undefined) return startEmbedded({ dataDir })
  return { ...connectionsOf(settings.DATABASE_URL), stop: async () => {} }
}

async function refuseData(client: Client): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    `select to_regclass('workspaces') is not null as present`,
  )
  if (!rows[0]?.present) return
  const found = await client.query<{ count: number }>('select count(*)::int as count from workspaces')
  if (found.rows[0]?.count === 0) return
  throw new StartFailure(
    'This database holds workspaces already; restore into an empty DATA_DIR or an empty database.',
  )
}

/** The code's own steps, up to the last that the backup had taken. */
function stepsOf(names: readonly string[]) {
  const known = readMigrations()
  const strange = names.find((name, index) => known[index]?.name !== name)
  if (strange === undefined) return known.slice(0, names.length)
  throw new StartFailure(
    `The backup has taken the step ${strange}, which this Rapport does not know; restore it with a newer one.`,
  )
}
