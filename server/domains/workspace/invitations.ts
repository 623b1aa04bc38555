import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { invite as inviteEndpoint, InvitationView } from '../../../contract/members.ts'
import { oneOf, teams } from '../../../contract/records.ts'
import { newPassword, passwordLengthMin, roles } from '../../../contract/inputs.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { hashPassword, newToken, tokenHash } from '../../platform/secrets.ts'
import { record } from '../journal/index.ts'
import * as store from './invitations.store.ts'
import type { InvitationRow } from './invitations.store.ts'
import { queueMail } from './mails.ts'
import { insertMember, selectMemberByEmail, updateMember } from './members.store.ts'
import { insertPerson, selectPerson } from './people.store.ts'
import { mayInvite } from './policy.ts'
import { presentInvitation } from './present.ts'
import { invitationText } from './rules/letters.ts'
import { selectWorkspace } from './workspaces.store.ts'
import type { Ground } from './workspaces.store.ts'

const validDays = 7
const dayMs = 24 * 60 * 60 * 1000

export async function listInvitations(scope: Scope): Promise<{ items: InvitationView[] }> {
  if (!mayInvite(scope.actor)) throw new Refusal('not-allowed')
  const rows = await store.selectInvitations(scope)
  return { items: rows.map((row) => presentInvitation(row, scope.now)) }
}

type Invite = EndpointParsed<typeof inviteEndpoint>['body'] & { readonly publicUrl: string }

/** Invites by a link that works once, for a week. Refuses `not-allowed`, and `already-exists` for a member. */
export async function invite(scope: Scope, input: Invite): Promise<InvitationView & { link: string }> {
  if (!mayInvite(scope.actor)) throw new Refusal('not-allowed')
  const member = await selectMemberByEmail(scope, input.email)
  if (member !== undefined && member.user_id !== null) {
    throw new Refusal('already-exists', { message: 'This person is a member already.', place: 'email' })
  }
  await store.revokeOpenInvitations(scope, input.email)
  const token = newToken()
  const expiresAt = new Date(scope.now.getTime() + validDays * dayMs)
  const id = await store.insertInvitation(scope, { ...input, tokenHash: tokenHash(token), expiresAt })
  const link = `${input.publicUrl}/invitations/${token}`
  const { name } = await selectWorkspace(scope)
  const letter = invitationText({ workspace: name, inviter: scope.actor.name, days: validDays })
  await queueMail(scope, { recipient: input.email, ...letter, link })
  const { email, team, role } = input
  await record(scope, {
    kind: 'invitation.sent',
    subjectKind: 'invitation',
    subjectId: id,
    payload: { email, team, role },
  })
  return { ...presentInvitation(await invitationNamed(scope, id), scope.now), link }
}

export async function revokeInvitation(scope: Scope, id: string): Promise<void> {
  if (!mayInvite(scope.actor)) throw new Refusal('not-allowed')
  await invitationNamed(scope, id)
  if (!(await store.closeInvitation(scope, id, 'revoked_at'))) {
    throw new Refusal('not-possible-now', { message: 'This invitation is not open any more.' })
  }
  await record(scope, { kind: 'invitation.revoked', subjectKind: 'invitation', subjectId: id })
}

export type Offer = {
  readonly workspaceId: number
  readonly workspaceName: string
  readonly invitedBy: string | null
  readonly email: string
  readonly team: (typeof teams)[number]
  readonly role: (typeof roles)[number]
  readonly knownPerson: boolean
}

/** What an invitation's link offers. Refuses `expired-link` for one that was used, revoked, outlived or made up. */
export async function showOffer(ground: Ground, token: string): Promise<Offer> {
  return inInvitation(ground, token, async (scope, invitation) => {
    const { name } = await selectWorkspace(scope)
    const person = await selectPerson(scope.tx, invitation.email)
    return {
      workspaceId: scope.workspaceId,
      workspaceName: name,
      invitedBy: invitation.invited_by,
      email: invitation.email,
      team: oneOf(teams, invitation.team),
      role: oneOf(roles, invitation.role),
      knownPerson: person !== undefined,
    }
  })
}

export type Acceptance = {
  readonly token: string
  /** Known only after the mail's owner has proven to be one who signs in already. */
  readonly provenUserId: string | null
  readonly name?: string | undefined
  readonly password?: string | undefined
}

/** Makes the invited person a member, once. Answers the person. Refuses `expired-link` and `already-exists`. */
export async function acceptInvitation(ground: Ground, acceptance: Acceptance): Promise<string> {
  const passwordHash = acceptance.provenUserId === null ? await hashChosen(acceptance.password) : null
  return inInvitation(ground, acceptance.token, async (scope, invitation) => {
    if (!(await store.closeInvitation(scope, invitation.id, 'accepted_at'))) throw new Refusal('expired-link')
    const person = await selectPerson(scope.tx, invitation.email)
    const name = acceptance.name ?? person?.name ?? invitation.email
    const userId =
      acceptance.provenUserId ?? (await newPerson(scope, invitation.email, { name, passwordHash }))
    const joining = { name, team: oneOf(teams, invitation.team), role: oneOf(roles, invitation.role) }
    const memberId = await join(scope, { ...joining, userId, email: invitation.email })
    const actor: Actor = { kind: 'member', memberId, ...joining }
    await record({ ...scope, actor }, { kind: 'member.joined', subjectKind: 'member', subjectId: memberId })
    return userId
  })
}

/** Somebody known gives whatever password they have; somebody new chooses one that is long enough. */
async function hashChosen(password: string | undefined): Promise<string> {
  if (newPassword.safeParse(password).success && password !== undefined) return hashPassword(password)
  const message = `Choose a password of at least ${passwordLengthMin} characters.`
  throw new Refusal('invalid-input', { message, place: 'password' })
}

async function newPerson(
  scope: Scope,
  email: string,
  { name, passwordHash }: { name: string; passwordHash: string | null },
): Promise<string> {
  // The address may have got an owner since the offer was read; that owner has proven nothing yet.
  if ((await selectPerson(scope.tx, email)) !== undefined) throw new Refusal('changed-meanwhile')
  return insertPerson(scope.tx, { name, email, passwordHash, now: scope.now })
}

type Joining = Pick<Actor, 'name' | 'team' | 'role'> & { readonly userId: string; readonly email: string }

/** Somebody who was known by name only keeps their row, and with it the leads and deals that they own. */
async function join(scope: Scope, joining: Joining): Promise<string> {
  const { userId, email, team, role } = joining
  const known = await selectMemberByEmail(scope, email)
  if (known === undefined) return insertMember(scope, joining)
  if (known.user_id !== null) throw new Refusal('already-exists', { message: 'You are a member already.' })
  await updateMember(scope, known.id, { user_id: userId, team, role })
  return known.id
}

async function inInvitation<T>(
  { database, now }: Ground,
  token: string,
  work: (scope: Scope, invitation: InvitationRow) => Promise<T>,
): Promise<T> {
  const found = await store.findInvitation(database, tokenHash(token))
  if (found === undefined) throw new Refusal('expired-link')
  return inScope(database, { workspaceId: found.workspaceId, actor: systemActor, now }, async (scope) => {
    const invitation = await store.selectInvitation(scope, found.id)
    if (invitation === undefined || presentInvitation(invitation, now).state !== 'open')
      throw new Refusal('expired-link')
    return work(scope, invitation)
  })
}

async function invitationNamed(scope: Scope, id: string): Promise<InvitationRow> {
  const row = await store.selectInvitation(scope, id)
  if (row === undefined) throw notFound('invitation')
  return row
}
