import type { AgreementKind } from '../../../contract/agreement-bodies.ts'
import type { listAgreementDependents } from '../../../contract/agreements.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { Scope } from '../../platform/scope.ts'
import { agreementWith } from './held.ts'
import { everythingInForce } from './in-force.ts'
import type { VersionInForce } from './in-force.ts'
import { dependsOn } from './rules/depending.ts'
import type { DependedOn } from './rules/depending.ts'

/** So many things of one kind that run on an agreement. */
export type Dependents = { readonly kind: string; readonly label: string; readonly count: number }
/** What another domain has that runs on agreements, such as the leads that one judged. */
export type DependentCounter = (scope: Scope, on: DependedOn) => Promise<readonly Dependents[]>

/** Everything that runs on an agreement now: other agreements, members who hold a role, and what others count. */
export async function listDependents(
  scope: Scope,
  id: string,
  counters: readonly DependentCounter[],
): Promise<EndpointAnswer<typeof listAgreementDependents>> {
  const { agreement } = await agreementWith(scope, id, { lock: false })
  const inForce = await everythingInForce(scope, scope.now)
  const items = byKind(
    inForce.filter(({ agreementId, body }) => agreementId !== id && dependsOn(body, agreement)),
  )
  const own = inForce.find(({ agreementId }) => agreementId === id)
  if (own?.body.kind === 'role_charter')
    items.push(counted({ kind: 'member', label: 'Members who hold it', count: own.body.holders.length }))
  for (const count of counters) items.push(...(await count(scope, agreement)).map(counted))
  return { items: items.filter(({ count }) => count > 0) }
}

type Item = EndpointAnswer<typeof listAgreementDependents>['items'][number]

function byKind(dependents: readonly VersionInForce[]): Item[] {
  return [...Map.groupBy(dependents, ({ kind }) => kind)].map(([kind, ofKind]) => ({
    kind: 'agreement',
    label: kindLabels[kind],
    count: ofKind.length,
    agreements: ofKind.map(({ agreementId, title }) => ({ id: agreementId, kind, title })),
  }))
}

function counted(dependents: Dependents): Item {
  return { ...dependents, agreements: [] }
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
