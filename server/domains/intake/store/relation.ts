import type { LedgerKind } from './ledger.ts'

/** PostgreSQL types that staging knows. `money` is numeric(14,2) and travels as decimal text. */
export type ColumnType =
  | 'text'
  | 'uuid'
  | 'timestamptz'
  | 'date'
  | 'integer'
  | 'smallint'
  | 'bigint'
  | 'boolean'
  | 'jsonb'
  | 'numeric(14,2)'
  | 'numeric(16,2)'

/**
 * A table that imports write, as data. `columns` are staged by COPY and written set-based; `attributes` names those
 * that go through the ledger, with the name the ledger knows them by; `derived` columns are computed in SQL from
 * the row itself whenever it is written. `stamped` tables carry import and time stamps beside.
 */
export type Relation = {
  readonly table: string
  readonly columns: Readonly<Record<string, ColumnType>>
  readonly ledger?: LedgerKind
  readonly attributes?: Readonly<Record<string, string>>
  readonly derived?: Readonly<Record<string, (row: string) => string>>
  /** By which attributes, as the ledger calls them, other records are found too, and how their words are refreshed. */
  readonly names?: { readonly fields: readonly string[]; readonly refresh: (ids: string) => string }
  readonly stamps?: readonly Stamp[]
  /** Columns that follow an attribute and are therefore changed with it, but are not in the ledger. */
  readonly followers?: readonly string[]
  /** For rows that may stand already and then stay as they are; without it a clash fails the chunk, which is retried. */
  readonly onConflict?: string
}

/** Columns that every import fills alike. */
export type Stamp = 'import_id' | 'recorded_at' | 'updated_at' | 'created_at' | 'found_at' | 'changed_xid'

/** What a row to write looks like: values by column, as text, number, boolean or JSON; absent is null. */
export type StagedRow = Readonly<Record<string, StagedValue>>
export type StagedValue = string | number | boolean | null | undefined | Readonly<Record<string, unknown>>

/** Brings up to date the words of records that are found by the names of these; null where a relation lends none. */
export function refreshNamesSql(
  { names }: Relation,
  { from, id, changed }: { from: string; id: string; changed: readonly string[] },
): string | null {
  if (names === undefined) return null
  const fields = `array[${names.fields.map((field) => `'${field}'`).join(', ')}]`
  const renamed = changed.map((values) => `${values} ?| ${fields}`).join(' or ')
  return `select ${names.refresh(`(select array_agg(${id}) from ${from} where ${renamed})`)}`
}

export function columnNames(relation: Relation): string[] {
  return Object.keys(relation.columns)
}

export function quoted(name: string): string {
  return `"${name}"`
}
