import type { EndpointInput } from '../../../contract/endpoint.ts'
import { dealSorts, outcomes } from '../../../contract/pipeline.ts'
import type { DealRow, listDeals } from '../../../contract/pipeline.ts'
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

/** Whom a deal is with: the company, else the person, else whatever the deal is called. */
export function titleOf({ account, contact, name }: DealRow): string {
  return account?.name ?? contact?.name ?? name
}

/** What it is about: its name, without the company that stands above it. */
export function subtitleOf({ account, name }: DealRow): string {
  const prefix = account === null ? '' : `${account.name}: `
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

const dayMs = 86_400_000

/** Whole days a deal has stood in its stage. */
function daysInStage(stageSince: string, now: number = Date.now()): number {
  return Math.max(0, Math.floor((now - Date.parse(stageSince)) / dayMs))
}

/** The same in words: "today", "1 day", "12 days". */
export function daysInStageWords(stageSince: string, now?: number): string {
  const days = daysInStage(stageSince, now)
  if (days === 0) return 'today'
  return days === 1 ? '1 day' : `${days} days`
}

/** Whether a day lies before today, in UTC. */
export function isOver(day: string, now: number = Date.now()): boolean {
  return day < new Date(now).toISOString().slice(0, day.length)
}
