import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

type Batch = { readonly importId: number; readonly limit: number }

/**
 * Takes an import's stage changes off leads that stood before it, and puts each lead back to where the first of
 * them took it from, unless somebody moved it since. Answers the contacts whose standing is to be refreshed.
 */
export async function takeBackLeadMoves(
  scope: Scope,
  { importId, limit }: Batch,
): Promise<{ taken: number; contactIds: string[] }> {
  const rows = await run<{ contact_id: string }>(
    scope.tx,
    `with taken as (
       select distinct s.lead_id from stage_changes s
       join leads l on l.workspace_id = $1 and l.id = s.lead_id and l.import_id is distinct from $2::integer
       where s.workspace_id = $1 and s.import_id = $2 limit $3
     ), gone as (
       delete from stage_changes s using taken
       where s.workspace_id = $1 and s.import_id = $2 and s.lead_id = taken.lead_id
       returning s.id, s.lead_id, s.from_stage_id, s.to_stage_id, s.kind
     ), noted as (
       insert into removals (workspace_id, relation, row_key) select $1::integer, 'stage_changes', g.id::text from gone g
     ), first as (
       select distinct on (lead_id) lead_id, from_stage_id from gone where from_stage_id is not null order by lead_id, id
     ), last as (
       select distinct on (lead_id) lead_id, to_stage_id from gone where from_stage_id is not null order by lead_id, id desc
     ), moved as (
       update leads t set stage_id = first.from_stage_id, changed_xid = rapport_xid(),
         stage_since = coalesce((select max(s.at) from stage_changes s where s.workspace_id = $1 and s.lead_id = t.id
           and s.to_stage_id = first.from_stage_id and s.import_id is distinct from $2::integer), t.entered_at)
       from first join last using (lead_id)
       where t.workspace_id = $1 and t.id = first.lead_id and t.stage_id = last.to_stage_id
     )
     select l.contact_id from taken join leads l on l.workspace_id = $1 and l.id = taken.lead_id`,
    [scope.workspaceId, importId, limit],
  )
  return { taken: rows.length, contactIds: rows.map((row) => row.contact_id) }
}

/** The same for deals. */
export async function takeBackDealMoves(scope: Scope, { importId, limit }: Batch): Promise<number> {
  const rows = await run(
    scope.tx,
    `with taken as (
       select distinct s.deal_id from deal_stage_changes s
       join deals d on d.workspace_id = $1 and d.id = s.deal_id and d.import_id is distinct from $2::integer
       where s.workspace_id = $1 and s.import_id = $2 limit $3
     ), gone as (
       delete from deal_stage_changes s using taken
       where s.workspace_id = $1 and s.import_id = $2 and s.deal_id = taken.deal_id
       returning s.id, s.deal_id, s.from_stage_id, s.to_stage_id
     ), noted as (
       insert into removals (workspace_id, relation, row_key) select $1::integer, 'deal_stage_changes', g.id::text from gone g
     ), first as (
       select distinct on (deal_id) deal_id, from_stage_id from gone where from_stage_id is not null order by deal_id, id
     ), last as (
       select distinct on (deal_id) deal_id, to_stage_id from gone where from_stage_id is not null order by deal_id, id desc
     ), moved as (
       update deals t set stage_id = p.id, pipeline_id = p.pipeline_id, outcome = p.outcome, changed_xid = rapport_xid(),
         stage_since = coalesce((select max(s.at) from deal_stage_changes s where s.workspace_id = $1 and s.deal_id = t.id
           and s.to_stage_id = first.from_stage_id and s.import_id is distinct from $2::integer), t.created_at)
       from first join last using (deal_id) join pipeline_stages p on p.workspace_id = $1 and p.id = first.from_stage_id
       where t.workspace_id = $1 and t.id = first.deal_id and t.stage_id = last.to_stage_id
     )
     select deal_id from taken`,
    [scope.workspaceId, importId, limit],
  )
  return rows.length
}

/** Takes back touches, and counts the activity of their contacts anew. */
export async function takeBackTouches(scope: Scope, { importId, limit }: Batch): Promise<number> {
  const rows = await run<{ contact_id: string }>(
    scope.tx,
    `with gone as (
       delete from touches t where t.workspace_id = $1 and t.id in (
         select x.id from touches x where x.workspace_id = $1 and x.import_id = $2 limit $3)
       returning t.id, t.contact_id
     ), noted as (
       insert into removals (workspace_id, relation, row_key) select $1::integer, 'touches', g.id::text from gone g
     )
     select contact_id from gone`,
    [scope.workspaceId, importId, limit],
  )
  if (rows.length > 0) await recountActivity(scope, [...new Set(rows.map((row) => row.contact_id))])
  return rows.length
}

async function recountActivity(scope: Scope, contactIds: readonly string[]): Promise<void> {
  const values = [scope.workspaceId, contactIds]
  await run(
    scope.tx,
    `delete from contact_activity a where a.workspace_id = $1 and a.contact_id = any($2::uuid[])
       and not exists (select from touches t where t.workspace_id = $1 and t.contact_id = a.contact_id)`,
    values,
  )
  await run(
    scope.tx,
    `update contact_activity a set touch_count = n.count, first_touch_at = n.first, last_touch_at = n.last, first_channel_id = n.channel
     from (
       select t.contact_id, count(*) as count, min(t.occurred_at) as first, max(t.occurred_at) as last,
         (array_agg(t.channel_id order by t.occurred_at, t.id))[1] as channel
       from touches t where t.workspace_id = $1 and t.contact_id = any($2::uuid[]) group by t.contact_id
     ) n where a.workspace_id = $1 and a.contact_id = n.contact_id`,
    values,
  )
}
