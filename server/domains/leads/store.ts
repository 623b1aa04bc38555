import { sql } from 'kysely'
import type { StageView } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/database.ts'

export type StageMove = {
  readonly leadId: string
  readonly fromStageId: number | null
  readonly toStageId: number
  readonly kind: 'entry' | 'forward' | 'backward' | 'exit'
  readonly reason: string | null
  readonly at: Date
  readonly eventId: number
}

export type NewLead = {
  readonly id: string
  readonly contactId: string
  readonly stageId: number
  readonly enteredAt: Date
}

export async function insertStages(
  scope: Scope,
  stages: readonly (StageView & { nameKey: string })[],
): Promise<void> {
  const rows = stages.map((stage) => ({
    workspace_id: scope.workspaceId,
    id: stage.id,
    key: stage.key,
    name: stage.name,
    name_key: stage.nameKey,
    buyer_step: stage.buyerStep,
    team: stage.team,
    line: stage.line,
    position: stage.position,
    won: stage.won,
  }))
  await scope.tx.insertInto('stages').values(rows).execute()
}

export async function selectStages(scope: Scope) {
  return scope.tx
    .selectFrom('stages')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('line', 'desc')
    .orderBy('position')
    .execute()
}

/** Holds the lead's row until the transaction ends, so that two moves of one lead come one after the other. */
export async function lockLead(scope: Scope, id: string) {
  return scope.tx
    .selectFrom('leads')
    .select(['id', 'contact_id', 'stage_id', 'entered_at', 'deleted_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function selectStageChanges(scope: Scope, leadId: string) {
  return scope.tx
    .selectFrom('stage_changes as s')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 's.actor_id'),
    )
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.lead_id', '=', leadId)
    .select([
      's.id',
      's.from_stage_id',
      's.to_stage_id',
      's.at',
      's.kind',
      's.reason',
      's.assumed',
      's.import_id',
      'm.id as actor_id',
      'm.name as actor_name',
      'm.team as actor_team',
    ])
    .orderBy('s.at')
    .orderBy('s.id')
    .execute()
}

export type StageChangeRecord = Awaited<ReturnType<typeof selectStageChanges>>[number]

export async function insertLead(scope: Scope, lead: NewLead): Promise<void> {
  await scope.tx
    .insertInto('leads')
    .values({
      workspace_id: scope.workspaceId,
      id: lead.id,
      contact_id: lead.contactId,
      stage_id: lead.stageId,
      stage_since: lead.enteredAt,
      entered_at: lead.enteredAt,
      created_at: scope.now,
    })
    .execute()
}

export async function insertStageChange(scope: Scope, move: StageMove): Promise<void> {
  await scope.tx
    .insertInto('stage_changes')
    .values({
      workspace_id: scope.workspaceId,
      lead_id: move.leadId,
      from_stage_id: move.fromStageId,
      to_stage_id: move.toStageId,
      at: move.at,
      kind: move.kind,
      reason: move.reason,
      actor_id: scope.actor.memberId,
      event_id: move.eventId,
    })
    .execute()
}

export async function deleteStageChange(scope: Scope, id: number): Promise<void> {
  const ws = scope.workspaceId
  await scope.tx.deleteFrom('stage_changes').where('workspace_id', '=', ws).where('id', '=', id).execute()
  await scope.tx
    .insertInto('removals')
    .values({ workspace_id: ws, relation: 'stage_changes', row_key: String(id) })
    .execute()
}

export async function setStage(
  scope: Scope,
  leadId: string,
  stage: { id: number; since: Date },
): Promise<void> {
  await updateLead(scope, leadId, { stage_id: stage.id, stage_since: stage.since })
}

export async function setDeletedAt(scope: Scope, leadId: string, deletedAt: Date | null): Promise<void> {
  await updateLead(scope, leadId, { deleted_at: deletedAt })
}

type LeadPatch = { stage_id?: number; stage_since?: Date; deleted_at?: Date | null }

async function updateLead(scope: Scope, leadId: string, patch: LeadPatch): Promise<void> {
  await scope.tx
    .updateTable('leads')
    .set({ ...patch, updated_at: scope.now, changed_xid: sql`rapport_xid()` })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', leadId)
    .execute()
}
