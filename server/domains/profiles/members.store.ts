import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { MarketPart, profileMemberKinds } from '../../../contract/profiles.ts'
import type { Scope } from '../../platform/database.ts'
import { rootOf } from '../../platform/root.ts'
import { companiesSql, joinBy, wonSql } from './store.ts'
import type { Belonging } from './store.ts'

type MemberKind = (typeof profileMemberKinds)[number]

export type MemberRow = {
  readonly id: string
  readonly name: string
  readonly title: string | null
  readonly contact_id: string | null
  readonly account_id: string | null
  readonly account_name: string | null
  readonly stage_id: number | null
  readonly fit: number | null
  readonly people: number | null
  readonly amount: string | null
  readonly currency: string | null
}

type MembersAsked = {
  readonly of: MemberKind
  /** Of those that are told to belong: all of them, or a part of the market beside them. */
  readonly part: MarketPart | 'belonging'
  readonly after: string | undefined
  readonly limit: number
}

/** A page of the members that are asked for, by their ids, and how many there are. */
export async function selectMembers(
  scope: Scope,
  belonging: Belonging,
  asked: MembersAsked,
): Promise<{ total: number; rows: MemberRow[] }> {
  const { total, ids, people } = await selectPage(scope, belonging, asked)
  await joinBy(scope, 'looking up')
  const found = await sql<MemberRow>`
    with page as (select * from unnest(${ids}::uuid[], ${people}::integer[]) as page(id, people))
    ${tellers[asked.of](scope.workspaceId)} order by m.id`.execute(scope.tx)
  return { total, rows: found.rows }
}

type Page = {
  readonly total: number
  readonly ids: readonly string[]
  readonly people: readonly (number | null)[]
}

async function selectPage(
  scope: Scope,
  belonging: Belonging,
  { of, part, after, limit }: MembersAsked,
): Promise<Page> {
  await joinBy(scope, 'hashing')
  const ws = scope.workspaceId
  const beyond = after === undefined ? sql`true` : sql`id > ${after}::uuid`
  const found = await sql<Page>`
    with found as materialized (${belonging}),
    people as materialized (select contact_id as id, bit_or(mask) as mask from found group by 1),
    companies as materialized (${companiesSql(ws)}),
    masks as (${masks[of](ws)}),
    members as materialized (${chosen(part, markets[of](ws))}),
    page as (select id, people from members where ${beyond} order by id limit ${limit})
    select (select count(*) from members) as total, coalesce(array_agg(id order by id), '{}') as ids,
      coalesce(array_agg(people::integer order by id), '{}') as people from page`.execute(scope.tx)
  const [page] = found.rows
  if (page === undefined) throw new Error('an aggregate answered nothing')
  return page
}

type OfWorkspace = (workspaceId: number) => RawBuilder<unknown>

/** What belongs, with a bit for each profile that it belongs to. */
const masks: Readonly<Record<MemberKind, OfWorkspace>> = {
  contacts: () => sql`select id, mask, null::bigint as people from people`,
  accounts: () => sql`select id, mask, people from companies`,
  leads: () => sql`select lead_id as id, mask, null::bigint as people from found where lead_id is not null`,
  wonDeals: (ws) =>
    sql`select id, mask, null::bigint as people from (${wonSql(ws)}) won where mask is not null`,
}

/** Everything of a kind that the market counts, whether it belongs to a profile or not. */
const markets: Readonly<Record<MemberKind, OfWorkspace>> = {
  contacts: (ws) =>
    sql`select id from contacts where workspace_id = ${ws} and deleted_at is null and merged_into_id is null`,
  accounts: (ws) =>
    sql`select id from accounts where workspace_id = ${ws} and deleted_at is null and merged_into_id is null`,
  leads: (ws) => sql`select l.id from leads l
    join contacts own on own.workspace_id = ${ws} and own.id = l.contact_id
    join contacts r on r.workspace_id = ${ws} and r.id = ${rootOf('own')}
    where l.workspace_id = ${ws} and l.deleted_at is null and r.deleted_at is null`,
  wonDeals: (ws) =>
    sql`select id from deals where workspace_id = ${ws} and deleted_at is null and outcome = 'won'`,
}

function chosen(part: MembersAsked['part'], market: RawBuilder<unknown>): RawBuilder<unknown> {
  switch (part) {
    case 'belonging':
      return sql`select id, people from masks`
    case 'several':
      // Without its lowest bit, something is left.
      return sql`select id, people from masks where mask & (mask - 1) <> 0`
    case 'none':
      return sql`select u.id, null::bigint as people from (${market}) u left join masks m on m.id = u.id where m.id is null`
    default:
      return sql`select id, null::bigint as people from (${market}) u`
  }
}

/** How the members of a page are told, by what they are. */
const tellers: Readonly<Record<MemberKind, OfWorkspace>> = {
  contacts: (ws) => sql`select m.id, ${personName} as name, c.title, null as contact_id,
      a.id as account_id, a.name as account_name, c.stage_id, s.fit, m.people, null as amount, null as currency
    from page m join contacts c on c.workspace_id = ${ws} and c.id = m.id ${besidePerson(ws)}`,
  accounts: (ws) => sql`select m.id, a.name, a.industry as title, null as contact_id, null as account_id,
      null as account_name, null as stage_id, null as fit, m.people, null as amount, null as currency
    from page m join accounts a on a.workspace_id = ${ws} and a.id = m.id`,
  leads: (ws) => sql`select m.id, ${personName} as name, c.title, c.id as contact_id,
      a.id as account_id, a.name as account_name, l.stage_id, s.fit, m.people, null as amount, null as currency
    from page m join leads l on l.workspace_id = ${ws} and l.id = m.id
    join contacts lead_of on lead_of.workspace_id = ${ws} and lead_of.id = l.contact_id
    join contacts c on c.workspace_id = ${ws} and c.id = ${rootOf('lead_of')} ${besidePerson(ws)}`,
  wonDeals: (ws) => sql`select m.id, d.name, null as title, null as contact_id,
      a.id as account_id, a.name as account_name, null as stage_id, null as fit, m.people, d.amount, d.currency
    from page m join deals d on d.workspace_id = ${ws} and d.id = m.id
    left join accounts own on own.workspace_id = ${ws} and own.id = d.account_id
    left join accounts a on a.workspace_id = ${ws} and a.id = ${rootOf('own')}`,
}

const personName = sql`coalesce(nullif(c.full_name, ''), c.email, 'Unnamed contact')`

function besidePerson(workspaceId: number): RawBuilder<unknown> {
  return sql`left join accounts own on own.workspace_id = ${workspaceId} and own.id = c.account_id
    left join accounts a on a.workspace_id = ${workspaceId} and a.id = ${rootOf('own')}
    left join contact_scores s on s.workspace_id = ${workspaceId} and s.contact_id = c.id`
}
