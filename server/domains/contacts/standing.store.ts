import { run } from '../../platform/database.ts'
import type { Scope } from '../../platform/database.ts'

/**
 * Writes onto each contact where they stand now: the newest pass through the funnel of the whole merged family.
 * Lists of a million people sort by stage without a join because of it. Shape: ids of any family members.
 */
export async function refreshStanding(scope: Scope, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  const roots = await run<{ id: string }>(scope.tx, rootsSql, [scope.workspaceId, contactIds])
  const rootIds = roots.map(({ id }) => id)
  await run(scope.tx, standingSql, [scope.workspaceId, rootIds])
}

const rootsSql = `select distinct coalesce(merged_into_id, id) as id
  from contacts where workspace_id = $1 and id = any($2::uuid[])`

/**
 * Given as a list, the roots are counted by the planner, which hashes them. Found by the same statement they would be
 * taken for a handful, and each looked up by a walk through all leads: nobody has counted tables that are only filling.
 */
const standingSql = `
with family as (
  select root, root as id from unnest($2::uuid[]) as root
  union all
  select m.merged_into_id, m.id from contacts m where m.workspace_id = $1 and m.merged_into_id = any($2::uuid[])
), newest as (
  select distinct on (family.root) family.root as contact_id, l.id as lead_id, l.stage_id, l.stage_since
  from family left join leads l on l.workspace_id = $1 and l.contact_id = family.id and l.deleted_at is null
  order by family.root, l.entered_at desc nulls last, l.id desc
)
update contacts c
set lead_id = newest.lead_id, stage_id = newest.stage_id, stage_since = newest.stage_since, changed_xid = rapport_xid()
from newest
where c.workspace_id = $1 and c.id = any($2::uuid[]) and c.id = newest.contact_id
  and (c.lead_id, c.stage_id, c.stage_since) is distinct from (newest.lead_id, newest.stage_id, newest.stage_since)`
