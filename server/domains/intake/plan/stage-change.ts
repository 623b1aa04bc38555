import type { Fate, Place, PlanContext } from './context.ts'
import { isForward, recordMove, unknownDeal } from './deal.ts'
import type { DealStanding } from './deal-index.ts'
import { flagJudged, refuse } from './flags.ts'
import { addedHistory } from './history.ts'
import { finish, moveLead } from './lead.ts'
import { sameInstant } from './lead-index.ts'
import type { DealStage } from './pipelines.ts'
import { instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/** A row of a stage history: of a deal, or of a lead. */
export function planStageChange(row: JudgedRow, at: number, context: PlanContext): Fate {
  const dealId = textOf(row, 'dealExternalId')
  const enteredAt = instantOf(row, 'enteredAt') ?? context.at
  return dealId === null
    ? changeOfLead(row, at, context)
    : changeOfDeal({ row, at, context }, { dealId, enteredAt })
}

export function stageChangeSeenKeys(row: JudgedRow): string[] {
  const told = ['dealExternalId', 'leadExternalId', 'stage', 'enteredAt'].map(
    (field) => textOf(row, field) ?? '',
  )
  return [`change ${told.join(' ')}`]
}

function changeOfDeal(
  { row, at, context }: Place,
  { dealId, enteredAt }: { dealId: string; enteredAt: string },
): Fate {
  const deal = context.deals.byId(dealId)
  if (deal === undefined) return refuse(context, row, unknownDeal(dealId))
  const stage = stageInPipelineOf(deal, context, textOf(row, 'stage') ?? '?')
  flagJudged(context, { kind: 'deal', id: deal.id }, row)
  if (deal.changes.some((change) => change.to === stage.id && sameInstant(change.at, enteredAt)))
    return 'standing'
  context.batch.wrote.add(at)
  const current = context.pipelines.stageById(deal.stageId)
  const from = enteredAt >= deal.stageSince ? deal.stageId : null
  const kind = moveKind(deal, { stage, current })
  recordMove(context, deal, {
    from: from === stage.id ? null : from,
    to: stage.id,
    at: enteredAt,
    kind,
    assumed: false,
  })
  if (
    enteredAt < deal.stageSince ||
    (current !== undefined && stage.id !== current.id && !isForward(current, stage))
  )
    return 'standing'
  deal.stageId = stage.id
  deal.stageSince = enteredAt
  deal.outcome = stage.outcome
  context.batch.dealMoves.set(deal.id, {
    id: deal.id,
    stage_id: stage.id,
    stage_since: enteredAt,
    outcome: stage.outcome,
  })
  return 'standing'
}

function stageInPipelineOf(deal: DealStanding, context: PlanContext, written: string): DealStage {
  const found = context.pipelines.stageOf(deal.pipelineId, { name: written })
  return found ?? context.pipelines.addStageTo(deal.pipelineId, { name: written })
}

function moveKind(
  deal: DealStanding,
  { stage, current }: { stage: DealStage; current: DealStage | undefined },
): string {
  if (stage.outcome !== 'open') return 'close'
  if (deal.changes.length === 0) return 'entry'
  return current === undefined || stage.position >= current.position ? 'forward' : 'backward'
}

function changeOfLead(row: JudgedRow, at: number, context: PlanContext): Fate {
  const externalId = textOf(row, 'leadExternalId') ?? ''
  const lead = context.leads.byId(externalId)
  if (lead === undefined) return refuse(context, row, unknownLead(externalId))
  const written = textOf(row, 'stage')
  const stage = context.stages.find((one) => one.key === written || one.name === written)
  if (stage === undefined) return refuse(context, row, unknownStage(written))
  const enteredAt = instantOf(row, 'enteredAt') ?? context.at
  const history = addedHistory(
    { enteredAt: null, dated: [{ stage, at: enteredAt }], undated: null },
    lead,
    context,
  )
  moveLead(at, context, { lead, history })
  finish({ row, context, lead, findings: history.findings })
  return 'standing'
}

function unknownLead(externalId: string) {
  return {
    code: 'unknown-lead',
    value: externalId,
    message: `No lead with the id ${externalId} stands in this workspace.`,
    remedy: 'Import the file of leads first, then import this file again.',
  }
}

function unknownStage(written: string | null) {
  return {
    code: 'unknown-stage',
    value: written,
    message: `There is no stage "${written ?? ''}" of leads.`,
    remedy: 'Map this stage to one of yours and import the file again.',
  }
}
