import { v7 as uuid } from 'uuid'
import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { changeDeal, createDeal, moveDeal, PipelineStageView } from '../../../contract/pipeline.ts'
import type { Scope } from '../../platform/database.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { applyChanges, restoreAct } from '../attributes/index.ts'
import { record } from '../journal/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { deleteDealMove, insertDealMove, selectDealMoves } from './history.store.ts'
import type { DealMoveRecord } from './history.store.ts'
import { selectDeal } from './list.store.ts'
import { pipelineNamed, stageIn } from './pipelines.ts'
import { canEditDeals, canMoveDeals } from './policy.ts'
import { judgeDealMove } from './rules/moves.ts'
import * as store from './store.ts'

/** One deal and its dated stage changes. Refuses with `not-found`. */
export async function dealWithHistory(scope: Scope, id: string) {
  const found = await selectDeal(scope, id)
  if (found === undefined) throw notFound('deal')
  return { record: found, changes: await selectDealMoves(scope, id) }
}

/** Opens a deal in the given or the default pipeline, in the workspace's currency; never as lost, which needs a reason. */
export async function openDeal(scope: Scope, input: EndpointParsed<typeof createDeal>['body']) {
  allow(canEditDeals(scope.actor))
  const { pipelineId, stageId, name, ...attributes } = input
  const pipeline = await pipelineNamed(scope, pipelineId)
  const stage = stageIn(pipeline, stageId)
  if (stage.outcome === 'lost')
    throw new Refusal('not-possible-now', {
      message: `A deal is not opened at ${stage.name}.`,
      remedy: 'Open it at another stage, then move it and say why it was lost.',
      place: 'stageId',
    })
  const { currency } = await workspaceSettings(scope)
  const id = uuid()
  await store.insertDeal(scope, {
    id,
    name,
    pipelineId: pipeline.id,
    stageId: stage.id,
    outcome: stage.outcome,
    currency,
  })
  const eventId = await record(scope, {
    kind: 'deal.opened',
    subjectKind: 'deal',
    subjectId: id,
    payload: { name },
  })
  const entry = {
    dealId: id,
    fromStageId: null,
    toStageId: stage.id,
    kind: 'entry',
    reason: null,
    eventId,
  } as const
  await insertDealMove(scope, entry)
  await applyChanges(scope, { recordKind: 'deal', recordId: id, changes: { name, ...attributes }, eventId })
  await store.refreshSearch(scope, id)
  return dealWithHistory(scope, id)
}

/** Changes attributes through the ledger. */
export async function amendDeal(
  scope: Scope,
  id: string,
  changes: EndpointParsed<typeof changeDeal>['body'],
) {
  allow(canEditDeals(scope.actor))
  await heldDeal(scope, id)
  const payload = { fields: Object.keys(changes) }
  const eventId = await record(scope, { kind: 'deal.changed', subjectKind: 'deal', subjectId: id, payload })
  await applyChanges(scope, { recordKind: 'deal', recordId: id, changes, eventId })
  await store.refreshSearch(scope, id)
  return dealWithHistory(scope, id)
}

/** Moves a deal within its pipeline. Refuses a loss without its reason, and a move the caller made unseen. */
export async function moveDealTo(scope: Scope, id: string, input: EndpointParsed<typeof moveDeal>['body']) {
  allow(canMoveDeals(scope.actor))
  const deal = await heldDeal(scope, id)
  if (input.fromStageId !== undefined && input.fromStageId !== deal.stage_id)
    throw new Refusal('changed-meanwhile')
  const pipeline = await pipelineNamed(scope, deal.pipeline_id)
  const [from, to] = [stageIn(pipeline, deal.stage_id), stageIn(pipeline, input.stageId)]
  const judgement = judgeDealMove(from, to, input.reason)
  if ('refused' in judgement) {
    throw new Refusal('not-possible-now', {
      message: judgement.refused,
      remedy: judgement.remedy,
      place: 'reason',
    })
  }
  const payload = { from: from.id, to: to.id, kind: judgement.kind, outcome: to.outcome }
  const eventId = await record(scope, { kind: 'deal.moved', subjectKind: 'deal', subjectId: id, payload })
  const reason = input.reason ?? null
  await insertDealMove(scope, {
    dealId: id,
    fromStageId: from.id,
    toStageId: to.id,
    kind: judgement.kind,
    reason,
    eventId,
  })
  await store.setStanding(scope, id, { stageId: to.id, since: scope.now, outcome: to.outcome })
  const changes = closingAt(to, scope.now, reason)
  await applyChanges(scope, { recordKind: 'deal', recordId: id, changes, eventId })
  return dealWithHistory(scope, id)
}

