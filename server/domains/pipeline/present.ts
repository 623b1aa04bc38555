import type { DealRow, DealView, PipelineStageView, PipelineView } from '../../../contract/pipeline.ts'
import { outcomes } from '../../../contract/pipeline.ts'
import { customValues, memberOrNull, oneOf, referenceOrNull } from '../../../contract/records.ts'
import type { Actor } from '../../platform/database.ts'
import type { DealMoveRecord } from './history.store.ts'
import type { DealRecord } from './list.store.ts'
import { canEditDeals, canMoveDeals } from './policy.ts'
import type { selectPipelines, selectPipelineStages } from './pipelines.store.ts'

type PipelineRecord = Awaited<ReturnType<typeof selectPipelines>>[number]
type StageRecord = Awaited<ReturnType<typeof selectPipelineStages>>[number]

export function presentPipeline(record: PipelineRecord, stages: readonly StageRecord[]): PipelineView {
  const own = stages.filter((stage) => stage.pipeline_id === record.id)
  return { id: record.id, name: record.name, stages: own.map(presentPipelineStage) }
}

export function presentPipelineStage(record: StageRecord): PipelineStageView {
  return {
    id: record.id,
    name: record.name,
    position: record.position,
    outcome: oneOf(outcomes, record.outcome),
  }
}

export function presentDealRow(record: DealRecord): DealRow {
  return {
    id: record.id,
    name: record.name,
    pipelineId: record.pipeline_id,
    stageId: record.stage_id,
    stageSince: record.stage_since.toISOString(),
    outcome: oneOf(outcomes, record.outcome),
    account: referenceOrNull(record.account_id, record.account_name),
    contact: referenceOrNull(record.contact_id, record.contact_name),
    openedBy: record.campaign_name ?? record.lead_origin,
    product: referenceOrNull(record.product_id, record.product_name),
    owner: memberOrNull(record.owner_id, record.owner_name, record.owner_team),
    amount: record.amount,
    currency: record.currency,
    openedAt: isoOrNull(record.opened_at),
    closedAt: isoOrNull(record.closed_at),
    expectedCloseOn: record.expected_close_on,
    nextStep: record.next_step,
    nextStepOn: record.next_step_on,
    externalId: record.external_id,
  }
}

export function presentDeal(
  deal: { record: DealRecord; changes: readonly DealMoveRecord[] },
  actor: Actor,
): DealView {
  const { record, changes } = deal
  return {
    ...presentDealRow(record),
    leadId: record.lead_id,
    campaign: referenceOrNull(record.campaign_id, record.campaign_name),
    lostReason: record.lost_reason,
    custom: customValues.parse(record.custom),
    createdAt: record.created_at.toISOString(),
    deletedAt: isoOrNull(record.deleted_at),
    stageChanges: changes.map(presentMove),
    can: { edit: canEditDeals(actor), move: canMoveDeals(actor), remove: canEditDeals(actor) },
  }
}

const moveKinds = ['entry', 'forward', 'backward', 'close'] as const

function presentMove(record: DealMoveRecord): DealView['stageChanges'][number] {
  return {
    id: record.id,
    fromStageId: record.from_stage_id,
    toStageId: record.to_stage_id,
    at: record.at.toISOString(),
    kind: oneOf(moveKinds, record.kind),
    reason: record.reason,
    assumed: record.assumed,
    actor: memberOrNull(record.actor_id, record.actor_name, record.actor_team),
    importId: record.import_id,
  }
}

function isoOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}
