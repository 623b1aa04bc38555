import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

export type ActRow = {
  readonly kind: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly reversed: boolean
}

/** The event of an act, and whether it was undone before. */
export async function selectAct(scope: Scope, eventId: number): Promise<ActRow | undefined> {
  const result = await sql<ActRow>`
    select e.kind, e.subject_kind, e.subject_id, exists (
      select from events r where r.workspace_id = e.workspace_id and r.reverses_id = e.id) as reversed
    from events e where e.workspace_id = ${scope.workspaceId} and e.id = ${eventId}`.execute(scope.tx)
  return result.rows[0]
}

export type WrittenField = {
  readonly record_kind: string
  readonly record_id: string
  readonly field: string
  readonly written: unknown
  readonly restored: unknown
}

/**
 * What an act wrote, field by field, and what would stand there had it never happened: the last value that an act
 * not undone since wrote earlier, else what stood before the first row of the ledger. So acts can be undone in any
 * order.
 */
export async function selectWrittenFields(scope: Scope, eventId: number): Promise<WrittenField[]> {
  const standing = sql`p.source_kind <> 'undo' and not exists (
    select from events r where r.workspace_id = p.workspace_id and r.reverses_id = p.event_id)`
  const ofField = sql`p.workspace_id = a.workspace_id and p.record_id = a.record_id and p.record_kind = a.record_kind
    and p.changed ? e.key`
  const result = await sql<WrittenField>`
    select a.record_kind, a.record_id, e.key as field, e.value as written, coalesce(
      (select p.changed -> e.key from attribute_changes p
        where ${ofField} and p.id < a.id and ${standing} order by p.id desc limit 1),
      (select p.before -> e.key from attribute_changes p where ${ofField} order by p.id limit 1),
      'null') as restored
    from attribute_changes a cross join lateral jsonb_each(a.changed) e
    where a.workspace_id = ${scope.workspaceId} and a.event_id = ${eventId}
    order by a.id, e.key`.execute(scope.tx)
  return result.rows
}
