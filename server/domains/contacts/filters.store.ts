import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'
import type { Fragment } from '../../platform/keyset.ts'
import type { ListFilter } from '../../platform/list.ts'
import { Refusal } from '../../platform/refusal.ts'
import { searchWords } from './rules/search-words.ts'

/** Mail addresses and phone numbers as they stand among the words of a search text. */
const contactData = String.raw`\S+@\S+|\+?[0-9]{5,}`

/**
 * Each word must match the search text of `t`; for whoever does not see contact data it must match what is left of the
 * text without it, or they could find it out by trying.
 */
export function wordConditions(
  { unseen }: Pick<Scope, 'unseen'>,
  { alias, query }: { readonly alias: string; readonly query: string | undefined },
): Fragment[] {
  const search = sql.ref(`${alias}.search`)
  const seen =
    unseen?.has('contactData') === true ? sql`regexp_replace(${search}, ${contactData}, '', 'g')` : null
  return searchWords(query ?? '').flatMap((patterns) =>
    // The whole text is asked as well, because it has the index.
    [search, ...(seen === null ? [] : [seen])].map((text) => {
      const any = patterns.map((pattern) => sql`${text} like ${pattern}`)
      return sql`(${sql.join(any, sql` or `)})`
    }),
  )
}

/**
 * A value, or the word that stands for having none. `along` names the orders whose index begins with the column: of
 * those who have none only where `alongBlank` names it too.
 */
export function valueOrBlank<Name extends string>(
  column: Fragment,
  value: string | undefined,
  { blank, along, alongBlank }: { blank: string; along?: readonly Name[]; alongBlank?: readonly Name[] },
): ListFilter<Name>[] {
  if (value === undefined) return []
  if (value === blank) return [{ whole: sql`${column} is null`, along: alongBlank ?? [] }]
  return [{ whole: sql`${column} = ${value}`, along: along ?? [] }]
}

/** Days of the contract are days in UTC; the last one is included. */
export function dayConditions<Name extends string>(
  column: Fragment,
  { from, to, order }: { from: string | undefined; to: string | undefined; order: Name },
): ListFilter<Name>[] {
  return [
    ...(from === undefined ? [] : [sql`${column} >= ${from}::date::timestamp at time zone 'UTC'`]),
    ...(to === undefined ? [] : [sql`${column} < (${to}::date + 1)::timestamp at time zone 'UTC'`]),
  ].map((whole) => ({ whole, bounds: order }))
}

/** At any of these stages; at one alone, an index of `along` holds them in order. */
export function stageConditions<Name extends string>(
  column: Fragment,
  stages: readonly number[] | undefined,
  along: readonly Name[],
): ListFilter<Name>[] {
  if (stages === undefined) return []
  if (stages.length === 1) return [{ whole: sql`${column} = ${stages[0]}::smallint`, along }]
  return [sql`${column} = any(${stages}::smallint[])`]
}

/** `key:value` of a custom field, read as the type the field has: so that it can use the index on all of them. */
export async function customConditions(
  scope: Scope,
  {
    alias,
    kind,
    asked,
  }: { alias: string; kind: 'contact' | 'account'; asked: readonly string[] | undefined },
): Promise<Fragment[]> {
  if (asked === undefined || asked.length === 0) return []
  const column = sql.ref(`${alias}.custom`)
  const conditions: Fragment[] = []
  for (const pair of asked) {
    const [key, value] = splitPair(pair)
    const wanted = JSON.stringify({ [key]: typedValue(await fieldType(scope, kind, key), value) })
    conditions.push(sql`${column} <> '{}' and ${column} @> ${wanted}::jsonb`)
  }
  return conditions
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf(':')
  if (at < 1) {
    throw new Refusal('invalid-input', { message: 'Write key:value, such as tier:gold.', place: 'custom' })
  }
  return [pair.slice(0, at), pair.slice(at + 1)]
}

async function fieldType(scope: Scope, kind: string, key: string): Promise<string> {
  const field = await scope.tx
    .selectFrom('attribute_fields')
    .select('type')
    .where('workspace_id', '=', scope.workspaceId)
    .where('record_kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst()
  if (field === undefined) {
    throw new Refusal('invalid-input', { message: `There is no custom field ${key}.`, place: 'custom' })
  }
  return field.type
}

function typedValue(type: string, value: string): string | number | boolean {
  if (type === 'number') return Number(value)
  return type === 'boolean' ? value === 'true' : value
}
