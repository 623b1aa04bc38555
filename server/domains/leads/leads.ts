import { v7 as uuid } from 'uuid'
import type { createLead, changeLead, moveLead, StageView } from '../../../contract/leads.ts'
import { nameKey } from '../../../contract/names.ts'
import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { Scope } from '../../platform/database.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { applyChanges } from '../attributes/index.ts'
import { refreshStanding, refuseErased, visibleContact } from '../contacts/index.ts'
import { record } from '../journal/index.ts'
import { selectLead } from './list.store.ts'
import { canEditLeads, canMoveLeads } from './policy.ts'
import { presentStage } from './present.ts'
import { defaultStages } from './rules/default-stages.ts'
import { judgeMove } from './rules/moves.ts'
import * as store from './store.ts'

export type LeadWithHistory = Awaited<ReturnType<typeof leadWithHistory>>

/** Lays the default stages of a new workspace. */
export async function layStages(scope: Scope): Promise<void> {
  await store.insertStages(
    scope,
    defaultStages.map((stage) => ({ ...stage, nameKey: nameKey(stage.name) })),
  )
}

/** The stages of the workspace: the main line in order, then the exits. */
export async function stages(scope: Scope): Promise<StageView[]> {
  const records = await store.selectStages(scope)
  return records.map(presentStage)
}

/** One lead and its dated stage changes. Refuses with `not-found`. */
export async function leadWithHistory(scope: Scope, id: string) {
  const found = await selectLead(scope, id)
  if (found === undefined) throw notFound('lead')
  return { record: found, changes: await store.selectStageChanges(scope, id) }
}

/**
 * Begins a pass through the funnel, on the main line because an exit needs its reason. The contact must be visible;
 * the instant must not lie in the future.
 */
export async function beginLead(scope: Scope, input: EndpointParsed<typeof createLead>['body']) {
  allow(canEditLeads(scope.actor))
  const { contactId, stageId, enteredAt, ...attributes } = input
  await refuseErased(scope, [await visibleContact(scope, contactId)])
  const stage = await stageOf(scope, stageId)
  if (stage.line === 'exit')
    throw new Refusal('not-possible-now', {
      message: `A lead does not begin at ${stage.name}.`,
      remedy: 'Begin it on the main line, then move it and say why.',
      place: 'stageId',
    })
  const at = enteredAt === undefined ? scope.now : new Date(enteredAt)
  if (at > scope.now)
    throw new Refusal('invalid-input', { place: 'enteredAt', message: 'A lead cannot enter in the future.' })
  const lead = { id: uuid(), contactId, stageId: stage.id, enteredAt: at }
  await store.insertLead(scope, lead)
  const eventId = await record(scope, {
    kind: 'lead.begun',
    subjectKind: 'lead',
    subjectId: lead.id,
    payload: { contactId },
  })
  await store.insertStageChange(scope, {
    leadId: lead.id,
    fromStageId: null,
    toStageId: stage.id,
    kind: 'entry',
    reason: null,
    at,
    eventId,
  })
  await applyChanges(scope, { recordKind: 'lead', recordId: lead.id, changes: attributes, eventId })
  await refreshStanding(scope, [contactId])
  return leadWithHistory(scope, lead.id)
}

/** Changes attributes through the ledger. */
export async function amendLead(
  scope: Scope,
  id: string,
  changes: EndpointParsed<typeof changeLead>['body'],
) {
  allow(canEditLeads(scope.actor))
  await heldLead(scope, id)
  const eventId = await record(scope, {
    kind: 'lead.changed',
    subjectKind: 'lead',
    subjectId: id,
    payload: { fields: Object.keys(changes) },
  })
  await applyChanges(scope, { recordKind: 'lead', recordId: id, changes, eventId })
  return leadWithHistory(scope, id)
}

