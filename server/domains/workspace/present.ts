import { roles } from '../../../contract/inputs.ts'
import type { InvitationView, MemberView } from '../../../contract/members.ts'
import { oneOf, teams } from '../../../contract/records.ts'
import type { KeyView, MailView, SavedView, WorkspaceView } from '../../../contract/workspace.ts'
import type { Actor } from '../../platform/scope.ts'
import type { InvitationRow } from './invitations.store.ts'
import type { KeyRow } from './keys.store.ts'
import type { MailRow } from './mails.store.ts'
import type { MemberRow } from './members.store.ts'
import * as policy from './policy.ts'
import type { ViewRow } from './saved-views.store.ts'
import type { WorkspaceSettings } from './workspace.ts'

export function presentWorkspace(actor: Actor, settings: WorkspaceSettings): WorkspaceView {
  const { sampleSince, createdAt, ...plain } = settings
  return {
    ...plain,
    sample: sampleSince !== null,
    createdAt: createdAt.toISOString(),
    can: { change: policy.mayChangeWorkspace(actor) },
  }
}

export function presentMember(actor: Actor, row: MemberRow): MemberView {
  const here = row.left_at === null
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    team: oneOf(teams, row.team),
    role: oneOf(roles, row.role),
    jobTitle: row.job_title,
    region: row.region,
    managerName: row.manager_name,
    timeZone: row.time_zone,
    signsIn: row.user_id !== null,
    createdAt: row.created_at.toISOString(),
    leftAt: row.left_at?.toISOString() ?? null,
    can: {
      change: here && policy.mayChangeMember(actor, row.id),
      changeRole: here && policy.mayChangeRole(actor),
      remove: here && policy.mayRemoveMember(actor, row.id),
    },
  }
}

export function presentInvitation(row: InvitationRow, now: Date): InvitationView {
  return {
    id: row.id,
    email: row.email,
    team: oneOf(teams, row.team),
    role: oneOf(roles, row.role),
    invitedBy: row.invited_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    state: stateOf(row, now),
  }
}

function stateOf(row: InvitationRow, now: Date): InvitationView['state'] {
  if (row.accepted_at !== null) return 'accepted'
  if (row.revoked_at !== null) return 'revoked'
  return row.expires_at <= now ? 'expired' : 'open'
}

export function presentKey(actor: Actor, row: KeyRow): KeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    member: { id: row.member_id, name: row.member_name },
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    can: { revoke: policy.mayRevokeKey(actor, row.member_id) },
  }
}

export function presentView(actor: Actor, row: ViewRow): SavedView {
  const shared = row.shared_at !== null
  const view = { memberId: row.member_id, shared }
  return {
    id: row.id,
    page: row.page,
    name: row.name,
    search: row.search,
    shared,
    member: { id: row.member_id, name: row.member_name },
    createdAt: row.created_at.toISOString(),
    can: { change: policy.mayChangeView(actor, view), remove: policy.mayRemoveView(actor, view) },
  }
}

export function presentMail(actor: Actor, row: MailRow): MailView {
  return {
    id: row.id,
    recipient: row.recipient,
    subject: row.subject,
    body: row.body,
    link: policy.mayReadLink(actor, { linkWithheld: row.link_withheld }) ? row.link : null,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    failure: row.failure,
  }
}
