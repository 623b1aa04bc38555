import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { BackTestSet, ComparedSet } from '../../../contract/backtests.ts'
import { run } from '../../platform/database.ts'
import type { Scope } from '../../platform/database.ts'
import { amountOf } from './rules/tally.ts'
import type { ListedLead } from './rules/tally.ts'

const insertStatement = `
insert into back_test_leads (workspace_id, back_test_id, compared, at, lead_id, in_force_at, proposed_at, accepted, won_at, amount, assumed)
select $1, $2, l.compared, to_timestamp(l.at / 1000), l.lead_id, to_timestamp(l.in_force / 1000), to_timestamp(l.proposed / 1000),
       l.accepted, to_timestamp(l.won / 1000), l.amount, l.assumed
from unnest($3::text[], $4::float8[], $5::uuid[], $6::float8[], $7::float8[], $8::boolean[], $9::float8[], $10::numeric[], $11::boolean[])
  as l (compared, at, lead_id, in_force, proposed, accepted, won, amount, assumed)`

/** Writes the lists of a back-test, some leads at a time. */
export async function insertLeads(scope: Scope, id: string, leads: readonly ListedLead[]): Promise<void> {
  if (leads.length === 0) return
  await run(scope.tx, insertStatement, [
    scope.workspaceId,
    id,
    leads.map(({ compared }) => compared),
    leads.map(({ at }) => at),
    leads.map(({ leadId }) => leadId),
    leads.map(({ inForceAt }) => inForceAt),
    leads.map(({ proposedAt }) => proposedAt),
    leads.map(({ outcome }) => outcome.accepted),
    leads.map(({ outcome }) => outcome.wonAt),
    leads.map(({ outcome }) => amountOf(outcome.cents)),
    leads.map(({ assumed }) => assumed),
  ])
}

/** Forgets what a run wrote that did not come to its end. */
export async function deleteLeads(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .deleteFrom('back_test_leads')
    .where('workspace_id', '=', scope.workspaceId)
    .where('back_test_id', '=', id)
    .execute()
}

/** Where a page of a list ended. */
export type Place = { readonly at: string; readonly leadId: string }

type Tested = { readonly id: string; readonly from: string }

export type LeadsAsked = {
  readonly test: Tested
  readonly set: BackTestSet
  /** Half open; null is the whole list. */
  readonly within: { readonly from: Date; readonly to: Date } | null
  readonly after: Place | null
  readonly limit: number
}

export type LeadRow = {
  readonly lead_id: string
  readonly contact_id: string
  readonly contact_name: string
  readonly account_id: string | null
  readonly account_name: string | null
  readonly entered_at: Date
  readonly stage_id: number
  readonly in_force_at: Date | null
  readonly proposed_at: Date | null
  readonly accepted: boolean
  readonly won_at: Date | null
  readonly amount: string
  readonly assumed: boolean
  /** With its microseconds, to go on from. */
  readonly place: string
}

/** A page of the leads of one list, by their moment; with names and stages of today, without leads that are gone. */
export async function selectLeads(scope: Scope, { after, limit, ...asked }: LeadsAsked): Promise<LeadRow[]> {
  const beyond =
    after === null ? sql`true` : sql`(b.at, b.lead_id) > (${after.at}::timestamptz, ${after.leadId}::uuid)`
  const found = await sql<LeadRow>`
    select b.lead_id, c.id as contact_id, c.full_name as contact_name, a.id as account_id, a.name as account_name,
           l.entered_at, l.stage_id, b.in_force_at, b.proposed_at, b.accepted, b.won_at, b.amount, b.assumed,
           to_char(b.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from back_test_leads b
    join leads l on l.workspace_id = ${scope.workspaceId} and l.id = b.lead_id
    join contacts own on own.workspace_id = ${scope.workspaceId} and own.id = l.contact_id
    join contacts c on c.workspace_id = ${scope.workspaceId} and c.id = coalesce(own.merged_into_id, own.id)
    left join accounts a on a.workspace_id = ${scope.workspaceId} and a.id = c.account_id
    where ${listed(scope, asked)} and ${beyond}
    order by b.at, b.lead_id limit ${limit}`.execute(scope.tx)
  return found.rows
}

/** How many leads stand in one list, also those that are gone since. */
export async function countLeads(scope: Scope, asked: Omit<LeadsAsked, 'after' | 'limit'>): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from back_test_leads b where ${listed(scope, asked)}`.execute(scope.tx)
  return found.rows[0]?.count ?? 0
}

function listed(scope: Scope, { test, set, within }: Omit<LeadsAsked, 'after' | 'limit'>) {
  const period =
    within === null
      ? sql`true`
      : sql`b.at >= ${within.from}::timestamptz and b.at < ${within.to}::timestamptz`
  const { compared, part } = partOf(set, test)
  return sql`b.workspace_id = ${scope.workspaceId} and b.back_test_id = ${test.id} and b.compared = ${compared} and ${period} and ${part}`
}

/** In which of the three lists a set stands, and what tells it apart there. */
function partOf(set: BackTestSet, { from }: Tested): { compared: ComparedSet; part: RawBuilder<boolean> } {
  const all = sql<boolean>`true`
  const parts = {
    gained: { compared: 'gained', part: all },
    lost: { compared: 'lost', part: all },
    both: kept(all),
    earlier: kept(sql`b.proposed_at < b.in_force_at`),
    same: kept(sql`b.proposed_at = b.in_force_at`),
    later: kept(sql`b.proposed_at > b.in_force_at`),
    'moved-in': kept(sql`b.in_force_at < ${from}::timestamptz`),
    'moved-out': kept(sql`b.proposed_at < ${from}::timestamptz`),
  } as const
  return parts[set]
}

function kept(part: RawBuilder<boolean>) {
  return { compared: 'both', part } as const
}
