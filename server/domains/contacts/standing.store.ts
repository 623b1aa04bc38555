import { run } from '../../platform/database.ts'
import type { Scope } from '../../platform/database.ts'

/**
 * Writes onto each contact where they stand now: the newest pass through the funnel of the whole merged family.
 * Lists of a million people sort by stage without a join because of it. Shape: ids of any family members.
 */
export async function refreshStanding(scope: Scope, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  await run(scope.tx, standingSql, [scope.workspaceId, contactIds])
}

const standingSql = `
with roots as (
  select distinct coalesce(merged_into_id, id) as id
  from contacts where workspace_id = $1 and id = any($2::uuid[])
), newest as (
  select distinct on (roots.id) roots.id as contact_id, l.id as lead_id, l.stage_id, l.stage_since
  from roots
  left join contacts family
    on family.workspace_id = $1 and (family.id = roots.id or family.merged_into_id = roots.id)
  left join leads l on l.workspace_id = $1 and l.contact_id = family.id and l.deleted_at is null
  order by roots.id, l.entered_at desc nulls last, l.id desc
)
update contacts c
set lead_id = newest.lead_id, stage_id = newest.stage_id, stage_since = newest.stage_since, changed_xid = rapport_xid()
from newest
where c.workspace_id = $1 and c.id = newest.contact_id
  and (c.lead_id, c.stage_id, c.stage_since) is distinct from (newest.lead_id, newest.stage_id, newest.stage_since)`
