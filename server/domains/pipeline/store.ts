import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/** Holds the deal's row until the transaction ends, so that two moves of one deal come one after the other. */
export async function lockDeal(scope: Scope, id: string) {
  return scope.tx
    .selectFrom('deals')
    .select(['id', 'pipeline_id', 'stage_id', 'stage_since', 'outcome', 'deleted_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export type NewDeal = {
  readonly id: string
  readonly name: string
  readonly pipelineId: string
  readonly stageId: string
  readonly outcome: string
  readonly currency: string
}

export async function insertDeal(scope: Scope, deal: NewDeal): Promise<void> {
  await scope.tx
    .insertInto('deals')
    .values({
      workspace_id: scope.workspaceId,
      id: deal.id,
      name: deal.name,
      pipeline_id: deal.pipelineId,
      stage_id: deal.stageId,
      stage_since: scope.now,
      outcome: deal.outcome,
      currency: deal.currency,
      opened_at: scope.now,
      closed_at: deal.outcome === 'open' ? null : scope.now,
      created_at: scope.now,
    })
    .execute()
}

export type DealStanding = { readonly stageId: string; readonly since: Date; readonly outcome: string }

export async function setStanding(scope: Scope, dealId: string, standing: DealStanding): Promise<void> {
  await updateDeal(scope, dealId, {
    stage_id: standing.stageId,
    stage_since: standing.since,
    outcome: standing.outcome,
  })
}

export async function setDeletedAt(scope: Scope, dealId: string, deletedAt: Date | null): Promise<void> {
  await updateDeal(scope, dealId, { deleted_at: deletedAt })
}

type DealPatch = { stage_id?: string; stage_since?: Date; outcome?: string; deleted_at?: Date | null }

async function updateDeal(scope: Scope, dealId: string, patch: DealPatch): Promise<void> {
  await scope.tx
    .updateTable('deals')
    .set({ ...patch, updated_at: scope.now, changed_xid: sql`rapport_xid()` })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', dealId)
    .execute()
}

/** The words a deal is found by: its own name, its company and its person. */
export async function refreshSearch(scope: Scope, dealId: string): Promise<void> {
  await sql`
    update deals d set search = rapport_deal_words(d.workspace_id, d.name, d.account_id, d.contact_id)
    where d.workspace_id = ${scope.workspaceId} and d.id = ${dealId}`.execute(scope.tx)
}
