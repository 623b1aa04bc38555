/**
 * A world to test in: a database of its own, two workspaces with a named cast, and the running application.
 * The clock stands still at `noon` until a test moves it.
 */
import { runOnce, Logger } from 'graphile-worker'
import { afterAll } from 'vitest'
import type { Team } from '../contract/records.ts'
import type { Role } from '../contract/inputs.ts'
import { foundWorkspace } from '../server/domains/workspace/index.ts'
import { foundings } from '../server/foundings.ts'
import { jobs } from '../server/jobs.ts'
import { freezeClock, releaseClock } from '../server/platform/clock.ts'
import { inScope, openDatabase, systemActor } from '../server/platform/database.ts'
import type { Actor, Database, Scope } from '../server/platform/database.ts'
import { createLog } from '../server/platform/log.ts'
import { hashPassword } from '../server/platform/secrets.ts'
import { readSettings } from '../server/platform/settings.ts'
import type { Settings } from '../server/platform/settings.ts'
import type { RunningWeb, WebContext } from '../server/platform/programs.ts'
import { startWeb } from '../server/web.ts'
import { Client } from './client.ts'
import { createTestDatabase } from './database.ts'
import type { TestDatabase } from './database.ts'

/** The instant at which the clock stands. */
export const noon = new Date('2026-05-11T12:00:00.000Z')
export const password = 'correct horse battery'
export const operatorToken = 'operator-token-of-the-test-world'

type Person = { readonly name: string; readonly team: Team; readonly role: Role; readonly jobTitle: string }

const cast = {
  aylin: { name: 'Aylin Demir', team: 'marketing', role: 'admin', jobTitle: 'Head of Marketing' },
  theo: { name: 'Theo Brandt', team: 'marketing', role: 'member', jobTitle: 'Campaign Manager' },
  mara: { name: 'Mara Lind', team: 'sales', role: 'member', jobTitle: 'Account Executive' },
  jonas: { name: 'Jonas Keller', team: 'sales', role: 'member', jobTitle: 'Sales Development' },
  ines: { name: 'Ines Okafor', team: 'joint', role: 'member', jobTitle: 'Revenue Operations' },
  carl: { name: 'Carl Voss', team: 'leadership', role: 'admin', jobTitle: 'Chief Executive' },
  noor: { name: 'Noor Haddad', team: 'neutral', role: 'viewer', jobTitle: 'Mediator' },
  rita: { name: 'Rita Rival', team: 'joint', role: 'admin', jobTitle: 'Head of Everything' },
} as const satisfies Record<string, Person>

export type Name = keyof typeof cast
const rivals: ReadonlySet<Name> = new Set<Name>(['rita'])

export const mailOf = (name: Name): string => `${name}@${rivals.has(name) ? 'rival' : 'nordwind'}.test`

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

export type World = {
  readonly database: TestDatabase
  /** The application's own database, for calling use cases without HTTP. */
  readonly app: Database
  readonly address: string
  readonly home: number
  readonly rival: number
  /** Member ids. */
  readonly ids: Readonly<Record<Name, string>>
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
  const database = await createTestDatabase()
  const settings = {
    ...readSettings({ SECRET: 'a secret for tests, long enough to sign', PORT: '0' }),
    ...options.settings,
  }
  const app = openDatabase({ ...database.app, max: 4 })
  const { home, rival, ids } = options.empty === true ? nothing : await populate(app)
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

const nothing = { home: 0, rival: 0, ids: {} as World['ids'] }

function actorOf(name: Name, ids: World['ids']): Actor {
  const { team, role, name: fullName } = cast[name]
  return { kind: 'member', memberId: ids[name], name: fullName, team, role }
}

async function populate(app: Database): Promise<Pick<World, 'home' | 'rival' | 'ids'>> {
  const common = { currency: 'EUR', timeZone: 'UTC' }
  const found = async (name: string, first: Name) => {
    const founder = {
      kind: 'new',
      name: cast[first].name,
      email: mailOf(first),
      password,
      team: cast[first].team,
    } as const
    const founded = await foundWorkspace(
      { database: app, now: noon },
      { ...common, name, founder },
      foundings,
    )
    return founded.view.id
  }
  const home = await found('Nordwind', 'aylin')
  const rival = await found('Rival', 'rita')
  const hash = await hashPassword(password)
  for (const name of namesOf(cast))
    if (name !== 'aylin' && name !== 'rita') await join(app, { name, hash, home })
  const ids = await memberIds(app, [home, rival])
  return { home, rival, ids }
}

function namesOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[]
}

type Joining = { readonly name: Name; readonly hash: string; readonly home: number }

async function join(app: Database, { name, hash, home }: Joining): Promise<void> {
  const { jobTitle, ...person } = cast[name]
  const user = crypto.randomUUID()
  const at = { created_at: noon, updated_at: noon }
  await inScope(app, { workspaceId: home, actor: systemOf(person), now: noon }, async ({ tx }) => {
    await tx
      .insertInto('auth.users')
      .values({ id: user, name: person.name, email: mailOf(name), ...at })
      .execute()
    await tx
      .insertInto('auth.accounts')
      .values({
        id: crypto.randomUUID(),
        user_id: user,
        account_id: user,
        provider_id: 'credential',
        password: hash,
        ...at,
      })
      .execute()
    await tx
      .insertInto('members')
      .values({
        workspace_id: home,
        id: crypto.randomUUID(),
        user_id: user,
        email: mailOf(name),
        job_title: jobTitle,
        created_at: noon,
        ...person,
      })
      .execute()
  })
}

function systemOf({ name, team }: { name: string; team: Team }): Actor {
  return { kind: 'system', memberId: null, name, team, role: 'admin' }
}

async function memberIds(app: Database, workspaces: readonly number[]): Promise<World['ids']> {
  const found = new Map<string, string>()
  for (const workspaceId of workspaces) {
    const actor = systemOf({ name: 'Test', team: 'joint' })
    const rows = await inScope(app, { workspaceId, actor, now: noon }, ({ tx }) =>
      tx.selectFrom('members').select(['id', 'email']).where('workspace_id', '=', workspaceId).execute(),
    )
    for (const { id, email } of rows) found.set(email ?? '', id)
  }
  return Object.fromEntries(namesOf(cast).map((name) => [name, found.get(mailOf(name))])) as Record<
    Name,
    string
  >
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
