import { metricDefinitions } from '../../../contract/metric-definitions.ts'
import { metricView, noDataReasons } from '../../../contract/metrics.ts'
import type { CopyRebuildView, listMetrics } from '../../../contract/metrics.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { Scope } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Copies } from './copy.store.ts'
import { canRebuildAnalytics } from './policy.ts'

/** Every figure that Rapport shows, and why one may have no value. */
export function metricRegistry(): EndpointAnswer<typeof listMetrics> {
  const items = Object.entries(metricDefinitions).map(([id, definition]) =>
    metricView.parse({ id, ...definition }),
  )
  return { items, reasons: { ...noDataReasons } }
}

/** Makes the workspace's columnar copy anew. Refuses `not-allowed` and `not-ready`. */
export async function rebuildAnalytics(scope: Scope, copies: Copies): Promise<CopyRebuildView> {
  if (!canRebuildAnalytics(scope.actor)) throw new Refusal('not-allowed')
  return copies.rebuild(scope.workspaceId)
}
