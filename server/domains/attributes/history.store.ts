import { sql } from 'kysely'
import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Keyset, Page, PageKeys } from '../../platform/keyset.ts'

export type HistoryRow = {
  readonly id: number
  readonly known_from: Date
  readonly recorded_at: Date
  readonly assumed: boolean
  readonly source_kind: string
  readonly import_id: number | null
  readonly event_id: number | null
  readonly changed: unknown
  readonly before: unknown
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly actor_team: string | null
}

const keyset: Keyset<'id'> = {
  sorts: { id: { by: sql`h.id`, type: 'bigint', nullable: false } },
  id: sql`h.id`,
  idType: 'bigint',
}

export type HistoryAsked = {
  readonly kind: RecordKind
  readonly id: string
  readonly limit: number
  readonly cursor?: string | undefined
}

/** The ledger of one record, newest row first. */
export async function selectHistory(scope: Scope, asked: HistoryAsked): Promise<Page<HistoryRow & PageKeys>> {
  const page = { sort: 'id', direction: 'desc', limit: asked.limit, cursor: asked.cursor } as const
  return readPage<HistoryRow, 'id'>(
    scope.tx,
    { keyset, asked: page },
    ({ keys, after, tail }) => sql`
      select ${keys}, h.id, h.known_from, h.recorded_at, h.assumed, h.source_kind, h.import_id, h.event_id, h.changed,
        h.before, m.id as actor_id, m.name as actor_name, m.team as actor_team
      from attribute_changes h
      left join events e on e.workspace_id = h.workspace_id and e.id = h.event_id
      left join members m on m.workspace_id = e.workspace_id and m.id = e.actor_id
      where h.workspace_id = ${scope.workspaceId} and h.record_id = ${asked.id} and h.record_kind = ${asked.kind}
        and ${after} ${tail}`,
  )
}

/** The names behind ids, whatever kind of record each names. */
export async function selectNames(
  scope: Scope,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  const named = await sql<{ id: string; name: string }>`
    select id, name from members where workspace_id = ${scope.workspaceId} and id = any(${ids}::uuid[])
    union all select id, name from accounts where workspace_id = ${scope.workspaceId} and id = any(${ids}::uuid[])
    union all select id, coalesce(nullif(full_name, ''), email, 'Unnamed contact') from contacts
      where workspace_id = ${scope.workspaceId} and id = any(${ids}::uuid[])
    union all select id, name from campaigns where workspace_id = ${scope.workspaceId} and id = any(${ids}::uuid[])
    union all select id, name from products where workspace_id = ${scope.workspaceId} and id = any(${ids}::uuid[])`.execute(
    scope.tx,
  )
  return named.rows
}
