import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { OutcomeRule } from '../../../contract/learning-views.ts'
import type { Scope } from '../../platform/database.ts'

export type DecidedLead = {
  readonly id: string
  readonly contact_id: string
  readonly external_id: string | null
  readonly entered_at: Date
  readonly entry_is_dated: boolean
  readonly won: boolean
  /** When it was decided; null where that came without a date. */
  readonly decided_at: Date | null
}

export type Counts = {
  readonly won: number
  readonly lost: number
  readonly open: number
  readonly early: number
}

type Asked = { readonly rule: OutcomeRule; readonly momentHours: number }

/**
 * Every lead with its outcome: won where it ever reached a won stage, lost where it stands at one of the exits of the
 * rule or is older than the rule allows. A decision without a date of its own has none.
 */
function judgedLeads(scope: Scope, { rule, momentHours }: Asked): RawBuilder<unknown> {
  const aged = sql`(${rule.agedOutDays}::integer = 0 or l.entered_at + make_interval(days => ${rule.agedOutDays}::integer) <= ${scope.now}::timestamptz)`
  const exit = sql`s.key = any(${rule.lostStages}::text[])`
  return sql`select j.*, j.decided_at <= j.entered_at + make_interval(hours => ${momentHours}::integer) as early from (
    select l.id, l.contact_id, l.external_id, l.entered_at, coalesce(not entry.assumed, true) as entry_is_dated,
      case when won.at is not null then true when ${exit} or ${aged} then false end as won,
      case when won.at is not null then case when not won.assumed then won.at end
        when ${exit} then case when not coalesce(stand.assumed, true) then l.stage_since end
        when ${rule.agedOutDays}::integer > 0 and coalesce(not entry.assumed, true)
          then l.entered_at + make_interval(days => ${rule.agedOutDays}::integer) end as decided_at
    from leads l
    join stages s on s.workspace_id = l.workspace_id and s.id = l.stage_id
    left join lateral (
      select c.at, c.assumed from stage_changes c
      join stages w on w.workspace_id = c.workspace_id and w.id = c.to_stage_id and w.won
      where c.workspace_id = l.workspace_id and c.lead_id = l.id order by c.at, c.id limit 1) won on true
    left join lateral (
      select c.assumed from stage_changes c where c.workspace_id = l.workspace_id and c.lead_id = l.id
        and c.to_stage_id = l.stage_id order by c.at desc, c.id desc limit 1) stand on true
    left join lateral (
      select c.assumed from stage_changes c where c.workspace_id = l.workspace_id and c.lead_id = l.id
        and c.kind = 'entry' order by c.at, c.id limit 1) entry on true
    where l.workspace_id = ${scope.workspaceId} and l.deleted_at is null
  ) j`
}

/** How many leads had which outcome. */
export async function countOutcomes(scope: Scope, asked: Asked): Promise<Counts> {
  const { rows } = await sql<Counts>`select
      count(*) filter (where won and early is not true)::int as won,
      count(*) filter (where not won and early is not true)::int as lost,
      count(*) filter (where won is null)::int as open,
      count(*) filter (where won is not null and early)::int as early
    from (${judgedLeads(scope, asked)}) d`.execute(scope.tx)
  return rows[0] ?? { won: 0, lost: 0, open: 0, early: 0 }
}

/** The newest leads that were decided after the moment at which they are read. */
export async function selectDecided(scope: Scope, asked: Asked & { limit: number }): Promise<DecidedLead[]> {
  const { rows } = await sql<DecidedLead>`
    select id, contact_id, external_id, entered_at, entry_is_dated, won, decided_at
    from (${judgedLeads(scope, asked)}) d where won is not null and early is not true
    order by entered_at desc, id desc limit ${asked.limit}`.execute(scope.tx)
  return rows
}

/** A lead to be read as it was known at a moment. */
export type Moment = {
  readonly id: string
  readonly contactId: string
  readonly moment: Date
  /** When it was decided; null where nobody knows or nothing is decided. */
  readonly decidedAt: Date | null
}

