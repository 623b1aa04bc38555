import { sql } from 'kysely'
import { erasedName } from '../../../contract/erasures.ts'
import type { Scope } from '../../platform/database.ts'
import type { Callings } from './rules/naming.ts'

/** Holds the records of a person until the transaction ends, in the order in which merges hold them. */
export async function holdPerson(scope: Scope, family: readonly string[]): Promise<void> {
  await sql`select id from contacts where workspace_id = ${scope.workspaceId} and id = any(${family}::uuid[])
    order by id for update`.execute(scope.tx)
}

/** Everything that the person was ever called, as the records and their history have it. */
export async function selectCallings(scope: Scope, family: readonly string[]): Promise<Callings> {
  const found = await sql<{ is_name: boolean; word: string }>`
    with history as (
      select e.key, e.value from attribute_changes a
      cross join lateral (select * from jsonb_each_text(a.changed) union all select * from jsonb_each_text(a.before)) e
      where a.workspace_id = ${scope.workspaceId} and a.record_kind = 'contact' and a.record_id = any(${family}::uuid[])
    ), called as (
      select true as is_name, word from contacts c cross join unnest(array[c.full_name, c.first_name, c.last_name]) word
      where c.workspace_id = ${scope.workspaceId} and c.id = any(${family}::uuid[])
      union
      select true, value from history where key in ('fullName', 'firstName', 'lastName')
      union
      select false, value from history where key in ('email', 'phone')
      union
      select false, word from contact_identities i
      cross join unnest(array[i.value, i.key, substr(i.key, strpos(i.key, ':') + 1)]) word
      where i.workspace_id = ${scope.workspaceId} and i.contact_id = any(${family}::uuid[])
    )
    select is_name, trim(word) as word from called where trim(word) <> ''`.execute(scope.tx)
  const words = (isName: boolean) =>
    found.rows.filter((row) => row.is_name === isName).map(({ word }) => word)
  return { names: words(true), keys: words(false) }
}

export type NewErasure = {
  readonly family: readonly string[]
  readonly eventId: number
  readonly reason: string
  readonly requestedOn: string
}

/** Puts down that these records are a person who was erased. */
export async function insertErasures(scope: Scope, erasure: NewErasure): Promise<void> {
  const { family, eventId, reason, requestedOn } = erasure
  await scope.tx
    .insertInto('erasures')
    .values(
      family.map((contactId) => ({
        workspace_id: scope.workspaceId,
        contact_id: contactId,
        event_id: eventId,
        erased_at: scope.now,
        erased_by_id: scope.actor.memberId,
        reason,
        requested_on: requestedOn,
      })),
    )
    .execute()
}

/**
 * Empties the records of a person and what is kept beside them. Origin and owner stay, because figures are grouped by
 * them, and so does who was one person. The records leave every list and count of people as trashed ones do.
 */
export async function redactPerson(scope: Scope, family: readonly string[]): Promise<{ identities: number }> {
  const { workspaceId, now } = scope
  const ids = sql`${family}::uuid[]`
  await sql`delete from quality_flags f where f.workspace_id = ${workspaceId} and (f.record_id = any(${ids})
    or f.record_kind = 'touch' and f.record_id in (
      select t.key from touches t where t.workspace_id = ${workspaceId} and t.contact_id = any(${ids})))`.execute(
    scope.tx,
  )
  const gone = await sql`delete from contact_identities where workspace_id = ${workspaceId}
    and contact_id = any(${ids})`.execute(scope.tx)
  await sql`delete from contact_scores where workspace_id = ${workspaceId} and contact_id = any(${ids})`.execute(
    scope.tx,
  )
  await sql`delete from duplicate_candidates where workspace_id = ${workspaceId} and record_kind = 'contact'
    and (first_id = any(${ids}) or second_id = any(${ids}))`.execute(scope.tx)
  await sql`update committee_seats set until_at = greatest(from_at, ${now}::timestamptz), changed_xid = rapport_xid()
    where workspace_id = ${workspaceId} and contact_id = any(${ids}) and until_at is null`.execute(scope.tx)
  await sql`update contacts set full_name = ${erasedName}, first_name = null, last_name = null, title = null,
      email = null, phone = null, account_id = null, city = null, country = null, language = null, next_step = null,
      next_step_on = null, custom = '{}', search = '', deleted_at = coalesce(deleted_at, ${now}::timestamptz),
      updated_at = ${now}, changed_xid = rapport_xid()
    where workspace_id = ${workspaceId} and id = any(${ids})`.execute(scope.tx)
  return { identities: Number(gone.numAffectedRows ?? 0) }
}

type Ledgers = {
  readonly family: readonly string[]
  readonly eventId: number
  readonly naming: string | null
}

/** Takes the person out of what is otherwise only ever added to; counts what that concerns before it goes. */
export async function redactLedgers(
  scope: Scope,
  { family, eventId, naming }: Ledgers,
): Promise<{ changes: number; touches: number }> {
  const { workspaceId } = scope
  const counted = await sql<{ changes: number; touches: number }>`select
    (select count(*) from attribute_changes a where a.workspace_id = ${workspaceId} and a.record_kind = 'contact'
      and a.record_id = any(${family}::uuid[])) as changes,
    (select count(*) from touches t where t.workspace_id = ${workspaceId}
      and t.contact_id = any(${family}::uuid[])) as touches`.execute(scope.tx)
  await sql`select rapport_redact_ledgers(${workspaceId}::integer, ${eventId}::bigint, ${naming}::text)`.execute(
    scope.tx,
  )
  return counted.rows[0] ?? { changes: 0, touches: 0 }
}
