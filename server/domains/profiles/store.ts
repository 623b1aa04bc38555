import { sql } from 'kysely'
import { fitStepPoints } from '../../../contract/profiles.ts'
import type { Scope } from '../../platform/database.ts'
import { rootOf } from '../../platform/root.ts'
import type { belongingSql } from '../criteria/index.ts'
import type { Market, Slice } from './rules/market.ts'

/** Everybody who belongs to any of the profiles that are asked about. */
export type Belonging = Awaited<ReturnType<typeof belongingSql>>

/** A million people hash in it without going to disk. */
const hashMemory = '128MB'
const fitStepLast = 100 / fitStepPoints - 1

/**
 * Says how the next queries join. The planner cannot know how many belong to a profile, takes them for few, and would
 * look them up one by one: joins of whole tables are hashed instead, and only those of a page look rows up.
 */
export async function joinBy({ tx }: Scope, how: 'hashing' | 'looking up'): Promise<void> {
  await sql`select set_config('enable_nestloop', ${how === 'hashing' ? 'off' : 'on'}, true),
    set_config('work_mem', ${hashMemory}, true)`.execute(tx)
}

/** How many stand in the market, and what was won of it in this currency. */
export async function selectMarketTotal(
  { tx, workspaceId }: Scope,
  currency: string,
): Promise<Market & { readonly otherCurrencies: number }> {
  const here = sql`workspace_id = ${workspaceId} and deleted_at is null`
  const found = await sql<Market & { readonly otherCurrencies: number }>`
    select
      (select count(*) from contacts where ${here} and merged_into_id is null) as contacts,
      (select count(*) from accounts where ${here} and merged_into_id is null) as accounts,
      (select count(*) from leads l
        join contacts own on own.workspace_id = l.workspace_id and own.id = l.contact_id
        join contacts r on r.workspace_id = l.workspace_id and r.id = ${rootOf('own')}
        where l.workspace_id = ${workspaceId} and l.deleted_at is null and r.deleted_at is null) as leads,
      won.deals as "wonDeals", won.cents, won.others as "otherCurrencies"
    from (select count(*) as deals, count(*) filter (where currency <> ${currency}) as others,
        coalesce(sum(amount * 100) filter (where currency = ${currency}), 0)::bigint as cents
      from deals where ${here} and outcome = 'won') won`.execute(tx)
  const [row] = found.rows
  if (row === undefined) throw new Error('a query without conditions answered nothing')
  return row
}

/** The market in slices of those that belong to the same profiles. */
export async function selectMarket(scope: Scope, belonging: Belonging, currency: string): Promise<Slice[]> {
  const { tx, workspaceId } = scope
  await joinBy(scope, 'hashing')
  const found = await sql<Slice>`
    with found as materialized (${belonging}),
    people as materialized (select contact_id as id, bit_or(mask) as mask from found group by 1),
    companies as materialized (${companiesSql(workspaceId)}),
    won as (${wonSql(workspaceId)})
    select 'contacts' as kind, p.mask, case when s.fit is not null then least(s.fit / ${fitStepPoints}::integer, ${fitStepLast}::integer) end as step, count(*) as count,
      0::bigint as cents
    from people p left join contact_scores s on s.workspace_id = ${workspaceId} and s.contact_id = p.id group by 2, 3
    union all select 'accounts', mask, null, count(*), 0 from companies group by 2
    union all select 'leads', mask, null, count(*), 0 from found where lead_id is not null group by 2
    union all select 'wonDeals', mask, null, count(*),
      coalesce(sum(amount * 100) filter (where currency = ${currency}), 0)::bigint from won
      where mask is not null group by 2`.execute(tx)
  return found.rows
}

/** Companies of the people, as they are after merges, with the profiles that any of their people belongs to. */
export function companiesSql(workspaceId: number) {
  return sql`select a.id, bit_or(p.mask) as mask, count(*) as people from people p
    join contacts c on c.workspace_id = ${workspaceId} and c.id = p.id
    join accounts own on own.workspace_id = ${workspaceId} and own.id = c.account_id
    join accounts a on a.workspace_id = ${workspaceId} and a.id = ${rootOf('own')} and a.deleted_at is null
    group by 1`
}

/** Won deals, each with the profiles of its lead, without one of its person, without that of its company. */
export function wonSql(workspaceId: number) {
  return sql`
    select d.id, d.amount, d.currency,
      case when d.lead_id is not null then l.mask when d.contact_id is not null then p.mask else a.mask end as mask
    from deals d
    left join (select lead_id, bit_or(mask) as mask from found where lead_id is not null group by 1) l
      on l.lead_id = d.lead_id
    left join contacts c on c.workspace_id = d.workspace_id and c.id = d.contact_id
    left join people p on p.id = ${rootOf('c')}
    left join accounts f on f.workspace_id = d.workspace_id and f.id = d.account_id
    left join companies a on a.id = ${rootOf('f')}
    where d.workspace_id = ${workspaceId} and d.deleted_at is null and d.outcome = 'won'`
}
