import type { Database } from '../../../platform/database.ts'

/** Apart from the locks that other parts of the program take. */
const lockClass = 7_273_053

/**
 * Runs work while nobody else judges in the workspace; answers false without having begun when somebody does, unless
 * told to wait for them. The lock goes with its connection, so that a killed process leaves none behind.
 */
export async function aloneAtJudging(
  { database, workspaceId, waits }: JudgingTurn,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await database.pool.connect()
  let broken = false
  const note = () => (broken = true)
  client.on('error', note)
  try {
    const key = [lockClass, workspaceId]
    if (waits) await client.query('select pg_advisory_lock($1, $2)', key)
    else {
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1, $2) as taken',
        key,
      )
      if (rows[0]?.taken !== true) return false
    }
    try {
      await work()
      return true
    } finally {
      if (!broken) await client.query('select pg_advisory_unlock($1, $2)', key).catch(note)
    }
  } finally {
    client.off('error', note)
    client.release(broken)
  }
}

/** Where one judges, and whether whoever comes second waits. */
export type JudgingTurn = {
  readonly database: Database
  readonly workspaceId: number
  readonly waits: boolean
}
