import { signingTeams } from '../../../contract/agreement-views.ts'
import { enqueue } from '../../platform/queue.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { lockedVersion, refuseArchived, refuseStale, stateWords } from './held.ts'
import type { Held } from './held.ts'
import * as people from './people.store.ts'
import { mayChange } from './policy.ts'
import { alreadySigned } from './rules/signing.ts'
import { forceBegins } from './rules/standing.ts'
import { signingRightOf } from './seats.ts'
import { recordAct, sentence, tell } from './telling.ts'
import { insertSignature, updateVersion } from './writing.store.ts'

/** Announces that a version is in force from now on. */
export const announceTask = 'agreements.announce'

type Asked = { readonly versionId: number; readonly revision: number }

/** Puts a draft before both teams, and tells those who can sign it. */
export async function proposeVersion(scope: Scope, { versionId, revision }: Asked): Promise<void> {
  const held = await lockedVersion(scope, versionId, revision)
  if (!mayChange(scope.actor, held.version)) throw new Refusal('not-allowed')
  refuseUnless(held, 'draft', 'Only a draft is proposed.')
  refuseArchived(held.agreement)
  refuseStale(held)
  await updateVersion(scope, versionId, { proposed_at: scope.now, proposed_by_id: scope.actor.memberId })
  const eventId = await recordAct(scope, held, { kind: 'agreement.proposed' })
  const text = `${sentence(scope, 'proposed', held)} It waits for signatures.`
  await tell(scope, held, { kind: 'agreement.proposed', text, eventId, to: await signatories(scope) })
}

async function signatories(scope: Scope): Promise<string[]> {
  const seats = await people.selectSeats(scope)
  const ids: string[] = []
  for (const team of signingTeams) {
    const named = seats.filter((seat) => seat.team === team).map(({ member }) => member.id)
    ids.push(...(named.length > 0 ? named : await people.selectTeam(scope, team)))
  }
  return ids
}

/**
 * Signs a proposal for the signer's own team. The second team's signature makes it agreed: it is in force at once, or
 * from the day that was wished. Refuses whoever may not sign, and a text that changed since it was looked at.
 */
export async function signVersion(scope: Scope, { versionId, revision }: Asked): Promise<void> {
  const held = await lockedVersion(scope, versionId, revision)
  refuseUnless(held, 'proposed', 'Only a proposal is signed.')
  refuseStale(held)
  const right = await signingRightOf(scope)
  if ('message' in right) throw new Refusal('not-allowed', right)
  const { memberId } = scope.actor
  const standing = held.version.signatures.filter(({ voidedAt }) => voidedAt === null)
  const others = standing.map(({ team, member }) => ({ team, memberId: member.id }))
  const why = alreadySigned({ memberId, team: right.team }, others)
  if (why !== null) throw new Refusal('not-possible-now', why)
  if (memberId === null) throw new Error('nobody signed')
  await insertSignature(scope, { versionId, memberId, revision, team: right.team })
  if (standing.some(({ team }) => team !== right.team)) await agree(scope, held)
  else {
    const eventId = await recordAct(scope, held, { kind: 'agreement.signed', team: right.team, revision })
    const text = `${sentence(scope, 'signed', held)} It waits for the other team.`
    const to = [held.version.createdBy?.id, held.version.proposedBy?.id]
    await tell(scope, held, { kind: 'agreement.signed', text, eventId, to })
  }
}

