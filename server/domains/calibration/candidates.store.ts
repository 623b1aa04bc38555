import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'
import { rootOf } from '../../platform/root.ts'

/** Open leads: on the main line, not won, of people who are there, and entered by now. */
function openLeads({ workspaceId, now }: Scope) {
  return sql`from leads l
    join stages s on s.workspace_id = l.workspace_id and s.id = l.stage_id and s.line = 'main' and not s.won
    join contacts own on own.workspace_id = l.workspace_id and own.id = l.contact_id
    join contacts c on c.workspace_id = l.workspace_id and c.id = ${rootOf('own')} and c.deleted_at is null
   where l.workspace_id = ${workspaceId} and l.deleted_at is null and l.entered_at <= ${now}`
}

export type OpenLead = { readonly leadId: string; readonly contactId: string }

/** At most so many open leads, in an order that the seed decides. */
export async function selectOpenLeads(
  scope: Scope,
  { seed, limit }: { readonly seed: number; readonly limit: number },
): Promise<OpenLead[]> {
  const { rows } = await sql<OpenLead>`
    select l.id as "leadId", c.id as "contactId" ${openLeads(scope)}
     order by md5(${String(seed)}::text || l.id::text), l.id limit ${limit}`.execute(scope.tx)
  return rows
}

export async function countOpenLeads(scope: Scope): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::integer as count ${openLeads(scope)}`.execute(scope.tx)
  return rows[0]?.count ?? 0
}
