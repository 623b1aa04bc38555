import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { StartFailure } from '../start-failure.ts'
import { SERVER_ENVIRONMENT, type Cluster } from './cluster.ts'
import { program } from './engine.ts'
import { stopServer } from './orphan.ts'

/** A running server: its process id, the promise of its end, and the way to end it. */
export interface Postmaster {
  readonly pid: number
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** How a server is started: its settings, a process id to disregard, and where each line that it says goes. */
export interface PostmasterOptions {
  readonly settings: Readonly<Record<string, string>>
  readonly disregardPid: number | undefined
  readonly onLine: (line: string) => void
}

/** PostgreSQL reads this as an ancestor's id, and an ancestor named in a stale `postmaster.pid` does not count. */
const DISREGARD_VARIABLE = 'PG_GRANDPARENT_PID'
const READY = 'database system is ready to accept connections'
const LINES_KEPT = 20

/** Ends the server when its input closes, which the kernel does however this process dies, kill -9 included. */
const GUARDIAN_SCRIPT = 'while read -r line; do :; done; kill -INT "$1"'

/** Starts the server and waits until it answers. */
export async function startPostmaster(cluster: Cluster, options: PostmasterOptions): Promise<Postmaster> {
  const child = spawn(program(cluster.engine, 'postgres'), serverArguments(cluster, options), {
    ...cluster.account,
    cwd: cluster.folder,
    env: {
      ...SERVER_ENVIRONMENT,
      ...(options.disregardPid && { [DISREGARD_VARIABLE]: String(options.disregardPid) }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let over = false
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve())).then(() => {
    over = true
  })
  await readiness(child, options.onLine)
  const pid = processId(child)
  const guardian = startGuardian(pid, cluster)
  void ended.then(() => guardian.kill('SIGKILL'))
  // A process that ended may have left its id to another one, which must not be signalled.
  const stop = () => (over ? ended : stopServer(pid).then(() => ended))
  return { pid, ended, stop }
}

function serverArguments({ folder }: Cluster, { settings }: PostmasterOptions): string[] {
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

async function readiness(child: ChildProcess, onLine: (line: string) => void): Promise<void> {
  const said: string[] = []
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  child.once('error', reject)
  child.once('exit', () => reject(startFailure(said)))
  if (!child.stderr) throw new Error('The server was started without a pipe for what it says.')
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line)
    if (said.length > LINES_KEPT) said.shift()
    if (line.includes(READY)) resolve(true)
    else onLine(line)
  })
  await promise
}

function startFailure(said: readonly string[]): StartFailure {
  const text = said.join(' ')
  if (/no space left/i.test(text)) {
    return new StartFailure(
      'The disk that holds DATA_DIR is full; free some space or set DATA_DIR to another disk.',
    )
  }
  const cause = said.find((line) => /FATAL|PANIC/.test(line)) ?? text
  return new StartFailure(`PostgreSQL does not start: ${cause}`)
}

function processId(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The server has no process id.')
  return child.pid
}

function startGuardian(pid: number, { account }: Cluster): ChildProcess {
  const guardian = spawn('/bin/sh', ['-c', GUARDIAN_SCRIPT, 'rapport-guardian', String(pid)], {
    ...account,
    env: SERVER_ENVIRONMENT,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guardian.unref()
  return guardian
}
