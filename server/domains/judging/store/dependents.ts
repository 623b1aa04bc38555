import type { Scope } from '../../../platform/database.ts'

/** How many leads were moved by any of some versions. */
export function countMovedLeads(scope: Scope, versionIds: readonly number[]): Promise<number> {
  return countLeads(scope, 'stage_changes', versionIds)
}

/** How many leads sales accepted or returned that had been handed over by any of some versions. */
export function countAnsweredLeads(scope: Scope, versionIds: readonly number[]): Promise<number> {
  return countLeads(scope, 'lead_acceptances', versionIds)
}

async function countLeads(
  { tx, workspaceId }: Scope,
  table: 'stage_changes' | 'lead_acceptances',
  versionIds: readonly number[],
): Promise<number> {
  const { count } = await tx
    .selectFrom(table)
    .select((row) => row.fn.count<number>('lead_id').distinct().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('version_id', 'in', [...versionIds])
    .executeTakeFirstOrThrow()
  return count
}

/** How many people have their present points by any of some versions. */
export async function countScoredPeople(
  { tx, workspaceId }: Scope,
  versionIds: readonly number[],
): Promise<number> {
  const { count } = await tx
    .selectFrom('contact_scores')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('version_id', 'in', [...versionIds])
    .executeTakeFirstOrThrow()
  return count
}
