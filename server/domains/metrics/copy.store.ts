import { analyticsOver } from '../../analytics/client.ts'
import type { Analytics, AnalyticsLine } from '../../analytics/client.ts'

/** The columnar copies of all workspaces; each question goes to the copy of the asking one. */
export type Copies = Analytics

/** The copies behind a line to the analytics process; without one every figure is refused as not ready. */
export function openCopies(line: AnalyticsLine | undefined): Copies {
  return analyticsOver(line)
}

// The questions that this domain asks, each with its parameters and the shape of its rows.
export { ask } from '../../analytics/queries/query.ts'
export { campaignGroups } from '../../analytics/queries/campaigns.ts'
export type { CampaignRow } from '../../analytics/queries/campaigns.ts'
export { dealCell, dealCellSize, dealGroups, dealNumbers } from '../../analytics/queries/deals.ts'
export type { DealGroupRow } from '../../analytics/queries/deals.ts'
export { flowCounts } from '../../analytics/queries/flow.ts'
export { funnelGroups } from '../../analytics/queries/funnel.ts'
export type { FunnelRow } from '../../analytics/queries/funnel.ts'
export { cellLeads, cellNumbers, cellSize } from '../../analytics/queries/leads.ts'
export type { NumberRow } from '../../analytics/queries/numbers.ts'
export {
  qualityChecks,
  qualityCounts,
  qualityRecords,
  qualityRecordsCount,
  unmappedOrigins,
} from '../../analytics/queries/quality.ts'
export { mainStages, workspaceStanding } from '../../analytics/queries/standing.ts'
export type { MainStageRow } from '../../analytics/queries/standing.ts'
