import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { APP_ROLE, type DatabaseConnections } from './connection.ts'
import { pendingMigrations, readMigrations, type Migration, type TakenMigration } from './migration-files.ts'
import { connectClient, proveWall } from './wall.ts'
import { errorCode, errorMessage, StartFailure } from './start-failure.ts'

/** Row-level security with security-invoker views, `merge` and `unique nulls not distinct` begin here. */
const SERVER_VERSION_LEAST = 150_000
const VERSIONS_OF_A_MAJOR = 10_000
/** Two starts that migrate one database wait for each other on this lock. */
const MIGRATION_LOCK = 7_273_001
const INSUFFICIENT_PRIVILEGE = '42501'

/** What to migrate with, beside the connections. */
export interface MigrateOptions {
  /** Runs before the first step on a database that already holds data: the place for a backup. */
  readonly beforeUpgrade?: (client: pg.Client) => Promise<unknown>
  readonly migrations?: readonly Migration[]
  /** The oldest server to accept, as PostgreSQL numbers its versions. */
  readonly serverVersionLeast?: number
}

/**
 * Brings the schema, the application's role and the job queue to what the code needs, and answers the names of
 * the steps it took. Each step is one transaction, recorded with its checksum; there is no way back but a backup.
 */
export async function migrate(
  connections: DatabaseConnections,
  options: MigrateOptions = {},
): Promise<string[]> {
  const client = await connectClient(connections.owner)
  try {
    await refuseOldServer(client, options.serverVersionLeast ?? SERVER_VERSION_LEAST)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await prepareRole(client, connections)
    const taken = await takePending(client, connections, options)
    await proveWall(connections.app)
    return taken
  } finally {
    await client.end()
  }
}

async function refuseOldServer(client: pg.Client, least: number): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  const found = rows[0]
  if (found && found.number >= least) return
  throw new StartFailure(
    `The database server is PostgreSQL ${found?.version}; Rapport needs PostgreSQL ${least / VERSIONS_OF_A_MAJOR} or newer.`,
  )
}

/** Makes the application's role where it is missing, and lets the user of DATABASE_URL take it on. */
async function prepareRole(client: pg.Client, { app }: DatabaseConnections): Promise<void> {
  const { rows } = await client.query<{ present: boolean; may_take: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as present,
            coalesce((select pg_has_role(oid, 'member') from pg_roles where rolname = $1), false) as may_take`,
    [APP_ROLE],
  )
  const loginIsOwn = app.user === APP_ROLE
  try {
    if (!rows[0]?.present) await client.query(`create role ${APP_ROLE} nologin nosuperuser nobypassrls`)
    if (!rows[0]?.may_take && !loginIsOwn) await client.query(`grant ${APP_ROLE} to current_user`)
  } catch (error) {
    if (errorCode(error) !== INSUFFICIENT_PRIVILEGE) throw error
    throw new StartFailure(
      `The user of DATABASE_URL may not create roles; have an administrator run "create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <that user>".`,
    )
  }
}

async function takePending(
  client: pg.Client,
  connections: DatabaseConnections,
  options: MigrateOptions,
): Promise<string[]> {
  await client.query(
    `create table if not exists schema_migrations (
       version integer primary key, name text not null, checksum text not null, taken_at timestamptz not null default now()
     )`,
  )
  const taken = await client.query<TakenMigration>(
    'select version, name, checksum from schema_migrations order by version',
  )
  const pending = pendingMigrations(options.migrations ?? readMigrations(), taken.rows)
  if (pending.length > 0 && taken.rows.length > 0) await options.beforeUpgrade?.(client)
  await migrateQueue(connections)
  for (const migration of pending) await take(client, migration)
  return pending.map(({ name }) => name)
}

/** The job queue keeps its own tables, in its own schema, with its own history. */
async function migrateQueue({ owner }: DatabaseConnections): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 })
  // A connection that breaks fails its query; without listeners it would end the process as well.
  pool.on('error', () => {})
  pool.on('connect', (connected) => connected.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, noHandleSignals: true })
  } finally {
    await pool.end()
  }
}

async function take(client: pg.Client, { version, name, checksum, sql }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
      version,
      name,
      checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StartFailure(`The migration ${name} failed and left no trace: ${errorMessage(error)}`)
  }
}
