import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { listImportProblems } from '../../../contract/imports.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { refuseCells } from './cells.ts'
import { partsSource } from './engine/source.ts'
import type { Door } from './engine/source.ts'
import { presentProblem } from './present.ts'
import { descriptionOf } from './recognition.ts'
import { readRows } from './reading/rows.ts'
import { selectImport } from './store/imports.ts'
import type { ImportRecord } from './store/imports.ts'
import { countProblems, selectProblems } from './store/problems.ts'
import type { Pass, ProblemFilter, ProblemRow } from './store/problems.ts'

type Query = EndpointParsed<typeof listImportProblems>['query']
type Asked = Pick<Query, 'pass' | 'severity' | 'code'>

/** A page of refused and flagged rows, in the order of the file. */
export async function problemPage(scope: Scope, id: number, query: Query) {
  const found = await selectImport(scope, id)
  if (found === undefined) throw notFound('import')
  await refuseCells(scope, found)
  const filter = filterOf(found, query)
  const rows = await selectProblems(scope, filter, { after: placeOf(query.cursor), limit: query.limit + 1 })
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(presentProblem),
    nextCursor: rows.length > shown.length && last !== undefined ? `${last.line}.${last.id}` : null,
    total: await countProblems(scope, filter),
  }
}

/** Unless told, the problems of the latest pass: those of the run once there was one. */
function filterOf(found: ImportRecord, { pass, severity, code }: Asked): ProblemFilter {
  const latest: Pass = found.started_at === null ? 'check' : 'run'
  return { importId: found.id, pass: pass ?? latest, severity, code }
}

function placeOf(cursor: string | undefined): { line: number; id: number } | null {
  if (cursor === undefined) return null
  const [, line, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? []
  if (line === undefined || id === undefined) {
    throw new Refusal('invalid-input', { place: 'cursor', message: 'This is no place in the list.' })
  }
  return { line: Number(line), id: Number(id) }
}

const pageRows = 2_000
const headings = ['line', 'column', 'value', 'severity', 'code', 'message', 'remedy']

/**
 * All problems as CSV with the original cells beside them, so that the rows can be corrected and imported again.
 * Reads the file once more alongside, in constant memory; once the file was removed, the problems stand alone.
 */
export async function problemsFile(
  door: Door,
  id: number,
  asked: Asked,
): Promise<{ name: string; lines: AsyncGenerator<string> }> {
  const found = await door((scope) => selectImport(scope, id), { readOnly: true })
  if (found === undefined || found.uploaded_at === null) throw notFound('import')
  const name = `${found.file_name.replace(/\.[^.]*$/, '')} problems.csv`
  return { name, lines: csvLines(door, found, filterOf(found, asked)) }
}

async function* csvLines(door: Door, found: ImportRecord, filter: ProblemFilter): AsyncGenerator<string> {
  const isGone = found.file_removed_at !== null
  const { columns } = descriptionOf(found.recognition)
  // A byte order mark is what makes spreadsheet programs read the file as UTF-8.
  yield `\uFEFF${csvLine([...headings, ...(isGone ? [] : columns)])}`
  const problems = allProblems(door, filter)
  if (isGone) for await (const problem of problems) yield csvLine(problemCells(problem))
  else yield* besideCells(door, found, problems)
}

async function* besideCells(
  door: Door,
  found: ImportRecord,
  problems: AsyncGenerator<ProblemRow>,
): AsyncGenerator<string> {
  const description = descriptionOf(found.recognition)
  const source = partsSource(door, { importId: found.id, size: found.file_bytes })
  let next = await problems.next()
  for await (const batch of readRows(source, description)) {
    for (const [at, cells] of batch.rows.entries()) {
      const line = batch.lines[at] ?? 0
      while (next.done !== true && next.value.line <= line) {
        yield csvLine([...problemCells(next.value), ...(next.value.line === line ? cells : [])])
        next = await problems.next()
      }
    }
    if (next.done === true) return
  }
  for (; next.done !== true; next = await problems.next()) yield csvLine(problemCells(next.value))
}

async function* allProblems(door: Door, filter: ProblemFilter): AsyncGenerator<ProblemRow> {
  let after: { line: number; id: number } | null = null
  for (;;) {
    const place: { line: number; id: number } | null = after
    const rows: ProblemRow[] = await door(
      (scope) => selectProblems(scope, filter, { after: place, limit: pageRows }),
      { readOnly: true },
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageRows) return
    after = { line: last.line, id: last.id }
  }
}

function problemCells(problem: ProblemRow): string[] {
  const { line, column, value, severity, code, message, remedy } = problem
  return [String(line), column ?? '', value ?? '', severity, code, message, remedy]
}

const needsQuotes = /[",\r\n]/
/** What a spreadsheet program would take for a formula is handed over as text. */
const formula = /^[=+\-@\t]/
const plainNumber = /^-?\d+([.,]\d+)?$/

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
