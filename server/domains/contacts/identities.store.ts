import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

export type NewIdentity = {
  readonly kind: 'email' | 'phone' | 'external'
  readonly key: string
  readonly value: string
  readonly position: number
  readonly valid: boolean
}

export type IdentityRow = {
  readonly contact_id: string
  readonly kind: string
  readonly key: string
  readonly value: string
  readonly valid: boolean
}

/** All mails, phones and outside ids of these people, those in use first. */
export async function selectIdentities(scope: Scope, contactIds: readonly string[]): Promise<IdentityRow[]> {
  return scope.tx
    .selectFrom('contact_identities')
    .select(['contact_id', 'kind', 'key', 'value', 'valid'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('contact_id', 'in', [...contactIds])
    .orderBy('kind')
    .orderBy('position')
    .orderBy('key')
    .execute()
}

/** Who has one of these mails or outside ids already, other than the people named. */
export async function selectHolders(
  scope: Scope,
  identities: readonly Pick<NewIdentity, 'kind' | 'key'>[],
  except: readonly string[],
): Promise<{ contact_id: string; kind: string; key: string }[]> {
  const strong = identities.filter((identity) => identity.kind !== 'phone')
  if (strong.length === 0) return []
  const found = await sql<{ contact_id: string; kind: string; key: string }>`
    select i.contact_id, i.kind, i.key from contact_identities i
    join unnest(${strong.map((one) => one.kind)}::text[], ${strong.map((one) => one.key)}::text[]) as n(kind, key)
      on n.kind = i.kind and n.key = i.key
    where i.workspace_id = ${scope.workspaceId} and i.kind in ('email', 'external')
      and not (i.contact_id = any(${except}::uuid[]))`.execute(scope.tx)
  return found.rows
}

/** Makes these the mails, or the phones, of a person; those left out go. */
export async function replaceIdentities(
  scope: Scope,
  contactId: string,
  { kind, identities }: { kind: NewIdentity['kind']; identities: readonly NewIdentity[] },
): Promise<void> {
  await scope.tx
    .deleteFrom('contact_identities')
    .where('workspace_id', '=', scope.workspaceId)
    .where('contact_id', '=', contactId)
    .where('kind', '=', kind)
    .execute()
  if (identities.length === 0) return
  await scope.tx
    .insertInto('contact_identities')
    .values(
      identities.map((identity) => ({
        workspace_id: scope.workspaceId,
        contact_id: contactId,
        ...identity,
        created_at: scope.now,
      })),
    )
    .execute()
}
