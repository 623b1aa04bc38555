import { setImmediate as breath } from 'node:timers/promises'
import type { ColumnMapping, FileDescription, Mapping, RowProblem } from '../../../../contract/intake.ts'
import type { RowBatch } from '../reading/row-batch.ts'
import { readRows } from '../reading/rows.ts'
import type { Source } from '../reading/source.ts'
import { compileMapping, judgeRows } from '../rules/judge.ts'
import type { JudgeContext } from '../rules/judge.ts'
import type { JudgedRow } from '../plan/row.ts'
import type { FileGround } from './load.ts'
import { wantedBy } from './wanted.ts'
import type { Wanted } from './wanted.ts'

/** How many rows are judged in one go: between two goes the answers of the database are heard. */
const rowsAtOnce = 250

/** Some thousand judged rows that are written in one transaction. Rows are numbered from 1 within the file. */
export type Chunk = {
  readonly rows: readonly JudgedRow[]
  /** Everything the rows name, gathered while the database is busy with the chunk before. */
  readonly wanted: Wanted
  readonly firstRow: number
  readonly lastRow: number
}

export type ChunkOptions = {
  readonly source: Source
  readonly description: FileDescription
  readonly mapping: Mapping
  readonly context: JudgeContext
  readonly file: FileGround
  readonly chunkRows: number
}

/** The rows of a file, judged, in chunks of one size but for the last. */
export async function* judgedChunks(options: ChunkOptions): AsyncGenerator<Chunk> {
  const { description, mapping, chunkRows, file } = options
  const judge = compileMapping(mapping, description.columns, options.context)
  const respelt = respeltColumns(mapping, description.columns)
  let held: JudgedRow[] = []
  for await (const batch of readRows(options.source, description)) {
    for (const some of partsOf(batch)) {
      const judged = withReaderProblems(judgeRows(judge, some), some)
      held.push(...judged.map((row, at) => withRespelt(row, some.rows[at] ?? [], respelt)))
      await breath()
    }
    while (held.length >= chunkRows) {
      yield chunkOf(held.slice(0, chunkRows), file)
      held = held.slice(chunkRows)
    }
  }
  if (held.length > 0) yield chunkOf(held, file)
}

/** A chunk of rows that follow one another. */
export function chunkOf(rows: readonly JudgedRow[], file: FileGround): Chunk {
  const firstRow = rows[0]?.row ?? 1
  return { rows, wanted: wantedBy(rows, file), firstRow, lastRow: firstRow + rows.length - 1 }
}

function* partsOf(batch: RowBatch): Generator<RowBatch> {
  for (let from = 0; from < batch.rows.length; from += rowsAtOnce) {
    const to = from + rowsAtOnce
    const [rows, lines] = [batch.rows.slice(from, to), batch.lines.slice(from, to)]
    yield { ...batch, firstRow: batch.firstRow + from, rows, lines }
  }
}

/** What the reader found odd about a line stays with the row of that line. */
function withReaderProblems(rows: readonly JudgedRow[], batch: RowBatch): readonly JudgedRow[] {
  if (batch.problems.length === 0) return rows
  const byLine = new Map<number, RowProblem[]>()
  for (const problem of batch.problems)
    byLine.set(problem.line, [...(byLine.get(problem.line) ?? []), problem])
  return rows.map((row) => {
    const found = byLine.get(row.line)
    return found === undefined ? row : { ...row, problems: [...found, ...row.problems] }
  })
}

type Respelt = {
  readonly column: string
  readonly index: number
  readonly values: ReadonlyMap<string, string>
}

/** Columns in which the mapping reads some names as others, such as GTXPro as GTX Pro. */
function respeltColumns(mapping: Mapping, columns: readonly string[]): Respelt[] {
  return mapping.columns.flatMap((column) => {
    const values = respellings(column)
    const index = columns.indexOf(column.column)
    return values.size > 0 && index >= 0 ? [{ column: column.column, index, values }] : []
  })
}

function respellings({ target, transform }: ColumnMapping): ReadonlyMap<string, string> {
  if (target.to === 'ignore' || transform.type !== 'reference') return new Map()
  return new Map(Object.entries(transform.values).filter(([written, meant]) => written !== meant))
}

function withRespelt(row: JudgedRow, cells: readonly string[], respelt: readonly Respelt[]): JudgedRow {
  let problems: RowProblem[] | undefined
  for (const { column, index, values } of respelt) {
    const written = (cells[index] ?? '').trim()
    const meant = values.get(written)
    if (meant === undefined) continue
    problems ??= []
    problems.push({
      line: row.line,
      column,
      value: written,
      code: 'spelled-differently',
      message: `"${written}" is read as "${meant}".`,
      remedy: 'Nothing needs doing if they are the same; otherwise change the mapping of this column.',
      severity: 'flagged',
    })
  }
  return problems === undefined ? row : { ...row, problems: [...row.problems, ...problems] }
}
