import { v7 as uuid } from 'uuid'
import type { CommitteeSeatView, createCommitteeSeat } from '../../../contract/committee.ts'
import { seatsShownMax } from '../../../contract/committee.ts'
import type { EndpointParsed } from '../../../contract/endpoint.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { accountDetail, contactDetail, refuseErased, visibleContact } from '../contacts/index.ts'
import { record } from '../journal/index.ts'
import { mayKeepCommittees } from './policy.ts'
import { presentSeat } from './present.ts'
import { insertSeat, selectSeats, updateSeatEnded } from './store.ts'

/** The roles of a person in buying committees, those that ended included. Refuses `not-found`. */
export async function seatsOf(scope: Scope, contactId: string): Promise<CommitteeSeatView[]> {
  const rootId = await visibleContact(scope, contactId)
  return (await selectSeats(scope, { contactId: rootId }, seatsShownMax)).map(presentSeat)
}

/** The buying committee of a company, those who left it included. Refuses `not-found`. */
export async function committeeOf(scope: Scope, accountId: string): Promise<CommitteeSeatView[]> {
  const { record: account } = await accountDetail(scope, accountId)
  return (await selectSeats(scope, { accountId: account.id }, seatsShownMax)).map(presentSeat)
}

/** Gives a person a role from now on. Refuses one that they hold, and a person of no company where none is named. */
export async function giveSeat(
  scope: Scope,
  contactId: string,
  { role, accountId: named }: EndpointParsed<typeof createCommitteeSeat>['body'],
): Promise<CommitteeSeatView> {
  if (!mayKeepCommittees(scope.actor)) throw new Refusal('not-allowed')
  const { record: person } = await contactDetail(scope, contactId)
  await refuseErased(scope, [person.id])
  const accountId = named ?? person.account_id
  if (accountId === null) {
    throw new Refusal('not-possible-now', {
      place: 'accountId',
      message: 'This person belongs to no company.',
      remedy: 'Say whose buying committee is meant, or give the person a company first.',
    })
  }
  const { record: account } = await accountDetail(scope, accountId)
  const seat = { id: uuid(), contactId: person.id, accountId: account.id, role }
  if (!(await insertSeat(scope, seat))) {
    throw new Refusal('already-exists', { place: 'role', message: 'This person has this role already.' })
  }
  await record(scope, {
    kind: 'committee.seat-given',
    subjectKind: 'contact',
    subjectId: person.id,
    payload: { seatId: seat.id, accountId: account.id, role },
  })
  return heldSeat(scope, seat.id)
}

/** Ends a role now. Refuses one that ended before. */
export async function endSeat(scope: Scope, id: string): Promise<CommitteeSeatView> {
  if (!mayKeepCommittees(scope.actor)) throw new Refusal('not-allowed')
  const seat = await heldSeat(scope, id)
  if (!(await updateSeatEnded(scope, id)))
    throw new Refusal('not-possible-now', { message: 'This role ended before.' })
  await record(scope, {
    kind: 'committee.seat-ended',
    subjectKind: 'contact',
    subjectId: seat.contact.id,
    payload: { seatId: id, accountId: seat.account.id, role: seat.role },
  })
  return heldSeat(scope, id)
}

async function heldSeat(scope: Scope, id: string): Promise<CommitteeSeatView> {
  const [row] = await selectSeats(scope, { id }, 1)
  if (row === undefined) throw notFound('role')
  return presentSeat(row)
}
