/**
 * What every program of Rapport stands on: a data folder that is its own, a running database with the schema
 * that the code needs, and a secret. The server opens it, and so does the command line when no server runs.
 */
import { join } from 'node:path'
import { backUpBeforeUpgrade } from './backup.ts'
import { connectionsOf, type DatabaseConnections } from './connection.ts'
import { prepareDataFolder, readSecret } from './data-folder.ts'
import { startEmbedded } from './embedded/index.ts'
import { lockDataFolder, type DataLock } from './lock.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import type { Settings } from './settings.ts'

export type Ground = {
  readonly dataDir: string
  readonly secret: string
  readonly connections: DatabaseConnections
  readonly lock: DataLock
  /** The steps of the schema that this start took. */
  readonly migrated: readonly string[]
  stop(): Promise<void>
}

/** Locks the data folder, starts or finds the database, and migrates it. */
export async function openGround(settings: Settings, log: Log): Promise<Ground> {
  const dataDir = prepareDataFolder(settings)
  const lock = lockDataFolder(dataDir)
  try {
    const secret = readSecret(dataDir, settings)
    const database = await startDatabase(dataDir, settings, log)
    const migrated = await migrateOrStop(database, join(dataDir, 'backups'), settings.BACKUPS_KEPT)
    const stop = () => database.stop().finally(() => lock.release())
    return {
      dataDir,
      secret,
      connections: { owner: database.owner, app: database.app },
      lock,
      migrated,
      stop,
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

type RunningDatabase = DatabaseConnections & { stop(): Promise<void> }

async function startDatabase(dataDir: string, settings: Settings, log: Log): Promise<RunningDatabase> {
  if (settings.DATABASE_URL !== undefined)
    return { ...connectionsOf(settings.DATABASE_URL), stop: async () => {} }
  return startEmbedded({ dataDir, onLine: (line) => repeat(line, log) })
}

/** Errors of single statements reach whoever asked; only what threatens the server itself is worth a warning. */
function repeat(line: string, log: Log): void {
  const level = /\b(FATAL|PANIC):|ended unexpectedly/.test(line) ? 'warn' : 'debug'
  log[level]({ line }, 'PostgreSQL said')
}

async function migrateOrStop(database: RunningDatabase, backups: string, kept: number): Promise<string[]> {
  try {
    return await migrate(database, { beforeUpgrade: (client) => backUpBeforeUpgrade(client, backups, kept) })
  } catch (error) {
    await database.stop()
    throw error
  }
}
