import type { EndpointInput } from '../../../contract/endpoint.ts'
import { dealSorts, outcomes } from '../../../contract/pipeline.ts'
import type { listDeals } from '../../../contract/pipeline.ts'
import type { UrlState } from '../../ui/url-state.ts'

type DealQuery = NonNullable<EndpointInput<typeof listDeals>['query']>

/** The filters in the address, in the shape that table and board take alike. */
export function filtersOf(
  state: UrlState,
): Omit<DealQuery, 'sort' | 'cursor' | 'limit' | 'pipeline' | 'stage'> {
  return {
    q: state.q,
    outcome: outcomes.find((outcome) => outcome === state.outcome),
    owner: state.owner,
    product: state.product,
    closedFrom: state.closedFrom,
    closedTo: state.closedTo,
    noNextStep: state.noNextStep === undefined ? undefined : 'true',
  }
}

/** The order in the address; the newest first unless something known is named. */
export function sortOf(state: UrlState): (typeof dealSorts)[number] {
  return dealSorts.find((sort) => sort === state.sort) ?? '-createdAt'
}

const dayMs = 86_400_000

/** Whole days a deal has stood in its stage. */
export function daysInStage(stageSince: string, now: number = Date.now()): number {
  return Math.max(0, Math.floor((now - Date.parse(stageSince)) / dayMs))
}
