import { sql } from 'kysely'
import { committeeRoles } from '../../../../contract/criteria.ts'
import { oneOf } from '../../../../contract/records.ts'
import { touchKindOf } from '../../../../contract/touches.ts'
import type { Scope } from '../../../platform/database.ts'
import type { CommitteeSeat, Dossier, KnownTouch } from '../rules/dossier.ts'
import { millis } from './millis.ts'

/** When a touch counts as known: an imported one, whose recording says nothing, from when it occurred. */
export const touchKnownAt = sql`case when t.import_id is null then t.recorded_at else t.occurred_at end`

/** Every touch of these contacts, each known by itself: merges are not looked at. */
export async function selectTouches(
  scope: Scope,
  contactIds: readonly string[],
): Promise<Map<string, KnownTouch[]>> {
  type Row = Omit<KnownTouch, 'kind'> & { readonly kind: number }
  const found = await sql<Row>`
    select t.id, t.contact_id as "contactId", t.kind, t.channel_id as "channelId", t.campaign_id as "campaignId",
      t.detail ->> 'asset' as asset, coalesce(t.detail ->> 'machine' = 'true', false) as machine,
      ${millis(sql`t.occurred_at`)} as "occurredAt", ${millis(touchKnownAt)} as "knownAt"
    from touches t
    where t.workspace_id = ${scope.workspaceId} and t.contact_id = any(${contactIds}::uuid[])`.execute(
    scope.tx,
  )
  const touches = found.rows.map((row): KnownTouch => ({ ...row, kind: touchKindOf(row.kind) }))
  return Map.groupBy(touches, ({ contactId }) => contactId)
}

type StageEntry = Dossier['stageEntries'][number]

/** The entries into stages of these leads, oldest first. */
export async function selectStageEntries(
  scope: Scope,
  leadIds: readonly string[],
): Promise<Map<string, StageEntry[]>> {
  const found = await sql<StageEntry & { readonly leadId: string }>`
    select s.lead_id as "leadId", g.key as stage, ${millis(sql`s.at`)} as at
    from stage_changes s join stages g on g.workspace_id = s.workspace_id and g.id = s.to_stage_id
    where s.workspace_id = ${scope.workspaceId} and s.lead_id = any(${leadIds}::uuid[])
    order by s.lead_id, s.at, s.id`.execute(scope.tx)
  return Map.groupBy(found.rows, ({ leadId }) => leadId)
}

export type Seat = Omit<CommitteeSeat, 'own'>

/** The seats that these people hold, or that are at these companies. */
export async function selectSeats(
  scope: Scope,
  {
    contactIds,
    accountIds,
  }: { readonly contactIds: readonly string[]; readonly accountIds: readonly string[] },
): Promise<Seat[]> {
  const found = await sql<Omit<Seat, 'role'> & { readonly role: string }>`
    select s.contact_id as "contactId", s.account_id as "accountId", s.role, ${millis(sql`s.from_at`)} as from,
      ${millis(sql`s.until_at`)} as until
    from committee_seats s
    where s.workspace_id = ${scope.workspaceId}
      and (s.contact_id = any(${contactIds}::uuid[]) or s.account_id = any(${accountIds}::uuid[]))
    order by s.from_at, s.id`.execute(scope.tx)
  return found.rows.map((row) => ({ ...row, role: oneOf(committeeRoles, row.role) }))
}

/** Deals that are, or once were, of one of these people or passes. */
export async function selectDealIds(
  scope: Scope,
  { contactIds, leadIds }: { readonly contactIds: readonly string[]; readonly leadIds: readonly string[] },
): Promise<string[]> {
  const ws = scope.workspaceId
  const found = await sql<{ id: string }>`
    select d.id from deals d where d.workspace_id = ${ws} and d.contact_id = any(${contactIds}::uuid[])
    union select d.id from deals d where d.workspace_id = ${ws} and d.lead_id = any(${leadIds}::uuid[])
    union select h.record_id from attribute_changes h where h.workspace_id = ${ws} and h.record_kind = 'deal'
      and h.changed ? 'contactId' and h.changed ->> 'contactId' = any(${contactIds}::text[])
    union select h.record_id from attribute_changes h where h.workspace_id = ${ws} and h.record_kind = 'deal'
      and h.before ? 'contactId' and h.before ->> 'contactId' = any(${contactIds}::text[])
    union select h.record_id from attribute_changes h where h.workspace_id = ${ws} and h.record_kind = 'deal'
      and h.changed ? 'leadId' and h.changed ->> 'leadId' = any(${leadIds}::text[])
    union select h.record_id from attribute_changes h where h.workspace_id = ${ws} and h.record_kind = 'deal'
      and h.before ? 'leadId' and h.before ->> 'leadId' = any(${leadIds}::text[])`.execute(scope.tx)
  return found.rows.map(({ id }) => id)
}

export type OutcomeEntry = { readonly dealId: string; readonly outcome: string; readonly at: number }

/** How deals stood over time: open, won or lost, by the stages that they entered, oldest first. */
export async function selectOutcomes(
  scope: Scope,
  dealIds: readonly string[],
): Promise<Map<string, OutcomeEntry[]>> {
  const found = await sql<OutcomeEntry>`
    select s.deal_id as "dealId", g.outcome, ${millis(sql`s.at`)} as at
    from deal_stage_changes s join pipeline_stages g on g.workspace_id = s.workspace_id and g.id = s.to_stage_id
    where s.workspace_id = ${scope.workspaceId} and s.deal_id = any(${dealIds}::uuid[])
    order by s.deal_id, s.at, s.id`.execute(scope.tx)
  return Map.groupBy(found.rows, ({ dealId }) => dealId)
}
