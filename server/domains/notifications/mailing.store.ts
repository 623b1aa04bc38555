import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/**
 * Marks one notice of an event for each member as mailed, and answers their addresses: of those who sign in, have not
 * left, want mail and got none about this event yet.
 */
export async function claimRecipients(
  { tx, workspaceId, now }: Scope,
  { eventId, memberIds }: { readonly eventId: number; readonly memberIds: readonly string[] },
): Promise<string[]> {
  const found = await sql<{ email: string }>`
    with claimed as (
      select distinct on (n.member_id) n.id, m.email
        from notifications n
        join members m on m.workspace_id = n.workspace_id and m.id = n.member_id
        left join notification_settings s on s.workspace_id = n.workspace_id and s.member_id = n.member_id
       where n.workspace_id = ${workspaceId} and n.event_id = ${eventId}::bigint
         and n.member_id = any(${memberIds}::uuid[])
         and m.user_id is not null and m.left_at is null and m.email is not null and coalesce(s.by_mail, true)
         and not exists (
           select from notifications mailed
            where mailed.workspace_id = ${workspaceId} and mailed.event_id = n.event_id
              and mailed.member_id = n.member_id and mailed.mailed_at is not null)
       order by n.member_id, n.id)
    update notifications n set mailed_at = ${now}::timestamptz
      from claimed where n.workspace_id = ${workspaceId} and n.id = claimed.id
    returning claimed.email`.execute(tx)
  return found.rows.map(({ email }) => email)
}

/** Everybody wants mail until they say otherwise. */
export async function selectByMail({ tx, workspaceId }: Scope, memberId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('notification_settings')
    .select('by_mail')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.by_mail ?? true
}

export async function upsertByMail(
  { tx, workspaceId, now }: Scope,
  { memberId, byMail }: { readonly memberId: string; readonly byMail: boolean },
): Promise<void> {
  const set = { by_mail: byMail, changed_at: now }
  await tx
    .insertInto('notification_settings')
    .values({ workspace_id: workspaceId, member_id: memberId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet(set))
    .execute()
}
