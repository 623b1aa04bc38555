import { identityKinds } from '../../../contract/contacts.ts'
import type { ContactRow, ContactView } from '../../../contract/contacts.ts'
import { erasureReason } from '../../../contract/erasures.ts'
import type { ErasureNote } from '../../../contract/erasures.ts'
import { stageChangeKinds } from '../../../contract/leads.ts'
import { customValues, memberOrNull, oneOf, referenceOrNull } from '../../../contract/records.ts'
import type { Actor } from '../../platform/scope.ts'
import type { ContactDetail } from './contacts.ts'
import type { LeadOfContact, TrackRow } from './detail.store.ts'
import type { ErasureRow } from './erased.store.ts'
import { mayEdit, mayErase, mayMerge, mayRemove } from './policy.ts'
import { isoOrNull, presentDeal, presentMerged } from './present-parts.ts'
import type { ContactRecord } from './rows.store.ts'
import { displayName } from './rules/names.ts'

export { presentAccount } from './present-account.ts'

export function presentContactRow(record: ContactRecord): ContactRow {
  return {
    id: record.id,
    name: nameOf(record),
    firstName: record.first_name,
    lastName: record.last_name,
    title: record.title,
    email: record.email,
    phone: record.phone,
    account: referenceOrNull(record.account_id, record.account_name),
    city: record.city,
    country: record.country,
    language: record.language,
    origin: record.origin,
    owner: memberOrNull(record.owner_id, record.owner_name, record.owner_team),
    nextStep: record.next_step,
    nextStepOn: record.next_step_on,
    leadId: record.lead_id,
    stageId: record.stage_id,
    stageSince: isoOrNull(record.stage_since),
    ...presentActivity(record),
    fit: record.fit,
    engagement: record.engagement,
    flagged: record.flagged,
    custom: customValues.parse(record.custom),
    createdAt: record.created_at.toISOString(),
    deletedAt: isoOrNull(record.deleted_at),
  }
}

function presentActivity(record: ContactRecord) {
  const { channel_id: id, channel_name: name, channel_team: team } = record
  return {
    touchCount: record.touch_count,
    firstTouchAt: isoOrNull(record.first_touch_at),
    lastTouchAt: isoOrNull(record.last_touch_at),
    firstChannel:
      id === null || name === null ? null : { id, name, team: oneOf(['marketing', 'sales'] as const, team) },
  }
}

export function nameOf(record: Pick<ContactRecord, 'full_name' | 'email' | 'outside_id'>): string {
  return displayName({ fullName: record.full_name, email: record.email, outsideId: record.outside_id })
}

export function presentContact(detail: ContactDetail, actor: Actor): ContactView {
  return {
    ...presentContactRow(detail.record),
    identities: detail.identities.map((row) => ({
      kind: oneOf(identityKinds, row.kind),
      value: row.value,
      key: row.key,
      valid: row.valid,
      contactId: row.contact_id,
    })),
    lead: detail.lead === undefined ? null : presentLead(detail.lead, detail.track),
    leadCount: detail.leadCount,
    deals: detail.deals.map(presentDeal),
    merged: detail.merged.map((row) => {
      const { id, name, ...merge } = presentMerged(row)
      return { ...merge, contact: { id, name } }
    }),
    flags: [...detail.flags],
    erasure: detail.erasure === undefined ? null : presentErasure(detail.erasure),
    can: abilities(actor, detail.erasure !== undefined),
  }
}

function abilities(actor: Actor, isErased: boolean): ContactView['can'] {
  if (isErased) return { edit: false, remove: false, merge: false, erase: false }
  return { edit: mayEdit(actor), remove: mayRemove(actor), merge: mayMerge(actor), erase: mayErase(actor) }
}

function presentErasure(row: ErasureRow): ErasureNote {
  return {
    at: row.erased_at.toISOString(),
    by: memberOrNull(row.by_id, row.by_name, row.by_team),
    reason: erasureReason.parse(row.reason),
    requestedOn: row.requested_on,
  }
}

function presentLead(lead: LeadOfContact, track: readonly TrackRow[]): NonNullable<ContactView['lead']> {
  return {
    id: lead.id,
    enteredAt: lead.entered_at.toISOString(),
    origin: lead.origin,
    campaign: referenceOrNull(lead.campaign_id, lead.campaign_name),
    owner: memberOrNull(lead.owner_id, lead.owner_name, lead.owner_team),
    stageId: lead.stage_id,
    stageSince: lead.stage_since.toISOString(),
    stageChanges: track.map((row) => ({
      id: row.id,
      fromStageId: row.from_stage_id,
      toStageId: row.to_stage_id,
      at: row.at.toISOString(),
      kind: oneOf(stageChangeKinds, row.kind),
    })),
  }
}
