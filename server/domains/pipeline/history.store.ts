import type { Scope } from '../../platform/database.ts'

export type DealMove = {
  readonly dealId: string
  readonly fromStageId: string | null
  readonly toStageId: string
  readonly kind: 'entry' | 'forward' | 'backward' | 'close'
  readonly reason: string | null
  readonly eventId: number
}

export async function insertDealMove(scope: Scope, move: DealMove): Promise<void> {
  await scope.tx
    .insertInto('deal_stage_changes')
    .values({
      workspace_id: scope.workspaceId,
      deal_id: move.dealId,
      from_stage_id: move.fromStageId,
      to_stage_id: move.toStageId,
      at: scope.now,
      kind: move.kind,
      reason: move.reason,
      actor_id: scope.actor.memberId,
      event_id: move.eventId,
    })
    .execute()
}

export async function deleteDealMove(scope: Scope, id: number): Promise<void> {
  const ws = scope.workspaceId
  await scope.tx
    .deleteFrom('deal_stage_changes')
    .where('workspace_id', '=', ws)
    .where('id', '=', id)
    .execute()
  await scope.tx
    .insertInto('removals')
    .values({ workspace_id: ws, relation: 'deal_stage_changes', row_key: String(id) })
    .execute()
}

export async function selectDealMoves(scope: Scope, dealId: string) {
  return scope.tx
    .selectFrom('deal_stage_changes as s')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 's.actor_id'),
    )
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.deal_id', '=', dealId)
    .select([
      's.id',
      's.from_stage_id',
      's.to_stage_id',
      's.at',
      's.kind',
      's.reason',
      's.assumed',
      's.import_id',
      's.event_id',
      'm.id as actor_id',
      'm.name as actor_name',
      'm.team as actor_team',
    ])
    .orderBy('s.at')
    .orderBy('s.id')
    .execute()
}

export type DealMoveRecord = Awaited<ReturnType<typeof selectDealMoves>>[number]
