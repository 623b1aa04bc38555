import type { Pool } from 'pg'
import { ABSENCE_DAYS_MAX } from './shape.ts'

/** A day more than any copy may be away, so that none misses what is tidied. */
const KEPT_DAYS = ABSENCE_DAYS_MAX + 1

/** Forgets deletions that every copy has followed: one that was away for longer is made anew anyway. */
export async function tidyRemovals(pool: Pool, workspaceId: number): Promise<void> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    await client.query(`select set_config('rapport.workspace_id', $1, true)`, [String(workspaceId)])
    await client.query(
      "delete from removals where workspace_id = $1 and at < now() - $2::integer * interval '1 day'",
      [workspaceId, KEPT_DAYS],
    )
    await client.query('commit')
    broken = false
  } finally {
    client.release(broken)
  }
}
