import { signingTeams } from '../../../contract/agreement-views.ts'
import type { SigningTeam } from '../../../contract/agreement-views.ts'
import type { SignatorySeats } from '../../../contract/signatories.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { record } from '../journal/index.ts'
import { showMember } from '../workspace/index.ts'
import type { Handover, Passing } from '../workspace/index.ts'
import * as people from './people.store.ts'
import { mayNameSignatories } from './policy.ts'
import { chartersHeld } from './powers.ts'
import { powersHeld } from './rules/powers.ts'
import { signingRight } from './rules/signing.ts'

/** The team that whoever acts signs for, or why they sign for none. */
export async function signingRightOf(scope: Scope): Promise<ReturnType<typeof signingRight>> {
  const { actor } = scope
  const [seats, charters] = [await people.selectSeats(scope), await chartersHeld(scope)]
  const powers = powersHeld(
    actor.role,
    charters.map(({ body }) => body.powers),
  )
  return signingRight(actor, {
    seats: seats.filter(({ team }) => team === actor.team).map(({ member }) => member.id),
    charterSigns: charters.length === 0 ? null : powers.sign,
  })
}

/** Who signs for each of the two teams. */
export async function listSeats(scope: Scope): Promise<{ items: SignatorySeats[] }> {
  const seats = await people.selectSeats(scope)
  const items = signingTeams.map((team) => {
    const members = seats.filter((seat) => seat.team === team).map(({ member }) => member)
    const ids = members.map(({ id }) => id)
    return { team, members, can: { change: mayNameSignatories(scope.actor, { team, seats: ids }) } }
  })
  return { items }
}

/**
 * Names who signs for a team. Refuses `not-allowed` to all but admins and the team's signatories, and whoever is no
 * member of the team or a viewer.
 */
export async function nameSeats(
  scope: Scope,
  team: SigningTeam,
  memberIds: readonly string[],
): Promise<SignatorySeats> {
  await holdTurn(scope, 'name signatories')
  const before = (await people.selectSeats(scope)).filter((seat) => seat.team === team)
  const seated = before.map(({ member }) => member.id)
  if (!mayNameSignatories(scope.actor, { team, seats: seated }))
    throw new Refusal('not-allowed', {
      message: `Only an admin or a signatory of ${team} names who signs for ${team}.`,
    })
  const wanted = [...new Set(memberIds)]
  for (const [at, id] of wanted.entries()) await refuseUnfit(scope, { id, team, place: `memberIds.${at}` })
  await people.endSeats(scope, { team, memberIds: seated.filter((id) => !wanted.includes(id)) })
  for (const memberId of wanted)
    if (!seated.includes(memberId)) await people.insertSeat(scope, { team, memberId })
  await record(scope, {
    kind: 'signatories.named',
    subjectKind: 'signatories',
    subjectId: team,
    payload: { members: wanted, before: seated },
  })
  const seats = (await listSeats(scope)).items.find((one) => one.team === team)
  if (seats === undefined) throw new Error(`the team ${team} has no seats`)
  return seats
}

type Candidate = { readonly id: string; readonly team: SigningTeam; readonly place: string }

async function refuseUnfit(scope: Scope, { id, team, place }: Candidate): Promise<void> {
  const found = await showMember(scope, id).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  if (found !== undefined && found.leftAt === null && found.team === team && found.role !== 'viewer') return
  throw new Refusal('invalid-input', {
    place,
    message: `${found?.name ?? 'This'} is no member of ${team} who could sign.`,
    remedy: `Name members of ${team} who are here and no viewers.`,
  })
}

const handoverKind = 'signatory-seat'

/** Seats pass to a member of the same team: nobody signs for the other one. */
export const seatHandover: Handover = {
  kind: handoverKind,
  label: 'Signatory seats',
  count: async (scope, memberId) => (await people.selectSeatsOf(scope, memberId)).length,
  pass: passSeats,
}

async function passSeats(scope: Scope, { from, to }: Passing): Promise<void> {
  await holdTurn(scope, 'name signatories')
  for (const team of await people.selectSeatsOf(scope, from)) {
    await refuseUnfit(scope, { id: to, team, place: `successorIds.${handoverKind}` })
    await people.endSeats(scope, { team, memberIds: [from] })
    const taken = await people.selectSeatsOf(scope, to)
    if (!taken.includes(team)) await people.insertSeat(scope, { team, memberId: to })
  }
}
