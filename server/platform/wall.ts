import pg from 'pg'
import { APP_ROLE, type ConnectionOptions } from './connection.ts'
import { errorMessage, StartFailure } from './start-failure.ts'

const CONNECT_DEADLINE_MS = 10_000

/**
 * Row-level security is a wall only for a role that does not bypass it. A connection pooler that drops the
 * start-up option would let requests through as the owner, so the role is looked at before anything is served.
 */
export async function proveWall(app: ConnectionOptions): Promise<void> {
  const client = await connectClient(app)
  try {
    const { rows } = await client.query<{ name: string; bypasses: boolean }>(
      'select current_user as name, rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user',
    )
    if (rows[0]?.name === APP_ROLE && !rows[0].bypasses) return
    throw new StartFailure(
      `Requests would reach the database as ${rows[0]?.name}, for whom the wall between workspaces does not hold; connect without a pooler that drops the start-up option role=${APP_ROLE}, and leave that role without superuser or bypassrls.`,
    )
  } finally {
    await client.end()
  }
}

/** Connects once, or tells in one sentence why not. */
export async function connectClient(options: ConnectionOptions): Promise<pg.Client> {
  const client = new pg.Client({
    ...options,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    application_name: 'rapport migrate',
  })
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new StartFailure(
      `The database cannot be reached: ${reason(error)}; check DATABASE_URL and that the server runs.`,
    )
  }
}

/** A host name with several addresses fails with one error that holds the others and says nothing itself. */
function reason(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return errorMessage(first)
}
