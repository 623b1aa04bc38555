import type { VersionState } from '../../../contract/agreement-views.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { isStale, stateOf } from './rules/standing.ts'
import { lockAgreement, selectAgreement } from './store.ts'
import type { Agreement } from './store.ts'
import { selectAgreementOf, selectVersions } from './versions.store.ts'
import type { Version } from './versions.store.ts'

/** One version among all versions of its agreement, and where it stands now. */
export type Held = {
  readonly agreement: Agreement
  readonly versions: readonly Version[]
  readonly version: Version
  readonly state: VersionState
  readonly stale: boolean
}

/** A version to look at. Refuses `not-found`. */
export async function heldVersion(scope: Scope, versionId: number): Promise<Held> {
  return held(scope, versionId, selectAgreement)
}

/**
 * A version to act on. Its agreement is locked until the act ends, so that of two acts at once the second sees what
 * the first has done. Refuses `not-found`, and `changed-meanwhile` where the text is not the one that was looked at.
 */
export async function lockedVersion(scope: Scope, versionId: number, revision?: number): Promise<Held> {
  const found = await held(scope, versionId, lockAgreement)
  if (revision === undefined || found.version.revision === revision) return found
  throw new Refusal('changed-meanwhile', {
    place: 'revision',
    message: `The text is at revision ${found.version.revision}, not ${revision} any more.`,
    remedy: 'Read what it says now, and decide again.',
  })
}

async function held(scope: Scope, versionId: number, read: typeof selectAgreement): Promise<Held> {
  const agreementId = await selectAgreementOf(scope, versionId)
  const agreement = agreementId === undefined ? undefined : await read(scope, agreementId)
  if (agreement === undefined) throw notFound('version')
  const versions = await selectVersions(scope, [agreement.id])
  const version = versions.find(({ id }) => id === versionId)
  if (version === undefined) throw notFound('version')
  const state = stateOf(version, versions, scope.now)
  return { agreement, versions, version, state, stale: isStale(version, versions) }
}

/** An agreement with its versions. Refuses `not-found`. */
export async function agreementWith(
  scope: Scope,
  id: string,
  { lock }: { readonly lock: boolean },
): Promise<{ readonly agreement: Agreement; readonly versions: Version[] }> {
  const agreement = await (lock ? lockAgreement : selectAgreement)(scope, id)
  if (agreement === undefined) throw notFound('agreement')
  return { agreement, versions: await selectVersions(scope, [id]) }
}

/** Refuses what is not open to change any more. */
export function refuseUnlessOpen({ state, version }: Held): void {
  if (state === 'draft' || state === 'proposed') return
  throw new Refusal('not-possible-now', {
    message: `Version ${version.number} is ${stateWords[state]} and does not change any more.`,
    remedy: 'Draft another version.',
  })
}

export const stateWords: Readonly<Record<VersionState, string>> = {
  draft: 'a draft',
  proposed: 'proposed',
  agreed: 'agreed',
  'in-force': 'in force',
  superseded: 'superseded',
  withdrawn: 'withdrawn',
}

/** Refuses to go on with what was put away. */
export function refuseArchived(agreement: Agreement): void {
  if (agreement.archivedAt === null) return
  throw new Refusal('not-possible-now', {
    message: `“${agreement.title}” is in the archive.`,
    remedy: 'Take it out of the archive first.',
  })
}

/** Refuses to go on with a version beneath which the agreement has changed. */
export function refuseStale({ stale, version }: Held): void {
  if (!stale) return
  throw new Refusal('not-possible-now', {
    message: `Version ${version.number} is based on what is not the newest agreed version any more.`,
    remedy: 'Look at what changed beneath it, and rebase it first.',
  })
}