/** What was known, by field; a first writing is the instant of the earliest filled value, null where undated. */
export type Snapshot = {
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
  /** For each field that was ever filled: `undated`, `timely` or `late`. */
  readonly firsts: Readonly<Record<string, string>>
  /** Touches before the moment, by the code of their kind. */
  readonly touches: Readonly<Record<string, number>>
  readonly touch_days: number
}

/**
 * What the ledger knew of leads, their people and the companies of these at the given moments. A value without a
 * date counts as known from the beginning; a dated one from its date. Touches count that had happened by then. A
 * person merged later is read by the ledger of the one they were.
 */
export async function selectSnapshots(scope: Scope, moments: readonly Moment[]): Promise<Snapshot[]> {
  const { rows } = await sql<Snapshot>`
    with n as materialized (
      select * from unnest(${moments.map(({ id }) => id)}::uuid[], ${moments.map((one) => one.contactId)}::uuid[],
        ${moments.map((one) => one.moment.toISOString())}::timestamptz[],
        ${moments.map((one) => one.decidedAt?.toISOString() ?? null)}::timestamptz[])
      as m(id, contact_id, moment, decided_at)
    ), people as materialized (
      select n.*, ${valuesAt(scope, 'contact', sql`n.contact_id`)} as contact_values from n
    ), placed as materialized (
      select p.*, (p.contact_values ->> 'contact.accountId')::uuid as account_id from people p
    )
    select n.id,
      coalesce(n.contact_values, '{}') || coalesce(${valuesAt(scope, 'lead', sql`n.id`)}, '{}')
        || coalesce(${valuesAt(scope, 'account', sql`n.account_id`)}, '{}') as values,
      coalesce(${firstsOf(scope, 'contact', sql`n.contact_id`)}, '{}')
        || coalesce(${firstsOf(scope, 'lead', sql`n.id`)}, '{}')
        || coalesce(${firstsOf(scope, 'account', sql`n.account_id`)}, '{}') as firsts,
      coalesce((select jsonb_object_agg(k.kind, k.count) from (
        select t.kind, count(*)::int as count from touches t where t.workspace_id = ${scope.workspaceId}
          and t.contact_id = n.contact_id and t.occurred_at < n.moment group by t.kind) k), '{}') as touches,
      (select count(distinct t.occurred_at::date)::int from touches t where t.workspace_id = ${scope.workspaceId}
        and t.contact_id = n.contact_id and t.occurred_at < n.moment) as touch_days
    from placed n`.execute(scope.tx)
  return rows
}

/** The last value of each field at the moment of `n`; of keys that come twice, jsonb keeps the last. */
function valuesAt(scope: Scope, kind: string, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select jsonb_object_agg(${`${kind}.`}::text || e.key, e.value
      order by case when c.assumed then '-infinity'::timestamptz else c.known_from end, c.id)
    from attribute_changes c cross join lateral jsonb_each(c.changed) e
    where c.workspace_id = ${scope.workspaceId} and c.record_id = ${id} and c.record_kind = ${kind}
      and (c.assumed or c.known_from <= n.moment))`
}

/** How each field that was ever filled was first written. */
function firstsOf(scope: Scope, kind: string, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select jsonb_object_agg(${`${kind}.`}::text || f.key,
      case when f.assumed or n.decided_at is null then 'undated' when f.first > n.decided_at then 'late' else 'timely' end)
    from (
      select e.key, bool_or(c.assumed) as assumed, min(c.known_from) as first
      from attribute_changes c cross join lateral jsonb_each(c.changed) e
      where c.workspace_id = ${scope.workspaceId} and c.record_id = ${id} and c.record_kind = ${kind}
        and e.value not in ('null', '""') group by e.key) f)`
}

/** One lead for an explanation; undefined where nobody has it. */
export async function selectLead(scope: Scope, id: string) {
  return scope.tx
    .selectFrom('leads as l')
    .innerJoin('contacts as c', (on) =>
      on.onRef('c.workspace_id', '=', 'l.workspace_id').onRef('c.id', '=', 'l.contact_id'),
    )
    .select(['l.id', 'l.contact_id', 'l.entered_at', 'c.full_name'])
    .where('l.workspace_id', '=', scope.workspaceId)
    .where('l.id', '=', id)
    .where('l.deleted_at', 'is', null)
    .executeTakeFirst()
}
