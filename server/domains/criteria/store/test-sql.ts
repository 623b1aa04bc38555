import { sql } from 'kysely'
import type { AttributeCondition } from '../../../../contract/criteria.ts'
import type { CriteriaFieldType } from '../../../../contract/criteria-fields.ts'
import { folded } from '../rules/fold.ts'
import type { Fragment } from './millis.ts'
import type { Moment } from './value-sql.ts'

type Wanted = string | number | boolean

/** What `valueTest` says, of a value in SQL: never null, so that it can be negated. Values travel as parameters. */
export function testSql(
  { is, value }: AttributeCondition,
  {
    type,
    subject,
    moment,
  }: { readonly type: CriteriaFieldType; readonly subject: Fragment; readonly moment: Moment },
): Fragment {
  const wanted: readonly Wanted[] = value === undefined ? [] : [value].flat()
  const first = wanted[0] ?? ''
  const same = sameSql(type, subject, wanted)
  switch (is) {
    case 'filled':
      return sql`${subject} is not null`
    case 'blank':
      return sql`${subject} is null`
    case 'equals':
    case 'one-of':
      return sql`coalesce(${same}, false)`
    case 'not-equals':
    case 'none-of':
      return sql`not coalesce(${same}, false)`
    case 'contains':
      return sql`coalesce(strpos(${foldedSql(subject)}, ${folded(String(first))}::text) > 0, false)`
    case 'at-least':
      return sql`coalesce(${subject} >= ${Number(first)}::float8, false)`
    case 'at-most':
      return sql`coalesce(${subject} <= ${Number(first)}::float8, false)`
    default:
      return sql`coalesce(${timeSql(is, String(first), { type, subject, moment })}, false)`
  }
}

function sameSql(type: CriteriaFieldType, subject: Fragment, wanted: readonly Wanted[]): Fragment {
  if (type === 'number' || type === 'money')
    return sql`${subject} = any(${wanted.filter((one) => typeof one === 'number')}::float8[])`
  if (type === 'boolean')
    return sql`${subject} = any(${wanted.filter((one) => typeof one === 'boolean')}::boolean[])`
  if (type === 'instant') return sql`false`
  const texts = wanted.filter((one) => typeof one === 'string').map(folded)
  return sql`${foldedSql(subject)} = any(${texts}::text[])`
}

/** A text with A to Z in small letters, and no other letter changed. */
export function foldedSql(text: Fragment): Fragment {
  return sql`translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`
}

type Timed = { readonly type: CriteriaFieldType; readonly subject: Fragment; readonly moment: Moment }

function timeSql(is: AttributeCondition['is'], value: string, { type, subject, moment }: Timed): Fragment {
  const isInstant = type === 'instant'
  // Days are text of one form, which sorts as the days do where letters are compared by their bytes.
  const day = isInstant ? sql`(${subject} at time zone 'UTC')::date` : sql`${subject} collate "C"`
  const bound = isInstant ? sql`${value}::date` : sql`${value}::text`
  if (is === 'on-or-after') return sql`${day} >= ${bound}`
  if (is === 'on-or-before') return sql`${day} <= ${bound}`
  const start = sql`(${moment.at}::timestamptz - make_interval(hours => 24 * ${Number(value)}::integer))`
  if (isInstant) return sql`${subject} > ${start} and ${subject} <= ${moment.at}::timestamptz`
  // A day counts from its first instant: one that begins later than the start is a later day.
  return sql`${day} > ${dayOf(start)} and ${day} <= ${dayOf(sql`${moment.at}::timestamptz`)}`
}

function dayOf(instant: Fragment): Fragment {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD')`
}
