import type { EndpointInput } from '../../../contract/endpoint.ts'
import { funnelCells, funnelGroupings } from '../../../contract/funnel.ts'
import type { FunnelCell, FunnelGrouping, listFunnelLeads } from '../../../contract/funnel.ts'
import { listOf } from '../../ui/url-state.ts'
import type { UrlState } from '../../ui/url-state.ts'

export type CellAddress = {
  readonly cell: FunnelCell
  readonly stage?: number
  /** The group's key; null for blank, absent for all groups. */
  readonly key?: string | null
}

type CellQuery = NonNullable<EndpointInput<typeof listFunnelLeads>['query']>

/** The funnel's filters as the address holds them, in the shape the endpoints take. */
export function filtersOf(state: UrlState) {
  return {
    from: state.from,
    to: state.to,
    origin: many(state.origin),
    segment: many(state.segment),
    region: many(state.region),
    campaign: many(state.campaign),
    owner: many(state.owner),
    channel: many(state.channel),
  }
}

function many(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : listOf(text)
}

/** The grouping in the address; months unless something known is named. */
export function groupOf(state: UrlState): FunnelGrouping {
  return funnelGroupings.find((grouping) => grouping === state.group) ?? 'month'
}

/** What the groups of each grouping are called, one and many. */
export const groupNouns: Readonly<Record<FunnelGrouping, { one: string; many: string }>> = {
  month: { one: 'month of entry', many: 'months of entry' },
  origin: { one: 'origin', many: 'origins' },
  'landing-page': { one: 'landing page', many: 'landing pages' },
  channel: { one: 'first channel', many: 'first channels' },
  campaign: { one: 'campaign', many: 'campaigns' },
  segment: { one: 'segment', many: 'segments' },
  owner: { one: 'owner', many: 'owners' },
  region: { one: 'region', many: 'regions' },
  none: { one: 'leads', many: 'leads' },
}

/** The address of the page that lists exactly the leads behind a figure, keeping filters and grouping. */
export function leadsSearch(
  state: UrlState,
  { cell, stage, key }: CellAddress,
): Record<string, string | undefined> {
  return {
    ...state,
    view: undefined,
    cell,
    stage: stage === undefined ? undefined : String(stage),
    key: key === undefined ? undefined : (key ?? blankKey),
  }
}

// An empty value would leave the address, so a blank group travels as a tilde.
const blankKey = '~'

/** The query of the list of leads from its address. */
export function cellQueryOf(state: UrlState): CellQuery {
  return {
    ...filtersOf(state),
    group: groupOf(state),
    cell: cellNamed(state.cell),
    stage: state.stage,
    key: state.key === blankKey ? '' : state.key,
  }
}

function cellNamed(name: string | undefined): FunnelCell {
  return funnelCells.find((cell) => cell === name) ?? 'entered'
}

/** What each cell counts, in words. */
export const cellWords: Readonly<Record<FunnelCell, string>> = {
  entered: 'entered the funnel',
  won: 'were won',
  open: 'are open',
  lost: 'were lost',
  'won-within-30-days': 'were won within 30 days',
  'won-within-90-days': 'were won within 90 days',
  censored: 'are too young to judge',
  reached: 'reached',
  stopped: 'stopped at',
  'stopped-open': 'stand open at',
  'stopped-lost': 'were lost at',
  'lag-measured': 'have a measured lag into',
  'lag-negative': 'have a negative lag into',
}
