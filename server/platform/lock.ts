import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { StartFailure } from './start-failure.ts'

const OWNER_ONLY = 0o600
const SQLITE_BUSY = 5

/** Who works on a data folder, for people and for the command line; present while Rapport runs. */
const holder = z.object({ pid: z.number(), url: z.string().optional(), token: z.string().optional() })
export type Holder = z.infer<typeof holder>

/** The data folder is ours until `release`, or until this process ends in whatever way. */
export type DataLock = {
  /** Tells the command line where Rapport answers and with which operator token. */
  announce(found: { url: string; token: string }): void
  release(): void
}

/**
 * Takes the data folder for this process alone. The lock is the kernel's own file lock, taken through SQLite
 * because Node has no call for it: it ends with the process even after kill -9, so it can never be stale, and a
 * process id that was used again cannot be mistaken for it.
 */
export function lockDataFolder(dataDir: string): DataLock {
  const lockFile = join(dataDir, 'lock')
  // Whoever could read the file could also hold it.
  writeFileSync(lockFile, '', { flag: 'a', mode: OWNER_ONLY })
  const held = new DatabaseSync(lockFile)
  try {
    held.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    held.close()
    throw isBusy(error) ? alreadyRuns(dataDir) : error
  }
  const path = join(dataDir, 'run.json')
  writeHolder(path, { pid: process.pid })
  const release = () => {
    rmSync(path, { force: true })
    held.close()
  }
  return { announce: (found) => writeHolder(path, { pid: process.pid, ...found }), release }
}

/** What `run.json` says of the Rapport that runs on a data folder; it may have been killed since. */
export function readHolder(dataDir: string): Holder | undefined {
  try {
    return holder.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')))
  } catch {
    return undefined
  }
}

function writeHolder(path: string, found: Holder): void {
  rmSync(path, { force: true })
  writeFileSync(path, `${JSON.stringify(found)}\n`, { mode: OWNER_ONLY })
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function alreadyRuns(dataDir: string): StartFailure {
  const found = readHolder(dataDir)
  const who = found ? ` (process ${found.pid}${found.url === undefined ? '' : `, ${found.url}`})` : ''
  return new StartFailure(
    `Rapport already runs on ${dataDir}${who}; stop it, or set DATA_DIR to another folder.`,
  )
}
