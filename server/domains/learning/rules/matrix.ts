import type { Design } from './design.ts'
import { add, at } from './vectors.ts'

/** A symmetric matrix, row by row. */
export type Symmetric = { readonly size: number; readonly cells: Float64Array }

/**
 * How much of a column may be left, beside what earlier columns explain of it, for it to count as explained: well
 * above the rounding error of a sum of squares over a hundred thousand rows, far below any real difference.
 */
const explainedShareMax = 1e-10

/** X'WX. Only what is not zero is multiplied: a category costs one product a row, however many levels it has. */
export function weightedGram(design: Design, weights: Float64Array): Symmetric {
  const { rows, starts, places, values } = design
  const size = design.columns.length
  const cells = new Float64Array(size * size)
  for (let row = 0; row < rows; row += 1) {
    const weight = at(weights, row)
    const end = at(starts, row + 1)
    for (let one = at(starts, row); one < end; one += 1) {
      const line = at(places, one) * size
      const weighted = at(values, one) * weight
      for (let other = at(starts, row); other < end; other += 1)
        add(cells, line + at(places, other), weighted * at(values, other))
    }
  }
  return { size, cells }
}

/** X'v. */
export function crossed(design: Design, vector: Float64Array): Float64Array {
  const { rows, starts, places, values } = design
  const sums = new Float64Array(design.columns.length)
  for (let row = 0; row < rows; row += 1) {
    const factor = at(vector, row)
    const end = at(starts, row + 1)
    for (let one = at(starts, row); one < end; one += 1) add(sums, at(places, one), at(values, one) * factor)
  }
  return sums
}

/** Xb. */
export function applied(design: Design, coefficients: Float64Array): Float64Array {
  const { rows, starts, places, values } = design
  const sums = new Float64Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const end = at(starts, row + 1)
    let sum = 0
    for (let one = at(starts, row); one < end; one += 1)
      sum += at(values, one) * at(coefficients, at(places, one))
    sums[row] = sum
  }
  return sums
}

/**
 * Which columns earlier ones do not explain. As in R, of columns that say the same the earliest stays: a column whose
 * remainder after the elimination of those before it vanishes is left out (Golub and Van Loan, Matrix Computations,
 * section 4.2: the outer product form of the Cholesky factorisation, one column at a time).
 */
export function independentColumns(gram: Symmetric): number[] {
  const { size } = gram
  const left = Float64Array.from(gram.cells)
  const kept: number[] = []
  for (let column = 0; column < size; column += 1) {
    const whole = at(gram.cells, column * size + column)
    const pivot = at(left, column * size + column)
    if (whole <= 0 || pivot <= explainedShareMax * whole) continue
    kept.push(column)
    eliminate({ size, cells: left }, column, pivot)
  }
  return kept
}

/** Takes out of all later columns what one column explains. */
function eliminate({ size, cells }: Symmetric, column: number, pivot: number): void {
  for (let row = column + 1; row < size; row += 1) {
    const share = at(cells, row * size + column) / pivot
    if (share === 0) continue
    for (let other = column + 1; other < size; other += 1)
      add(cells, row * size + other, -share * at(cells, column * size + other))
  }
}

/** The rows and columns of a matrix that are kept, in their order. */
export function restricted({ size, cells }: Symmetric, kept: readonly number[]): Symmetric {
  const few = new Float64Array(kept.length ** 2)
  for (const [row, from] of kept.entries())
    for (const [column, to] of kept.entries()) few[row * kept.length + column] = at(cells, from * size + to)
  return { size: kept.length, cells: few }
}

/**
 * The lower Cholesky factor of a positive definite matrix (Golub and Van Loan, algorithm 4.2.1); null where the
 * matrix is not positive definite.
 */
export function choleskyFactor({ size, cells }: Symmetric): Symmetric | null {
  const factor = new Float64Array(size * size)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const rest =
        at(cells, row * size + column) -
        shared(factor, { one: row * size, other: column * size, count: column })
      if (row !== column) factor[row * size + column] = rest / at(factor, column * size + column)
      else if (rest > 0) factor[row * size + row] = Math.sqrt(rest)
      else return null
    }
  }
  return { size, cells: factor }
}

/** Solves LL'x = b for the factor L. */
export function solved({ size, cells }: Symmetric, right: Float64Array): Float64Array {
  const x = Float64Array.from(right)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1)
      add(x, row, -at(cells, row * size + column) * at(x, column))
    x[row] = at(x, row) / at(cells, row * size + row)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let below = row + 1; below < size; below += 1)
      add(x, row, -at(cells, below * size + row) * at(x, below))
    x[row] = at(x, row) / at(cells, row * size + row)
  }
  return x
}

/** The inverse of LL'. */
export function inverse(factor: Symmetric): Symmetric {
  const cells = new Float64Array(factor.size ** 2)
  for (let column = 0; column < factor.size; column += 1) {
    const unit = new Float64Array(factor.size)
    unit[column] = 1
    cells.set(solved(factor, unit), column * factor.size)
  }
  return { size: factor.size, cells }
}

type Stretch = { readonly one: number; readonly other: number; readonly count: number }

/** The product of two stretches of one matrix. */
function shared(cells: Float64Array, { one, other, count }: Stretch): number {
  let sum = 0
  for (let step = 0; step < count; step += 1) sum += at(cells, one + step) * at(cells, other + step)
  return sum
}
