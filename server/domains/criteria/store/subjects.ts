import { sql } from 'kysely'
import type { Scope } from '../../../platform/database.ts'
import type { Join } from '../rules/lineage.ts'
import { millis } from './millis.ts'

/** Whom a dossier is made for: a pass of a person, or a person without one. */
export type Subject = { readonly leadId: string | null; readonly selfId: string }

/** The passes of these ids, with the contact that each was recorded for. */
export async function selectPasses(scope: Scope, leadIds: readonly string[]): Promise<Subject[]> {
  const found = await sql<Subject>`select l.id as "leadId", l.contact_id as "selfId" from leads l
    where l.workspace_id = ${scope.workspaceId} and l.id = any(${leadIds}::uuid[]) order by l.id`.execute(
    scope.tx,
  )
  return found.rows
}

/** Every pass of these contacts. */
export async function selectPassesOf(scope: Scope, contactIds: readonly string[]): Promise<Subject[]> {
  const found = await sql<Subject>`select l.id as "leadId", l.contact_id as "selfId" from leads l
    where l.workspace_id = ${scope.workspaceId} and l.contact_id = any(${contactIds}::uuid[]) order by l.id`.execute(
    scope.tx,
  )
  return found.rows
}

/** The merges that stand between these records and everybody whom they lead to, in either direction. */
export async function selectJoins(
  scope: Scope,
  kind: 'contact' | 'account',
  ids: readonly string[],
): Promise<Join[]> {
  const found = await sql<Join>`
    with recursive edges as materialized (
      select winner_id, loser_id, merged_at from merges
      where workspace_id = ${scope.workspaceId} and record_kind = ${kind} and undone_at is null
    ), reached(id) as (
      select unnest(${ids}::uuid[])
      union
      select case when e.winner_id = r.id then e.loser_id else e.winner_id end
      from reached r join edges e on e.winner_id = r.id or e.loser_id = r.id
    )
    select e.winner_id as "winnerId", e.loser_id as "loserId", ${millis(sql`e.merged_at`)} as at
    from edges e join reached r on r.id = e.loser_id`.execute(scope.tx)
  return found.rows
}
