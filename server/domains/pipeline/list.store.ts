import { sql } from 'kysely'
import type { DealFilters, dealSorts } from '../../../contract/pipeline.ts'
import type { Scope } from '../../platform/database.ts'
import type { Fragment, PageAsked } from '../../platform/keyset.ts'
import { conditionsOf, readList, selectListIds } from '../../platform/list.ts'
import type { List, ListFilter, ListPage } from '../../platform/list.ts'
import { rootOf } from '../../platform/root.ts'
import { dayConditions, valueOrBlank, wordConditions } from '../contacts/index.ts'

export type DealRecord = {
  readonly id: string
  readonly name: string
  readonly pipeline_id: string
  readonly stage_id: string
  readonly stage_since: Date
  readonly outcome: string
  readonly lead_id: string | null
  readonly product_id: string | null
  readonly owner_id: string | null
  readonly amount: string | null
  readonly currency: string
  readonly opened_at: Date | null
  readonly closed_at: Date | null
  readonly expected_close_on: string | null
  readonly lost_reason: string | null
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly external_id: string | null
  readonly custom: unknown
  readonly created_at: Date
  readonly deleted_at: Date | null
  readonly account_id: string | null
  readonly account_name: string | null
  readonly contact_id: string | null
  readonly contact_name: string | null
  readonly lead_origin: string | null
  readonly campaign_id: string | null
  readonly campaign_name: string | null
  readonly product_name: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
}

/** Companies and people that were merged show as those they were merged into. */
const columns = sql`d.id, d.name, d.pipeline_id, d.stage_id, d.stage_since, d.outcome, d.lead_id, d.product_id,
  d.owner_id, d.amount, d.currency, d.opened_at, d.closed_at, d.expected_close_on, d.lost_reason, d.next_step,
  d.next_step_on, d.external_id, d.custom, d.created_at, d.deleted_at,
  a.id as account_id, a.name as account_name,
  c.id as contact_id, coalesce(nullif(c.full_name, ''), c.email) as contact_name,
  l.origin as lead_origin, k.id as campaign_id, k.name as campaign_name, p.name as product_name,
  m.name as owner_name, m.team as owner_team`

const joins = sql`
  left join accounts oa on oa.workspace_id = d.workspace_id and oa.id = d.account_id
  left join accounts a on a.workspace_id = d.workspace_id and a.id = ${rootOf('oa')}
  left join contacts oc on oc.workspace_id = d.workspace_id and oc.id = d.contact_id
  left join contacts c on c.workspace_id = d.workspace_id and c.id = ${rootOf('oc')}
  left join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
  left join campaigns k on k.workspace_id = d.workspace_id and k.id = case when d.campaign_id is null then l.campaign_id else d.campaign_id end
  left join products p on p.workspace_id = d.workspace_id and p.id = d.product_id
  left join members m on m.workspace_id = d.workspace_id and m.id = d.owner_id`

type SortName = 'createdAt' | 'amount' | 'closedAt' | 'stageSince'

const sorts: List<SortName>['sorts'] = {
  createdAt: { by: sql`d.created_at`, type: 'timestamptz', nullable: false },
  amount: { by: sql`d.amount`, type: 'numeric', nullable: true },
  closedAt: { by: sql`d.closed_at`, type: 'timestamptz', nullable: true },
  stageSince: { by: sql`d.stage_since`, type: 'timestamptz', nullable: false },
}

const sortNames: Readonly<Record<(typeof dealSorts)[number], SortName>> = {
  createdAt: 'createdAt',
  '-createdAt': 'createdAt',
  amount: 'amount',
  '-amount': 'amount',
  closedAt: 'closedAt',
  '-closedAt': 'closedAt',
  stageSince: 'stageSince',
  '-stageSince': 'stageSince',
}

