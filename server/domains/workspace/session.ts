import { roles } from '../../../contract/inputs.ts'
import { oneOf, teams } from '../../../contract/records.ts'
import type { SessionView } from '../../../contract/sign-in.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import { notFound } from '../../platform/refusal.ts'
import { record } from '../journal/index.ts'
import { selectMember, selectMembers, updateMember } from './members.store.ts'
import type { MemberRow } from './members.store.ts'
import { insertPerson } from './people.store.ts'
import * as policy from './policy.ts'
import { castDomain } from './rules/cast.ts'
import { showWorkspace } from './workspace.ts'
import { selectMemberships, selectWorkspaces } from './workspaces.store.ts'
import type { Ground, MembershipRow } from './workspaces.store.ts'

const nobodyCan = {
  manageMembers: false,
  changeSettings: false,
  manageKeys: false,
  readOutbox: false,
  write: false,
}

/** Who looks: the workspace, the actor, and the person where it is a browser's session. */
export type Looker = { readonly workspaceId: number; readonly actor: Actor; readonly userId: string | null }

export type SessionOptions = { readonly looker: Looker | null; readonly eyesOpen: boolean }

/** Who is signed in, where, and what they may do; for somebody signed out, what they could do to get in. */
export async function showSession(
  ground: Ground,
  { looker, eyesOpen }: SessionOptions,
): Promise<SessionView> {
  const known = await selectWorkspaces(ground.database.open)
  const signUpOpen = !known.some((one) => one.sample_since === null)
  const cast = eyesOpen
    ? await castOf(
        ground,
        known.filter((one) => one.sample_since !== null),
      )
    : []
  const common = { cast, signUpOpen }
  if (looker === null) {
    return {
      member: null,
      workspace: null,
      memberships: [],
      ...common,
      can: { ...nobodyCan, foundWorkspace: signUpOpen },
    }
  }
  const seen = await inScope(ground.database, { ...looker, now: ground.now, readOnly: true }, see)
  const memberships =
    looker.userId === null ? [] : await selectMemberships(ground.database.open, looker.userId)
  return {
    ...seen,
    memberships: memberships.map(presentMembership),
    ...common,
    can: {
      ...abilities(looker.actor),
      foundWorkspace: signUpOpen || policy.mayFoundAnother(looker.actor, memberships.some(isRealAdmin)),
    },
  }
}

/** Admin of a workspace that is more than the sample. */
function isRealAdmin(row: MembershipRow): boolean {
  return row.sample_since === null && row.role === 'admin'
}

async function see(scope: Scope): Promise<Pick<SessionView, 'member' | 'workspace'>> {
  const { memberId } = scope.actor
  const row = memberId === null ? undefined : await selectMember(scope, memberId)
  return { workspace: await showWorkspace(scope), member: row === undefined ? null : presentOneself(row) }
}

function presentOneself(row: MemberRow): SessionView['member'] {
  const { id, name, email, job_title: jobTitle } = row
  return { id, name, email, jobTitle, team: oneOf(teams, row.team), role: oneOf(roles, row.role) }
}

function presentMembership(row: MembershipRow): SessionView['memberships'][number] {
  return {
    workspaceId: row.workspace_id,
    slug: row.slug,
    name: row.workspace_name,
    role: oneOf(roles, row.role),
    sample: row.sample_since !== null,
  }
}

function abilities(actor: Actor): Omit<SessionView['can'], 'foundWorkspace'> {
  return {
    manageMembers: policy.mayInvite(actor),
    changeSettings: policy.mayChangeWorkspace(actor),
    manageKeys: policy.mayIssueKey(actor),
    readOutbox: policy.mayReadOutbox(actor),
    write: policy.mayWrite(actor),
  }
}

async function castOf(
  ground: Ground,
  samples: readonly { workspace_id: number }[],
): Promise<SessionView['cast']> {
  const casts = await Promise.all(samples.map(({ workspace_id: id }) => inSample(ground, id, castIn)))
  return casts.flat()
}

async function castIn(scope: Scope): Promise<SessionView['cast']> {
  const rows = await selectMembers(scope, { left: false })
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    team: oneOf(teams, row.team),
    jobTitle: row.job_title,
  }))
}

/**
 * The person behind a cast member of the sample company, made at the first look; they have no password and never
 * will. Refuses `not-found` for anybody else, so that a real member can never be entered this way.
 */
export async function openEyes(
  ground: Ground,
  memberId: string,
): Promise<{ userId: string; workspaceId: number }> {
  const known = await selectWorkspaces(ground.database.open)
  for (const { workspace_id: workspaceId } of known.filter((one) => one.sample_since !== null)) {
    const userId = await inSample(ground, workspaceId, (scope) => personOfCast(scope, memberId))
    if (userId !== null) return { userId, workspaceId }
  }
  throw notFound('member of the sample company')
}

async function personOfCast(scope: Scope, memberId: string): Promise<string | null> {
  const member = await selectMember(scope, memberId)
  if (member === undefined || member.left_at !== null) return null
  if (member.user_id !== null) return member.user_id
  const email = `${memberId}@${castDomain}`
  const userId = await insertPerson(scope.tx, {
    name: member.name,
    email,
    passwordHash: null,
    now: scope.now,
  })
  await updateMember(scope, memberId, { user_id: userId })
  await record(scope, { kind: 'member.looked-through', subjectKind: 'member', subjectId: memberId })
  return userId
}

function inSample<T>(
  { database, now }: Ground,
  workspaceId: number,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return inScope(database, { workspaceId, actor: systemActor, now }, work)
}
