import type { Catalog, Column, Table } from './catalog.ts'

const HEADER =
  '-- The schema after all migrations, for reading and comparing. Written by bin/schema; do not edit.'

/** The schema as SQL, the same text for the same schema. */
export function schemaSql(catalog: Catalog): string {
  const parts = [
    HEADER,
    [...catalog.schemas, ...catalog.extensions, ...catalog.types].join('\n'),
    ...catalog.functions,
    ...catalog.tables.map(tableSql),
    ...catalog.views,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function tableSql(table: Table): string {
  return [createTable(table), ...table.indexes, ...wall(table), ...table.policies, ...table.grants].join('\n')
}

function createTable(table: Table): string {
  const lines = [...table.columns.map(columnSql), ...table.constraints].map((line) => `  ${line}`)
  const partitioning = table.partitioning === null ? '' : ` partition by ${table.partitioning}`
  const options = table.options === null ? '' : ` with (${table.options})`
  if (table.partOf !== null) return `create table ${table.name} partition of ${table.partOf}${options};`
  return `create table ${table.name} (\n${lines.join(',\n')}\n)${partitioning}${options};`
}

function columnSql(column: Column): string {
  return [column.name, column.type, column.required ? 'not null' : '', origin(column)]
    .filter(Boolean)
    .join(' ')
}

function origin({ identity, generated, defaultText }: Column): string {
  if (identity !== '') return `generated ${identity === 'a' ? 'always' : 'by default'} as identity`
  if (generated !== '')
    return `generated always as (${defaultText}) ${generated === 's' ? 'stored' : 'virtual'}`
  return defaultText === null ? '' : `default ${defaultText}`
}

function wall({ name, walled, forced }: Table): string[] {
  return [
    ...(walled ? [`alter table ${name} enable row level security;`] : []),
    ...(forced ? [`alter table ${name} force row level security;`] : []),
  ]
}
