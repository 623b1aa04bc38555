import { run } from '../../platform/database.ts'
import type { Database } from '../../platform/database.ts'

/** Every workspace of the installation, by what the doors may tell. */
export async function selectWorkspaceIds(database: Database): Promise<number[]> {
  const rows = await run<{ workspace_id: number }>(
    database.open,
    'select workspace_id from rapport_workspaces() order by workspace_id',
  )
  return rows.map(({ workspace_id: id }) => id)
}
