import { sql } from 'kysely'
import type { AccountFilters, accountSorts } from '../../../contract/accounts.ts'
import { oneOf } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import type { PageAsked } from '../../platform/keyset.ts'
import { readList, selectListIds } from '../../platform/list.ts'
import type { List, ListFilter, ListPage, ListSort } from '../../platform/list.ts'
import { rootOf } from '../../platform/root.ts'
import { customConditions, dayConditions, valueOrBlank, wordConditions } from './filters.store.ts'
import { flaggedFilter, isFlagged } from './list.store.ts'

export type AccountSort = 'name' | 'createdAt'

const sorts: Readonly<Record<AccountSort, ListSort>> = {
  name: { by: sql`a.name`, type: 'text', nullable: false },
  createdAt: { by: sql`a.created_at`, type: 'timestamptz', nullable: false },
}

export function accountSortAsked(
  sort: (typeof accountSorts)[number],
): Pick<PageAsked<AccountSort>, 'sort' | 'direction'> {
  const names: readonly AccountSort[] = ['name', 'createdAt']
  const descending = sort.startsWith('-')
  return { sort: oneOf(names, descending ? sort.slice(1) : sort), direction: descending ? 'desc' : 'asc' }
}

export async function selectAccountPage(
  scope: Scope,
  filters: AccountFilters,
  asked: PageAsked<AccountSort>,
): Promise<ListPage> {
  return readList(scope.tx, await accountList(scope, filters), asked)
}

/** The ids of all companies that match, at most `limit`. */
export async function selectAccountIds(
  scope: Scope,
  filters: AccountFilters,
  limit: number,
): Promise<string[]> {
  return selectListIds(scope.tx, await accountList(scope, filters), limit)
}

async function accountList(scope: Scope, filters: AccountFilters): Promise<List<AccountSort>> {
  const trash = filters.deleted === true ? sql`a.deleted_at is not null` : sql`a.deleted_at is null`
  return {
    from: sql`walled_accounts a`,
    alias: 'a',
    within: sql`a.workspace_id = ${scope.workspaceId} and a.merged_into_id is null and ${trash}`,
    filters: [
      ...wordConditions(scope, { alias: 'a', query: filters.q }),
      ...plainConditions(scope, filters),
      ...(await customConditions(scope, { alias: 'a', kind: 'account', asked: filters.custom })),
    ],
    id: sql`a.id`,
    idType: 'uuid',
    sorts,
  }
}

function plainConditions(scope: Scope, filters: AccountFilters): ListFilter<AccountSort>[] {
  const { createdFrom: from, createdTo: to } = filters
  return [
    ...valueOrBlank<AccountSort>(sql`a.owner_id`, filters.owner, { blank: 'none' }),
    ...valueOrBlank<AccountSort>(sql`a.country`, filters.country, { blank: 'blank' }),
    ...valueOrBlank<AccountSort>(sql`a.industry`, filters.industry, { blank: 'blank' }),
    ...valueOrBlank<AccountSort>(sql`a.segment`, filters.segment, { blank: 'blank' }),
    ...dayConditions<AccountSort>(sql`a.created_at`, { from, to, order: 'createdAt' }),
    ...(filters.noNextStep === true ? [sql`a.next_step is null`] : []),
    ...(filters.flagged === true ? [flaggedFilter(scope, { table: 'accounts', id: sql`a.id` })] : []),
  ]
}

export type AccountRecord = {
  readonly id: string
  readonly name: string
  readonly domain: string | null
  readonly industry: string | null
  readonly segment: string | null
  readonly employees: number | null
  readonly annual_revenue: string | null
  readonly city: string | null
  readonly country: string | null
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly external_source: string | null
  readonly external_id: string | null
  readonly custom: unknown
  readonly created_at: Date
  readonly deleted_at: Date | null
  readonly parent_id: string | null
  readonly parent_name: string | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
  readonly people: number
  readonly sums: unknown
  readonly flagged: boolean
}

/** Companies by id, with what a line of the list shows, in the order of the ids. */
export async function selectAccountRows(scope: Scope, ids: readonly string[]): Promise<AccountRecord[]> {
  if (ids.length === 0) return []
  const result = await sql<AccountRecord>`
    select a.id, a.name, a.domain, a.industry, a.segment, a.employees, a.annual_revenue, a.city, a.country,
      a.next_step, a.next_step_on, a.external_source, a.external_id, a.custom, a.created_at, a.deleted_at,
      p.id as parent_id, p.name as parent_name, m.id as owner_id, m.name as owner_name, m.team as owner_team,
      people.count as people, deals.sums, ${isFlagged(scope, { table: 'accounts', id: sql`a.id` })} as flagged
    from unnest(${ids}::uuid[]) with ordinality as asked(id, place)
    join accounts a on a.workspace_id = ${scope.workspaceId} and a.id = asked.id
    left join accounts o on o.workspace_id = a.workspace_id and o.id = a.parent_id
    left join accounts p on p.workspace_id = a.workspace_id and p.id = ${rootOf('o')}
    left join members m on m.workspace_id = a.workspace_id and m.id = a.owner_id
    cross join lateral (${familyOfRow}) family
    cross join lateral (
      select count(*) as count from contacts c
      where c.workspace_id = a.workspace_id and c.account_id = any(family.ids)
        and c.merged_into_id is null and c.deleted_at is null) people
    cross join lateral (${dealSums}) deals
    order by asked.place`.execute(scope.tx)
  return result.rows
}

const familyOfRow = sql`
  select array_agg(f.id) as ids from accounts f
  where f.workspace_id = a.workspace_id and (f.id = a.id or f.merged_into_id = a.id)`

const dealSums = sql`
  select coalesce(jsonb_agg(jsonb_build_object('outcome', outcome, 'currency', currency, 'amount', total::text,
    'deals', deals) order by currency), '[]') as sums
  from (
    select d.outcome, d.currency, coalesce(sum(d.amount), 0)::numeric(14, 2) as total, count(*) as deals
    from deals d
    where d.workspace_id = a.workspace_id and d.account_id = any(family.ids) and d.deleted_at is null
    group by d.outcome, d.currency) as by_outcome`

/** The company an id stands for and all who were merged into it, the root first; empty where there is none. */
export async function selectAccountFamily(scope: Scope, id: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select f.id from accounts a
    join accounts f on f.workspace_id = a.workspace_id
      and (f.id = ${rootOf('a')} or f.merged_into_id = ${rootOf('a')})
    where a.workspace_id = ${scope.workspaceId} and a.id = ${id}
    order by f.merged_into_id is not null, f.id`.execute(scope.tx)
  return found.rows.map((row) => row.id)
}
