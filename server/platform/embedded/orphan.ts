import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { errorCode, StartFailure } from '../start-failure.ts'

/** Runtime folders outside the data folder begin so, and are removed when nobody uses them. */
export const RUNTIME_FOLDER_PREFIX = 'rapport-'

const FAST_STOP_DEADLINE_MS = 60_000
const IMMEDIATE_STOP_DEADLINE_MS = 10_000
const POLL_MS = 10
/** Counted from zero; PostgreSQL documents the lines of `postmaster.pid` in its `miscadmin.h`. */
const SOCKET_FOLDER_LINE = 4

/** What `postmaster.pid` says of the server that last served a cluster. */
interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
}

/**
 * Stops a server that outlived its Rapport (kill -9), so that the next one starts with its own settings.
 * Answers a process id when the file names a living process that is not our server (ids are reused, quickly so
 * in containers): PostgreSQL must be told that this one does not count, or it would refuse to start.
 */
export async function stopOrphan(clusterFolder: string): Promise<number | undefined> {
  const postmaster = readPostmaster(clusterFolder)
  if (!postmaster) return undefined
  if (!isAlive(postmaster.pid)) return forget(postmaster)
  if (!servesCluster(postmaster.pid, clusterFolder)) return postmaster.pid
  await stopServer(postmaster.pid)
  return forget(postmaster)
}

/** Asks a server to stop at once in good order, and after a deadline without it; PostgreSQL recovers from both. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await endedWithin(pid, FAST_STOP_DEADLINE_MS)) return
  signal(pid, 'SIGQUIT')
  if (await endedWithin(pid, IMMEDIATE_STOP_DEADLINE_MS)) return
  throw new StartFailure(
    `A PostgreSQL server left over from an earlier start (process ${pid}) does not stop; end it and start again.`,
  )
}

/** Reads which server serves, or last served, a cluster. */
export function readPostmaster(clusterFolder: string): Postmaster | undefined {
  const path = join(clusterFolder, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  return Number.isInteger(pid) ? { pid, socketFolder: lines[SOCKET_FOLDER_LINE] ?? '' } : undefined
}

function forget({ socketFolder }: Postmaster): undefined {
  if (basename(socketFolder).startsWith(RUNTIME_FOLDER_PREFIX))
    rmSync(socketFolder, { recursive: true, force: true })
  return undefined
}

/** Whether a process is a PostgreSQL that works in this folder. The postmaster makes its data folder its own. */
function servesCluster(pid: number, clusterFolder: string): boolean {
  if (existsSync('/proc/self/cwd')) return sameFolder(pid, clusterFolder)
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      clusterFolder,
    )
  } catch {
    return false
  }
}

function sameFolder(pid: number, clusterFolder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterFolder)
  } catch {
    return false
  }
}

async function endedWithin(pid: number, deadlineMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < deadlineMs; waitedMs += POLL_MS) {
    if (!isAlive(pid)) return true
    await pause(POLL_MS)
  }
  return !isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}
