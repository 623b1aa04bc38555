import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'
import type { Activity, DealMove, LeadMove } from '../plan/batch.ts'
import { copyRows } from './copy.ts'

/** Puts leads where their newest stage change has them. */
export async function moveLeads(scope: Scope, moves: readonly LeadMove[]): Promise<void> {
  if (moves.length === 0) return
  const columns = 'id uuid, stage_id smallint, stage_since timestamptz'
  await stage(scope, { name: 'stage_lead_moves', columns }, moves)
  await run(
    scope.tx,
    `update leads t set stage_id = s.stage_id, stage_since = s.stage_since, updated_at = $2, changed_xid = rapport_xid()
     from pg_temp.stage_lead_moves s where t.workspace_id = $1 and t.id = s.id`,
    [scope.workspaceId, scope.now],
  )
}

/** Puts deals where their newest stage change has them. */
export async function moveDeals(scope: Scope, moves: readonly DealMove[]): Promise<void> {
  if (moves.length === 0) return
  const columns = 'id uuid, stage_id uuid, stage_since timestamptz, outcome text'
  await stage(scope, { name: 'stage_deal_moves', columns }, moves)
  await run(
    scope.tx,
    `update deals t set stage_id = s.stage_id, pipeline_id = p.pipeline_id, stage_since = s.stage_since, outcome = s.outcome,
       updated_at = $2, changed_xid = rapport_xid()
     from pg_temp.stage_deal_moves s join pipeline_stages p on p.workspace_id = $1 and p.id = s.stage_id
     where t.workspace_id = $1 and t.id = s.id`,
    [scope.workspaceId, scope.now],
  )
}

/** Adds what new touches say to the activity of their contacts. */
export async function addActivity(scope: Scope, activity: ReadonlyMap<string, Activity>): Promise<void> {
  if (activity.size === 0) return
  const columns =
    'contact_id uuid, count integer, first timestamptz, first_channel smallint, last timestamptz'
  const rows = [...activity].map(([id, seen]) => ({
    contact_id: id,
    count: seen.count,
    first: seen.first,
    first_channel: seen.firstChannel,
    last: seen.last,
  }))
  await stage(scope, { name: 'stage_activity', columns }, rows)
  await run(
    scope.tx,
    `insert into contact_activity as a (workspace_id, contact_id, touch_count, first_touch_at, first_channel_id, last_touch_at)
     select $1::integer, s.contact_id, s.count, s.first, s.first_channel, s.last from pg_temp.stage_activity s
     on conflict (workspace_id, contact_id) do update set
       touch_count = a.touch_count + excluded.touch_count,
       first_channel_id = case when a.first_touch_at <= excluded.first_touch_at then a.first_channel_id else excluded.first_channel_id end,
       first_touch_at = least(a.first_touch_at, excluded.first_touch_at),
       last_touch_at = greatest(a.last_touch_at, excluded.last_touch_at)`,
    [scope.workspaceId],
  )
}

async function stage(
  scope: Scope,
  target: { readonly name: string; readonly columns: string },
  rows: readonly Record<string, string | number | null>[],
): Promise<void> {
  await run(
    scope.tx,
    `create temporary table if not exists ${target.name} (${target.columns}) on commit delete rows`,
  )
  await run(scope.tx, `truncate pg_temp.${target.name}`)
  const names = target.columns.split(', ').map((column) => column.split(' ')[0] ?? '')
  await copyRows(scope, { table: `pg_temp.${target.name}`, columns: names }, rows)
}
