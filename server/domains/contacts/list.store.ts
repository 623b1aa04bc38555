import { sql } from 'kysely'
import type { ContactFilters, contactSorts } from '../../../contract/contacts.ts'
import { oneOf } from '../../../contract/records.ts'
import type { List, ListPage, ListSort } from '../../platform/list.ts'
import { readList } from '../../platform/list.ts'
import type { Fragment, PageAsked } from '../../platform/keyset.ts'
import type { Scope } from '../../platform/database.ts'
import { customConditions, dayConditions, valueOrBlank, wordConditions } from './filters.store.ts'

export type ContactSort = 'name' | 'company' | 'createdAt' | 'stageSince' | 'lastTouch'

const sorts: Readonly<Record<ContactSort, ListSort>> = {
  name: { by: sql`c.full_name`, type: 'text', nullable: false },
  createdAt: { by: sql`c.created_at`, type: 'timestamptz', nullable: false },
  stageSince: { by: sql`c.stage_since`, type: 'timestamptz', nullable: true },
  company: {
    by: sql`company.name`,
    type: 'text',
    nullable: true,
    blank: sql`c.account_id is null`,
    join: sql`left join accounts company on company.workspace_id = c.workspace_id and company.id = c.account_id`,
  },
  lastTouch: {
    by: sql`activity.last_touch_at`,
    type: 'timestamptz',
    nullable: true,
    join: sql`left join contact_activity activity
      on activity.workspace_id = c.workspace_id and activity.contact_id = c.id`,
  },
}

/** Among people without a company there is nothing to sort by, and nothing to look for. */
const noCompany: ListSort = { by: sql`null::text`, type: 'text', nullable: true, blank: sql`true` }

/** What the contract's sort says, as a list is asked: a leading minus means descending. */
export function sortAsked(
  sort: (typeof contactSorts)[number],
): Pick<PageAsked<ContactSort>, 'sort' | 'direction'> {
  const names: readonly ContactSort[] = ['name', 'company', 'createdAt', 'stageSince', 'lastTouch']
  const descending = sort.startsWith('-')
  return { sort: oneOf(names, descending ? sort.slice(1) : sort), direction: descending ? 'desc' : 'asc' }
}

/** The ids of one page of people. */
export async function selectContactPage(
  scope: Scope,
  filters: ContactFilters,
  asked: PageAsked<ContactSort>,
): Promise<ListPage> {
  return readList(scope.tx, await contactList(scope, filters), asked)
}

/** The ids of everybody who matches, at most `limit`. */
export async function selectContactIds(
  scope: Scope,
  filters: ContactFilters,
  limit: number,
): Promise<string[]> {
  const { within, filters: conditions } = await contactList(scope, filters)
  const matching = sql.join([within, ...conditions], sql` and `)
  const found = await sql<{
    id: string
  }>`select c.id from walled_contacts c where ${matching} limit ${limit}`.execute(scope.tx)
  return found.rows.map((row) => row.id)
}

async function contactList(scope: Scope, filters: ContactFilters): Promise<List<ContactSort>> {
  const trash = filters.deleted === true ? sql`c.deleted_at is not null` : sql`c.deleted_at is null`
  return {
    from: sql`walled_contacts c`,
    alias: 'c',
    within: sql`c.workspace_id = ${scope.workspaceId} and c.merged_into_id is null and ${trash}`,
    filters: [
      ...wordConditions('c', filters.q),
      ...plainConditions(filters),
      ...(await accountConditions(scope, filters.account)),
      ...relatedConditions(scope, filters),
      ...(await customConditions(scope, { alias: 'c', kind: 'contact', asked: filters.custom })),
    ],
    id: sql`c.id`,
    idType: 'uuid',
    sorts: filters.account === 'none' ? { ...sorts, company: noCompany } : sorts,
  }
}

function plainConditions(filters: ContactFilters): Fragment[] {
  return [
    ...(filters.stage === undefined ? [] : [sql`c.stage_id = any(${filters.stage}::smallint[])`]),
    ...valueOrBlank(sql`c.owner_id`, filters.owner, 'none'),
    ...valueOrBlank(sql`c.origin`, filters.origin, 'blank'),
    ...valueOrBlank(sql`c.country`, filters.country, 'blank'),
    ...dayConditions(sql`c.created_at`, { from: filters.createdFrom, to: filters.createdTo }),
    ...(filters.noNextStep === true ? [sql`c.next_step is null`] : []),
  ]
}

/** People of a company are also those of the companies merged into it. */
async function accountConditions(scope: Scope, account: string | undefined): Promise<Fragment[]> {
  if (account === undefined) return []
  if (account === 'none') return [sql`c.account_id is null`]
  const family = await scope.tx
    .selectFrom('accounts')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where((where) => where.or([where('id', '=', account), where('merged_into_id', '=', account)]))
    .execute()
  return [sql`c.account_id = any(${family.map((row) => row.id)}::uuid[])`]
}

function relatedConditions(scope: Scope, filters: ContactFilters): Fragment[] {
  const conditions: Fragment[] = []
  if (filters.channel !== undefined) {
    conditions.push(sql`exists (select from contact_activity first
      where first.workspace_id = ${scope.workspaceId} and first.contact_id = c.id
        and first.first_channel_id = ${filters.channel})`)
  }
  if (filters.flagged === true) conditions.push(isFlagged(scope, sql`c.id`))
  return conditions
}

/** Whether somebody should look at a record's data. */
export function isFlagged(scope: Scope, id: Fragment): Fragment {
  return sql`exists (select from quality_flags flag
    where flag.workspace_id = ${scope.workspaceId} and flag.record_id = ${id} and flag.settled_at is null)`
}
