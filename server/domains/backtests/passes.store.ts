import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/** How many leads there were before an instant. */
export async function countPasses(scope: Scope, to: Date): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) as count from leads
    where workspace_id = ${scope.workspaceId} and created_at < ${to}::timestamptz`.execute(scope.tx)
  return found.rows[0]?.count ?? 0
}
