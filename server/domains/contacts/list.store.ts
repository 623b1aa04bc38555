import { sql } from 'kysely'
import { contactSortKeys } from '../../../contract/contacts.ts'
import type { ContactFilters, contactSorts } from '../../../contract/contacts.ts'
import { oneOf } from '../../../contract/records.ts'
import type { List, ListFilter, ListPage, ListSort } from '../../platform/list.ts'
import { readList, selectListIds } from '../../platform/list.ts'
import type { Fragment, PageAsked } from '../../platform/keyset.ts'
import type { Scope } from '../../platform/database.ts'
import { rootOf } from '../../platform/root.ts'
import {
  customConditions,
  dayConditions,
  stageConditions,
  valueOrBlank,
  wordConditions,
} from './filters.store.ts'

export type ContactSort = (typeof contactSortKeys)[number]

/** Scores as of the last judgement stand beside the people. */
const scoreJoin = sql`left join contact_scores score on score.workspace_id = c.workspace_id and score.contact_id = c.id`

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
  fit: { by: sql`score.fit`, type: 'integer', nullable: true, join: scoreJoin },
  engagement: { by: sql`score.engagement`, type: 'integer', nullable: true, join: scoreJoin },
}

/** Among people without a company there is nothing to sort by, and nothing to look for. */
const noCompany: ListSort = { by: sql`null::text`, type: 'text', nullable: true, blank: sql`true` }

/** What the contract's sort says, as a list is asked: a leading minus means descending. */
export function sortAsked(
  sort: (typeof contactSorts)[number],
): Pick<PageAsked<ContactSort>, 'sort' | 'direction'> {
  const descending = sort.startsWith('-')
  return {
    sort: oneOf(contactSortKeys, descending ? sort.slice(1) : sort),
    direction: descending ? 'desc' : 'asc',
  }
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
  return selectListIds(scope.tx, await contactList(scope, filters), limit)
}

async function contactList(scope: Scope, filters: ContactFilters): Promise<List<ContactSort>> {
  // Whoever was erased is not in the trash: from there one could come back.
  const trash =
    filters.deleted === true
      ? sql`c.deleted_at is not null and not exists (select from erasures e
          where e.workspace_id = c.workspace_id and e.contact_id = c.id)`
      : sql`c.deleted_at is null`
  return {
    from: sql`walled_contacts c`,
    alias: 'c',
    within: sql`c.workspace_id = ${scope.workspaceId} and c.merged_into_id is null and ${trash}`,
    filters: [
      ...wordConditions(scope, { alias: 'c', query: filters.q }),
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

function plainConditions(filters: ContactFilters): ListFilter<ContactSort>[] {
  const { owner, createdFrom: from, createdTo: to } = filters
  const byCreation = ['createdAt'] as const
  return [
    ...valueOrBlank<ContactSort>(sql`c.owner_id`, owner, {
      blank: 'none',
      along: byCreation,
      alongBlank: byCreation,
    }),
    ...stageConditions<ContactSort>(sql`c.stage_id`, filters.stage, ['stageSince']),
    ...valueOrBlank<ContactSort>(sql`c.origin`, filters.origin, { blank: 'blank' }),
    ...valueOrBlank<ContactSort>(sql`c.country`, filters.country, { blank: 'blank' }),
    ...dayConditions<ContactSort>(sql`c.created_at`, { from, to, order: 'createdAt' }),
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

function relatedConditions(scope: Scope, filters: ContactFilters): ListFilter<ContactSort>[] {
  const conditions: ListFilter<ContactSort>[] = []
  if (filters.channel !== undefined) {
    conditions.push(sql`exists (select from contact_activity first
      where first.workspace_id = ${scope.workspaceId} and first.contact_id = c.id
        and first.first_channel_id = ${filters.channel})`)
  }
  conditions.push(...scoreConditions(scope, filters))
  if (filters.flagged === true) conditions.push(flaggedFilter(scope, { table: 'contacts', id: sql`c.id` }))
  return conditions
}

function scoreConditions({ workspaceId }: Scope, filters: ContactFilters): Fragment[] {
  const { fitMin, engagementMin } = filters
  const having = (condition: Fragment) => sql`exists (select from contact_scores scored
    where scored.workspace_id = ${workspaceId} and scored.contact_id = c.id and ${condition})`
  return [
    ...(fitMin === undefined ? [] : [having(sql`scored.fit >= ${fitMin}`)]),
    ...(engagementMin === undefined ? [] : [having(sql`scored.engagement >= ${engagementMin}`)]),
  ]
}

type Flaggable = { readonly table: 'contacts' | 'accounts'; readonly id: Fragment }

/** Records whose data somebody should look at: their own, or that of one which was merged into them. */
export function flaggedFilter(scope: Scope, record: Flaggable): { whole: Fragment; row: Fragment } {
  const flagged = sql`select ${rootOf('f')} from quality_flags flag
    join ${sql.table(record.table)} f on f.workspace_id = flag.workspace_id and f.id = flag.record_id
    where flag.workspace_id = ${scope.workspaceId} and flag.settled_at is null`
  return { whole: sql`${record.id} in (${flagged})`, row: isFlagged(scope, record) }
}

/** The same of one record. */
export function isFlagged({ workspaceId }: Scope, { table, id }: Flaggable): Fragment {
  return sql`(exists (select from quality_flags flag
      where flag.workspace_id = ${workspaceId} and flag.record_id = ${id} and flag.settled_at is null)
    or exists (select from ${sql.table(table)} f
      join quality_flags flag on flag.workspace_id = f.workspace_id and flag.record_id = f.id
      where f.workspace_id = ${workspaceId} and f.merged_into_id = ${id} and flag.settled_at is null))`
}
