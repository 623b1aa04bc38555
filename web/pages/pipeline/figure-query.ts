import type { EndpointInput } from '../../../contract/endpoint.ts'
import { dealCells, dealGroupings } from '../../../contract/figures.ts'
import type { DealCell, DealGrouping, listFigureDeals } from '../../../contract/figures.ts'
import type { UrlState } from '../../ui/url-state.ts'

export type DealsAddress = {
  readonly cell: DealCell
  /** The group's key; null for the group without one, absent for all groups. */
  readonly key?: string | null
}

type CellQuery = NonNullable<EndpointInput<typeof listFigureDeals>['query']>

/** The grouping in the address; quarters unless something known is named. */
export function figureGroupOf(state: UrlState): DealGrouping {
  return dealGroupings.find((one) => one === state.group) ?? 'quarter'
}

// An empty value would leave the address, so the group without a key travels as a tilde.
const blankKey = '~'

/** The address of the page that lists exactly the deals behind a figure, keeping grouping and pipeline. */
export function dealsSearch(
  state: UrlState,
  { cell, key }: DealsAddress,
): Record<string, string | undefined> {
  return {
    pipeline: state.pipeline,
    group: figureGroupOf(state),
    cell,
    key: key === undefined ? undefined : (key ?? blankKey),
  }
}

/** The query of the list of deals from its address. */
export function dealsQueryOf(state: UrlState): CellQuery {
  return {
    pipeline: state.pipeline,
    group: figureGroupOf(state),
    cell: dealCells.find((cell) => cell === state.cell) ?? 'counted',
    key: state.key === blankKey ? '' : state.key,
  }
}

/** What each cell counts, in words. */
export const cellWords: Readonly<Record<DealCell, string>> = {
  counted: 'Deals',
  won: 'Deals that were won',
  lost: 'Deals that were lost',
  open: 'Deals that are open',
  'other-currency': 'Deals in other currencies',
}

/** What the groups of each grouping are called, one and many. */
export const figureNouns: Readonly<Record<DealGrouping, { one: string; many: string }>> = {
  none: { one: 'deals', many: 'deals' },
  quarter: { one: 'quarter of closing', many: 'quarters of closing' },
  month: { one: 'month of closing', many: 'months of closing' },
  region: { one: 'region', many: 'regions' },
  owner: { one: 'owner', many: 'owners' },
  product: { one: 'product', many: 'products' },
  stage: { one: 'stage', many: 'stages' },
}
