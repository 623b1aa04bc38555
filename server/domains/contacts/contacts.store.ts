import { sql } from 'kysely'
import type { MergeableKind } from '../../../contract/merges.ts'
import type { Scope } from '../../platform/database.ts'

/** Puts down a person of whom nothing is known yet but that they exist; attributes follow through the ledger. */
export async function insertContact(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .insertInto('contacts')
    .values({
      workspace_id: scope.workspaceId,
      id,
      created_at: scope.now,
      recorded_at: scope.now,
      updated_at: scope.now,
    })
    .execute()
}

export type HeldContact = {
  readonly id: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly deleted_at: Date | null
  readonly merged_into_id: string | null
}

/** One person, held until the transaction ends so that two acts on them follow one another. */
export async function holdContact(scope: Scope, id: string): Promise<HeldContact | undefined> {
  return scope.tx
    .selectFrom('contacts')
    .select(['id', 'first_name', 'last_name', 'deleted_at', 'merged_into_id'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function setContactDeleted(scope: Scope, id: string, at: Date | null): Promise<void> {
  await sql`update contacts set deleted_at = ${at}, updated_at = ${scope.now}, changed_xid = rapport_xid()
    where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(scope.tx)
}

/** Brings the search texts of these people up to date: their names, mails, phones and companies, and those of the merged. */
export async function refreshSearch(scope: Scope, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  await sql`update contacts t set search = rapport_contact_words(t.workspace_id, t.id)
    where t.workspace_id = ${scope.workspaceId} and t.id = any(${contactIds}::uuid[])`.execute(scope.tx)
}

/** Brings up to date the words of people and deals that are found by the names of these companies or people. */
export async function refreshWordsBeside(
  scope: Scope,
  kind: MergeableKind,
  ids: readonly string[],
): Promise<void> {
  const [accounts, contacts] = kind === 'account' ? [ids, []] : [[], ids]
  await sql`select rapport_refresh_words(${scope.workspaceId}, ${accounts}::uuid[], ${contacts}::uuid[])`.execute(
    scope.tx,
  )
}
