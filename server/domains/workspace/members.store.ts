import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { membersMax } from '../../../contract/members.ts'
import type { Role } from '../../../contract/inputs.ts'
import type { Team } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'

export type MemberRow = {
  readonly id: string
  readonly user_id: string | null
  readonly name: string
  readonly email: string | null
  readonly team: string
  readonly role: string
  readonly job_title: string | null
  readonly region: string | null
  readonly manager_name: string | null
  readonly time_zone: string | null
  readonly created_at: Date
  readonly left_at: Date | null
}

const columns = [
  'id',
  'user_id',
  'name',
  'email',
  'team',
  'role',
  'job_title',
  'region',
  'manager_name',
  'time_zone',
  'created_at',
  'left_at',
] as const

export function selectMembers(
  { tx, workspaceId }: Scope,
  filter: { readonly team?: string | undefined; readonly left: boolean },
): Promise<MemberRow[]> {
  let query = tx.selectFrom('members').select(columns).where('workspace_id', '=', workspaceId)
  if (filter.team !== undefined) query = query.where('team', '=', filter.team)
  if (!filter.left) query = query.where('left_at', 'is', null)
  return query.orderBy('name').orderBy('id').limit(membersMax).execute()
}

export function selectMember({ tx, workspaceId }: Scope, id: string): Promise<MemberRow | undefined> {
  return tx
    .selectFrom('members')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export function selectMemberByEmail(
  { tx, workspaceId }: Scope,
  email: string,
): Promise<MemberRow | undefined> {
  return tx
    .selectFrom('members')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email)
    .where('left_at', 'is', null)
    .executeTakeFirst()
}

/** The admins who can still come in, locked until the act ends, so that two cannot both be the last but one. */
export function lockAdmins({ tx, workspaceId }: Scope, sample: boolean): Promise<{ id: string }[]> {
  let query = tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'admin')
    .where('left_at', 'is', null)
  // The cast of the sample company comes in without an account.
  if (!sample) query = query.where('user_id', 'is not', null)
  return query.orderBy('id').forUpdate().execute()
}

export type NewMember = {
  readonly name: string
  readonly email: string | null
  readonly userId: string | null
  readonly team: Team
  readonly role: Role
  readonly jobTitle?: string | null
  readonly region?: string | null
  readonly managerName?: string | null
  readonly timeZone?: string | null
}

export async function insertMember({ tx, workspaceId, now }: Scope, member: NewMember): Promise<string> {
  const id = uuid()
  await tx
    .insertInto('members')
    .values({
      workspace_id: workspaceId,
      id,
      user_id: member.userId,
      name: member.name,
      email: member.email,
      team: member.team,
      role: member.role,
      job_title: member.jobTitle ?? null,
      region: member.region ?? null,
      manager_name: member.managerName ?? null,
      time_zone: member.timeZone ?? null,
      created_at: now,
    })
    .execute()
  return id
}

export type MemberChanges = Partial<Omit<MemberRow, 'id' | 'created_at'>>

export async function updateMember(
  { tx, workspaceId }: Scope,
  id: string,
  changes: MemberChanges,
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ ...changes, changed_xid: sql<number>`rapport_xid()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
