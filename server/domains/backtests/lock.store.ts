import { run } from '../../platform/database.ts'
import type { Database, Scope } from '../../platform/database.ts'

/** Apart from the locks that other parts of the program take. */
const lockClass = 7_273_042

/**
 * Runs work while no other process replays in the same workspace; answers false without having begun when one does.
 * The lock goes with its connection, so that a killed process leaves none behind.
 */
export async function aloneInWorkspace(
  database: Database,
  workspaceId: number,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await database.pool.connect()
  let broken = false
  const note = () => (broken = true)
  client.on('error', note)
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      lockClass,
      workspaceId,
    ])
    if (rows[0]?.taken !== true) return false
    try {
      await work()
      return true
    } finally {
      if (!broken)
        await client.query('select pg_advisory_unlock($1, $2)', [lockClass, workspaceId]).catch(note)
    }
  } finally {
    client.off('error', note)
    client.release(broken)
  }
}

/** Every workspace of this Rapport. */
export async function selectWorkspaceIds(database: Database): Promise<number[]> {
  const { rows } = await database.pool.query<{ workspace_id: number }>(
    'select workspace_id from rapport_workspaces()',
  )
  return rows.map((row) => row.workspace_id)
}

/** The process of PostgreSQL that works for a transaction. */
export async function selectBackend(scope: Scope): Promise<number> {
  const [row] = await run<{ pid: number }>(scope.tx, 'select pg_backend_pid() as pid')
  if (row === undefined) throw new Error('a connection without a process')
  return row.pid
}

/** Ends what a transaction is reading, which fails with it: a stream that nobody wants is not read to its end. */
export async function stopReading(database: Database, backend: number): Promise<void> {
  await database.pool.query('select pg_cancel_backend($1)', [backend])
}
