import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { changeMember as changeEndpoint, MemberView } from '../../../contract/members.ts'
import type { Scope } from '../../platform/scope.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { record } from '../journal/index.ts'
import { insertMember, lockAdmins, selectMember, selectMembers, updateMember } from './members.store.ts'
import type { MemberRow, NewMember } from './members.store.ts'
import { mayChangeMember, mayChangeRole } from './policy.ts'
import { presentMember } from './present.ts'
import { wouldLeaveNoAdmin } from './rules/last-admin.ts'
import { selectWorkspace } from './workspaces.store.ts'

export async function listMembers(
  scope: Scope,
  filter: { team?: string | undefined; left: boolean },
): Promise<{ items: MemberView[] }> {
  const rows = await selectMembers(scope, filter)
  return { items: rows.map((row) => presentMember(scope.actor, row)) }
}

export async function showMember(scope: Scope, id: string): Promise<MemberView> {
  return presentMember(scope.actor, await memberNamed(scope, id))
}

/** Adds somebody who is known by name, without a way to sign in: the cast of the sample, an imported owner. */
export async function addMember(scope: Scope, member: Omit<NewMember, 'userId'>): Promise<string> {
  const id = await insertMember(scope, { ...member, userId: null })
  await record(scope, {
    kind: 'member.added',
    subjectKind: 'member',
    subjectId: id,
    payload: { name: member.name },
  })
  return id
}

type Changes = EndpointParsed<typeof changeEndpoint>['body']

/** Refuses `not-allowed`, and `not-possible-now` when the last admin would cease to be one. */
export async function changeMember(scope: Scope, id: string, changes: Changes): Promise<MemberView> {
  const before = await memberHere(scope, id)
  if (!mayChangeMember(scope.actor, id)) throw new Refusal('not-allowed')
  if ((changes.team ?? changes.role) !== undefined && !mayChangeRole(scope.actor))
    throw new Refusal('not-allowed')
  if (changes.role !== undefined && changes.role !== 'admin') await keepAnAdmin(scope, id)
  const columns = columnsOf(changes)
  if (Object.keys(columns).length > 0) {
    await updateMember(scope, id, columns)
    await record(scope, {
      kind: 'member.changed',
      subjectKind: 'member',
      subjectId: id,
      payload: { changed: changes, before: pick(before, Object.keys(columns)) },
    })
  }
  return showMember(scope, id)
}

function columnsOf({ jobTitle, managerName, timeZone, ...plain }: Changes): Partial<MemberRow> {
  const columns = { ...plain, job_title: jobTitle, manager_name: managerName, time_zone: timeZone }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

function pick(row: MemberRow, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))
}

/** Refuses `not-possible-now` where the workspace would be left without an admin; the admins are locked. */
export async function keepAnAdmin(scope: Scope, memberId: string): Promise<void> {
  const { sample_since: sampleSince } = await selectWorkspace(scope)
  const admins = await lockAdmins(scope, sampleSince !== null)
  if (!wouldLeaveNoAdmin(admins, memberId)) return
  throw new Refusal('not-possible-now', {
    message: 'This is the last admin of the workspace.',
    remedy: 'Make somebody else an admin first.',
  })
}

async function memberNamed(scope: Scope, id: string): Promise<MemberRow> {
  const row = await selectMember(scope, id)
  if (row === undefined) throw notFound('member')
  return row
}

/** A member who has not left: somebody who did cannot be changed any more. */
export async function memberHere(scope: Scope, id: string): Promise<MemberRow> {
  const row = await memberNamed(scope, id)
  if (row.left_at !== null) throw new Refusal('not-possible-now', { message: 'This member has left.' })
  return row
}
