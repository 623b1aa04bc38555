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
type Asked = Ground & {
  readonly at: Date
  /** Passes only, or people without a pass as well. */
  readonly of: 'passes' | 'everybody'
}
export type Question = Asked & { readonly criteria: Criteria }

/**
 * One query for a whole workspace: everybody who fulfils criteria at an instant, by what was known then. It says what
 * `compileCriteria` says of each dossier, and a property test holds them equal. Text of a client travels in
 * parameters only. The criteria must have been checked.
 */
export function criteriaSql(scope: Scope, question: Question): RawBuilder<Match> {
  const { conditions, moment } = groundOf(scope, question)
  const condition = conditions.of(question.criteria, [])
  return sql<Match>`${wholeSql(conditions, moment, { condition, of: question.of, columns: sql`` })}`
}

/**
 * The same of many criteria in one reading of the workspace: everybody who fulfils any of them, and in `mask` which,
 * the first criteria as one, the second as two, the third as four.
 */
export function criteriaMaskSql(
  scope: Scope,
  question: Asked & { readonly many: readonly Criteria[] },
): RawBuilder<Match & { readonly mask: number }> {
  const { conditions, moment } = groundOf(scope, question)
  const bits = question.many.map(
    (criteria, place) => sql`case when ${conditions.of(criteria, [])} then ${2 ** place}::bigint else 0 end`,
  )
  const mask = bits.length === 0 ? sql`0::bigint` : sql`(${sql.join(bits, sql` + `)})`
  const whole = wholeSql(conditions, moment, {
    condition: sql`true`,
    of: question.of,
    columns: sql`, ${mask} as mask`,
  })
  return sql`select * from (${whole}) w where w.mask > 0`
}

function groundOf({ workspaceId, now }: Scope, asked: Asked): { conditions: Conditions; moment: Moment } {
  const moment: Moment = { workspaceId, at: asked.at, isNow: asked.at >= now }
  return { conditions: new Conditions(asked, moment), moment }
}

type Whole = Pick<Asked, 'of'> & { readonly condition: Fragment; readonly columns: Fragment }

function wholeSql(conditions: Conditions, moment: Moment, { condition, of, columns }: Whole): Fragment {
  const passes = selectSql(conditions, moment, {
    columns,
    from: sql`leads l join contacts own on own.workspace_id = l.workspace_id and own.id = l.contact_id`,
    where: sql`l.workspace_id = ${moment.workspaceId} and ${standsSql('l', moment)} and ${condition}`,
  })
  const others = selectSql(conditions, moment, {
    columns,
    from: sql`contacts own left join leads l on false`,
    where: sql`own.merged_into_id is null and not exists (${passesOfOwn(moment)}) and ${condition}`,
  })
  const lists = [
    mergedSql('people', 'contact', moment),
    mergedSql('companies', 'account', moment),
    ...conditions.lists,
  ]
  const selects = of === 'passes' ? passes : sql`${passes} union all ${others}`
  return sql`with recursive ${sql.join(lists)} ${selects}`
}

type Parts = { readonly columns: Fragment; readonly from: Fragment; readonly where: Fragment }

/** `own` is the record of the person, `c` the one that spoke for it at the moment, and `r` the one that does today. */
function selectSql(conditions: Conditions, moment: Moment, { columns, from, where }: Parts): Fragment {
  const at = sql`${moment.at}::timestamptz`
  return sql`select l.id as lead_id, r.id as contact_id${columns} from ${from}
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
