import type { AgreementKind } from '../../../contract/agreement-bodies.ts'
import type { listAgreementDependents } from '../../../contract/agreements.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { Scope } from '../../platform/scope.ts'
import { selectOpen } from './contents.store.ts'
import type { Open } from './contents.store.ts'
import { agreementWith } from './held.ts'
import { everythingInForce } from './in-force.ts'
import type { VersionInForce } from './in-force.ts'
import { dependsOn } from './rules/depending.ts'
import type { DependedOn } from './rules/depending.ts'

/** So many things of one kind that run on an agreement. */
export type Dependents = {
  readonly kind: string
  readonly label: string
  readonly count: number
  /** Where exactly these are listed in the web app. */
  readonly path?: string
}
/** What another domain has that runs on an agreement, by any of its versions, such as the leads that these judged. */
export type DependentCounter = (
  scope: Scope,
  on: DependedOn & { readonly versionIds: readonly number[] },
) => Promise<readonly Dependents[]>

/**
 * Everything that runs on an agreement now: other agreements, drafts and proposals that refer to it, members who hold
 * a role, and what others count.
 */
export async function listDependents(
  scope: Scope,
  id: string,
  counters: readonly DependentCounter[],
): Promise<EndpointAnswer<typeof listAgreementDependents>> {
  const { agreement, versions } = await agreementWith(scope, id, { lock: false })
  const inForce = await everythingInForce(scope, scope.now)
  const items = byKind(
    inForce.filter(({ agreementId, body }) => agreementId !== id && dependsOn(body, agreement)),
  )
  const open = await selectOpen(scope)
  items.push(
    ...referring(open.filter(({ agreementId, body }) => agreementId !== id && dependsOn(body, agreement))),
  )
  const own = inForce.find(({ agreementId }) => agreementId === id)
  if (own?.body.kind === 'role_charter')
    items.push(counted({ kind: 'member', label: 'Members who hold it', count: own.body.holders.length }))
  const on = { ...agreement, versionIds: versions.map((version) => version.id) }
  for (const count of counters) items.push(...(await count(scope, on)).map(counted))
  return { items: items.filter(({ count }) => count > 0) }
}

type Item = EndpointAnswer<typeof listAgreementDependents>['items'][number]

function byKind(dependents: readonly VersionInForce[]): Item[] {
  return [...Map.groupBy(dependents, ({ kind }) => kind)].map(([kind, ofKind]) => ({
    kind: 'agreement',
    label: kindLabels[kind],
    count: ofKind.length,
    path: null,
    agreements: ofKind.map(({ agreementId, title }) => ({ id: agreementId, kind, title })),
  }))
}

/** Drafts and proposals count by version, and each of their agreements is named once. */
function referring(versions: readonly Open[]): Item[] {
  if (versions.length === 0) return []
  const named = new Map(
    versions.map(({ agreementId, kind, title }) => [agreementId, { id: agreementId, kind, title }]),
  )
  const label = 'Drafts and proposals that refer to it'
  return [{ kind: 'agreement', label, count: versions.length, path: null, agreements: [...named.values()] }]
}

function counted(dependents: Dependents): Item {
  return { path: null, ...dependents, agreements: [] }
}

const kindLabels: Readonly<Record<AgreementKind, string>> = {
  term: 'Terms',
  stage: 'Stage definitions',
  profile: 'Customer profiles',
  scoring: 'Scoring',
  metric: 'Metrics',
  journey: 'Funnel journeys',
  role_charter: 'Role charters',
  lead_plan: 'Lead-generation plans',
  fitted_score: 'Fitted scores',
}
