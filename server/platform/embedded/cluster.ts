import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { APP_ROLE } from '../connection.ts'
import { StartFailure } from '../start-failure.ts'
import { ownUserName, type Account } from './account.ts'
import { program, type Engine } from './engine.ts'

export const OWNER_ROLE = 'rapport_owner'
export const DATABASE = 'rapport'

/** The role of `initdb`. It bypasses row-level security, so no connection is ever admitted for it. */
const BOOTSTRAP_ROLE = 'rapport_bootstrap'
const OWNER_ONLY = 0o700
const UNFINISHED = '.unfinished-'
const SWEEP_TRIES_MOST = 10
const OUTPUT_KEPT_CHARACTERS = 400

/** A folder of PostgreSQL's data, the programs that serve it and the account that owns it. */
export interface Cluster {
  readonly engine: Engine
  readonly folder: string
  readonly account: Account | undefined
  /** Gives up durability for speed: for throw-away test databases only. */
  readonly forgetful: boolean
}

/** What PostgreSQL is told of the world: a fixed locale and zone, and nothing of our own environment. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes the cluster where none stands, under another name first: a start that was killed midway leaves nothing
 * that looks finished. Who may connect is written anew at each start, because the user may have changed.
 */
export function prepareCluster(cluster: Cluster): void {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) refuseOtherMajor(cluster)
  else createCluster(cluster)
  admitOwnUserOnly(cluster)
}

function refuseOtherMajor({ engine, folder }: Cluster): void {
  const found = Number.parseInt(readFileSync(join(folder, 'PG_VERSION'), 'utf8'), 10)
  if (found === engine.majorVersion) return
  throw new StartFailure(
    `${folder} was written by PostgreSQL ${found}, and this Rapport carries PostgreSQL ${engine.majorVersion}: start the Rapport that wrote it, make a backup with bin/backup, and restore it here into an empty DATA_DIR.`,
  )
}

/** A start that was killed may have left an `initdb` at work: each attempt has a folder of its own. */
function createCluster(cluster: Cluster): void {
  sweepUnfinished(cluster.folder)
  const unfinished = { ...cluster, folder: mkdtempSync(`${cluster.folder}${UNFINISHED}`) }
  giveTo(unfinished.folder, cluster.account)
  runProgram(unfinished, 'initdb', {
    arguments: [
      // Its own working folder, never a path: an `initdb` that outlived its Rapport cannot make it again once swept.
      '--pgdata=.',
      `--username=${BOOTSTRAP_ROLE}`,
      '--auth=reject',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(cluster.forgetful ? ['--no-sync'] : []),
    ],
  })
  createRolesAndDatabase(unfinished)
  renameSync(unfinished.folder, cluster.folder)
}

function sweepUnfinished(folder: string): void {
  const left = readdirSync(dirname(folder)).filter((name) =>
    name.startsWith(`${basename(folder)}${UNFINISHED}`),
  )
  for (const name of left)
    rmSync(join(dirname(folder), name), { recursive: true, force: true, maxRetries: SWEEP_TRIES_MOST })
}

/** Roles are made in single-user mode, before any socket exists: the superuser never needs a way in. */
function createRolesAndDatabase(cluster: Cluster): void {
  const statements = [
    `create role ${OWNER_ROLE} login nosuperuser createdb nocreaterole nobypassrls`,
    `create role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls`,
    `create database ${DATABASE} owner ${OWNER_ROLE}`,
  ]
  runProgram(cluster, 'postgres', {
    arguments: ['--single', '-D', cluster.folder, '-c', 'exit_on_error=true', 'postgres'],
    input: `${statements.join('\n')}\n`,
  })
}

/** Only the user who runs Rapport may connect, proven by the kernel (peer), and only as one of our two roles. */
function admitOwnUserOnly({ folder, account }: Cluster): void {
  const user = ownUserName().replaceAll('"', '""')
  const roles = [OWNER_ROLE, APP_ROLE]
  writeFor(join(folder, 'pg_hba.conf'), `local all ${roles.join(',')} peer map=rapport\n`, account)
  writeFor(
    join(folder, 'pg_ident.conf'),
    roles.map((role) => `rapport "${user}" ${role}\n`).join(''),
    account,
  )
}

function writeFor(path: string, text: string, account: Account | undefined): void {
  writeFileSync(path, text)
  giveTo(path, account)
}

/** Hands a file or folder to the server's account and keeps everybody else out of it. */
export function giveTo(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid)
  chmodSync(path, OWNER_ONLY)
}

interface Run {
  readonly arguments: readonly string[]
  readonly input?: string
}

function runProgram(cluster: Cluster, name: 'postgres' | 'initdb', run: Run): void {
  const result = spawnSync(program(cluster.engine, name), run.arguments, {
    ...cluster.account,
    cwd: cluster.folder,
    env: SERVER_ENVIRONMENT,
    input: run.input ?? '',
    encoding: 'utf8',
  })
  if (result.status === 0) return
  const output = (result.error?.message ?? `${result.stdout}${result.stderr}`).trim()
  throw programFailure(name, cluster.folder, output)
}

function programFailure(name: string, folder: string, output: string): StartFailure {
  if (/no space left/i.test(output)) {
    return new StartFailure(
      `The disk that holds ${folder} is full; free some space or set DATA_DIR to another disk.`,
    )
  }
  return new StartFailure(
    `PostgreSQL's ${name} could not prepare ${folder}: ${output.slice(-OUTPUT_KEPT_CHARACTERS).replaceAll('\n', ' ')}`,
  )
}
