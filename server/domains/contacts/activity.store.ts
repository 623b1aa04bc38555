import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/**
 * Counts the touches of these people anew, each with everybody who was merged into them. For merges, undone imports
 * and other rare acts; touches that come in are added by whoever records them. Ids may be of any family member.
 */
export async function refreshActivity(scope: Scope, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  await sql`
    with roots as (
      select distinct coalesce(merged_into_id, id) as id from contacts
      where workspace_id = ${scope.workspaceId} and id = any(${contactIds}::uuid[])
    ), counted as (
      select roots.id, count(t.id)::integer as touch_count, min(t.occurred_at) as first_touch_at,
        max(t.occurred_at) as last_touch_at,
        (array_agg(t.channel_id order by t.occurred_at, t.id) filter (where t.id is not null))[1] as first_channel_id
      from roots
      join contacts f on f.workspace_id = ${scope.workspaceId} and (f.id = roots.id or f.merged_into_id = roots.id)
      left join touches t on t.workspace_id = ${scope.workspaceId} and t.contact_id = f.id
      group by roots.id
    )
    insert into contact_activity as a
      (workspace_id, contact_id, touch_count, first_touch_at, first_channel_id, last_touch_at)
    select ${scope.workspaceId}::integer, id, touch_count, first_touch_at, first_channel_id, last_touch_at from counted
    on conflict (workspace_id, contact_id) do update set touch_count = excluded.touch_count,
      first_touch_at = excluded.first_touch_at, first_channel_id = excluded.first_channel_id,
      last_touch_at = excluded.last_touch_at
    where (a.touch_count, a.first_touch_at, a.first_channel_id, a.last_touch_at) is distinct from
      (excluded.touch_count, excluded.first_touch_at, excluded.first_channel_id, excluded.last_touch_at)`.execute(
    scope.tx,
  )
}
