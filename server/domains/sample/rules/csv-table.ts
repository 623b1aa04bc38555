import type { MappingInput, RecordKind, Transform } from '../../../../contract/intake.ts'

/** One file of the sample company as the importer takes it: text and the mapping that reads it. */
export type SampleTable = {
  readonly fileName: string
  readonly rowCount: number
  readonly mapping: MappingInput
  readonly csv: string
}

export type Column<Row> = {
  readonly field: string
  readonly transform: Transform
  readonly of: (row: Row) => string
}

/** A column and how the importer is to read it. */
export function column<Row>(field: string, transform: Transform, of: (row: Row) => string): Column<Row> {
  return { field, transform, of }
}

type Content<Row> = { readonly name: string; readonly kind: RecordKind; readonly rows: readonly Row[] }

/** The rows as a file of comma-separated values. */
export function table<Row>({ name, kind, rows }: Content<Row>, columns: readonly Column<Row>[]): SampleTable {
  const lines = [
    columns.map(({ field }) => field),
    ...rows.map((row) => columns.map(({ of }) => quoted(of(row)))),
  ]
  return {
    fileName: `Sample company, ${name}.csv`,
    rowCount: rows.length,
    csv: `${lines.map((cells) => cells.join(',')).join('\n')}\n`,
    mapping: {
      version: 1,
      kind,
      origin: 'plain',
      into: kind,
      columns: columns.map(({ field, transform }) => ({
        column: field,
        target: { to: 'field', field },
        transform,
      })),
    },
  }
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
