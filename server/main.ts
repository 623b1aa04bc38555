/**
 * The program. Without arguments it is everything: it takes the data folder, starts the database it carries (or
 * uses DATABASE_URL), migrates, starts the worker and the analytics process, serves the web, and stops it all in
 * the opposite order. With arguments it is the named parts only: web, worker, analytics, migrate.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { openGround, type Ground } from './platform/ground.ts'
import { createLog, type Log } from './platform/log.ts'
import type { RunningWeb } from './platform/programs.ts'
import { readSettings, type Settings } from './platform/settings.ts'
import { errorCode, StartFailure } from './platform/start-failure.ts'
import { loadSampleCompany, wantsSampleCompany } from './sample-company.ts'
import { supervise, type Supervised } from './platform/supervise.ts'
import { startWeb } from './web.ts'

const ROLES = ['web', 'worker', 'analytics', 'migrate'] as const
type Role = (typeof ROLES)[number]

const OPERATOR_TOKEN_BYTES = 32
/** Ctrl-C under npm arrives twice; what comes later than this is meant as a second one. */
const SECOND_SIGNAL_AFTER_MS = 1000
const STOP_DEADLINE_MS = 30_000

type Program = { settings: Settings; log: Log; roles: ReadonlySet<Role>; stack: Stoppable[] }
type Stoppable = { stop(): Promise<void> }

// Whatever this program and its children write is for their own user's eyes.
process.umask(0o077)
await main().catch(fail)

async function main(): Promise<void> {
  const settings = readSettings()
  const log = createLog({ level: settings.LOG_LEVEL, process: 'main' })
  const program: Program = { settings, log, roles: readRoles(process.argv.slice(2)), stack: [] }
  const stop = stopOnSignals(program)
  try {
    await start(program)
  } catch (error) {
    await stop()
    throw error
  }
  if (program.roles.has('migrate') && program.roles.size === 1) await stop()
}

function readRoles(names: readonly string[]): ReadonlySet<Role> {
  const unknown = names.find((name) => !ROLES.some((role) => role === name))
  if (unknown !== undefined)
    throw new StartFailure(`${unknown} is no part of Rapport; the parts are ${ROLES.join(', ')}.`)
  const chosen = ROLES.filter((role) => names.includes(role))
  return new Set(chosen.length > 0 ? chosen : ROLES)
}

async function start(program: Program): Promise<void> {
  const { settings, log, roles, stack } = program
  const ground = await openGround(settings, log)
  stack.push(ground)
  for (const name of ground.migrated) log.info({ migration: name }, 'The schema took a step')
  if (roles.has('web') && settings.SAMPLE) await loadSampleOnce(program, ground)
  const worker = roles.has('worker')
    ? startChild('worker', new URL('worker.ts', import.meta.url), { ground, log })
    : undefined
  const analytics = roles.has('analytics')
    ? startChild('analytics', new URL('analytics/process.ts', import.meta.url), { ground, log })
    : undefined
  stack.push(...[worker, analytics].filter((child) => child !== undefined))
  if (roles.has('web')) await serveWeb(program, ground, { worker, analytics })
}

/** The other processes start afterwards: to follow every file of it from the side would take as long again. */
async function loadSampleOnce(
  { log, stack }: Program,
  { dataDir, secret, connections }: Ground,
): Promise<void> {
  if (!(await wantsSampleCompany(connections.app))) return
  const entry = new URL('sample-process.ts', import.meta.url)
  const context = { dataDir, secret, connections }
  const loader = supervise({ name: 'sample', entry, context, roomy: true }, log)
  stack.push(loader)
  await loadSampleCompany(loader)
}

function startChild(
  name: string,
  entry: URL,
  { ground, log }: { ground: Ground; log: Log },
): Supervised | undefined {
  if (!existsSync(entry)) return undefined
  const { dataDir, secret, connections } = ground
  return supervise({ name, entry, context: { dataDir, secret, connections } }, log)
}

async function serveWeb(
  { settings, log, stack }: Program,
  ground: Ground,
  parts: { worker: Supervised | undefined; analytics: Supervised | undefined },
): Promise<void> {
  const { dataDir, secret, connections } = ground
  const operatorToken = randomBytes(OPERATOR_TOKEN_BYTES).toString('hex')
  const context = { settings, log, connection: connections.app, dataDir, secret, operatorToken, ...parts }
  const web = await startWeb(context).catch((error: unknown) => {
    throw listenFailure(settings, error)
  })
  stack.push(web)
  ground.lock.announce({ url: web.address, token: operatorToken })
  console.log(welcome(settings, dataDir, web))
}

function listenFailure({ HOST, PORT }: Settings, error: unknown): unknown {
  const code = errorCode(error)
  if (code === 'EADDRINUSE')
    return new StartFailure(`Port ${PORT} on ${HOST} is taken by another program; set PORT to a free one.`)
  if (code === 'EACCES')
    return new StartFailure(`This user may not listen on port ${PORT}; set PORT to one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartFailure(`This machine has no address ${HOST}; set HOST to 127.0.0.1 or 0.0.0.0.`)
  return error
}

function welcome({ PUBLIC_URL }: Settings, dataDir: string, { address, signIn }: RunningWeb): string {
  const lines = [
    `Rapport is running at ${PUBLIC_URL ?? address}`,
    signIn,
    `Its data is kept in ${dataDir}. Ctrl-C stops it.`,
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}

/** Stops everything once, the last started first, when the system asks for it; a second Ctrl-C waits no longer. */
function stopOnSignals(program: Program): () => Promise<void> {
  let stopping: Promise<void> | undefined
  let askedAt = 0
  const stop = () => (stopping ??= stopAll(program))
  const onSignal = () => {
    if (stopping && performance.now() - askedAt > SECOND_SIGNAL_AFTER_MS) process.exit(1)
    askedAt ||= performance.now()
    void stop().then(() => process.exit())
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return stop
}

async function stopAll({ log, stack }: Program): Promise<void> {
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref()
  for (let part = stack.pop(); part; part = stack.pop()) {
    await part
      .stop()
      .catch((error: unknown) => log.error({ err: error }, 'A part did not stop in good order'))
  }
}

/** A fault that the person at the terminal can mend is one sentence; anything else is a bug and shows where. */
function fail(error: unknown): never {
  if (error instanceof StartFailure) console.error(error.message)
  else if (errorCode(error) === 'ENOSPC')
    console.error('The disk that holds DATA_DIR is full; free some space or set DATA_DIR to another disk.')
  else console.error(error)
  process.exit(1)
}
