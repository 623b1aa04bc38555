import type { Powers } from '../../../contract/agreement-bodies.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { showPowers } from '../../../contract/signatories.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from './in-force.ts'
import type { VersionInForce } from './in-force.ts'
import { exportableRows, powersHeld } from './rules/powers.ts'

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
