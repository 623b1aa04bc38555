import type { Pool } from 'pg'
import { beginReading } from './news.ts'

/** A run or an undo that has begun and not ended. */
const importingSql = `
  select exists (
    select from imports i where i.workspace_id = $1
      and case when i.undo_started_at is null
        then i.started_at is not null and coalesce(i.finished_at, i.cancelled_at, i.failed_at) is null
        else coalesce(i.undone_at, i.failed_at) is null end
  ) as importing`

/**
 * Whether an import writes into the workspace now. It says so when it has ended; to follow it from minute to minute
 * would take in the same people again and again, and hold memory that the import needs.
 */
export async function isImporting(pool: Pool, workspaceId: number): Promise<boolean> {
  const client = await pool.connect()
  let broken = true
  try {
    await beginReading(client, workspaceId)
    const { rows } = await client.query<{ importing: boolean }>(importingSql, [workspaceId])
    await client.query('commit')
    broken = false
    return rows[0]?.importing ?? false
  } finally {
    client.release(broken)
  }
}
