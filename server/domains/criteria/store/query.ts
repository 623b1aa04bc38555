import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Criteria } from '../../../../contract/criteria.ts'
import type { Scope } from '../../../platform/database.ts'
import { rootOf } from '../../../platform/root.ts'
import { companyId, Conditions } from './conditions-sql.ts'
import type { Ground } from './conditions-sql.ts'
import type { Fragment } from './millis.ts'
import { personSql } from './touch-sql.ts'
import { standsSql, valueSql } from './value-sql.ts'
import type { Moment } from './value-sql.ts'

/** Who fulfils criteria: a pass and its person as they are today, or a person without a pass. */
export type Match = { readonly lead_id: string | null; readonly contact_id: string }

/** `scores` is a query of `contact_id`, `fit` and `engagement` in thousandths, for people as they are today. */
export type Question = Ground & {
  readonly criteria: Criteria
  readonly at: Date
  /** Passes only, or people without a pass as well. */
  readonly of: 'passes' | 'everybody'
}

/**
 * One query for a whole workspace: everybody who fulfils criteria at an instant, by what was known then. It says what
 * `compileCriteria` says of each dossier, and a property test holds them equal. Text of a client travels in
 * parameters only. The criteria must have been checked.
 */
export function criteriaSql(scope: Scope, question: Question): RawBuilder<Match> {
  const { workspaceId, now } = scope
  const moment: Moment = { workspaceId, at: question.at, isNow: question.at >= now }
  const conditions = new Conditions(question, moment)
  const condition = conditions.of(question.criteria, [])
  const passes = selectSql(conditions, moment, {
    from: sql`leads l join contacts own on own.workspace_id = l.workspace_id and own.id = l.contact_id`,
    where: sql`l.workspace_id = ${workspaceId} and ${standsSql('l', moment)} and ${condition}`,
  })
  const others = selectSql(conditions, moment, {
    from: sql`contacts own left join leads l on false`,
    where: sql`own.merged_into_id is null and not exists (${passesOfOwn(moment)}) and ${condition}`,
  })
  const lists = [
    mergedSql('people', 'contact', moment),
    mergedSql('companies', 'account', moment),
    ...conditions.lists,
  ]
  const selects = question.of === 'passes' ? passes : sql`${passes} union all ${others}`
  return sql<Match>`with recursive ${sql.join(lists)} ${selects}`
}

type Parts = { readonly from: Fragment; readonly where: Fragment }

/** `own` is the record of the person, `c` the one that spoke for it at the moment, and `r` the one that does today. */
function selectSql(conditions: Conditions, moment: Moment, { from, where }: Parts): Fragment {
  const at = sql`${moment.at}::timestamptz`
  return sql`select l.id as lead_id, r.id as contact_id from ${from}
    left join people p on p.id = own.id
    join contacts c on c.workspace_id = own.workspace_id and c.id = ${personSql('own.id')}
    join contacts r on r.workspace_id = own.workspace_id and r.id = ${rootOf('own')}
    ${conditions.asksCompany ? companySql(conditions, moment) : sql``}
    ${conditions.joins.length > 0 ? sql.join(conditions.joins, sql` `) : sql``}
    where own.workspace_id = ${moment.workspaceId} and own.created_at <= ${at}
      and (r.deleted_at is null or r.deleted_at > ${at}) and ${where}`
}

function companySql(conditions: Conditions, moment: Moment): Fragment {
  const told = moment.isNow
    ? sql`c.account_id`
    : sql`(${valueSql(conditions.field('contact', 'accountId'), moment)})::uuid`
  return sql`cross join lateral (select ${told} as id) h
    left join companies k on k.id = h.id
    left join accounts a on a.workspace_id = own.workspace_id and a.id = ${companyId} and ${standsSql('a', moment)}`
}

/** Whoever of the person's family has a pass, at any time. */
function passesOfOwn({ workspaceId }: Moment): Fragment {
  return sql`select from leads e join contacts m on m.workspace_id = e.workspace_id and m.id = e.contact_id
    where e.workspace_id = ${workspaceId} and ${rootOf('m')} = own.id`
}

/** Every record that had been merged by then, with the one that spoke for it. */
function mergedSql(name: 'people' | 'companies', kind: string, { workspaceId, at }: Moment): Fragment {
  const [edges, climb] = [sql.ref(`${name}_merged`), sql.ref(`${name}_climb`)]
  return sql`${edges} as materialized (
      select loser_id, winner_id from merges
      where workspace_id = ${workspaceId} and record_kind = ${kind} and undone_at is null and merged_at <= ${at}::timestamptz
    ), ${climb}(id, above) as (
      select loser_id, winner_id from ${edges}
      union select b.id, e.winner_id from ${climb} b join ${edges} e on e.loser_id = b.above
    ), ${sql.ref(name)}(id, root) as materialized (
      select b.id, b.above from ${climb} b where not exists (select from ${edges} e where e.loser_id = b.above)
    )`
}
