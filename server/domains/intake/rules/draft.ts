import type { RowProblem } from '../../../../contract/intake.ts'
import type { CellProblem, Value } from './cell.ts'

const problemValueMax = 200

/** One row as it was judged: its values by target field, and what is wrong or odd about it. */
export type JudgedRow = {
  /** The physical line in the file on which the row begins, from 1. */
  readonly line: number
  /** The number of the row among the rows of data, from 1. */
  readonly row: number
  readonly values: Readonly<Record<string, Value>>
  readonly problems: readonly RowProblem[]
  readonly refused: boolean
}

const noProblems: readonly RowProblem[] = []

/** A row while it is judged. */
export class Draft {
  readonly values: Record<string, Value>
  readonly #line: number
  readonly #row: number
  #problems: RowProblem[] | null = null
  #refused = false

  constructor(place: { line: number; row: number }, values: Record<string, Value>) {
    this.#line = place.line
    this.#row = place.row
    this.values = values
  }

  /** Sets a field that no earlier column has filled. */
  fill(field: string, value: Value): void {
    this.values[field] ??= value
  }

  /** Adds to a field that can hold several values. */
  append(field: string, values: readonly string[]): void {
    if (values.length === 0) return
    const held = this.values[field]
    const isList = typeof held === 'object' && held !== null
    this.values[field] = isList ? [...new Set([...held, ...values])] : values
  }

  report(
    problem: CellProblem,
    where: { column: string | null; value: string | null; refuses: boolean },
  ): void {
    this.#problems ??= []
    this.#problems.push({
      line: this.#line,
      column: where.column,
      value: where.value === null ? null : where.value.slice(0, problemValueMax),
      code: problem.code,
      message: problem.message,
      remedy: problem.remedy,
      severity: where.refuses ? 'refused' : 'flagged',
    })
    if (where.refuses) this.#refused = true
  }

  get refused(): boolean {
    return this.#refused
  }

  toRow(): JudgedRow {
    return {
      line: this.#line,
      row: this.#row,
      values: this.values,
      problems: this.#problems ?? noProblems,
      refused: this.#refused,
    }
  }
}
