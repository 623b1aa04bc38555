import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { PoolClient, PoolConfig } from 'pg'
import type { Schema } from './schema.gen.ts'

const int8 = pg.types.builtins.INT8
const date = pg.types.builtins.DATE
const poolSizeMax = 12
const connectTimeoutMs = 10_000

// Ids fit a double for the next few centuries; days must not turn into instants of the server's zone.
pg.types.setTypeParser(int8, Number)
pg.types.setTypeParser(date, (text) => text)

export type Queries = Kysely<Schema>

/** Who acts. `memberId` is null for the local operator and for the system's own jobs. */
export type Actor = {
  readonly kind: 'member' | 'key' | 'operator' | 'system'
  readonly memberId: string | null
  readonly name: string
  readonly team: 'marketing' | 'sales' | 'joint' | 'leadership' | 'neutral'
  readonly role: 'admin' | 'member' | 'viewer'
}

/** Everything a use case needs: one transaction behind the wall of one workspace, who acts, and the time. */
export type Scope = {
  readonly tx: Queries
  /** The same transaction's own connection, for COPY only. */
  readonly client: PoolClient
  readonly workspaceId: number
  readonly actor: Actor
  readonly now: Date
  /** What whoever acts does not get to see, and may not find or sort by either; absent is nothing. */
  readonly unseen?: ReadonlySet<Unseen>
}

export type Unseen = 'contactData' | 'revenue'

export type ScopeInput = Pick<Scope, 'workspaceId' | 'actor' | 'now'> & {
  readonly readOnly?: boolean
  /** Every query sees the database as it was at the first one. Such a transaction writes nothing. */
  readonly steady?: boolean
}

export type Database = {
  readonly pool: pg.Pool
  /** Queries outside any workspace: sign-in tables and the doors that open before a workspace is known. */
  readonly open: Queries
  /** The workspace that row-level security is set to; tests put another one here to prove that it stands. */
  readonly wall: (workspaceId: number) => number
  close(): Promise<void>
}

export const systemActor: Actor = {
  kind: 'system',
  memberId: null,
  name: 'Rapport',
  team: 'joint',
  role: 'admin',
}

/** Opens the application's pool. The role behind `config` must be rapport_app: it owns nothing and obeys the walls. */
export function openDatabase(config: PoolConfig, wall: Database['wall'] = (id) => id): Database {
  const pool = new pg.Pool({ max: poolSizeMax, connectionTimeoutMillis: connectTimeoutMs, ...config })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  // One that breaks in somebody's hands, between two of their queries, fails the next query; the same applies.
  pool.on('connect', (client) => client.on('error', () => {}))
  const open = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    await open.destroy()
    // That ends the pool only where somebody has asked outside of any scope.
    if (!pool.ending) await pool.end()
  }
  return { pool, open, wall, close }
}

/** The carried server does without; any other would compile machine code for half a second to run a query for ten ms. */
const planning = `, set_config('jit', 'off', true)`

/** Runs `work` in one transaction behind the workspace's wall; commits when it returns, rolls back when it throws. */
export async function inScope<T>(
  database: Database,
  input: ScopeInput,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    const wall = Math.trunc(database.wall(input.workspaceId))
    const mode = modeOf(input)
    await client.query(`begin${mode}; select set_config('rapport.workspace_id', '${wall}', true)${planning}`)
    const result = await work({ ...input, client, tx: queriesOn(client) })
    await client.query('commit')
    return result
  } catch (error) {
    broken = await rollback(client)
    throw error
  } finally {
    client.release(broken)
  }
}

function modeOf({ readOnly, steady }: ScopeInput): string {
  if (steady === true) return ' isolation level repeatable read read only'
  return readOnly === true ? ' read only' : ''
}

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed')
  }
}

/** Kysely on one connection whose transaction is already open. */
function queriesOn(client: PoolClient): Queries {
  const held = new Proxy(client, {
    get: (target, key) => (key === 'release' ? () => {} : bound(target, key)),
  })
  const pool = { connect: () => Promise.resolve(held), end: () => Promise.resolve(), options: {} }
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

function bound(target: PoolClient, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key)
  return typeof value === 'function' ? value.bind(target) : value
}

/** Every workspace of this Rapport, for work that returns by the clock. */
export async function workspaceIds(database: Database): Promise<number[]> {
  const known = await run<{ workspace_id: number }>(
    database.open,
    'select workspace_id from rapport_workspaces() order by workspace_id',
  )
  return known.map((row) => row.workspace_id)
}

/** For statements that Kysely cannot build. The text must be a constant; values travel as parameters. */
export async function run<Row>(tx: Queries, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const result = await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return result.rows
}
