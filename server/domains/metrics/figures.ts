import { z } from 'zod'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { figureGroupsMax } from '../../../contract/figures.ts'
import type {
  CampaignFiguresView,
  listFigureDeals,
  PipelineFiguresView,
  readCampaignFigures,
  readPipelineFigures,
} from '../../../contract/figures.ts'
import type { Scope } from '../../platform/database.ts'
import { dealsOf } from '../pipeline/index.ts'
import { ask, campaignGroups, dealCell, dealCellSize, dealGroups, workspaceStanding } from './copy.store.ts'
import type { Copies } from './copy.store.ts'
import { presentCampaign, presentDealGroup } from './present.ts'
import { readCursor, writeCursor } from './rules/cursor.ts'

/** Won, lost and open deals in groups and in all, as of one instant. */
export async function pipelineFigures(
  scope: Scope,
  copies: Copies,
  { group, ...filters }: EndpointParsed<typeof readPipelineFigures>['query'],
): Promise<PipelineFiguresView> {
  const { asOf, rows } = await copies.ask(scope.workspaceId, {
    standing: ask(workspaceStanding, {}),
    total: ask(dealGroups, { filters, group: 'none', limit: 1 }),
    groups: ask(dealGroups, { filters, group, limit: figureGroupsMax + 1 }),
  })
  const [total] = rows.total
  if (total === undefined) throw new Error('A total without a group is always one row.')
  return {
    asOf: asOf.toISOString(),
    group,
    currency: rows.standing[0]?.currency ?? '',
    total: presentDealGroup(total),
    groups: rows.groups.slice(0, figureGroupsMax).map(presentDealGroup),
    moreGroups: rows.groups.length > figureGroupsMax,
  }
}

const dealCursor = z.tuple([z.string().regex(/^-?\d{1,18}$/), z.uuid()])

/** A page of exactly the deals that a figure counts. The total is exact. */
export async function figureDeals(
  scope: Scope,
  copies: Copies,
  query: EndpointParsed<typeof listFigureDeals>['query'],
): Promise<EndpointAnswer<typeof listFigureDeals>> {
  const { group, key, cell, limit, cursor, ...filters } = query
  const [created, id] = readCursor(cursor, dealCursor) ?? []
  const after = created === undefined || id === undefined ? undefined : { created, id }
  const { rows } = await copies.ask(scope.workspaceId, {
    size: ask(dealCellSize, { filters, group, key, cell }),
    deals: ask(dealCell, { filters, group, key, cell, limit: limit + 1, after }),
  })
  const page = rows.deals.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await dealsOf(
      scope,
      page.map((deal) => deal.id),
    ),
    nextCursor: rows.deals.length > limit && last !== undefined ? writeCursor([last.created, last.id]) : null,
    total: rows.size[0]?.total ?? 0,
    totalIsEstimate: false,
  }
}

/** What each campaign cost and what came of it. */
export async function campaignFigures(
  scope: Scope,
  copies: Copies,
  query: EndpointParsed<typeof readCampaignFigures>['query'],
): Promise<CampaignFiguresView> {
  const { asOf, rows } = await copies.ask(scope.workspaceId, {
    standing: ask(workspaceStanding, {}),
    groups: ask(campaignGroups, { ...query, limit: figureGroupsMax + 1 }),
  })
  return {
    asOf: asOf.toISOString(),
    currency: rows.standing[0]?.currency ?? '',
    groups: rows.groups.slice(0, figureGroupsMax).map(presentCampaign),
    moreGroups: rows.groups.length > figureGroupsMax,
  }
}
