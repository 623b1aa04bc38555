import type { VersionState } from '../../../../contract/agreement-views.ts'

/** The dates from which it follows where a version stands. */
export type VersionDates = {
  readonly id: number
  readonly proposedAt: Date | null
  readonly agreedAt: Date | null
  readonly adoptedAt: Date | null
  readonly inForceFrom: Date | null
  readonly withdrawnAt: Date | null
}

/** A version that binds or bound or will bind, and until when; null is without an end that is known yet. */
export type Term<Version> = { readonly version: Version; readonly from: Date; readonly until: Date | null }

/**
 * When each version of one agreement is in force, oldest first, the intervals half open and never overlapping. Each
 * gives way to the next; a version that was withdrawn before its date never comes into force.
 */
export function termsOf<Version extends VersionDates>(versions: readonly Version[]): Term<Version>[] {
  const settled = versions.flatMap((version) => {
    const { inForceFrom, withdrawnAt } = version
    if (inForceFrom === null || (withdrawnAt !== null && withdrawnAt <= inForceFrom)) return []
    return [{ version, from: inForceFrom }]
  })
  const ordered = settled.toSorted(
    (a, b) =>
      Number(a.from) - Number(b.from) ||
      settledAt(a.version) - settledAt(b.version) ||
      a.version.id - b.version.id,
  )
  return ordered.map(({ version, from }, at) => ({
    version,
    from,
    until: earlier(ordered[at + 1]?.from ?? null, version.withdrawnAt),
  }))
}

/** The version in force at an instant: at most one, found by date alone. */
export function inForceAt<Version extends VersionDates>(
  versions: readonly Version[],
  at: Date,
): Version | undefined {
  return termsOf(versions).find(({ from, until }) => from <= at && (until === null || at < until))?.version
}

/** The newest version that both teams settled on, in force already or not: what a new draft begins from. */
export function newestSettled<Version extends VersionDates>(
  versions: readonly Version[],
): Version | undefined {
  return termsOf(versions).at(-1)?.version
}

/** Where one version stands at an instant among all versions of its agreement. */
export function stateOf<Version extends VersionDates>(
  version: Version,
  versions: readonly Version[],
  now: Date,
): VersionState {
  if (version.withdrawnAt !== null && version.withdrawnAt <= now) return 'withdrawn'
  if (version.inForceFrom === null) return version.proposedAt === null ? 'draft' : 'proposed'
  if (version.inForceFrom > now) return 'agreed'
  return inForceAt(versions, now)?.id === version.id ? 'in-force' : 'superseded'
}

/**
 * From when a version that was agreed now is in force: not before it was agreed, not before it is wished, and not
 * before the version that it follows, so that the order of force is the order of agreement.
 */
export function forceBegins(
  { agreedAt, effectiveFrom }: { readonly agreedAt: Date; readonly effectiveFrom: Date | null },
  others: readonly VersionDates[],
): Date {
  const dates = [agreedAt, effectiveFrom, newestSettled(others)?.inForceFrom ?? null]
  return new Date(Math.max(...dates.map(Number)))
}

/** Whether an open version stands on something else than the newest settled one. */
export function isStale<Version extends VersionDates & { readonly basedOnId: number | null }>(
  version: Version,
  versions: readonly Version[],
): boolean {
  if (version.inForceFrom !== null || version.withdrawnAt !== null) return false
  const newest = newestSettled(versions.filter(({ id }) => id !== version.id))
  return newest !== undefined && newest.id !== version.basedOnId
}

function settledAt({ agreedAt, adoptedAt }: VersionDates): number {
  return Number(agreedAt ?? adoptedAt)
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
