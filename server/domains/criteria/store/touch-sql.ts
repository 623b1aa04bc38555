import { sql } from 'kysely'
import type { SinceEvent, TouchCondition } from '../../../../contract/criteria.ts'
import { touchKinds } from '../../../../contract/touches.ts'
import type { Field } from '../rules/field.ts'
import { folded } from '../rules/fold.ts'
import { touchKnownAt } from './happenings.ts'
import type { Fragment } from './millis.ts'
import { foldedSql } from './test-sql.ts'
import type { Moment } from './value-sql.ts'
import { valueSql } from './value-sql.ts'

/** A count of touches as a query of two columns: whose they are, and how many. */
export type Counted = { readonly by: 'person' | 'lead'; readonly query: Fragment }

/** Who somebody was at the moment; `people` is the list of those who had been merged by then. */
export function personSql(id: string): Fragment {
  return sql`case when p.root is null then ${sql.ref(id)} else p.root end`
}

/** The touches that a condition counts, for everybody at once: what `touchCount` says of one dossier. */
export function countedSql(condition: TouchCondition, moment: Moment, enteredAt: Field): Counted {
  const touches = touchesSql(condition, moment)
  const { since } = condition
  if (since === undefined)
    return { by: 'person', query: sql`select t.person as id, count(*) as n from (${touches}) t group by 1` }
  if (since.event === 'touch') {
    const newest = sql`select t.person, max(t.occurred_at) as since from (${touchesSql({ kinds: [since.touch] }, moment)}) t
      group by 1`
    return { by: 'person', query: countSince(touches, sql`select n.person as id, n.* from (${newest}) n`) }
  }
  const passes = sql`select l.id, ${personSql('l.contact_id')} as person, ${leadEventSql(since, moment, enteredAt)} as since
    from leads l left join people p on p.id = l.contact_id where l.workspace_id = ${moment.workspaceId}`
  return { by: 'lead', query: countSince(touches, passes) }
}

function countSince(touches: Fragment, starts: Fragment): Fragment {
  return sql`select b.id, count(*) as n from (${starts}) b
    join (${touches}) t on t.person = b.person and t.occurred_at >= b.since group by 1`
}

function leadEventSql(
  since: Exclude<SinceEvent, { event: 'touch' }>,
  moment: Moment,
  enteredAt: Field,
): Fragment {
  if (since.event === 'lead-entered')
    return sql`coalesce(${valueSql(enteredAt, moment)}, date_trunc('milliseconds', l.entered_at))`
  return sql`(select max(s.at) from stage_changes s
    join stages g on g.workspace_id = s.workspace_id and g.id = s.to_stage_id
    where s.workspace_id = ${moment.workspaceId} and s.lead_id = l.id and g.key = ${since.stage}
      and s.at <= ${moment.at}::timestamptz)`
}

function touchesSql(condition: Partial<TouchCondition>, { workspaceId, at }: Moment): Fragment {
  const { kinds = [], channels = [], campaigns = [], assets = [], withinDays } = condition
  const conditions = [
    sql`t.workspace_id = ${workspaceId}`,
    sql`t.occurred_at <= ${at}::timestamptz and ${touchKnownAt} <= ${at}::timestamptz`,
    sql`t.detail ->> 'machine' is distinct from 'true'`,
  ]
  if (kinds.length > 0) conditions.push(kindsSql(kinds))
  if (channels.length > 0) conditions.push(sql`t.channel_id = any(${[...channels]}::integer[])`)
  if (campaigns.length > 0) conditions.push(sql`t.campaign_id = any(${[...campaigns]}::uuid[])`)
  if (assets.length > 0)
    conditions.push(sql`${foldedSql(sql`t.detail ->> 'asset'`)} = any(${assets.map(folded)}::text[])`)
  if (withinDays !== undefined)
    conditions.push(
      sql`t.occurred_at > ${at}::timestamptz - make_interval(hours => 24 * ${withinDays}::integer)`,
    )
  return sql`select ${personSql('t.contact_id')} as person, t.occurred_at from touches t
    left join people p on p.id = t.contact_id where ${sql.join(conditions, sql` and `)}`
}

/** A number that is not known here was written by a newer version, and is read as some other kind. */
function kindsSql(kinds: TouchCondition['kinds']): Fragment {
  const codes = kinds.map((kind) => touchKinds[kind].code)
  const known = sql`t.kind = any(${codes}::integer[])`
  if (!kinds.includes('other')) return known
  return sql`(${known} or t.kind <> all(${Object.values(touchKinds).map(({ code }) => code)}::integer[]))`
}
