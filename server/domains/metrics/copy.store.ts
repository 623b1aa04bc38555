import type { z } from 'zod'
import { analyticsOver } from '../../analytics/client.ts'
import type { Analytics, AnalyticsLine } from '../../analytics/client.ts'
import { campaignGroups } from '../../analytics/queries/campaigns.ts'
import { dealCell, dealCellSize, dealGroups } from '../../analytics/queries/deals.ts'
import { flowCounts } from '../../analytics/queries/flow.ts'
import { funnelGroups } from '../../analytics/queries/funnel.ts'
import { cellLeads, cellSize } from '../../analytics/queries/leads.ts'
import {
  qualityChecks,
  qualityCounts,
  qualityRecords,
  qualityRecordsCount,
  unmappedOrigins,
} from '../../analytics/queries/quality.ts'
import { ask } from '../../analytics/queries/query.ts'
import { mainStages, workspaceStanding } from '../../analytics/queries/standing.ts'

/** The columnar copies of all workspaces; each question goes to the copy of the asking one. */
export type Copies = Analytics

/** The copies behind a line to the analytics process; without one every figure is refused as not ready. */
export function openCopies(line: AnalyticsLine | undefined): Copies {
  return analyticsOver(line)
}

/** The questions that this domain asks, each with its parameters and the shape of its rows. */
export {
  ask,
  campaignGroups,
  cellLeads,
  cellSize,
  dealCell,
  dealCellSize,
  dealGroups,
  flowCounts,
  funnelGroups,
  mainStages,
  qualityChecks,
  qualityCounts,
  qualityRecords,
  qualityRecordsCount,
  unmappedOrigins,
  workspaceStanding,
}

type RowOf<Asked extends { readonly row: z.ZodType }> = z.output<Asked['row']>
export type CampaignRow = RowOf<typeof campaignGroups>
export type DealGroupRow = RowOf<typeof dealGroups>
export type MainStageRow = RowOf<typeof mainStages>
