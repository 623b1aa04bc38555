import { z } from 'zod'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { funnelGroupsMax } from '../../../contract/funnel.ts'
import type {
  exportFunnel,
  FunnelCellQuery,
  FunnelFlowView,
  FunnelView,
  listFunnelLeads,
  readFunnel,
  readFunnelFlow,
} from '../../../contract/funnel.ts'
import type { Scope } from '../../platform/database.ts'
import { exportLimit, refuseRows, withholdFor } from '../agreements/index.ts'
import { leadsOf } from '../leads/index.ts'
import {
  ask,
  cellLeads,
  cellSize,
  flowCounts,
  funnelGroups,
  mainStages,
  workspaceStanding,
} from './copy.store.ts'
import type { Copies } from './copy.store.ts'
import { presentMainStage } from './present.ts'
import { funnelCsvText } from './rules/csv.ts'
import { readCursor, writeCursor } from './rules/cursor.ts'
import { hourOf } from './rules/hour.ts'
import { flowOf } from './rules/flow.ts'
import { emptyFunnelRow, presentFunnelGroup } from './rules/funnel-view.ts'

/** The funnel in groups and in all, as of one instant. */
export async function funnel(
  scope: Scope,
  copies: Copies,
  { group, ...filters }: EndpointParsed<typeof readFunnel>['query'],
): Promise<FunnelView> {
  const now = hourOf(scope.now)
  const { asOf, rows } = await copies.ask(scope.workspaceId, {
    standing: ask(workspaceStanding, {}),
    stages: ask(mainStages, {}),
    groups: ask(funnelGroups, { filters, group, limit: funnelGroupsMax + 1, now }),
  })
  const stages = rows.stages.map(presentMainStage)
  const stageIds = stages.map(({ id }) => id)
  const [standing] = rows.standing
  const total = rows.groups.find((row) => row.is_total)
  // Leads that stand in no group are one group.
  const groups = rows.groups.filter((row) => !row.is_total || group === 'none')
  return {
    asOf: asOf.toISOString(),
    group,
    currency: standing?.currency ?? '',
    stages,
    censorDays: standing?.censor_days ?? null,
    total: presentFunnelGroup(total ?? emptyFunnelRow(stageIds.length), stageIds),
    groups: groups.slice(0, funnelGroupsMax).map((row) => presentFunnelGroup(row, stageIds)),
    moreGroups: groups.length > funnelGroupsMax,
  }
}

/** The same as the text of a file. */
export async function funnelCsv(
  scope: Scope,
  copies: Copies,
  query: EndpointParsed<typeof exportFunnel>['query'],
): Promise<string> {
  const limit = await exportLimit(scope)
  const view = await funnel(scope, copies, query)
  refuseRows(limit, (view.groups.length + 1) * view.stages.length)
  return funnelCsvText(await withholdFor(scope, view))
}

const leadCursor = z.tuple([z.string().regex(/^-?\d{1,18}$/), z.uuid()])

/** A page of exactly the leads that a figure counts. The total is exact. */
export async function funnelLeads(
  scope: Scope,
  copies: Copies,
  query: EndpointParsed<typeof listFunnelLeads>['query'],
): Promise<EndpointAnswer<typeof listFunnelLeads>> {
  const { cursor, limit } = query
  const cell = { ...cellOf(query), now: hourOf(scope.now) }
  const [entered, id] = readCursor(cursor, leadCursor) ?? []
  const after = entered === undefined || id === undefined ? undefined : { entered, id }
  const { rows } = await copies.ask(scope.workspaceId, {
    size: ask(cellSize, cell),
    leads: ask(cellLeads, { ...cell, limit: limit + 1, after }),
  })
  const page = rows.leads.slice(0, limit)
  const last = page.at(-1)
  const measured = new Map(page.map((lead) => [lead.id, lead]))
  const leads = await leadsOf(scope, [...measured.keys()])
  return {
    items: leads.map((lead) => ({
      ...lead,
      lagDays: measured.get(lead.id)?.lag ?? null,
      daysToWin: measured.get(lead.id)?.days_to_win ?? null,
    })),
    nextCursor: rows.leads.length > limit && last !== undefined ? writeCursor([last.entered, last.id]) : null,
    total: rows.size[0]?.total ?? 0,
    totalIsEstimate: false,
  }
}

/** The cell of a figure as the copy is asked for it. */
export function cellOf({
  group,
  key,
  cell,
  stage,
  from,
  to,
  origin,
  segment,
  region,
  campaign,
  owner,
  channel,
}: FunnelCellQuery) {
  return { filters: { from, to, origin, segment, region, campaign, owner, channel }, group, key, cell, stage }
}

/** From first touch to revenue. */
export async function funnelFlow(
  scope: Scope,
  copies: Copies,
  { source, ...filters }: EndpointParsed<typeof readFunnelFlow>['query'],
): Promise<FunnelFlowView> {
  const { asOf, rows } = await copies.ask(scope.workspaceId, {
    standing: ask(workspaceStanding, {}),
    stages: ask(mainStages, {}),
    counts: ask(flowCounts, { filters, source }),
  })
  return {
    asOf: asOf.toISOString(),
    source,
    currency: rows.standing[0]?.currency ?? '',
    ...flowOf(rows.counts, rows.stages),
  }
}
