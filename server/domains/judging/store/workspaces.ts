import type { Database } from '../../../platform/database.ts'

/** Every workspace of this Rapport. */
export async function selectWorkspaceIds(database: Database): Promise<number[]> {
  const { rows } = await database.pool.query<{ workspace_id: number }>(
    'select workspace_id from rapport_workspaces()',
  )
  return rows.map((row) => row.workspace_id)
}