/** Both teams have signed. The event of the second signature says that it is agreed. */
async function agree(scope: Scope, held: Held): Promise<void> {
  const { version, versions } = held
  const { effectiveFrom } = version
  const inForceFrom = forceBegins({ agreedAt: scope.now, effectiveFrom }, versions)
  await updateVersion(scope, version.id, { agreed_at: scope.now, in_force_from: inForceFrom })
  const inForceAt = inForceFrom.toISOString()
  const eventId = await recordAct(scope, held, { kind: 'agreement.agreed', inForceFrom: inForceAt })
  const when = inForceFrom > scope.now ? `from ${await dayOf(scope, inForceFrom)}` : 'now'
  const text = `${sentence(scope, 'signed', held)} Both teams have signed; it is in force ${when}.`
  const signers = version.signatures.map(({ member }) => member.id)
  const to = [version.createdBy?.id, version.proposedBy?.id, ...signers]
  await tell(scope, held, { kind: 'agreement.agreed', text, eventId, to })
  await enqueue(scope, { task: announceTask, payload: { versionId: version.id } }, { runAt: inForceFrom })
}

/** The day of an instant where the workspace stands. */
async function dayOf(scope: Scope, at: Date): Promise<string> {
  const { timeZone } = await workspaceSettings(scope)
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
}

/**
 * Says in the journal that a version is in force from now on, once, and tells everybody. Answers false where it is
 * not its time yet. A version that was withdrawn in the meantime is passed over.
 */
export async function announce(scope: Scope, versionId: number): Promise<boolean> {
  const held = await lockedVersion(scope, versionId)
  const { version, state } = held
  if (state === 'agreed') return false
  if (version.announcedAt !== null || version.inForceFrom === null || state === 'withdrawn') return true
  await updateVersion(scope, versionId, { announced_at: scope.now })
  const inForceFrom = version.inForceFrom.toISOString()
  const eventId = await recordAct(scope, held, { kind: 'agreement.in-force', inForceFrom })
  const text = `Version ${version.number} of “${held.agreement.title}” is in force. Read it, and confirm that you have.`
  await tell(scope, held, { kind: 'agreement.in-force', text, eventId, to: 'everybody' })
  return true
}

/** The funnel runs on these, so one of them gives way to another and never to nothing. */
const neverWithout: ReadonlySet<string> = new Set(['stage', 'scoring'])

/** Withdraws what is open, or what was agreed. Who may sign it, or an admin, may end what both teams have signed. */
export async function withdrawVersion(
  scope: Scope,
  { versionId, reason }: { readonly versionId: number; readonly reason: string },
): Promise<void> {
  const held = await lockedVersion(scope, versionId)
  const { agreement, version, state } = held
  if (!(await mayWithdraw(scope, held))) throw new Refusal('not-allowed')
  if (state === 'superseded' || state === 'withdrawn')
    throw new Refusal('not-possible-now', {
      message: `Version ${version.number} is ${stateWords[state]} already.`,
    })
  if (state === 'in-force' && neverWithout.has(agreement.kind))
    throw new Refusal('not-possible-now', {
      message: `The funnel runs on “${agreement.title}”, so that it cannot end without another version.`,
      remedy: 'Draft another version and have both teams sign it.',
    })
  await updateVersion(scope, versionId, {
    withdrawn_at: scope.now,
    withdrawn_by_id: scope.actor.memberId,
    withdrawn_why: reason,
  })
  const eventId = await recordAct(scope, held, { kind: 'agreement.withdrawn', reason, was: state })
  const text = `${sentence(scope, 'withdrew', held)} ${reason}`
  const signers = version.signatures.map(({ member }) => member.id)
  const to = [version.createdBy?.id, version.proposedBy?.id, ...signers]
  await tell(scope, held, { kind: 'agreement.withdrawn', text, eventId, to })
}

export async function mayWithdraw(scope: Scope, { version, state }: Held): Promise<boolean> {
  if (state === 'draft' || state === 'proposed') return mayChange(scope.actor, version)
  return scope.actor.role === 'admin' || 'team' in (await signingRightOf(scope))
}

function refuseUnless({ state, version }: Held, wanted: 'draft' | 'proposed', rule: string): void {
  if (state === wanted) return
  throw new Refusal('not-possible-now', {
    message: `Version ${version.number} is ${stateWords[state]}. ${rule}`,
    remedy: state === 'draft' ? 'Propose it first.' : 'Draft another version.',
  })
}
