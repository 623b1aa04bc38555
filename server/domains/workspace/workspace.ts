import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { changeWorkspace as changeEndpoint, WorkspaceView } from '../../../contract/workspace.ts'
import type { Scope } from '../../platform/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../journal/index.ts'
import { mayChangeWorkspace } from './policy.ts'
import { deletePeople } from './people.store.ts'
import { presentWorkspace } from './present.ts'
import { castDomain } from './rules/cast.ts'
import {
  deleteWorkspace,
  rememberSampleRemoval,
  selectWorkspace,
  updateWorkspace,
} from './workspaces.store.ts'

/** The settings that other domains read: what money, days and names mean here. */
export type WorkspaceSettings = {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly locale: string
  readonly country: string | null
  readonly fiscalYearStartMonth: number
  /** Since when this is the sample company; null for a real one. */
  readonly sampleSince: Date | null
  readonly createdAt: Date
}

export async function workspaceSettings(scope: Scope): Promise<WorkspaceSettings> {
  const row = await selectWorkspace(scope)
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    locale: row.locale,
    country: row.country,
    fiscalYearStartMonth: row.fiscal_year_start_month,
    sampleSince: row.sample_since,
    createdAt: row.created_at,
  }
}

export async function showWorkspace(scope: Scope): Promise<WorkspaceView> {
  return presentWorkspace(scope.actor, await workspaceSettings(scope))
}

/** Refuses `not-allowed` to all but admins. */
export async function changeWorkspace(
  scope: Scope,
  changes: EndpointParsed<typeof changeEndpoint>['body'],
): Promise<WorkspaceView> {
  if (!mayChangeWorkspace(scope.actor)) throw new Refusal('not-allowed')
  const { timeZone, fiscalYearStartMonth, ...plain } = changes
  const columns = { ...plain, time_zone: timeZone, fiscal_year_start_month: fiscalYearStartMonth }
  const given = Object.entries(columns).filter(([, value]) => value !== undefined)
  if (given.length > 0) {
    await updateWorkspace(scope, Object.fromEntries(given))
    await record(scope, {
      kind: 'workspace.changed',
      subjectKind: 'workspace',
      subjectId: scope.workspaceId,
      payload: { changed: changes },
    })
  }
  return showWorkspace(scope)
}

/**
 * Removes the sample company with everything in it, for good: no later start loads it unasked. Refuses
 * `not-possible-now` for a real workspace, and non-admins.
 */
export async function removeSampleWorkspace(scope: Scope): Promise<void> {
  await discardSampleWorkspace(scope)
  await rememberSampleRemoval(scope)
}

/** Removes what an interrupted loading left of the sample company, which is about to be loaded anew. */
export async function discardSampleWorkspace(scope: Scope): Promise<void> {
  if (!mayChangeWorkspace(scope.actor)) throw new Refusal('not-allowed')
  const { sampleSince } = await workspaceSettings(scope)
  if (sampleSince === null)
    throw new Refusal('not-possible-now', { message: 'Only the sample company can be removed.' })
  await deletePeople(scope, castDomain)
  await deleteWorkspace(scope)
}
