/**
 * A world to test in: a database of its own, two workspaces with a named cast, and the running application.
 * The clock stands still at `noon` until a test moves it.
 */
import { runOnce, Logger } from 'graphile-worker'
import { afterAll } from 'vitest'
import { jobs } from '../server/jobs.ts'
import { freezeClock, releaseClock } from '../server/platform/clock.ts'
import { inScope, openDatabase, systemActor } from '../server/platform/database.ts'
import type { Actor, Database, Scope } from '../server/platform/database.ts'
import { createLog } from '../server/platform/log.ts'
import { readSettings } from '../server/platform/settings.ts'
import type { Settings } from '../server/platform/settings.ts'
import type { RunningWeb, WebContext } from '../server/platform/programs.ts'
import { startWeb } from '../server/web.ts'
import { cast, mailOf, noon, password, rivals } from './cast.ts'
import type { Name, Population } from './cast.ts'
import { Client } from './client.ts'
import { createTestDatabase } from './database.ts'
import type { TestDatabase } from './database.ts'

export { mailOf, noon, password } from './cast.ts'
export type { Name } from './cast.ts'

export const operatorToken = 'operator-token-of-the-test-world'

export type WorldOptions = {
  /** Without workspaces and cast: `home`, `rival` and `ids` then name nothing. */
  readonly empty?: boolean
  readonly settings?: Partial<Settings>
  /** Where row-level security points; the identity by default. `home` and `rival` are known only inside. */
  readonly wall?: (world: { home: number; rival: number }) => Database['wall']
  /** Connects the application as the owner of the tables, for whom row-level security does not hold. */
  readonly withoutRowSecurity?: boolean
  readonly web?: Partial<WebContext>
}

export type World = Population & {
  readonly database: TestDatabase
  /** The application's own database, for calling use cases without HTTP. */
  readonly app: Database
  readonly address: string
  readonly web: RunningWeb
  /** Somebody of the cast at a browser; signs in at the first request. */
  as(name: Name): Client
  /** Somebody who is signed in nowhere. Each has cookies of their own. */
  stranger(): Client
  /** The operator of the machine, in the home workspace unless told. */
  operator(workspace?: number | string): Client
  /** Runs `work` as somebody of the cast, in one transaction of their workspace. */
  scope<T>(name: Name, work: (scope: Scope) => Promise<T>): Promise<T>
  /** Runs `work` as the system, in one transaction of any workspace. */
  inWorkspace<T>(workspaceId: number, work: (scope: Scope) => Promise<T>): Promise<T>
  /** Does every job that waits; those that fail are left for their next attempt. */
  runJobs(): Promise<void>
  close(): Promise<void>
}

/** Opens a world. Call it in `beforeAll`; it is closed after the file's tests. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  freezeClock(noon)
  const database = await createTestDatabase({ populated: options.empty !== true })
  const settings = {
    ...readSettings({ SECRET: 'a secret for tests, long enough to sign', PORT: '0' }),
    ...options.settings,
  }
  const app = openDatabase({ ...database.app, max: 4 })
  const { home, rival, ids } = database.population ?? nothing
  const log = createLog({ level: 'silent', process: 'test' })
  const connection = options.withoutRowSecurity === true ? database.owner : database.app
  const context: WebContext = {
    settings,
    log,
    connection,
    dataDir: '/nonexistent',
    secret: settings.SECRET ?? '',
    operatorToken,
    analytics: undefined,
    ...options.web,
  }
  const wall = options.wall?.({ home, rival })
  const web = await startWeb(context, wall === undefined ? {} : { wall })

  const clients = new Map<Name, Client>()
  const as = (name: Name): Client => {
    const known = clients.get(name) ?? new Client(web.address, { email: mailOf(name), password })
    clients.set(name, known)
    return known
  }
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await web.stop()
    await app.close()
    await Promise.all([database.appPool.end(), database.ownerPool.end()])
    releaseClock()
  }
  afterAll(close)
  return {
    database,
    app,
    address: web.address,
    home,
    rival,
    ids,
    web,
    as,
    stranger: () => new Client(web.address),
    operator: (workspace = home) =>
      new Client(web.address, undefined, {
        authorization: `Bearer ${operatorToken}`,
        'x-rapport-workspace': String(workspace),
      }),
    scope: (name, work) => {
      const actor = actorOf(name, ids)
      return inScope(app, { workspaceId: rivals.has(name) ? rival : home, actor, now: noon }, work)
    },
    inWorkspace: (workspaceId, work) => inScope(app, { workspaceId, actor: systemActor, now: noon }, work),
    runJobs: () =>
      runJobs(database, {
        database: app,
        settings,
        log,
        dataDir: '/nonexistent',
        stopping: new AbortController().signal,
      }),
    close,
  }
}

const nothing: Population = { home: 0, rival: 0, ids: {} as Population['ids'] }

function actorOf(name: Name, ids: World['ids']): Actor {
  const { team, role, name: fullName } = cast[name]
  return { kind: 'member', memberId: ids[name], name: fullName, team, role }
}

async function runJobs(
  database: TestDatabase,
  context: Parameters<(typeof jobs.handlers)[string]>[1],
): Promise<void> {
  const entries = Object.entries(jobs.handlers)
  // The queue asks for these listeners, so that a broken connection does not end the process.
  if (database.ownerPool.listenerCount('connect') === 0)
    database.ownerPool.on('connect', (client) => client.on('error', () => {}))
  await runOnce({
    pgPool: database.ownerPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: Object.fromEntries(
      entries.map(([task, handle]) => [task, (payload: unknown) => handle(payload, context)]),
    ),
  })
}

/** Moves the clock; everything that asks for the time gets this one. */
export function moveClock(to: Date | string): void {
  freezeClock(to)
}
