import { sql } from 'kysely'
import type { CriteriaFieldType } from '../../../../contract/criteria-fields.ts'
import type { RecordKind } from '../../../../contract/records.ts'
import type { Field } from '../rules/field.ts'
import type { Fragment } from './millis.ts'

const customPrefix = 'custom.'

/** For whom and when a query asks. Today is read from the records themselves, any past instant from the ledger. */
export type Moment = { readonly workspaceId: number; readonly at: Date; readonly isNow: boolean }

/** The alias that records of each kind go by in these queries. */
export const aliases: Readonly<Record<RecordKind, string>> = {
  contact: 'c',
  account: 'a',
  lead: 'l',
  deal: 'd',
}

/**
 * The value of a field at the moment, in the type it is compared in: text, `float8`, `boolean`, or for instants
 * `timestamptz` in whole milliseconds; days are their text. Null is blank. It is what `valueAt` says of a dossier.
 */
export function valueSql(field: Field, moment: Moment): Fragment {
  const record = aliases[field.of]
  if (field.field === 'outcome')
    return moment.isNow ? sql`${sql.ref(`${record}.outcome`)}` : outcomeSql(moment)
  if (moment.isNow && field.column !== null)
    return columnSql(field.type, sql.ref(`${record}.${field.column}`))
  const value = moment.isNow ? standingJson(field, record) : knownJson(field, record, moment)
  // Read once and typed after: the value of the ledger is a query of its own.
  return sql`(select ${jsonSql(field.type, sql`x.v`)} from (select ${value} as v offset 0) x)`
}

function columnSql(type: CriteriaFieldType, column: Fragment): Fragment {
  switch (type) {
    case 'number':
    case 'money':
      return sql`${column}::float8`
    case 'boolean':
      return column
    case 'instant':
      return sql`date_trunc('milliseconds', ${column})`
    default:
      return sql`nullif(${column}::text, '')`
  }
}

function jsonSql(type: CriteriaFieldType, value: Fragment): Fragment {
  const text = sql`(${value} #>> '{}')`
  const kind = sql`jsonb_typeof(${value})`
  switch (type) {
    case 'number':
    case 'money':
      return sql`case ${kind} when 'number' then ${text}::float8
        when 'string' then case when ${text} ~ '^-?\\d{1,15}(\\.\\d{1,6})?$' then ${text}::float8 end end`
    case 'boolean':
      return sql`case ${kind} when 'boolean' then ${text}::boolean end`
    case 'instant':
      return sql`case ${kind} when 'string' then date_trunc('milliseconds', ${text}::timestamptz) end`
    default:
      return sql`case ${kind} when 'string' then nullif(${text}, '') end`
  }
}

function standingJson({ field, column }: Field, record: string): Fragment {
  if (column === null) return sql`${sql.ref(`${record}.custom`)} -> ${field.slice(customPrefix.length)}::text`
  return sql`to_jsonb(${sql.ref(`${record}.${column}`)})`
}

/** The last word of the ledger by then; before its first word what that replaced; without any, what stands. */
function knownJson(field: Field, record: string, { workspaceId, at }: Moment): Fragment {
  const rows = sql`attribute_changes h where h.workspace_id = ${workspaceId}
    and h.record_id = ${sql.ref(`${record}.id`)} and h.record_kind = ${field.of} and h.changed ? ${field.field}::text`
  return sql`coalesce(
    (select h.changed -> ${field.field}::text from ${rows} and h.known_from <= ${at}::timestamptz order by h.id desc limit 1),
    (select coalesce(h.before -> ${field.field}::text, 'null') from ${rows} order by h.id limit 1),
    ${standingJson(field, record)})`
}

function outcomeSql({ workspaceId, at }: Moment): Fragment {
  const entries = sql`deal_stage_changes s where s.workspace_id = ${workspaceId} and s.deal_id = d.id`
  return sql`coalesce(
    (select g.outcome from pipeline_stages g where g.workspace_id = ${workspaceId} and g.id = (
      select s.to_stage_id from ${entries} and s.at <= ${at}::timestamptz order by s.at desc, s.id desc limit 1)),
    case when not exists (select from ${entries}) then d.outcome end)`
}

/** Whether a record was there at the moment: known, and not in the trash. */
export function standsSql(record: string, { at }: Moment): Fragment {
  const gone = sql.ref(`${record}.deleted_at`)
  return sql`${sql.ref(`${record}.created_at`)} <= ${at}::timestamptz and (${gone} is null or ${gone} > ${at}::timestamptz)`
}
