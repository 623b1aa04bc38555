import {
  listQualityRecords,
  readDataQuality,
  reopenFlag,
  settleFlag,
} from '../../../contract/data-quality.ts'
import {
  listFigureDeals,
  readCampaignFigures,
  readDealNumbers,
  readPipelineFigures,
} from '../../../contract/figures.ts'
import {
  exportFunnel,
  listFunnelLeads,
  readFunnel,
  readFunnelFlow,
  readLeadNumbers,
} from '../../../contract/funnel.ts'
import { listMetrics, rebuildCopy } from '../../../contract/metrics.ts'
import { serve, serveRaw } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import { inScope } from '../../platform/scope.ts'
import {
  campaignFigures,
  dataQuality,
  figureDealNumbers,
  figureDeals,
  funnel,
  funnelCsv,
  funnelFlow,
  funnelLeads,
  leadNumbers,
  metricRegistry,
  openCopies,
  pipelineFigures,
  qualityRecordsPage,
  rebuildAnalytics,
  reopen,
  settle,
} from './index.ts'
import type { Copies } from './index.ts'

/** Figures come from the analytics process behind `line`; without one they are refused as not ready. */
export function metricsRoutes(desk: Desk, line: Parameters<typeof openCopies>[0]): void {
  const copies = openCopies(line)
  serve(desk, listMetrics, async () => metricRegistry())
  serve(desk, rebuildCopy, (scope) => rebuildAnalytics(scope, copies))
  funnelRoutes(desk, copies)
  serve(desk, readPipelineFigures, (scope, { query }) => pipelineFigures(scope, copies, query))
  serve(desk, listFigureDeals, (scope, { query }) => figureDeals(scope, copies, query))
  serve(desk, readDealNumbers, (scope, { query }) => figureDealNumbers(scope, copies, query))
  serve(desk, readCampaignFigures, (scope, { query }) => campaignFigures(scope, copies, query))
  serve(desk, readDataQuality, (scope) => dataQuality(scope, copies))
  serve(desk, listQualityRecords, (scope, input) => qualityRecordsPage(scope, copies, input))
  serve(desk, settleFlag, (scope, { params }) => settle(scope, params.id))
  serve(desk, reopenFlag, (scope, { params }) => reopen(scope, params.id))
}

function funnelRoutes(desk: Desk, copies: Copies): void {
  serve(desk, readFunnel, (scope, { query }) => funnel(scope, copies, query))
  serve(desk, listFunnelLeads, (scope, { query }) => funnelLeads(scope, copies, query))
  serve(desk, readLeadNumbers, (scope, { query }) => leadNumbers(scope, copies, query))
  serve(desk, readFunnelFlow, (scope, { query }) => funnelFlow(scope, copies, query))
  serveRaw(desk, exportFunnel, async ({ visitor, reply }, { query }) => {
    const { workspaceId, actor } = visitor
    const text = await inScope(
      desk.database,
      { workspaceId, actor, now: desk.now(), readOnly: true },
      (scope) => funnelCsv(scope, copies, query),
    )
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="funnel-by-${query.group}.csv"`)
      .send(text)
  })
}
