import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { signingTeams } from '../../../contract/agreement-views.ts'
import type { SigningTeam } from '../../../contract/agreement-views.ts'
import { memberOrNull, oneOf } from '../../../contract/records.ts'
import type { MemberReference } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import type { Fragment } from '../../platform/keyset.ts'

/** Those who can look at an agreement at all: who is known by name only reads nothing. */
const present: Fragment = sql`m.left_at is null and (m.user_id is not null or exists (
  select 1 from workspaces w where w.id = m.workspace_id and w.sample_since is not null))`

/** How many members there are who should read and know what is agreed. */
export async function countReaders(scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from members m
     where m.workspace_id = ${scope.workspaceId} and ${present}`.execute(scope.tx)
  return rows[0]?.count ?? 0
}

type Seat = { readonly team: SigningTeam; readonly member: MemberReference }

/** Who is named to sign for each team, has not left and is of the team still. */
export async function selectSeats(scope: Scope): Promise<Seat[]> {
  const { rows } = await sql<{ seat_team: SigningTeam; id: string; name: string; team: string }>`
    select s.team as seat_team, m.id, m.name, m.team from signatory_seats s
      join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
       and m.left_at is null and m.team = s.team
     where s.workspace_id = ${scope.workspaceId} and s.unseated_at is null
     order by m.name, m.id`.execute(scope.tx)
  return rows.flatMap((row) => {
    const member = memberOrNull(row.id, row.name, row.team)
    return member === null ? [] : [{ team: row.seat_team, member }]
  })
}

/** For which teams somebody is named, also when they are about to leave. */
export async function selectSeatsOf({ tx, workspaceId }: Scope, memberId: string): Promise<SigningTeam[]> {
  const rows = await tx
    .selectFrom('signatory_seats')
    .select('team')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('unseated_at', 'is', null)
    .execute()
  return rows.map(({ team }) => oneOf(signingTeams, team))
}

export async function insertSeat(
  { tx, workspaceId, now }: Scope,
  seat: { readonly team: SigningTeam; readonly memberId: string },
): Promise<void> {
  await tx
    .insertInto('signatory_seats')
    .values({
      workspace_id: workspaceId,
      id: uuid(),
      team: seat.team,
      member_id: seat.memberId,
      seated_at: now,
    })
    .execute()
}

/** Ends seats; they stay as dated rows. */
export async function endSeats(
  { tx, workspaceId, now }: Scope,
  { memberIds, team }: { readonly memberIds: readonly string[]; readonly team?: SigningTeam },
): Promise<void> {
  if (memberIds.length === 0) return
  let query = tx
    .updateTable('signatory_seats')
    .set({ unseated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', 'in', [...memberIds])
    .where('unseated_at', 'is', null)
  if (team !== undefined) query = query.where('team', '=', team)
  await query.execute()
}

/** Who may be told that a team's signature is wanted: who is named, else everybody of the team who is no viewer. */
export async function selectTeam(scope: Scope, team: SigningTeam): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from members m
     where m.workspace_id = ${scope.workspaceId} and m.team = ${team} and m.role <> 'viewer' and ${present}
     order by m.name, m.id`.execute(scope.tx)
  return rows.map(({ id }) => id)
}

type Counted = ReadonlyMap<number, number>

/** How many of those who should have read each version. */
export async function countRead(scope: Scope, versionIds: readonly number[]): Promise<Counted> {
  const { rows } = await sql<{ version_id: number; count: number }>`
    select r.version_id, count(*)::integer as count from agreement_receipts r
      join members m on m.workspace_id = r.workspace_id and m.id = r.member_id and ${present}
     where r.workspace_id = ${scope.workspaceId} and r.version_id = any(${[...versionIds]}::integer[])
     group by r.version_id`.execute(scope.tx)
  return new Map(rows.map((row) => [row.version_id, row.count]))
}

/** Of the versions with a quiz: how many know them, by the newest answers of each member. */
export async function countKnowing(scope: Scope, versionIds: readonly number[]): Promise<Counted> {
  const { rows } = await sql<{ version_id: number; count: number }>`
    select v.id as version_id, count(a.member_id)::integer as count from agreement_versions v
      left join lateral (
        select distinct on (q.member_id) q.member_id, q.right_count = q.question_count as knows
          from agreement_quiz_answers q
          join members m on m.workspace_id = q.workspace_id and m.id = q.member_id and ${present}
         where q.workspace_id = v.workspace_id and q.version_id = v.id
         order by q.member_id, q.id desc) a on a.knows
     where v.workspace_id = ${scope.workspaceId} and v.id = any(${[...versionIds]}::integer[])
       and jsonb_array_length(v.quiz) > 0
     group by v.id`.execute(scope.tx)
  return new Map(rows.map((row) => [row.version_id, row.count]))
}
