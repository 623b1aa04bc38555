import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RecordKind } from '../../../contract/records.ts'
import { customPrefix, standardFields } from './rules/standard-fields.ts'
import type { ValueType } from './rules/values.ts'

/** A piece of SQL. */
export type Fragment = RawBuilder<unknown>

/** A column that is computed from the record's own attributes whenever one of them changes. */
type Derived = { readonly column: string; readonly from: readonly string[]; readonly value: Fragment }

type RecordTable = { readonly table: string; readonly merges: boolean; readonly derived: readonly Derived[] }

/** Where the records of each kind stand; `t` is the record in every fragment. */
export const recordTables: Readonly<Record<RecordKind, RecordTable>> = {
  contact: {
    table: 'contacts',
    merges: true,
    derived: [
      {
        column: 'search',
        from: ['fullName', 'email', 'phone', 'title', 'accountId'],
        value: sql`rapport_contact_words(t.workspace_id, coalesce(t.merged_into_id, t.id))`,
      },
    ],
  },
  account: {
    table: 'accounts',
    merges: true,
    derived: [
      { column: 'search', from: ['name', 'domain'], value: sql`lower(concat_ws(' ', t.name, t.domain))` },
    ],
  },
  lead: { table: 'leads', merges: false, derived: [] },
  deal: {
    table: 'deals',
    merges: false,
    derived: [
      {
        column: 'search',
        from: ['name', 'accountId', 'contactId'],
        value: sql`rapport_deal_words(t.workspace_id, t.name, t.account_id, t.contact_id)`,
      },
    ],
  },
}

const sqlTypes: Readonly<Record<ValueType, string>> = {
  text: 'text',
  country: 'text',
  url: 'text',
  choice: 'text',
  currency: 'text',
  number: 'numeric',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  money: 'numeric(16,2)',
  id: 'uuid',
}

/** How one field is read from the record, cast from the ledger's JSON, and written back. */
export type FieldSql = {
  readonly field: string
  /** The standing value as the ledger's JSON. */
  readonly current: Fragment
  /** A wanted value, brought into the same form that the standing one has. */
  readonly canonical: (values: Fragment) => Fragment
  /** `column = value` for an update; null for custom fields, which share one column. */
  readonly assignment: ((changed: Fragment) => Fragment) | null
}

/** Builds the SQL of a field; `field` must be known: a standard one, or `custom.` and a valid key. */
export function fieldSql(kind: RecordKind, field: string): FieldSql {
  const name = sql.lit(field)
  if (field.startsWith(customPrefix)) {
    const key = sql.lit(field.slice(customPrefix.length))
    return {
      field,
      current: sql`coalesce(t.custom -> ${key}, 'null')`,
      canonical: (values) => sql`${values} -> ${name}`,
      assignment: null,
    }
  }
  const standard = standardFields[kind][field]
  if (standard === undefined) throw new Error(`unknown field ${field} of ${kind}`)
  const column = sql.ref(standard.column)
  const type = sql.raw(sqlTypes[standard.type])
  const cast = (values: Fragment): Fragment => sql`(${values} ->> ${name})::${type}`
  // Decimals stand in the ledger as text, so that no reader turns money into a float.
  const json = (value: Fragment): Fragment =>
    standard.type === 'money' ? sql`to_jsonb(${value}::text)` : sql`to_jsonb(${value})`
  return {
    field,
    current: sql`coalesce(${json(sql`t.${column}`)}, 'null')`,
    canonical: (values) => sql`coalesce(${json(cast(values))}, 'null')`,
    assignment: (changed) => {
      // Full names are never null: nobody's name is the empty one.
      const value = field === 'fullName' ? sql`coalesce(${cast(changed)}, '')` : cast(changed)
      return sql`${column} = case when ${changed} ? ${name} then ${value} else t.${column} end`
    },
  }
}
