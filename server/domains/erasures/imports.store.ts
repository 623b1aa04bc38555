import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/** The imports that brought anything of these people. */
export async function selectImportsOf(scope: Scope, family: readonly string[]): Promise<number[]> {
  const { workspaceId } = scope
  const people = sql`${family}::uuid[]`
  const found = await sql<{ import_id: number }>`
    with passes as (
      select l.id, l.import_id from leads l where l.workspace_id = ${workspaceId} and l.contact_id = any(${people})
    ), sales as (
      select d.id, d.import_id from deals d where d.workspace_id = ${workspaceId}
        and (d.contact_id = any(${people}) or d.lead_id in (select id from passes))
    ), records as (
      select c.id, c.import_id from contacts c where c.workspace_id = ${workspaceId} and c.id = any(${people})
      union all select * from passes union all select * from sales
    )
    select import_id from records where import_id is not null
    union
    select a.import_id from attribute_changes a join records r on a.record_id = r.id
    where a.workspace_id = ${workspaceId} and a.import_id is not null
    union
    select i.import_id from contact_identities i
    where i.workspace_id = ${workspaceId} and i.contact_id = any(${people}) and i.import_id is not null
    union
    select t.import_id from touches t
    where t.workspace_id = ${workspaceId} and t.contact_id = any(${people}) and t.import_id is not null
    union
    select s.import_id from stage_changes s join passes p on s.lead_id = p.id
    where s.workspace_id = ${workspaceId} and s.import_id is not null
    union
    select s.import_id from deal_stage_changes s join sales d on s.deal_id = d.id
    where s.workspace_id = ${workspaceId} and s.import_id is not null
    order by 1`.execute(scope.tx)
  return found.rows.map((row) => row.import_id)
}

export type Reported = {
  /** The imports that brought the person: a single name in their reports is most likely theirs. */
  readonly importIds: readonly number[]
  readonly naming: string | null
  /** In all other reports only what hardly belongs to anybody else. */
  readonly sure: string | null
}

/** Takes the values out of every reported line, refused or flagged, of which one names the person. */
export async function redactImportReports(
  scope: Scope,
  { importIds, naming, sure }: Reported,
): Promise<Reports> {
  const named = sql`(p.import_id = any(${importIds}::integer[]) and ${matches(naming)} or ${matches(sure)})`
  const found = await sql<{ import_id: number; line: number }>`
    with named as (
      select distinct p.import_id, p.line from import_problems p
      where p.workspace_id = ${scope.workspaceId} and ${named}
    ), redacted as (
      update import_problems p set value = null,
        message = case when p.message ~* ${naming}::text then 'Erased with a person.' else p.message end
      from named n where p.workspace_id = ${scope.workspaceId} and p.import_id = n.import_id and p.line = n.line
    )
    select import_id, line from named`.execute(scope.tx)
  return { lines: found.rows.length, importIds: [...new Set(found.rows.map((row) => row.import_id))] }
}

const matches = (pattern: string | null) =>
  sql`(p.value ~* ${pattern}::text or p.message ~* ${pattern}::text)`

type Reports = { readonly lines: number; readonly importIds: readonly number[] }
