import { run } from '../../../../platform/database.ts'
import type { Scope } from '../../../../platform/database.ts'

export type StageFound = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly line: 'main' | 'exit'
  readonly position: number
  readonly won: boolean
}

export async function findStages(scope: Scope): Promise<StageFound[]> {
  return run<StageFound>(
    scope.tx,
    `select id, key, name, line, position, won from stages where workspace_id = $1 order by line = 'exit', position, id`,
    [scope.workspaceId],
  )
}

export type LeadFound = {
  readonly id: string
  readonly external_id: string | null
  readonly contact_id: string
  readonly entered_at: Date
  readonly stage_id: number
  readonly stage_since: Date
  /** What the stage history says already. */
  readonly changes: readonly {
    readonly to: number
    readonly at: string
    readonly kind: string
    readonly assumed: boolean
  }[]
}

const leadColumns = `l.id, l.external_id, l.contact_id, l.entered_at, l.stage_id, l.stage_since,
  coalesce((select jsonb_agg(jsonb_build_object('to', s.to_stage_id, 'at', s.at, 'kind', s.kind, 'assumed', s.assumed) order by s.at, s.id)
    from stage_changes s where s.workspace_id = $1 and s.lead_id = l.id), '[]') as changes`

/** Leads by the id that the source gives them, with their history. */
export async function findLeads(scope: Scope, source: string, ids: readonly string[]): Promise<LeadFound[]> {
  if (ids.length === 0) return []
  return run<LeadFound>(
    scope.tx,
    `select ${leadColumns} from leads l
     where l.workspace_id = $1 and l.external_source = $2 and l.external_id = any($3::text[])`,
    [scope.workspaceId, source, ids],
  )
}

/** Leads of contacts, merged families together, for rows whose leads have no id of their own. */
export async function findLeadsOf(scope: Scope, contactIds: readonly string[]): Promise<LeadFound[]> {
  if (contactIds.length === 0) return []
  return run<LeadFound>(
    scope.tx,
    `select ${leadColumns.replace('l.contact_id', 'coalesce(c.merged_into_id, c.id) as contact_id')}
     from contacts c join leads l on l.workspace_id = $1 and l.contact_id = c.id
     where c.workspace_id = $1 and l.deleted_at is null
       and (c.id = any($2::uuid[]) or c.merged_into_id = any($2::uuid[]))
     order by l.entered_at desc, l.id desc`,
    [scope.workspaceId, contactIds],
  )
}

export type ChannelFound = { readonly id: number; readonly key: string; readonly name: string }

export async function findChannels(scope: Scope): Promise<ChannelFound[]> {
  return run<ChannelFound>(
    scope.tx,
    'select id, key, name from channels where workspace_id = $1 order by id',
    [scope.workspaceId],
  )
}

export type CampaignFound = {
  readonly id: string
  readonly name_key: string
  readonly external_id: string | null
}

export async function findCampaigns(
  scope: Scope,
  wanted: { readonly nameKeys: readonly string[]; readonly ids: readonly string[]; readonly source: string },
): Promise<CampaignFound[]> {
  if (wanted.nameKeys.length + wanted.ids.length === 0) return []
  return run<CampaignFound>(
    scope.tx,
    `select id, name_key, case when external_source = $4 then external_id end as external_id
     from campaigns
     where workspace_id = $1 and ((deleted_at is null and name_key = any($2::text[]))
       or (external_source = $4 and external_id = any($3::text[])))
     order by recorded_at, id`,
    [scope.workspaceId, wanted.nameKeys, wanted.ids, wanted.source],
  )
}

/** Of the touch keys given, those which stand already. */
export async function findTouchKeys(scope: Scope, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await run<{ key: string }>(
    scope.tx,
    `select k.key from unnest($2::uuid[]) as k (key)
     where exists (select from touches t where t.workspace_id = $1 and t.key = k.key offset 0)`,
    [scope.workspaceId, keys],
  )
  return new Set(rows.map(({ key }) => key))
}

export type SpendFound = {
  readonly campaign_id: string
  readonly day: string
  readonly entry_key: string
  readonly amount: string
}

/** Entries of spend with their corrections added up: behind the mark of a correction stands who made it. */
export async function findSpend(scope: Scope, campaignIds: readonly string[]): Promise<SpendFound[]> {
  if (campaignIds.length === 0) return []
  return run<SpendFound>(
    scope.tx,
    `select campaign_id, day, split_part(entry_key, '~', 1) as entry_key, sum(amount)::text as amount from campaign_spend
     where workspace_id = $1 and campaign_id = any($2::uuid[]) group by 1, 2, 3`,
    [scope.workspaceId, campaignIds],
  )
}
