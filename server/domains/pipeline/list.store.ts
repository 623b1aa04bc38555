import { sql } from 'kysely'
import type { DealFilters, dealSorts } from '../../../contract/pipeline.ts'
import type { Scope } from '../../platform/database.ts'
import { countMatching, readPage } from '../../platform/keyset.ts'
import type { Fragment, Keyset, Page, PageAsked, Total } from '../../platform/keyset.ts'
import { rootOf } from '../../platform/root.ts'

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

const keyset: Keyset<SortName> = {
  sorts: {
    createdAt: { by: sql`d.created_at`, type: 'timestamptz', nullable: false },
    amount: { by: sql`d.amount`, type: 'numeric', nullable: true },
    closedAt: { by: sql`d.closed_at`, type: 'timestamptz', nullable: true },
    stageSince: { by: sql`d.stage_since`, type: 'timestamptz', nullable: false },
  },
  id: sql`d.id`,
  idType: 'uuid',
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

/** What the contract's sort says, as a keyset is asked: a leading minus means descending. */
export function sortAsked(sort: (typeof dealSorts)[number]): Pick<PageAsked<SortName>, 'sort' | 'direction'> {
  return { sort: sortNames[sort], direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

export async function selectDealPage(
  scope: Scope,
  filters: DealFilters,
  asked: PageAsked<SortName>,
): Promise<Page<DealRecord>> {
  const matching = matchingDeals(scope, filters)
  return readPage<DealRecord, SortName>(
    scope.tx,
    { keyset, asked },
    ({ keys, after, tail }) =>
      sql`select ${keys}, ${columns} from walled_deals d ${joins} where ${matching} and ${after} ${tail}`,
  )
}

export async function countDeals(scope: Scope, filters: DealFilters): Promise<Total> {
  return countMatching(scope.tx, sql`select 1 from walled_deals d where ${matchingDeals(scope, filters)}`)
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
  return sql.join([...plainConditions(scope, filters), ...partyConditions(scope, filters)], sql` and `)
}

function plainConditions(scope: Scope, filters: DealFilters): Fragment[] {
  const conditions: Fragment[] = [
    sql`d.workspace_id = ${scope.workspaceId}`,
    filters.deleted === true ? sql`d.deleted_at is not null` : sql`d.deleted_at is null`,
  ]
  if (filters.q !== undefined) conditions.push(sql`d.search like ${containing(filters.q)}`)
  if (filters.pipeline !== undefined) conditions.push(sql`d.pipeline_id = ${filters.pipeline}`)
  if (filters.stage !== undefined) conditions.push(sql`d.stage_id = ${filters.stage}`)
  if (filters.outcome !== undefined) conditions.push(sql`d.outcome = ${filters.outcome}`)
  if (filters.product !== undefined) conditions.push(sql`d.product_id = ${filters.product}`)
  if (filters.noNextStep === true) conditions.push(sql`d.next_step is null and d.outcome = 'open'`)
  if (filters.closedFrom !== undefined) {
    conditions.push(sql`d.closed_at >= ${filters.closedFrom}::date::timestamp at time zone 'UTC'`)
  }
  if (filters.closedTo !== undefined) {
    conditions.push(sql`d.closed_at < (${filters.closedTo}::date + 1)::timestamp at time zone 'UTC'`)
  }
  return conditions
}

function partyConditions(scope: Scope, filters: DealFilters): Fragment[] {
  const conditions: Fragment[] = []
  if (filters.owner === 'none') conditions.push(sql`d.owner_id is null`)
  else if (filters.owner !== undefined) conditions.push(sql`d.owner_id = ${filters.owner}`)
  if (filters.account === 'none') conditions.push(sql`d.account_id is null`)
  else if (filters.account !== undefined) {
    conditions.push(sql`d.account_id in ${familyOf(scope, sql`accounts`, filters.account)}`)
  }
  if (filters.contact !== undefined) {
    conditions.push(sql`d.contact_id in ${familyOf(scope, sql`contacts`, filters.contact)}`)
  }
  return conditions
}

/** The record itself and all that were merged into it. */
function familyOf(scope: Scope, relation: Fragment, id: string): Fragment {
  return sql`(select f.id from ${relation} f where f.workspace_id = ${scope.workspaceId}
    and (f.id = ${id} or f.merged_into_id = ${id}))`
}

function containing(words: string): string {
  return `%${words.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