/** Undoes the last stage change of a deal, as a slip of the hand; the journal keeps both acts. */
export async function undoDealMove(scope: Scope, id: string, changeId: number) {
  allow(canMoveDeals(scope.actor))
  const deal = await heldDeal(scope, id)
  const moves = await selectDealMoves(scope, id)
  const [last, previous] = [moves.at(-1), moves.at(-2)]
  if (!moves.some((change) => change.id === changeId)) throw notFound('stage change')
  if (last?.id !== changeId || previous === undefined) {
    const message = 'Only the last move of a deal can be undone, and never its opening.'
    throw new Refusal('not-possible-now', { message, remedy: 'Move the deal instead.' })
  }
  const payload = { struck: { from: last.from_stage_id, to: last.to_stage_id, at: last.at.toISOString() } }
  const undoId = await record(scope, {
    kind: 'deal.move-undone',
    subjectKind: 'deal',
    subjectId: id,
    payload,
  })
  await deleteDealMove(scope, changeId)
  const stage = stageIn(await pipelineNamed(scope, deal.pipeline_id), previous.to_stage_id)
  await store.setStanding(scope, id, { stageId: stage.id, since: previous.at, outcome: stage.outcome })
  await restoreClosing(scope, { id, undoId, stage, last, previous })
  return dealWithHistory(scope, id)
}

/** Puts a deal in the trash, from where it can be restored. */
export async function trashDeal(scope: Scope, id: string): Promise<void> {
  allow(canEditDeals(scope.actor))
  await heldDeal(scope, id)
  await record(scope, { kind: 'deal.trashed', subjectKind: 'deal', subjectId: id, payload: {} })
  await store.setDeletedAt(scope, id, scope.now)
}

/** Takes a deal out of the trash. */
export async function restoreDeal(scope: Scope, id: string) {
  allow(canEditDeals(scope.actor))
  const deal = await store.lockDeal(scope, id)
  if (deal === undefined || deal.deleted_at === null) throw notFound('deal in the trash')
  await record(scope, { kind: 'deal.restored', subjectKind: 'deal', subjectId: id, payload: {} })
  await store.setDeletedAt(scope, id, null)
  return dealWithHistory(scope, id)
}

type Undone = {
  readonly id: string
  readonly undoId: number
  readonly stage: PipelineStageView
  readonly last: DealMoveRecord
  readonly previous: DealMoveRecord
}

/** What the move wrote is put back from the ledger; an import's move has no act of its own, so its rows decide. */
async function restoreClosing(scope: Scope, { id, undoId, stage, last, previous }: Undone): Promise<void> {
  if (last.event_id !== null) {
    await restoreAct(scope, { eventId: last.event_id, undoId })
    return
  }
  const changes = closingAt(stage, previous.at, previous.reason)
  await applyChanges(scope, { recordKind: 'deal', recordId: id, changes, eventId: undoId })
}

/** When and why a deal is closed at a stage, as the ledger is told. */
function closingAt({ outcome }: PipelineStageView, at: Date, reason: string | null) {
  return {
    closedAt: outcome === 'open' ? null : at.toISOString(),
    lostReason: outcome === 'lost' ? reason : null,
  }
}

async function heldDeal(scope: Scope, id: string) {
  const deal = await store.lockDeal(scope, id)
  if (deal === undefined || deal.deleted_at !== null) throw notFound('deal')
  return deal
}

function allow(permitted: boolean): void {
  if (!permitted) throw new Refusal('not-allowed')
}