/** Moves a lead. Refuses a move without its reason, and a move from a stage the caller no longer sees. */
export async function move(scope: Scope, id: string, input: EndpointParsed<typeof moveLead>['body']) {
  allow(canMoveLeads(scope.actor))
  const lead = await heldLead(scope, id)
  if (input.fromStageId !== undefined && input.fromStageId !== lead.stage_id)
    throw new Refusal('changed-meanwhile')
  const [from, to] = [await stageOf(scope, lead.stage_id), await stageOf(scope, input.stageId)]
  const judgement = judgeMove(from, to, input.reason)
  if ('refused' in judgement) {
    throw new Refusal('not-possible-now', {
      message: judgement.refused,
      remedy: judgement.remedy,
      place: 'reason',
    })
  }
  const payload = { from: from.id, to: to.id, kind: judgement.kind }
  const eventId = await record(scope, { kind: 'lead.moved', subjectKind: 'lead', subjectId: id, payload })
  await store.insertStageChange(scope, {
    leadId: id,
    fromStageId: from.id,
    toStageId: to.id,
    kind: judgement.kind,
    reason: input.reason ?? null,
    at: scope.now,
    eventId,
  })
  await store.setStage(scope, id, { id: to.id, since: scope.now })
  await refreshStanding(scope, [lead.contact_id])
  return leadWithHistory(scope, id)
}

/** Undoes the last stage change of a lead, as a slip of the hand; the journal keeps both acts. */
export async function undoMove(scope: Scope, id: string, changeId: number) {
  allow(canMoveLeads(scope.actor))
  const lead = await heldLead(scope, id)
  const changes = await store.selectStageChanges(scope, id)
  const [last, previous] = [changes.at(-1), changes.at(-2)]
  if (!changes.some((change) => change.id === changeId)) throw notFound('stage change')
  if (last?.id !== changeId || previous === undefined) {
    throw new Refusal('not-possible-now', {
      message: 'Only the last move of a lead can be undone, and never its entry.',
      remedy: 'Move the lead instead and say why.',
    })
  }
  const payload = { struck: { from: last.from_stage_id, to: last.to_stage_id, at: last.at.toISOString() } }
  await record(scope, { kind: 'lead.move-undone', subjectKind: 'lead', subjectId: id, payload })
  await store.deleteStageChange(scope, changeId)
  await store.setStage(scope, id, { id: previous.to_stage_id, since: previous.at })
  await refreshStanding(scope, [lead.contact_id])
  return leadWithHistory(scope, id)
}

/** Puts a lead in the trash, from where it can be restored. */
export async function trash(scope: Scope, id: string): Promise<void> {
  allow(canEditLeads(scope.actor))
  const lead = await heldLead(scope, id)
  await record(scope, { kind: 'lead.trashed', subjectKind: 'lead', subjectId: id, payload: {} })
  await store.setDeletedAt(scope, id, scope.now)
  await refreshStanding(scope, [lead.contact_id])
}

/** Takes a lead out of the trash. */
export async function restore(scope: Scope, id: string) {
  allow(canEditLeads(scope.actor))
  const lead = await store.lockLead(scope, id)
  if (lead === undefined || lead.deleted_at === null) throw notFound('lead in the trash')
  await record(scope, { kind: 'lead.restored', subjectKind: 'lead', subjectId: id, payload: {} })
  await store.setDeletedAt(scope, id, null)
  await refreshStanding(scope, [lead.contact_id])
  return leadWithHistory(scope, id)
}

async function heldLead(scope: Scope, id: string) {
  const lead = await store.lockLead(scope, id)
  if (lead === undefined || lead.deleted_at !== null) throw notFound('lead')
  return lead
}

async function stageOf(scope: Scope, id: number | undefined): Promise<StageView> {
  const all = await stages(scope)
  const found =
    id === undefined ? all.find((stage) => stage.line === 'main') : all.find((stage) => stage.id === id)
  if (found === undefined)
    throw new Refusal('not-found', { message: 'There is no such stage.', place: 'stageId' })
  return found
}

function allow(permitted: boolean): void {
  if (!permitted) throw new Refusal('not-allowed')
}
