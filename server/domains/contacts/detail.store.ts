import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

export type LeadOfContact = {
  readonly id: string
  readonly entered_at: Date
  readonly origin: string | null
  readonly stage_id: number
  readonly stage_since: Date
  readonly campaign_id: string | null
  readonly campaign_name: string | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
}

/** The lead that speaks for a person, and how many passes there were. */
export async function selectLead(scope: Scope, leadId: string): Promise<LeadOfContact | undefined> {
  const found = await sql<LeadOfContact>`
    select l.id, l.entered_at, l.origin, l.stage_id, l.stage_since, k.id as campaign_id, k.name as campaign_name,
      m.id as owner_id, m.name as owner_name, m.team as owner_team
    from leads l
    left join campaigns k on k.workspace_id = l.workspace_id and k.id = l.campaign_id
    left join members m on m.workspace_id = l.workspace_id and m.id = l.owner_id
    where l.workspace_id = ${scope.workspaceId} and l.id = ${leadId} and l.deleted_at is null`.execute(
    scope.tx,
  )
  return found.rows[0]
}

export type TrackRow = {
  readonly id: number
  readonly from_stage_id: number | null
  readonly to_stage_id: number
  readonly at: Date
  readonly kind: string
}

/** The dated stages of one lead, first to last. */
export async function selectTrack(scope: Scope, leadId: string): Promise<TrackRow[]> {
  return scope.tx
    .selectFrom('stage_changes')
    .select(['id', 'from_stage_id', 'to_stage_id', 'at', 'kind'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

export async function countLeads(scope: Scope, family: readonly string[]): Promise<number> {
  const row = await scope.tx
    .selectFrom('leads')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('contact_id', 'in', [...family])
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

export type DealOfRecord = {
  readonly id: string
  readonly name: string
  readonly stage: string
  readonly outcome: string
  readonly amount: string | null
  readonly currency: string
  readonly opened_at: Date | null
  readonly closed_at: Date | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
}

export type DealsOf = {
  readonly of: 'contact' | 'account'
  readonly family: readonly string[]
  readonly limit: number
}

/** The deals of a person or a company and of all who were merged into it; open ones first, then the newest. */
export async function selectDeals(scope: Scope, { of, family, limit }: DealsOf): Promise<DealOfRecord[]> {
  const column = sql.ref(of === 'contact' ? 'd.contact_id' : 'd.account_id')
  const found = await sql<DealOfRecord>`
    select d.id, d.name, s.name as stage, d.outcome, d.amount, d.currency, d.opened_at, d.closed_at,
      m.id as owner_id, m.name as owner_name, m.team as owner_team
    from deals d
    join pipeline_stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id
    left join members m on m.workspace_id = d.workspace_id and m.id = d.owner_id
    where d.workspace_id = ${scope.workspaceId} and ${column} = any(${family}::uuid[]) and d.deleted_at is null
    order by d.outcome <> 'open', coalesce(d.closed_at, d.opened_at, d.created_at) desc, d.id
    limit ${limit}`.execute(scope.tx)
  return found.rows
}

export type FlagRow = {
  readonly id: number
  readonly code: string
  readonly field: string | null
  readonly message: string
}

const flagsMax = 100

/** What somebody should look at, on any of these records. */
export async function selectFlags(scope: Scope, family: readonly string[]): Promise<FlagRow[]> {
  return scope.tx
    .selectFrom('quality_flags')
    .select(['id', 'code', 'field', 'message'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('record_id', 'in', [...family])
    .where('settled_at', 'is', null)
    .orderBy('id')
    .limit(flagsMax)
    .execute()
}

export type MergedRow = {
  readonly merge_id: string
  readonly id: string
  readonly name: string
  readonly merged_at: Date
  readonly by_id: string | null
  readonly by_name: string | null
  readonly by_team: string | null
}

/** Who was merged into this family and is still part of it, with who did it. */
export async function selectMerged(
  scope: Scope,
  kind: 'contact' | 'account',
  family: readonly string[],
): Promise<MergedRow[]> {
  const name =
    kind === 'contact'
      ? sql`(select coalesce(nullif(c.full_name, ''), c.email, 'Unnamed contact') from contacts c
          where c.workspace_id = g.workspace_id and c.id = g.loser_id)`
      : sql`(select a.name from accounts a where a.workspace_id = g.workspace_id and a.id = g.loser_id)`
  const found = await sql<MergedRow>`
    select g.id as merge_id, g.loser_id as id, ${name} as name, g.merged_at, m.id as by_id, m.name as by_name,
      m.team as by_team
    from merges g
    left join events e on e.workspace_id = g.workspace_id and e.id = g.event_id
    left join members m on m.workspace_id = e.workspace_id and m.id = e.actor_id
    where g.workspace_id = ${scope.workspaceId} and g.record_kind = ${kind} and g.undone_at is null
      and g.winner_id = any(${family}::uuid[])
    order by g.merged_at, g.id`.execute(scope.tx)
  return found.rows
}
