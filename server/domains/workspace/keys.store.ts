import { v7 as uuid } from 'uuid'
import type { Scope } from '../../platform/database.ts'

const keysShownMax = 1000

export type KeyRow = {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly member_id: string
  readonly member_name: string
  readonly created_at: Date
  readonly last_used_at: Date | null
}

export function selectKeys({ tx, workspaceId }: Scope, ofMember?: string | null): Promise<KeyRow[]> {
  let query = tx
    .selectFrom('api_keys as k')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'k.workspace_id').onRef('m.id', '=', 'k.member_id'),
    )
    .select([
      'k.id',
      'k.name',
      'k.prefix',
      'k.member_id',
      'm.name as member_name',
      'k.created_at',
      'k.last_used_at',
    ])
    .where('k.workspace_id', '=', workspaceId)
    .where('k.revoked_at', 'is', null)
  if (ofMember != null) query = query.where('k.member_id', '=', ofMember)
  return query.orderBy('k.id', 'desc').limit(keysShownMax).execute()
}

type NewKey = {
  readonly name: string
  readonly prefix: string
  readonly hash: string
  readonly memberId: string
}

export async function insertKey({ tx, workspaceId, now }: Scope, key: NewKey): Promise<string> {
  const id = uuid()
  await tx
    .insertInto('api_keys')
    .values({
      workspace_id: workspaceId,
      id,
      name: key.name,
      prefix: key.prefix,
      key_hash: key.hash,
      member_id: key.memberId,
      created_at: now,
    })
    .execute()
  return id
}

export async function revokeKeys(
  { tx, workspaceId, now }: Scope,
  which: { readonly id: string } | { readonly memberId: string },
): Promise<void> {
  const [column, value] =
    'id' in which ? (['id', which.id] as const) : (['member_id', which.memberId] as const)
  await tx
    .updateTable('api_keys')
    .set({ revoked_at: now })
    .where('workspace_id', '=', workspaceId)
    .where(column, '=', value)
    .where('revoked_at', 'is', null)
    .execute()
}
