import { v7 as uuid } from 'uuid'
import { run } from '../../platform/database.ts'
import type { Database, Scope } from '../../platform/database.ts'

const invitationsMax = 500

export type InvitationRow = {
  readonly id: string
  readonly email: string
  readonly team: string
  readonly role: string
  readonly invited_by: string | null
  readonly created_at: Date
  readonly expires_at: Date
  readonly accepted_at: Date | null
  readonly revoked_at: Date | null
}

/** In which workspace the link's invitation lies; the door that opens before any workspace is known. */
export async function findInvitation(
  database: Database,
  tokenHash: string,
): Promise<{ workspaceId: number; id: string } | undefined> {
  type Found = { workspace_id: number; invitation_id: string }
  const [found] = await run<Found>(database.open, 'select * from rapport_invitation($1)', [tokenHash])
  return found && { workspaceId: found.workspace_id, id: found.invitation_id }
}

function invitations({ tx, workspaceId }: Scope) {
  return tx
    .selectFrom('invitations as i')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'i.workspace_id').onRef('m.id', '=', 'i.invited_by_id'),
    )
    .select(['i.id', 'i.email', 'i.team', 'i.role', 'm.name as invited_by', 'i.created_at', 'i.expires_at'])
    .select(['i.accepted_at', 'i.revoked_at'])
    .where('i.workspace_id', '=', workspaceId)
}

export function selectInvitations(scope: Scope): Promise<InvitationRow[]> {
  return invitations(scope).orderBy('i.id', 'desc').limit(invitationsMax).execute()
}

export function selectInvitation(scope: Scope, id: string): Promise<InvitationRow | undefined> {
  return invitations(scope).where('i.id', '=', id).executeTakeFirst()
}

type NewInvitation = {
  readonly email: string
  readonly team: string
  readonly role: string
  readonly tokenHash: string
  readonly expiresAt: Date
}

export async function insertInvitation(scope: Scope, invitation: NewInvitation): Promise<string> {
  const id = uuid()
  await scope.tx
    .insertInto('invitations')
    .values({
      workspace_id: scope.workspaceId,
      id,
      email: invitation.email,
      team: invitation.team,
      role: invitation.role,
      token_hash: invitation.tokenHash,
      invited_by_id: scope.actor.memberId,
      created_at: scope.now,
      expires_at: invitation.expiresAt,
    })
    .execute()
  return id
}

export async function revokeOpenInvitations({ tx, workspaceId, now }: Scope, email: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Closes an open invitation; answers whether it was still open, so that of two who try only one succeeds. */
export async function closeInvitation(
  { tx, workspaceId, now }: Scope,
  id: string,
  as: 'accepted_at' | 'revoked_at',
): Promise<boolean> {
  const closed = await tx
    .updateTable('invitations')
    .set({ [as]: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return closed !== undefined
}
