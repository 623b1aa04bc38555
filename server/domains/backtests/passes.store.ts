import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/** How many leads there were before an instant. */
export async function countPasses(scope: Scope, to: Date): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) as count from leads
    where workspace_id = ${scope.workspaceId} and created_at < ${to}::timestamptz`.execute(scope.tx)
  return found.rows[0]?.count ?? 0
}

/** The next leads after one, in the order of their ids, that were there before an instant. */
export async function selectPassIds(
  scope: Scope,
  { after, to, limit }: { readonly after: string; readonly to: Date; readonly limit: number },
): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from leads
    where workspace_id = ${scope.workspaceId} and id > ${after}::uuid and created_at < ${to}::timestamptz
    order by id limit ${limit}`.execute(scope.tx)
  return found.rows.map(({ id }) => id)
}
