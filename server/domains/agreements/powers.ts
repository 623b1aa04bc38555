import type { Powers } from '../../../contract/agreement-bodies.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { showPowers } from '../../../contract/signatories.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope, Unseen } from '../../platform/scope.ts'
import { inForce } from './in-force.ts'
import type { VersionInForce } from './in-force.ts'
import { exportableRows, powersHeld } from './rules/powers.ts'
import { withheldFrom } from './rules/withholding.ts'

type Charter = VersionInForce<'role_charter'>

/** The charters in force that whoever acts holds. The operator and Rapport itself hold none. */
export async function chartersHeld(scope: Scope): Promise<Charter[]> {
  const { memberId } = scope.actor
  if (memberId === null) return []
  const charters = await inForce(scope, 'role_charter', scope.now)
  return charters.filter(({ body }) => body.holders.includes(memberId))
}

/** What whoever acts may do: what at least one of their charters grants, or without one what their role allows. */
export async function powersOf(scope: Scope): Promise<Powers> {
  const charters = await chartersHeld(scope)
  return powersHeld(
    scope.actor.role,
    charters.map(({ body }) => body.powers),
  )
}

export async function showPowersHeld(scope: Scope): Promise<EndpointAnswer<typeof showPowers>> {
  const charters = await chartersHeld(scope)
  const powers = powersHeld(
    scope.actor.role,
    charters.map(({ body }) => body.powers),
  )
  return { powers, charters: charters.map(({ agreementId, title }) => ({ id: agreementId, name: title })) }
}

/**
 * How many rows whoever acts may take out at a time; null is as many as there are. Refuses `not-allowed` to whoever
 * may take out none.
 */
export async function exportLimit(scope: Scope): Promise<number | null> {
  const rows = exportableRows(await powersOf(scope))
  if (rows === 0)
    throw new Refusal('not-allowed', {
      message: 'The role charters that you hold do not let you export.',
      remedy: 'Ask somebody whose role may, or propose another version of the charter.',
    })
  return rows
}

/** Refuses `not-allowed` where more rows are taken out at a time than whoever acts may. */
export function refuseRows(limit: number | null, rows: number): void {
  if (limit === null || rows <= limit) return
  throw new Refusal('not-allowed', {
    message: `These are ${rows} rows; your role exports at most ${limit} at a time.`,
    remedy: 'Choose less, or ask somebody whose role may.',
  })
}

/** What the charters of whoever asks keep from them: contact data, revenue, or both. */
export async function unseenBy(scope: Scope): Promise<ReadonlySet<Unseen>> {
  const { seeRevenue, seeContactData } = await powersOf(scope)
  return new Set([
    ...(seeRevenue ? [] : (['revenue'] as const)),
    ...(seeContactData ? [] : (['contactData'] as const)),
  ])
}

/** An answer without what the charters of whoever asks keep from them. */
export async function withholdFor<Answer>(scope: Scope, answer: Answer): Promise<Answer> {
  const unseen = await unseenBy(scope)
  if (unseen.size === 0) return answer
  const withheld = { revenue: unseen.has('revenue'), contactData: unseen.has('contactData') }
  // Nothing but optional, nullable and listed parts is taken out of it, so that it keeps the shape it had.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return withheldFrom(answer, withheld) as Answer
}
