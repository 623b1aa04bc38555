import type { Scope } from '../../platform/database.ts'

export type ErasureRow = {
  readonly erased_at: Date
  readonly reason: string
  readonly requested_on: string
  readonly by_id: string | null
  readonly by_name: string | null
  readonly by_team: string | null
}

/** That a person was erased, when, why and by whom; undefined for everybody else. */
export async function selectErasure(scope: Scope, id: string): Promise<ErasureRow | undefined> {
  return scope.tx
    .selectFrom('erasures as e')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 'e.erased_by_id'),
    )
    .select(['e.erased_at', 'e.reason', 'e.requested_on'])
    .select(['m.id as by_id', 'm.name as by_name', 'm.team as by_team'])
    .where('e.workspace_id', '=', scope.workspaceId)
    .where('e.contact_id', '=', id)
    .executeTakeFirst()
}

/** Whether any of these people was erased. */
export async function isErased(scope: Scope, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const found = await scope.tx
    .selectFrom('erasures')
    .select('contact_id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('contact_id', 'in', [...ids])
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
