import { run } from '../../../../platform/database.ts'
import type { Scope } from '../../../../platform/database.ts'

/** An identity that names a contact. Phones may name several; mails and outside ids name one. */
export type IdentityFound = { readonly kind: string; readonly key: string; readonly contact_id: string }
export type IdentityKey = { readonly kind: 'email' | 'phone' | 'external'; readonly key: string }

/**
 * Contacts by their identities; a merged contact answers with the one it was merged into. Each key is looked up on its
 * own, along the index of its kind: one join of all keys reads every identity there is, chunk after chunk.
 */
export async function findIdentities(scope: Scope, keys: readonly IdentityKey[]): Promise<IdentityFound[]> {
  if (keys.length === 0) return []
  return run<IdentityFound>(scope.tx, identitiesSql, [
    scope.workspaceId,
    keys.map(({ kind }) => kind),
    keys.map(({ key }) => key),
  ])
}

const identitiesSql = `
  select k.kind, k.key, coalesce(c.merged_into_id, c.id) as contact_id
  from unnest($2::text[], $3::text[]) as k (kind, key)
  cross join lateral (
    select i.contact_id, i.created_at from contact_identities i
    where i.workspace_id = $1 and i.kind in ('email', 'external') and i.kind = k.kind and i.key = k.key
    union all
    select i.contact_id, i.created_at from contact_identities i
    where i.workspace_id = $1 and i.kind = 'phone' and k.kind = 'phone' and i.key = k.key
    offset 0
  ) held
  cross join lateral (
    select p.id, p.merged_into_id, p.deleted_at from contacts p
    where p.workspace_id = $1 and p.id = held.contact_id offset 0
  ) c
  where k.kind <> 'phone' or c.deleted_at is null
  order by held.created_at, held.contact_id`

export type NamedContact = { readonly id: string; readonly name: string; readonly account_id: string }

/** Contacts known by full name and company only; for rows that carry no mail, phone or id. */
export async function findNamedContacts(scope: Scope, names: readonly string[]): Promise<NamedContact[]> {
  if (names.length === 0) return []
  return run<NamedContact>(
    scope.tx,
    `select c.id, c.full_name as name, c.account_id
     from contacts c
     where c.workspace_id = $1 and c.full_name = any($2::text[]) and c.account_id is not null
       and c.merged_into_id is null and c.deleted_at is null
     order by c.created_at, c.id`,
    [scope.workspaceId, names],
  )
}

export type MemberFound = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly external_id: string | null
}

/** Members who have not left, by name, mail or the id of the source. */
export async function findMembers(
  scope: Scope,
  wanted: { readonly names: readonly string[]; readonly ids: readonly string[]; readonly source: string },
): Promise<MemberFound[]> {
  if (wanted.names.length + wanted.ids.length === 0) return []
  return run<MemberFound>(
    scope.tx,
    `select m.id, m.name, m.email, case when m.external_source = $4 then m.external_id end as external_id
     from members m
     where m.workspace_id = $1 and m.left_at is null
       and (lower(m.name) = any($2::text[]) or m.email = any($2::text[])
            or (m.external_source = $4 and m.external_id = any($3::text[])))
     order by m.user_id is null, m.created_at, m.id`,
    [scope.workspaceId, wanted.names, wanted.ids, wanted.source],
  )
}

export type AccountFound = {
  readonly id: string
  readonly name_key: string
  readonly domain: string | null
  readonly import_id: number | null
  readonly external_source: string | null
  readonly external_id: string | null
}

/** Accounts by outside id, domain or name; merged ones answer with the account they were merged into. */
export async function findAccounts(
  scope: Scope,
  wanted: {
    readonly nameKeys: readonly string[]
    readonly domains: readonly string[]
    readonly ids: readonly string[]
    readonly source: string
  },
): Promise<AccountFound[]> {
  if (wanted.nameKeys.length + wanted.domains.length + wanted.ids.length === 0) return []
  return run<AccountFound>(
    scope.tx,
    `select coalesce(a.merged_into_id, a.id) as id, a.name_key, a.domain, a.import_id, a.external_source, a.external_id
     from (
       select x.id from accounts x where x.workspace_id = $1 and x.deleted_at is null and x.name_key = any($2::text[])
       union select x.id from accounts x where x.workspace_id = $1 and x.deleted_at is null and x.domain = any($3::text[])
       union select x.id from accounts x
         where x.workspace_id = $1 and x.external_source = $5 and x.external_id = any($4::text[])
     ) found
     cross join lateral (select * from accounts x where x.workspace_id = $1 and x.id = found.id offset 0) a
     order by a.merged_into_id is not null, a.recorded_at, a.id`,
    [scope.workspaceId, wanted.nameKeys, wanted.domains, wanted.ids, wanted.source],
  )
}