/** What the contract's sort says, as a list is asked: a leading minus means descending. */
export function sortAsked(sort: (typeof dealSorts)[number]): Pick<PageAsked<SortName>, 'sort' | 'direction'> {
  return { sort: sortNames[sort], direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

/** The ids of one page of deals. */
export async function selectDealPage(
  scope: Scope,
  filters: DealFilters,
  asked: PageAsked<SortName>,
): Promise<ListPage> {
  return readList(scope.tx, dealList(scope, filters), asked)
}

/** The ids of all deals that match, at most `limit`. */
export async function selectDealIds(scope: Scope, filters: DealFilters, limit: number): Promise<string[]> {
  return selectListIds(scope.tx, dealList(scope, filters), limit)
}

function dealList(scope: Scope, filters: DealFilters): List<SortName> {
  return {
    from: sql`walled_deals d`,
    alias: 'd',
    within: visibleDeals(scope, filters),
    filters: dealConditions(scope, filters),
    id: sql`d.id`,
    idType: 'uuid',
    sorts,
  }
}

export async function selectDeal(scope: Scope, id: string): Promise<DealRecord | undefined> {
  const one = sql<DealRecord>`select ${columns} from deals d ${joins}
    where d.workspace_id = ${scope.workspaceId} and d.id = ${id}`
  return (await one.execute(scope.tx)).rows[0]
}

/** The deals of these ids, in their order; those that are gone are left out. */
export async function selectDealsOf(scope: Scope, ids: readonly string[]): Promise<DealRecord[]> {
  const named = sql<DealRecord>`select ${columns} from deals d ${joins}
    where d.workspace_id = ${scope.workspaceId} and d.id = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], d.id)`
  return (await named.execute(scope.tx)).rows
}

export type ColumnTotal = {
  readonly stage_id: string
  readonly count: number
  readonly total: string
  readonly without_amount: number
}

/** Count and total of each stage under the filter. */
export async function selectColumnTotals(scope: Scope, filters: DealFilters): Promise<ColumnTotal[]> {
  const totals = sql<ColumnTotal>`select d.stage_id, count(*) as count,
      coalesce(sum(d.amount), 0)::numeric(14, 2) as total, count(*) filter (where d.amount is null) as without_amount
    from walled_deals d where ${matchingDeals(scope, filters)} group by d.stage_id`
  return (await totals.execute(scope.tx)).rows
}

/** The first cards of one column: what moved last stands on top. */
export async function selectCards(scope: Scope, filters: DealFilters, limit: number): Promise<DealRecord[]> {
  const cards = sql<DealRecord>`select ${columns} from walled_deals d ${joins} where ${matchingDeals(scope, filters)}
    order by d.stage_since desc, d.id desc limit ${limit}`
  return (await cards.execute(scope.tx)).rows
}

function matchingDeals(scope: Scope, filters: DealFilters): Fragment {
  return conditionsOf(dealList(scope, filters))
}

function visibleDeals(scope: Scope, { deleted }: DealFilters): Fragment {
  const trash = deleted === true ? sql`d.deleted_at is not null` : sql`d.deleted_at is null`
  return sql`d.workspace_id = ${scope.workspaceId} and ${trash}`
}

function dealConditions(scope: Scope, filters: DealFilters): ListFilter<SortName>[] {
  return [
    ...wordConditions(scope, { alias: 'd', query: filters.q }),
    ...plainConditions(filters),
    ...valueOrBlank<SortName>(sql`d.owner_id`, filters.owner, { blank: 'none' }),
    ...partyConditions(scope, filters),
  ]
}

function plainConditions({ pipeline, stage, ...filters }: DealFilters): ListFilter<SortName>[] {
  const { outcome, product, closedFrom: from, closedTo: to } = filters
  return [
    ...(pipeline === undefined ? [] : [sql`d.pipeline_id = ${pipeline}`]),
    ...(stage === undefined ? [] : [{ whole: sql`d.stage_id = ${stage}`, along: ['stageSince'] as const }]),
    ...(outcome === undefined ? [] : [sql`d.outcome = ${outcome}`]),
    ...(product === undefined ? [] : [sql`d.product_id = ${product}`]),
    ...(filters.noNextStep === true ? [sql`d.next_step is null and d.outcome = 'open'`] : []),
    ...dayConditions<SortName>(sql`d.closed_at`, { from, to, order: 'closedAt' }),
  ]
}

function partyConditions(scope: Scope, { account, contact }: DealFilters): Fragment[] {
  const conditions: Fragment[] = []
  if (account === 'none') conditions.push(sql`d.account_id is null`)
  else if (account !== undefined) {
    conditions.push(sql`d.account_id in ${familyOf(scope, sql`accounts`, account)}`)
  }
  if (contact !== undefined) {
    conditions.push(sql`d.contact_id in ${familyOf(scope, sql`contacts`, contact)}`)
  }
  return conditions
}

/** The record itself and all that were merged into it. */
function familyOf(scope: Scope, relation: Fragment, id: string): Fragment {
  return sql`(select f.id from ${relation} f where f.workspace_id = ${scope.workspaceId}
    and (f.id = ${id} or f.merged_into_id = ${id}))`
}
