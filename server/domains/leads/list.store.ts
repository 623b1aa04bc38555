import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { LeadFilters, leadSorts } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/database.ts'
import type { PageAsked } from '../../platform/keyset.ts'
import { readList, selectListIds } from '../../platform/list.ts'
import type { List, ListFilter, ListPage } from '../../platform/list.ts'
import { rootOf } from '../../platform/root.ts'
import { dayConditions, stageConditions, valueOrBlank, wordConditions } from '../contacts/index.ts'

export type LeadRecord = {
  readonly id: string
  readonly external_id: string | null
  readonly entered_at: Date
  readonly origin: string | null
  readonly landing_page: string | null
  readonly segment: string | null
  readonly stage_id: number
  readonly stage_since: Date
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly custom: unknown
  readonly created_at: Date
  readonly deleted_at: Date | null
  readonly contact_id: string
  readonly contact_name: string
  readonly contact_email: string | null
  readonly account_id: string | null
  readonly account_name: string | null
  readonly campaign_id: string | null
  readonly campaign_name: string | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
}

/** A lead of a merged contact shows the contact it was merged into. */
const columns = sql`l.id, l.external_id, l.entered_at, l.origin, l.landing_page, l.segment, l.stage_id, l.stage_since,
  l.next_step, l.next_step_on, l.custom, l.created_at, l.deleted_at,
  c.id as contact_id, c.full_name as contact_name, c.email as contact_email,
  a.id as account_id, a.name as account_name, k.id as campaign_id, k.name as campaign_name,
  m.id as owner_id, m.name as owner_name, m.team as owner_team`

const joins = sql`
  join contacts own on own.workspace_id = l.workspace_id and own.id = l.contact_id
  join contacts c on c.workspace_id = l.workspace_id and c.id = ${rootOf('own')}
  left join accounts a on a.workspace_id = l.workspace_id and a.id = c.account_id
  left join campaigns k on k.workspace_id = l.workspace_id and k.id = l.campaign_id
  left join members m on m.workspace_id = l.workspace_id and m.id = l.owner_id`

type SortName = 'enteredAt' | 'stageSince'

const sorts: List<SortName>['sorts'] = {
  enteredAt: { by: sql`l.entered_at`, type: 'timestamptz', nullable: false },
  stageSince: { by: sql`l.stage_since`, type: 'timestamptz', nullable: false },
}

/** What the contract's sort says, as a list is asked: a leading minus means descending. */
export function sortAsked(sort: (typeof leadSorts)[number]): Pick<PageAsked<SortName>, 'sort' | 'direction'> {
  const name = sort === 'enteredAt' || sort === '-enteredAt' ? 'enteredAt' : 'stageSince'
  return { sort: name, direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

/** The ids of one page of leads. */
export async function selectLeadPage(
  scope: Scope,
  filters: LeadFilters,
  asked: PageAsked<SortName>,
): Promise<ListPage> {
  return readList(scope.tx, leadList(scope, filters), asked)
}

/** The ids of all leads that match, at most `limit`. */
export async function selectLeadIds(scope: Scope, filters: LeadFilters, limit: number): Promise<string[]> {
  return selectListIds(scope.tx, leadList(scope, filters), limit)
}

function leadList(scope: Scope, filters: LeadFilters): List<SortName> {
  const trash = filters.deleted === true ? sql`l.deleted_at is not null` : sql`l.deleted_at is null`
  return {
    from: sql`walled_leads l`,
    alias: 'l',
    within: sql`l.workspace_id = ${scope.workspaceId} and ${trash}`,
    filters: [...wordFilters(scope, filters.q), ...plainFilters(filters)],
    id: sql`l.id`,
    idType: 'uuid',
    sorts,
  }
}

export async function selectLead(scope: Scope, id: string): Promise<LeadRecord | undefined> {
  const one: RawBuilder<LeadRecord> = sql`select ${columns} from leads l ${joins}
    where l.workspace_id = ${scope.workspaceId} and l.id = ${id}`
  return (await one.execute(scope.tx)).rows[0]
}

/** The leads of these ids, in their order; those that are gone are left out. */
export async function selectLeadsOf(scope: Scope, ids: readonly string[]): Promise<LeadRecord[]> {
  const named = sql<LeadRecord>`select ${columns} from leads l ${joins}
    where l.workspace_id = ${scope.workspaceId} and l.id = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], l.id)`
  return (await named.execute(scope.tx)).rows
}

function plainFilters(filters: LeadFilters): ListFilter<SortName>[] {
  const { owner, origin, segment, enteredFrom: from, enteredTo: to } = filters
  const byEntry = ['enteredAt'] as const
  return [
    ...valueOrBlank<SortName>(sql`l.owner_id`, owner, { blank: 'none', along: byEntry, alongBlank: byEntry }),
    ...stageConditions<SortName>(sql`l.stage_id`, filters.stage, byEntry),
    ...valueOrBlank<SortName>(sql`l.origin`, origin, { blank: 'blank', along: byEntry }),
    ...valueOrBlank<SortName>(sql`l.segment`, segment, { blank: 'blank' }),
    ...(filters.campaign === undefined ? [] : [sql`l.campaign_id = ${filters.campaign}`]),
    ...(filters.noNextStep === true ? [sql`l.next_step is null`] : []),
    ...dayConditions<SortName>(sql`l.entered_at`, { from, to, order: 'enteredAt' }),
  ]
}

/** Leads whose person is found by each of these words, or became somebody who is. */
function wordFilters(scope: Scope, query: string | undefined): ListFilter<SortName>[] {
  const { workspaceId } = scope
  const words = wordConditions(scope, { alias: 'p', query })
  if (words.length === 0) return []
  const found = sql.join(words, sql` and `)
  return [
    {
      whole: sql`l.contact_id in (
        select p.id from walled_contacts p where p.workspace_id = ${workspaceId} and ${found}
        union
        select f.id from walled_contacts f
        join walled_contacts p on p.workspace_id = f.workspace_id and p.id = f.merged_into_id
        where f.workspace_id = ${workspaceId} and f.merged_into_id is not null and ${found})`,
      row: sql`exists (select from walled_contacts f
        join walled_contacts p on p.workspace_id = f.workspace_id and p.id = ${rootOf('f')}
        where f.workspace_id = ${workspaceId} and f.id = l.contact_id and ${found})`,
    },
  ]
}
