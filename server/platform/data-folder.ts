import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { reachableByOthers, serverAccount } from './embedded/account.ts'
import type { Settings } from './settings.ts'
import { errorCode, StartFailure } from './start-failure.ts'

/** Where root's data goes when the project lies where PostgreSQL's unprivileged account cannot reach it. */
const SYSTEM_DATA_FOLDER = '/var/lib/rapport'
/** A first start writes some 60 MB, and a database needs room for its log. */
const FREE_LEAST_MEGABYTES = 200
const MEBIBYTE = 1024 * 1024
const EVERYBODY_MAY_PASS = 0o711
const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600
const SECRET_BYTES = 32

/** Chooses, makes and checks the data folder; throws one sentence for whatever stands in the way. */
export function prepareDataFolder(settings: Settings): string {
  const dataDir = chooseDataFolder(settings)
  refuseUnreachable(dataDir, settings)
  try {
    // Node's recursive mkdir never returns where a folder cannot hold one, as in /proc.
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: !existsSync(dirname(dataDir)) })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    chmodSync(dataDir, serverAccount() ? EVERYBODY_MAY_PASS : OWNER_ONLY_FOLDER)
  } catch (error) {
    throw unwritable(dataDir, error)
  }
  refuseFullDisk(dataDir)
  return dataDir
}

/** Signs sessions: the setting, or a secret that is made once and kept in the data folder. */
export function readSecret(dataDir: string, settings: Settings): string {
  if (settings.SECRET !== undefined) return settings.SECRET
  const path = join(dataDir, 'secret')
  try {
    writeFileSync(path, randomBytes(SECRET_BYTES).toString('hex'), { flag: 'wx', mode: OWNER_ONLY_FILE })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}

/** Where the data is: DATA_DIR, else `data` in the project, else a place that root's PostgreSQL can reach. */
export function chooseDataFolder(settings: Settings): string {
  const { DATA_DIR, dataDirChosen } = settings
  if (dataDirChosen || !needsReach(settings) || reachableByOthers(dirname(DATA_DIR))) return DATA_DIR
  return SYSTEM_DATA_FOLDER
}

/** Only the carried PostgreSQL, started by root, must get to the data folder as somebody else. */
function needsReach({ DATABASE_URL }: Settings): boolean {
  return DATABASE_URL === undefined && serverAccount() !== undefined
}

function refuseUnreachable(dataDir: string, settings: Settings): void {
  if (!needsReach(settings) || reachableByOthers(dirname(dataDir))) return
  throw new StartFailure(
    `PostgreSQL does not run as root, and its unprivileged account cannot reach ${dataDir}; set DATA_DIR to a folder that others may pass through, such as ${SYSTEM_DATA_FOLDER}.`,
  )
}

function refuseFullDisk(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir)
  const freeMegabytes = Math.floor((bavail * bsize) / MEBIBYTE)
  if (freeMegabytes >= FREE_LEAST_MEGABYTES) return
  throw new StartFailure(
    `The disk that holds ${dataDir} is full (${freeMegabytes} MB left, ${FREE_LEAST_MEGABYTES} MB needed); free some space or set DATA_DIR to another disk.`,
  )
}

function unwritable(dataDir: string, error: unknown): StartFailure {
  if (errorCode(error) === 'ENOSPC') {
    return new StartFailure(
      `The disk that holds ${dataDir} is full; free some space or set DATA_DIR to another disk.`,
    )
  }
  return new StartFailure(
    `The data folder ${dataDir} cannot be written (${errorCode(error) ?? 'unknown reason'}); set DATA_DIR to a folder that this user may write.`,
  )
}
