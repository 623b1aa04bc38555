import type { Belonging, createDeparture } from '../../../contract/departures.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { Scope } from '../../platform/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../journal/index.ts'
import { revokeKeys } from './keys.store.ts'
import { keepAnAdmin, memberHere } from './members.ts'
import { selectMember, updateMember } from './members.store.ts'
import type { MemberRow } from './members.store.ts'
import { deleteSessions } from './people.store.ts'
import { mayOwn, mayRemoveMember } from './policy.ts'
import { countSharedViews, passSharedViews } from './saved-views.store.ts'
import { selectMemberships } from './workspaces.store.ts'

/** From whom to whom, and the event of the departure, which the history of what is passed names. */
export type Passing = { readonly from: string; readonly to: string; readonly eventId: number }

/** One kind of thing that members own. Each domain that has one gives it here, and the program lists them all. */
export type Handover = {
  readonly kind: string
  /** What they are called, such as `Leads`. */
  readonly label: string
  /** How many a member owns, without those in the trash. */
  readonly count: (scope: Scope, memberId: string) => Promise<number>
  /** Gives them all, also those in the trash, their new owner. */
  readonly pass: (scope: Scope, passing: Passing) => Promise<void>
}

/** Views that a member shared are of use to others still; what they kept for themselves leaves with them. */
export const sharedViewHandover: Handover = {
  kind: 'view',
  label: 'Shared views',
  count: countSharedViews,
  pass: passSharedViews,
}

/** What a member would hand over. Refuses all but admins and the member, and somebody who has left. */
export async function belongings(
  scope: Scope,
  id: string,
  handovers: readonly Handover[],
): Promise<{ items: Belonging[] }> {
  await memberHere(scope, id)
  if (!mayRemoveMember(scope.actor, id)) throw new Refusal('not-allowed')
  return { items: await counted(scope, id, handovers) }
}

type Body = EndpointParsed<typeof createDeparture>['body']

/**
 * The member leaves: no longer signs in here, their keys end at once, what they did stays theirs and what they owned
 * passes to others. Refuses `not-allowed`, `not-possible-now` to the last admin, and `invalid-input` where somebody
 * is missing who takes over, or cannot.
 */
export async function depart(
  scope: Scope,
  departing: { readonly id: string } & Body,
  handovers: readonly Handover[],
): Promise<EndpointAnswer<typeof createDeparture>> {
  const { id } = departing
  await memberHere(scope, id)
  if (!mayRemoveMember(scope.actor, id)) throw new Refusal('not-allowed')
  // This lock makes departures come one after another: whoever is looked at from here on is still there at the end.
  await keepAnAdmin(scope, id)
  const member = await memberHere(scope, id)
  const passed = await settle(scope, { member, body: departing }, handovers)
  await endEveryWayIn(scope, member)
  const handedOver = passed.filter(({ count }) => count > 0).map(presentPassed)
  const eventId = await record(scope, {
    kind: 'member.left',
    subjectKind: 'member',
    subjectId: id,
    payload: { name: member.name, handedOver: handedOver.map(({ label: _label, ...rest }) => rest) },
  })
  for (const { handover, to } of passed) await handover.pass(scope, { from: id, to: to.id, eventId })
  return { eventId, handedOver }
}

type Settled = { readonly handover: Handover; readonly count: number; readonly to: MemberRow }

function presentPassed({ handover, count, to }: Settled) {
  return { kind: handover.kind, label: handover.label, count, to: { id: to.id, name: to.name } }
}

/** Who takes over what; everything that the member owns must have somebody. */
async function settle(
  scope: Scope,
  { member, body }: { readonly member: MemberRow; readonly body: Body },
  handovers: readonly Handover[],
): Promise<Settled[]> {
  refuseUnknownKinds(body, handovers)
  const owned = await counted(scope, member.id, handovers)
  const settled: Settled[] = []
  const missing: Belonging[] = []
  for (const [at, handover] of handovers.entries()) {
    const own = body.successorIds?.[handover.kind]
    const place = own === undefined ? 'successorId' : `successorIds.${handover.kind}`
    const to = own ?? body.successorId
    const belonging = owned[at]
    if (belonging === undefined) continue
    if (to !== undefined)
      settled.push({ handover, count: belonging.count, to: await successor(scope, { to, member, place }) })
    else if (belonging.count > 0) missing.push(belonging)
  }
  if (missing.length > 0) throw nobodyFor(member, missing)
  return settled
}

function refuseUnknownKinds({ successorIds }: Body, handovers: readonly Handover[]): void {
  const known = handovers.map(({ kind }) => kind)
  const unknown = Object.keys(successorIds ?? {}).find((kind) => !known.includes(kind))
  if (unknown === undefined) return
  throw new Refusal('invalid-input', {
    place: `successorIds.${unknown}`,
    message: `Nobody owns anything that is called ${unknown}.`,
    remedy: `Name one of: ${known.join(', ')}.`,
  })
}

type Succession = { readonly to: string; readonly member: MemberRow; readonly place: string }

async function successor(scope: Scope, { to, member, place }: Succession): Promise<MemberRow> {
  const found = await selectMember(scope, to)
  if (found !== undefined && found.id !== member.id && found.left_at === null && mayOwn(found)) return found
  throw new Refusal('invalid-input', {
    place,
    message: whyNot(found, member),
    remedy: 'Name a member who stays and is no viewer.',
  })
}

function whyNot(found: MemberRow | undefined, member: MemberRow): string {
  if (found === undefined) return 'There is no such member.'
  if (found.id === member.id) return `${found.name} is the one who leaves.`
  return found.left_at === null ? `${found.name} is a viewer.` : `${found.name} has left.`
}

function nobodyFor(member: MemberRow, missing: readonly Belonging[]): Refusal {
  const owned = missing.map(({ label }) => label.toLowerCase())
  return new Refusal('invalid-input', {
    place: 'successorId',
    message: `${member.name} owns ${new Intl.ListFormat('en').format(owned)}; say who takes over.`,
    remedy: 'Name one person as successorId, or one for each kind in successorIds.',
    details: missing.map(({ kind, label, count }) => ({
      place: `successorIds.${kind}`,
      message: `${label}: ${count}`,
    })),
  })
}

async function counted(scope: Scope, memberId: string, handovers: readonly Handover[]): Promise<Belonging[]> {
  const items: Belonging[] = []
  for (const { kind, label, count } of handovers)
    items.push({ kind, label, count: await count(scope, memberId) })
  return items
}

async function endEveryWayIn(scope: Scope, member: MemberRow): Promise<void> {
  await updateMember(scope, member.id, { left_at: scope.now })
  await revokeKeys(scope, { memberId: member.id })
  if (member.user_id === null) return
  // Whoever belongs to no workspace any more has nowhere to be signed in.
  const memberships = await selectMemberships(scope.tx, member.user_id)
  if (memberships.length === 0) await deleteSessions(scope.tx, member.user_id)
}
