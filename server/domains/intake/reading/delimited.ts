import Papa from 'papaparse'
import type { RowProblem } from '../../../../contract/intake.ts'
import type { RowBatch } from './row-batch.ts'
import { BatchBuilder } from './row-batch.ts'

/** The longest row, in characters. A quotation mark that is still open after so many was never meant as one. */
export const recordCharactersMax = 4_000_000

/** How much text is gathered before it is parsed. */
const parsedCharactersMin = 128 * 1024

const quote = '"'

export type DelimitedOptions = {
  readonly delimiter: string
  readonly columns: readonly string[]
  /** Rows that begin before this line are not data: the header, and what stands above it. */
  readonly dataFromLine: number
  /** Other limits than the usual ones, so that a test can meet them with a small text. */
  readonly limits?: { readonly parsedCharactersMin: number; readonly recordCharactersMax: number }
}

/**
 * The rows of delimited text, in batches. A row whose quotation marks make no sense is read once more as plain
 * text, line by line, so that one stray mark cannot swallow the rest of the file; such rows are flagged.
 */
export async function* delimitedRows(
  text: AsyncIterable<string>,
  options: DelimitedOptions,
): AsyncGenerator<RowBatch> {
  const rows = new RowReader(options)
  for await (const chunk of text) {
    rows.feed(chunk)
    yield* rows.batch.takeFull()
  }
  rows.finish()
  yield* rows.batch.takeAll()
}

class RowReader {
  readonly batch: BatchBuilder
  readonly #options: DelimitedOptions
  readonly #limits: { readonly parsedCharactersMin: number; readonly recordCharactersMax: number }
  #rest = ''
  #line = 1

  constructor(options: DelimitedOptions) {
    this.#options = options
    this.#limits = options.limits ?? { parsedCharactersMin, recordCharactersMax }
    this.batch = new BatchBuilder(options.columns)
  }

  feed(chunk: string): void {
    this.#rest += chunk
    if (this.#rest.length < this.#limits.parsedCharactersMin) return
    this.#parse(false)
    while (this.#rest.length > this.#limits.recordCharactersMax) {
      this.#readLiterally()
      this.#parse(false)
    }
  }

  finish(): void {
    if (this.#rest.endsWith('\n')) this.#rest = this.#rest.slice(0, -1)
    else if (this.#rest === '') return
    this.#parse(true)
  }

  #parse(last: boolean): void {
    const parsed = parse(this.#rest, { delimiter: this.#options.delimiter, last })
    if (parsed.flawed) {
      this.#parseStepwise(last)
      return
    }
    const consumed = last ? this.#rest : this.#rest.slice(0, parsed.cursor)
    const oneLineEach = countLines(consumed) + (last ? 1 : 0) === parsed.rows.length
    for (const cells of parsed.rows) this.#take(cells, oneLineEach ? 1 : linesOf(cells))
    this.#rest = last ? '' : this.#rest.slice(parsed.cursor)
  }

  /** Row by row, up to each row that is broken, which is then read literally. */
  #parseStepwise(last: boolean): void {
    let going = this.#rest !== ''
    while (going) {
      const parsed = parseUntilBroken(this.#rest, {
        delimiter: this.#options.delimiter,
        last,
        width: this.#options.columns.length,
      })
      for (const row of parsed.rows) {
        if (row.flawed) this.batch.report(brokenQuotes(this.#line))
        this.#take(row.cells, linesOf(row.cells))
      }
      this.#rest = this.#rest.slice(parsed.cursor)
      if (parsed.broken) this.#readLiterally()
      going = parsed.broken && this.#rest !== ''
    }
  }

  #readLiterally(): void {
    const end = this.#rest.indexOf('\n')
    const line = end === -1 ? this.#rest : this.#rest.slice(0, end)
    this.batch.report(brokenQuotes(this.#line))
    this.#take(line.split(this.#options.delimiter).map(unwrapped), 1)
    this.#rest = end === -1 ? '' : this.#rest.slice(end + 1)
  }

  #take(cells: string[], lines: number): void {
    if (this.#line >= this.#options.dataFromLine) this.batch.add(cells, this.#line)
    this.#line += lines
  }
}

type Found = { rows: string[][]; cursor: number; flawed: boolean }

function parse(text: string, options: { delimiter: string; last: boolean }): Found {
  const result = toResult(parserFor(options.delimiter).parse(text, 0, !options.last))
  return { rows: result.data, cursor: result.meta.cursor, flawed: result.errors.length > 0 }
}

type StepwiseRow = { cells: string[]; flawed: boolean }
type Stepwise = { rows: StepwiseRow[]; cursor: number; broken: boolean }

/**
 * Takes rows until one is broken: a flawed row is taken as parsed only when it has exactly as many cells as
 * there are columns and its last quotation mark is closed.
 */
function parseUntilBroken(
  text: string,
  options: { delimiter: string; last: boolean; width: number },
): Stepwise {
  const found: Stepwise = { rows: [], cursor: 0, broken: false }
  const parser = new Papa.Parser({
    delimiter: options.delimiter,
    newline: '\n',
    quoteChar: quote,
    fastMode: false,
    step(step: unknown) {
      const { data, errors, meta } = toResult(step)
      const cells = data[0] ?? []
      const unclosed = errors.some((error) => error.code === 'MissingQuotes')
      if (unclosed || (errors.length > 0 && cells.length !== options.width)) {
        found.broken = true
        parser.abort()
        return
      }
      found.rows.push({ cells, flawed: errors.length > 0 })
      found.cursor = meta.cursor
    },
  })
  parser.parse(text, 0, !options.last)
  return found
}

type PapaResult = { data: string[][]; errors: { code: string }[]; meta: { cursor: number } }

/** The parser is typed as `any` by its package; this says what it hands out and fails loudly if that changes. */
function toResult(result: unknown): PapaResult {
  if (!isPapaResult(result)) throw new TypeError('papaparse answered in another shape than it used to')
  return result
}

function isPapaResult(result: unknown): result is PapaResult {
  return typeof result === 'object' && result !== null && 'data' in result && Array.isArray(result.data)
}

function parserFor(delimiter: string): Papa.Parser {
  return new Papa.Parser({ delimiter, newline: '\n', quoteChar: quote })
}

/** The cells of a text in one go, for looking at the head of a file. */
export function cellsOf(text: string, delimiter: string): string[][] {
  return parse(text, { delimiter, last: true }).rows
}

/** How many physical lines a row covers: one, and one for each line end inside its cells. */
export function linesOf(cells: readonly string[]): number {
  let lines = 1
  for (const cell of cells) if (cell.includes('\n')) lines += countLines(cell)
  return lines
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function unwrapped(cell: string): string {
  const wrapped = cell.length >= 2 && cell.startsWith(quote) && cell.endsWith(quote)
  return wrapped ? cell.slice(1, -1).replaceAll('""', quote) : cell
}

function brokenQuotes(line: number): RowProblem {
  return {
    line,
    column: null,
    value: null,
    code: 'broken-quotes',
    message: 'The quotation marks on this line do not come in pairs; the line was read as it stands.',
    remedy: 'Look at this row. A quotation mark inside a quoted cell is written twice.',
    severity: 'flagged',
  }
}
