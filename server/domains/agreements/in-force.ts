import type { AgreementBody, AgreementKind, BodyOf } from '../../../contract/agreement-bodies.ts'
import type { Scope } from '../../platform/scope.ts'
import { termsOf } from './rules/standing.ts'
import { selectSettled } from './contents.store.ts'
import type { Settled } from './contents.store.ts'

/** A version that binds, bound or will bind, and when. Ledgers keep its `versionId`. */
export type VersionInForce<Kind extends AgreementKind = AgreementKind> = {
  readonly versionId: number
  readonly number: number
  readonly agreementId: string
  readonly kind: Kind
  readonly subject: string | null
  readonly title: string
  /** A default that nobody signed. */
  readonly adopted: boolean
  readonly body: BodyOf<Kind>
  readonly inForceFrom: Date
  readonly inForceUntil: Date | null
}

/**
 * Every version of a kind that was, is or will be in force, with its interval: half open, and never two of one
 * agreement at once. What replays history reads this once and asks `bindingAt` for each moment.
 */
export async function forceHistory<Kind extends AgreementKind>(
  scope: Scope,
  kind: Kind,
): Promise<VersionInForce<Kind>[]> {
  const settled = await selectSettled(scope, { kind })
  return historyOf(settled).filter((version) => isOfKind(version, kind))
}

/** The versions of a kind in force at an instant, by the titles of their agreements. */
export async function inForce<Kind extends AgreementKind>(
  scope: Scope,
  kind: Kind,
  at: Date,
): Promise<VersionInForce<Kind>[]> {
  return bindingAt(await forceHistory(scope, kind), at)
}

/** Whatever is in force at an instant, of every kind. */
export async function everythingInForce(
  scope: Scope,
  at: Date,
  kind?: AgreementKind,
): Promise<VersionInForce[]> {
  return bindingAt(historyOf(await selectSettled(scope, { kind })), at)
}

/** The version of one agreement that is in force at an instant. */
export async function versionInForce(
  scope: Scope,
  agreementId: string,
  at: Date,
): Promise<VersionInForce | undefined> {
  return bindingAt(historyOf(await selectSettled(scope, { agreementId })), at)[0]
}

/** Those among versions with intervals that bind at an instant: found by date, never by a flag. */
export function bindingAt<Version extends { readonly inForceFrom: Date; readonly inForceUntil: Date | null }>(
  versions: readonly Version[],
  at: Date,
): Version[] {
  return versions.filter(
    ({ inForceFrom, inForceUntil }) => inForceFrom <= at && (inForceUntil === null || at < inForceUntil),
  )
}

function historyOf(settled: readonly Settled[]): VersionInForce[] {
  return [...Map.groupBy(settled, ({ agreement }) => agreement.id).values()].flatMap((versions) =>
    termsOf(versions).map(({ version, from, until }) => ({
      versionId: version.id,
      number: version.number,
      agreementId: version.agreement.id,
      kind: version.agreement.kind,
      subject: version.agreement.subject,
      title: version.agreement.title,
      adopted: version.adoptedAt !== null,
      body: version.body,
      inForceFrom: from,
      inForceUntil: until,
    })),
  )
}

function isOfKind<Kind extends AgreementKind>(
  version: VersionInForce,
  kind: Kind,
): version is VersionInForce<Kind> & { body: AgreementBody } {
  return version.kind === kind && version.body.kind === kind
}
