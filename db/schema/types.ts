import type { Catalog, Column, Table } from './catalog.ts'

const HEADER = `// Generated from the database; do not edit. See bin/schema.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** JSON comes back parsed and goes in as text. */
export type Json = ColumnType<unknown, string, string>
/** Decimals come back as text, so that no float ever rounds money. */
export type Numeric = ColumnType<string, string | number, string | number>
/** A column that the database fills where nobody does; Kysely's own loses what goes in as something else. */
export type Generated<S> = [S] extends [ColumnType<infer Out, infer In, infer Again>]
  ? ColumnType<Out, In | undefined, Again>
  : ColumnType<S, S | undefined, S>
`

/** What the driver answers for each type, as server/platform/database.ts sets it up. */
const TYPES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  interval: 'string',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'Numeric',
  text: 'string',
  timestamptz: 'Date',
  tsvector: 'string',
  uuid: 'string',
  varchar: 'string',
}

/** The table that migrations keep for themselves. */
const HIDDEN = 'schema_migrations'

/** The types by which Kysely knows the schema. */
export function schemaTypes({ tables }: Catalog): string {
  const visible = tables.filter(({ name, partOf }) => name !== HIDDEN && partOf === null)
  return `${HEADER}\nexport type Schema = {\n${visible.map(tableType).join('')}}\n`
}

function tableType(table: Table): string {
  const columns = table.columns.map((column) => `    ${column.name}: ${columnType(table, column)}\n`)
  return `  '${table.name}': {\n${columns.join('')}  }\n`
}

function columnType(table: Table, column: Column): string {
  const scalar = TYPES[column.typeName]
  if (scalar === undefined)
    throw new Error(
      `${table.name}.${column.name} has type ${column.type}: name its type in db/schema/types.ts.`,
    )
  const plain = column.isArray ? `${scalar}[]` : scalar
  const type = column.required ? plain : `${plain} | null`
  if (column.identity === 'a' || column.generated !== '') return `GeneratedAlways<${type}>`
  return column.required && (column.defaultText !== null || column.identity === 'd')
    ? `Generated<${type}>`
    : type
}
