import type { Pool } from 'pg'
import { beginReading } from './news.ts'

/**
 * Whether an import writes into the workspace now. It says so when it has ended; to follow it from minute to minute
 * would take in the same people again and again, and hold memory that the import needs.
 */
export async function isImporting(pool: Pool, workspaceId: number): Promise<boolean> {
  const client = await pool.connect()
  let broken = true
  try {
    await beginReading(client, workspaceId)
    const { rows } = await client.query<{ importing: boolean }>(
      'select rapport_is_importing($1) as importing',
      [workspaceId],
    )
    await client.query('commit')
    broken = false
    return rows[0]?.importing ?? false
  } finally {
    client.release(broken)
  }
}
