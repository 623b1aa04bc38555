import type { RowProblem } from '../../../../contract/intake.ts'

/** How many rows travel together. */
export const batchRowsMax = 4_000

/**
 * Some thousand rows in the order of the file. `firstRow` is the number of the first of them among the rows of
 * data, from 1; `lines` holds for each row the physical line it begins on, from 1. Cells are as written, without
 * quotes; a row may have fewer or more cells than there are columns, and is then among the problems.
 */
export type RowBatch = {
  readonly firstRow: number
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly problems: readonly RowProblem[]
  /** Rows without a single filled cell, which are counted and left out. */
  readonly blankRows: number
}

/** Gathers rows into batches, numbers them, counts blank ones and reports those that do not fit the columns. */
export class BatchBuilder {
  readonly #columns: readonly string[]
  #nextRow = 1
  #rows: string[][] = []
  #lines: number[] = []
  #problems: RowProblem[] = []
  #blankRows = 0
  readonly #full: RowBatch[] = []

  constructor(columns: readonly string[]) {
    this.#columns = columns
  }

  add(cells: string[], line: number): void {
    if (isBlank(cells)) {
      this.#blankRows += 1
      return
    }
    if (this.#rows.length >= batchRowsMax) this.#close()
    this.#rows.push(cells)
    this.#lines.push(line)
    if (cells.length !== this.#columns.length) this.#reportRagged(cells, line)
  }

  report(problem: RowProblem): void {
    this.#problems.push(problem)
  }

  /** The batches that are full. */
  takeFull(): RowBatch[] {
    return this.#full.splice(0)
  }

  /** All batches, the last one as full as it got. */
  takeAll(): RowBatch[] {
    if (this.#rows.length > 0 || this.#blankRows > 0) this.#close()
    return this.takeFull()
  }

  #close(): void {
    this.#full.push({
      firstRow: this.#nextRow,
      rows: this.#rows,
      lines: this.#lines,
      problems: this.#problems,
      blankRows: this.#blankRows,
    })
    this.#nextRow += this.#rows.length
    this.#rows = []
    this.#lines = []
    this.#problems = []
    this.#blankRows = 0
  }

  #reportRagged(cells: readonly string[], line: number): void {
    const width = this.#columns.length
    if (cells.length < width) {
      this.#problems.push(missingCells(line, cells.length, this.#columns))
      return
    }
    const surplus = cells.slice(width).filter((cell) => cell.trim() !== '')
    if (surplus.length > 0) this.#problems.push(surplusCells(line, surplus, width))
  }
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

function missingCells(line: number, found: number, columns: readonly string[]): RowProblem {
  return {
    line,
    column: columns[found] ?? null,
    value: null,
    code: 'missing-cells',
    message: `This row has ${found} of ${columns.length} cells; the missing ones are taken as blank.`,
    remedy: 'Nothing needs doing if the last cells are empty; otherwise correct the line in the file.',
    severity: 'flagged',
  }
}

const problemValueMax = 200

function surplusCells(line: number, surplus: readonly string[], width: number): RowProblem {
  return {
    line,
    column: null,
    value: surplus.join(' | ').slice(0, problemValueMax),
    code: 'surplus-cells',
    message: `This row has more cells than the ${width} columns; the surplus is not imported.`,
    remedy: 'A cell with the delimiter in it needs quotation marks around it. Correct the line in the file.',
    severity: 'flagged',
  }
}
