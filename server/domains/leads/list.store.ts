import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { LeadFilters, leadSorts } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/database.ts'
import { countMatching, readPage } from '../../platform/keyset.ts'
import type { Fragment, Keyset, Page, PageAsked, Total } from '../../platform/keyset.ts'
import { rootOf } from '../../platform/root.ts'

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

const keyset: Keyset<SortName> = {
  sorts: {
    enteredAt: { by: sql`l.entered_at`, type: 'timestamptz', nullable: false },
    stageSince: { by: sql`l.stage_since`, type: 'timestamptz', nullable: false },
  },
  id: sql`l.id`,
  idType: 'uuid',
}

/** What the contract's sort says, as a keyset is asked: a leading minus means descending. */
export function sortAsked(sort: (typeof leadSorts)[number]): Pick<PageAsked<SortName>, 'sort' | 'direction'> {
  const name = sort === 'enteredAt' || sort === '-enteredAt' ? 'enteredAt' : 'stageSince'
  return { sort: name, direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

export async function selectLeadPage(
  scope: Scope,
  filters: LeadFilters,
  asked: PageAsked<SortName>,
): Promise<Page<LeadRecord>> {
  const matching = matchingLeads(scope, filters)
  return readPage<LeadRecord, SortName>(
    scope.tx,
    { keyset, asked },
    ({ keys, after, tail }) =>
      sql`select ${keys}, ${columns} from leads l ${joins} where ${matching} and ${after} ${tail}`,
  )
}

export async function countLeads(scope: Scope, filters: LeadFilters): Promise<Total> {
  return countMatching(scope.tx, sql`select 1 from leads l where ${matchingLeads(scope, filters)}`)
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

function matchingLeads(scope: Scope, filters: LeadFilters): Fragment {
  return sql.join([...plainConditions(scope, filters), ...blankableConditions(filters)], sql` and `)
}

function plainConditions(scope: Scope, filters: LeadFilters): Fragment[] {
  const conditions: Fragment[] = [
    sql`l.workspace_id = ${scope.workspaceId}`,
    filters.deleted === true ? sql`l.deleted_at is not null` : sql`l.deleted_at is null`,
  ]
  if (filters.q !== undefined)
    conditions.push(sql`l.contact_id in ${peopleNamed(scope.workspaceId, filters.q)}`)
  if (filters.stage !== undefined) conditions.push(sql`l.stage_id = any(${filters.stage}::smallint[])`)
  if (filters.campaign !== undefined) conditions.push(sql`l.campaign_id = ${filters.campaign}`)
  if (filters.noNextStep === true) conditions.push(sql`l.next_step is null`)
  if (filters.enteredFrom !== undefined) {
    conditions.push(sql`l.entered_at >= ${filters.enteredFrom}::date::timestamp at time zone 'UTC'`)
  }
  if (filters.enteredTo !== undefined) {
    conditions.push(sql`l.entered_at < (${filters.enteredTo}::date + 1)::timestamp at time zone 'UTC'`)
  }
  return conditions
}

function blankableConditions(filters: LeadFilters): Fragment[] {
  const conditions: Fragment[] = []
  if (filters.owner !== undefined) conditions.push(equalOrBlank(sql`l.owner_id`, filters.owner, 'none'))
  if (filters.origin !== undefined) conditions.push(equalOrBlank(sql`l.origin`, filters.origin, 'blank'))
  if (filters.segment !== undefined) conditions.push(equalOrBlank(sql`l.segment`, filters.segment, 'blank'))
  return conditions
}

function equalOrBlank(column: Fragment, value: string, blank: string): Fragment {
  return value === blank ? sql`${column} is null` : sql`${column} = ${value}`
}

/** People whose search text holds the words, and those merged into them; both halves use an index. */
function peopleNamed(workspaceId: number, words: string): Fragment {
  const pattern = `%${words.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(
    select p.id from walled_contacts p where p.workspace_id = ${workspaceId} and p.search like ${pattern}
    union
    select f.id from walled_contacts p join contacts f on f.workspace_id = p.workspace_id and f.merged_into_id = p.id
    where p.workspace_id = ${workspaceId} and p.search like ${pattern})`
}
