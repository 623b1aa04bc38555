import type { LeadRow, LeadView, StageChangeView, StageView } from '../../../contract/leads.ts'
import { buyerSteps, stageChangeKinds } from '../../../contract/leads.ts'
import { customValues, memberOrNull, oneOf, referenceOrNull, teams } from '../../../contract/records.ts'
import type { Actor } from '../../platform/database.ts'
import { canEditLeads, canMoveLeads } from './policy.ts'
import type { LeadRecord } from './list.store.ts'
import type { StageChangeRecord, selectStages } from './store.ts'

type StageRecord = Awaited<ReturnType<typeof selectStages>>[number]

export function presentStage(record: StageRecord): StageView {
  return {
    id: record.id,
    key: record.key,
    name: record.name,
    buyerStep: oneOf(buyerSteps, record.buyer_step),
    team: oneOf(teams, record.team),
    line: record.line === 'exit' ? 'exit' : 'main',
    position: record.position,
    won: record.won,
  }
}

export function presentLeadRow(record: LeadRecord): LeadRow {
  return {
    id: record.id,
    externalId: record.external_id,
    contact: { id: record.contact_id, name: contactName(record) },
    account: referenceOrNull(record.account_id, record.account_name),
    enteredAt: record.entered_at.toISOString(),
    origin: record.origin,
    landingPage: record.landing_page,
    campaign: referenceOrNull(record.campaign_id, record.campaign_name),
    segment: record.segment,
    stageId: record.stage_id,
    stageSince: record.stage_since.toISOString(),
    owner: memberOrNull(record.owner_id, record.owner_name, record.owner_team),
    nextStep: record.next_step,
    nextStepOn: record.next_step_on,
  }
}

/** A contact known by an outside id alone is shown by that id. */
function contactName(record: LeadRecord): string {
  return record.contact_name || record.contact_email || record.external_id || 'Unnamed contact'
}

export function presentLead(
  lead: { record: LeadRecord; changes: readonly StageChangeRecord[] },
  actor: Actor,
): LeadView {
  return {
    ...presentLeadRow(lead.record),
    custom: customValues.parse(lead.record.custom),
    createdAt: lead.record.created_at.toISOString(),
    deletedAt: lead.record.deleted_at?.toISOString() ?? null,
    stageChanges: lead.changes.map(presentChange),
    can: { edit: canEditLeads(actor), move: canMoveLeads(actor), remove: canEditLeads(actor) },
  }
}

function presentChange(record: StageChangeRecord): StageChangeView {
  return {
    id: record.id,
    fromStageId: record.from_stage_id,
    toStageId: record.to_stage_id,
    at: record.at.toISOString(),
    kind: oneOf(stageChangeKinds, record.kind),
    reason: record.reason,
    assumed: record.assumed,
    actor: memberOrNull(record.actor_id, record.actor_name, record.actor_team),
    importId: record.import_id,
  }
}
