import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'
import type { Holder, IdentityKey } from './rules/key-holders.ts'

/** Which of these ids are people, in the trash or not; who was erased is nobody any more. */
export async function selectKnownIds(scope: Scope, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await sql<{ id: string }>`select id from contacts c
    where c.workspace_id = ${scope.workspaceId} and c.id = any(${ids}::uuid[])
      and not exists (select from erasures e where e.workspace_id = c.workspace_id and e.contact_id = c.id)`.execute(
    scope.tx,
  )
  return new Set(found.rows.map((row) => row.id))
}

/**
 * Who holds these mails, numbers and outside ids; `root_id` is who they are after merges. Each key is looked up on its
 * own, along the index of its kind: one join of all keys reads every identity there is.
 */
export async function selectHoldersOf(scope: Scope, keys: readonly IdentityKey[]): Promise<Holder[]> {
  if (keys.length === 0) return []
  const found = await sql<Holder>`
    select n.kind, n.key, held.contact_id, coalesce(c.merged_into_id, c.id) as root_id
    from unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[]) as n(kind, key)
    cross join lateral (
      select i.contact_id, i.created_at from contact_identities i
      where i.workspace_id = ${scope.workspaceId} and i.kind in ('email', 'external')
        and i.kind = n.kind and i.key = n.key
      union all
      select i.contact_id, i.created_at from contact_identities i
      where i.workspace_id = ${scope.workspaceId} and i.kind = 'phone' and n.kind = 'phone' and i.key = n.key
      offset 0
    ) held
    join contacts c on c.workspace_id = ${scope.workspaceId} and c.id = held.contact_id
    order by held.created_at, held.contact_id`.execute(scope.tx)
  return found.rows
}

export type Newcomer = {
  readonly id: string
  readonly fullName: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Puts down people who are not known yet, each with one row of the ledger. */
export async function insertNewcomers(scope: Scope, people: readonly Newcomer[]): Promise<void> {
  if (people.length === 0) return
  const { workspaceId, now, actor } = scope
  await sql`
    with n as (
      select * from unnest(${people.map((one) => one.id)}::uuid[], ${people.map((one) => one.fullName)}::text[],
        ${people.map((one) => one.firstName)}::text[], ${people.map((one) => one.lastName)}::text[],
        ${people.map((one) => one.email)}::text[], ${people.map((one) => one.phone)}::text[])
        as n(id, full_name, first_name, last_name, email, phone)
    ), made as (
      insert into contacts (workspace_id, id, full_name, first_name, last_name, email, phone, search, created_at,
        recorded_at, updated_at)
      select ${workspaceId}::integer, n.*, lower(concat_ws(' ', nullif(n.full_name, ''), n.email, n.phone)),
        ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz from n
    ), told as (
      select n.id, jsonb_strip_nulls(jsonb_build_object('fullName', nullif(n.full_name, ''), 'firstName', n.first_name,
        'lastName', n.last_name, 'email', n.email, 'phone', n.phone)) as changed from n
    )
    insert into attribute_changes (workspace_id, record_kind, record_id, known_from, recorded_at, source_kind,
      source_id, changed, before)
    select ${workspaceId}::integer, 'contact', id, ${now}::timestamptz, ${now}::timestamptz, ${actor.kind},
      ${actor.memberId}::text, changed, (select jsonb_object_agg(key, null::text) from jsonb_object_keys(changed) key)
    from told where changed <> '{}'`.execute(scope.tx)
}

/** Adds what people are recognised by; what somebody has already stays theirs. */
export async function addIdentities(
  scope: Scope,
  identities: readonly (IdentityKey & { readonly contactId: string })[],
): Promise<void> {
  if (identities.length === 0) return
  await sql`
    insert into contact_identities (workspace_id, contact_id, kind, key, value, position, created_at)
    select ${scope.workspaceId}::integer, n.contact_id, n.kind, n.key, n.key,
      (select count(*)::smallint from contact_identities i where i.workspace_id = ${scope.workspaceId}
        and i.contact_id = n.contact_id and i.kind = n.kind), ${scope.now}::timestamptz
    from unnest(${identities.map((one) => one.contactId)}::uuid[], ${identities.map((one) => one.kind)}::text[],
      ${identities.map((one) => one.key)}::text[]) as n(contact_id, kind, key)
    on conflict do nothing`.execute(scope.tx)
}
