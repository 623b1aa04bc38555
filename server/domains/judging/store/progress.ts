import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

/** How far judging has come in a workspace. */
export type Progress = {
  /** Rows written by earlier transactions were judged. */
  readonly watermark: number
  /** The versions under which they were judged, as one text. */
  readonly standards: string
  /** The last person of an unfinished pass over everybody; null when there is none. */
  readonly passAfter: string | null
}

const noProgress: Progress = { watermark: 0, standards: '', passAfter: null }
export const passBeginning = '00000000-0000-0000-0000-000000000000'

/** Reads the progress; a workspace that was never judged has none. */
export async function selectProgress(scope: Scope): Promise<Progress> {
  const [found] = await run<Progress>(
    scope.tx,
    `select watermark, standards, pass_after as "passAfter" from judging_progress where workspace_id = $1`,
    [scope.workspaceId],
  )
  return found ?? noProgress
}

/** Writes the progress in the transaction that made it. */
export async function saveProgress(scope: Scope, progress: Progress): Promise<void> {
  await run(
    scope.tx,
    `insert into judging_progress (workspace_id, watermark, standards, pass_after, judged_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id) do update
     set watermark = excluded.watermark, standards = excluded.standards, pass_after = excluded.pass_after,
         judged_at = excluded.judged_at`,
    [scope.workspaceId, progress.watermark, progress.standards, progress.passAfter, scope.now],
  )
}

/** Every transaction below has ended, and what it wrote can be seen. */
export async function selectHorizon(scope: Scope): Promise<number> {
  const [row] = await run<{ horizon: string }>(
    scope.tx,
    'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon',
  )
  return Number(row?.horizon ?? 0)
}

const changedQuery = `
with changed as (
  select t.contact_id as id from touches t where t.workspace_id = $1 and t.changed_xid >= $2
  union
  select l.contact_id from leads l where l.workspace_id = $1 and l.changed_xid >= $2
  union
  select c.id from contacts c where c.workspace_id = $1 and c.changed_xid >= $2
  union
  select d.contact_id from deals d where d.workspace_id = $1 and d.changed_xid >= $2 and d.contact_id is not null
  union
  select l.contact_id from deals d join leads l on l.workspace_id = $1 and l.id = d.lead_id
  where d.workspace_id = $1 and d.changed_xid >= $2
  union
  select c.id from accounts a join contacts c on c.workspace_id = $1 and c.account_id = a.id
  where a.workspace_id = $1 and a.changed_xid >= $2
  union
  select s.contact_id from committee_seats s where s.workspace_id = $1 and s.changed_xid >= $2
), roots as (
  select distinct coalesce(c.merged_into_id, c.id) as id
  from changed join contacts c on c.workspace_id = $1 and c.id = changed.id
)
select roots.id from roots
where roots.id > $3
  and not exists (select from erasures e where e.workspace_id = $1 and e.contact_id = roots.id)
  and (exists (select from leads l where l.workspace_id = $1 and l.contact_id = roots.id and l.deleted_at is null)
       or exists (select from contacts f join leads l on l.workspace_id = $1 and l.contact_id = f.id and l.deleted_at is null
                  where f.workspace_id = $1 and f.merged_into_id = roots.id))
order by 1 limit $4`

/**
 * The next people, with a pass through the funnel, of whom something was written since the watermark. Who was erased
 * is not judged any more: nothing is known of them, and where their leads stood is what figures rest on.
 */
export async function selectChangedPeople(scope: Scope, changed: Changed): Promise<string[]> {
  const { since, after, limit } = changed
  const rows = await run<{ id: string }>(scope.tx, changedQuery, [scope.workspaceId, since, after, limit])
  return rows.map(({ id }) => id)
}

/** Which of them: since what watermark, after which person in the order of their ids, and how many at most. */
export type Changed = { readonly since: number; readonly after: string; readonly limit: number }

/** Whether an import or its undo writes into the workspace now. */
export async function selectIsImporting(scope: Scope): Promise<boolean> {
  const [row] = await run<{ importing: boolean }>(scope.tx, 'select rapport_is_importing($1) as importing', [
    scope.workspaceId,
  ])
  return row?.importing ?? false
}

const everybodyQuery = `
with next as (
  select distinct l.contact_id from leads l
  where l.workspace_id = $1 and l.deleted_at is null and l.contact_id > $2
    and not exists (select from erasures e where e.workspace_id = $1 and e.contact_id = l.contact_id)
  order by l.contact_id limit $3
)
select next.contact_id as "contactId", coalesce(c.merged_into_id, c.id) as id
from next join contacts c on c.workspace_id = $1 and c.id = next.contact_id
order by 1`

/** The next people of a pass over everybody who has a pass through the funnel, and where the pass stands then. */
export async function selectPeopleAfter(
  scope: Scope,
  after: string,
  limit: number,
): Promise<{ people: string[]; last: string | null }> {
  const rows = await run<{ contactId: string; id: string }>(scope.tx, everybodyQuery, [
    scope.workspaceId,
    after,
    limit,
  ])
  return { people: [...new Set(rows.map(({ id }) => id))], last: rows.at(-1)?.contactId ?? null }
}

const stateQuery = `
select p.judged_at as "judgedAt",
       coalesce(p.pass_after is not null or exists (
         select from contacts c where c.workspace_id = $1 and (c.id = $2 or c.merged_into_id = $2)
           and (c.changed_xid >= p.watermark
                or exists (select from touches t where t.workspace_id = $1 and t.contact_id = c.id and t.changed_xid >= p.watermark)
                or exists (select from leads l where l.workspace_id = $1 and l.contact_id = c.id and l.changed_xid >= p.watermark))
       ), true) as "isPending"
from (select $1::integer as workspace_id) w left join judging_progress p on p.workspace_id = w.workspace_id`

/** When the workspace was last judged, and whether something about this person waits to be. */
export async function selectJudgedState(
  scope: Scope,
  contactId: string,
): Promise<{ judgedAt: Date | null; isPending: boolean }> {
  const [row] = await run<{ judgedAt: Date | null; isPending: boolean }>(scope.tx, stateQuery, [
    scope.workspaceId,
    contactId,
  ])
  return row ?? { judgedAt: null, isPending: true }
}
