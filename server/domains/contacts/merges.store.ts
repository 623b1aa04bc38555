import { sql } from 'kysely'
import type { MergeableKind } from '../../../contract/merges.ts'
import type { Scope } from '../../platform/database.ts'

const tables = { contact: 'contacts', account: 'accounts' } as const

export type HeldRecord = {
  readonly id: string
  readonly name: string
  readonly merged_into_id: string | null
  readonly deleted_at: Date | null
}

/** Holds records until the transaction ends, always in the same order, so that two merges never wait for each other. */
export async function holdRecords(
  scope: Scope,
  kind: MergeableKind,
  ids: readonly string[],
): Promise<HeldRecord[]> {
  const found = await sql<HeldRecord>`
    select t.id, ${nameOf(kind)} as name, t.merged_into_id, t.deleted_at from ${sql.table(tables[kind])} t
    where t.workspace_id = ${scope.workspaceId} and t.id = any(${ids}::uuid[]) order by t.id for update`.execute(
    scope.tx,
  )
  return found.rows
}

function nameOf(kind: MergeableKind) {
  return kind === 'account' ? sql`t.name` : sql`coalesce(nullif(t.full_name, ''), t.email, 'Unnamed contact')`
}

export type MergeRow = {
  readonly id: string
  readonly record_kind: string
  readonly winner_id: string
  readonly loser_id: string
  readonly event_id: number
  readonly merged_at: Date
  readonly undone_at: Date | null
}

export async function insertMerge(
  scope: Scope,
  merge: Omit<MergeRow, 'merged_at' | 'undone_at'>,
): Promise<void> {
  await scope.tx
    .insertInto('merges')
    .values({ workspace_id: scope.workspaceId, ...merge, merged_at: scope.now })
    .execute()
}

export async function holdMerge(scope: Scope, id: string): Promise<MergeRow | undefined> {
  return scope.tx
    .selectFrom('merges')
    .select(['id', 'record_kind', 'winner_id', 'loser_id', 'event_id', 'merged_at', 'undone_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function markUndone(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .updateTable('merges')
    .set({ undone_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Everybody who is one with any of these now: winners and losers of merges that stand. */
export async function selectJoined(
  scope: Scope,
  kind: MergeableKind,
  ids: readonly string[],
): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`with recursive ${joined(scope, kind, ids)} select id from joined`.execute(scope.tx)
  return found.rows.map((row) => row.id)
}

function joined(scope: Scope, kind: MergeableKind, ids: readonly string[]) {
  return sql`edges as (
      select winner_id, loser_id from merges
      where workspace_id = ${scope.workspaceId} and record_kind = ${kind} and undone_at is null
    ), joined(id) as (
      select unnest(${ids}::uuid[])
      union
      select case when e.winner_id = j.id then e.loser_id else e.winner_id end
      from joined j join edges e on e.winner_id = j.id or e.loser_id = j.id
    )`
}

/**
 * Sets the pointers of these records from the merges that stand, and nothing else: so whatever was merged and undone
 * in whatever order, each record points at the one root of its chain, or nowhere.
 */
export async function refreshPointers(
  scope: Scope,
  kind: MergeableKind,
  ids: readonly string[],
): Promise<void> {
  await sql`
    with recursive ${joined(scope, kind, ids)}, climbing(id, above) as (
      select id, id from joined
      union all
      select c.id, e.winner_id from climbing c join edges e on e.loser_id = c.above
    ), rooted as (
      select c.id, c.above as root from climbing c where not exists (select from edges e where e.loser_id = c.above)
    )
    update ${sql.table(tables[kind])} t
    set merged_into_id = nullif(r.root, t.id), updated_at = ${scope.now}, changed_xid = rapport_xid()
    from rooted r
    where t.workspace_id = ${scope.workspaceId} and t.id = r.id
      and t.merged_into_id is distinct from nullif(r.root, t.id)`.execute(scope.tx)
}

export type Brought = {
  readonly touches: number
  readonly leads: number
  readonly deals: number
  readonly identities: string[]
}

/** What a record and those merged into it bring along. */
export async function selectBrought(
  scope: Scope,
  kind: MergeableKind,
  family: readonly string[],
): Promise<Brought> {
  const deal = sql.ref(kind === 'contact' ? 'contact_id' : 'account_id')
  const people = kind === 'contact' ? sql`x.contact_id = any(${family}::uuid[])` : sql`false`
  const found = await sql<Brought>`select
    (select count(*) from touches x where x.workspace_id = ${scope.workspaceId} and ${people}) as touches,
    (select count(*) from leads x where x.workspace_id = ${scope.workspaceId} and ${people} and x.deleted_at is null) as leads,
    (select count(*) from deals x where x.workspace_id = ${scope.workspaceId} and x.${deal} = any(${family}::uuid[])
      and x.deleted_at is null) as deals,
    array(select x.value from contact_identities x where x.workspace_id = ${scope.workspaceId} and ${people}
      order by x.kind, x.position, x.value limit 50) as identities`.execute(scope.tx)
  return found.rows[0] ?? { touches: 0, leads: 0, deals: 0, identities: [] }
}

/** Two records that are now one are no longer a pair to decide on. */
export async function deleteCandidate(
  scope: Scope,
  kind: MergeableKind,
  ids: readonly string[],
): Promise<void> {
  await scope.tx
    .deleteFrom('duplicate_candidates')
    .where('workspace_id', '=', scope.workspaceId)
    .where('record_kind', '=', kind)
    .where('first_id', 'in', [...ids])
    .where('second_id', 'in', [...ids])
    .execute()
}
