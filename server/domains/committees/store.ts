import { sql } from 'kysely'
import type { CommitteeRole } from '../../../contract/criteria.ts'
import type { Scope } from '../../platform/database.ts'
import { rootOf } from '../../platform/root.ts'

export type SeatRow = {
  readonly id: string
  readonly contact_id: string
  readonly contact_name: string
  readonly account_id: string
  readonly account_name: string
  readonly role: string
  readonly from_at: Date
  readonly until_at: Date | null
}

type SeatsAsked = { readonly id: string } | { readonly contactId: string } | { readonly accountId: string }

/** One seat, or those of a person or company with whoever was merged into them: held ones first, then the newest. */
export async function selectSeats(scope: Scope, asked: SeatsAsked, limit: number): Promise<SeatRow[]> {
  const found = await sql<SeatRow>`
    select s.id, c.id as contact_id, coalesce(nullif(c.full_name, ''), c.email, 'Unnamed contact') as contact_name,
      a.id as account_id, a.name as account_name, s.role, s.from_at, s.until_at
    from committee_seats s
    join contacts own on own.workspace_id = s.workspace_id and own.id = s.contact_id
    join contacts c on c.workspace_id = s.workspace_id and c.id = ${rootOf('own')}
    join accounts firm on firm.workspace_id = s.workspace_id and firm.id = s.account_id
    join accounts a on a.workspace_id = s.workspace_id and a.id = ${rootOf('firm')}
    where s.workspace_id = ${scope.workspaceId} and ${askedFor(asked)}
    order by s.until_at desc nulls first, s.from_at desc, s.id limit ${limit}`.execute(scope.tx)
  return found.rows
}

function askedFor(asked: SeatsAsked) {
  if ('id' in asked) return sql`s.id = ${asked.id}`
  if ('contactId' in asked)
    return sql`(own.id = ${asked.contactId} or own.merged_into_id = ${asked.contactId})`
  return sql`(firm.id = ${asked.accountId} or firm.merged_into_id = ${asked.accountId})`
}

export type NewSeat = {
  readonly id: string
  readonly contactId: string
  readonly accountId: string
  readonly role: CommitteeRole
}

/** Gives a seat from now on; answers false where the person holds it already. */
export async function insertSeat(scope: Scope, seat: NewSeat): Promise<boolean> {
  const made = await sql`insert into committee_seats (workspace_id, id, account_id, contact_id, role, from_at)
    values (${scope.workspaceId}, ${seat.id}, ${seat.accountId}, ${seat.contactId}, ${seat.role}, ${scope.now})
    on conflict do nothing returning id`.execute(scope.tx)
  return made.rows.length > 0
}

/** Ends a seat that is held; answers false where it ended before. */
export async function updateSeatEnded(scope: Scope, id: string): Promise<boolean> {
  const ended = await sql`update committee_seats set until_at = ${scope.now}, changed_xid = rapport_xid()
    where workspace_id = ${scope.workspaceId} and id = ${id} and until_at is null returning id`.execute(
    scope.tx,
  )
  return ended.rows.length > 0
}
