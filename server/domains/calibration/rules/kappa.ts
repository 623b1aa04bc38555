/**
 * How far two sides agree beyond what chance would give. Cohen, J. (1960), A coefficient of agreement for nominal
 * scales, Educational and Psychological Measurement 20, 37-46. The standard error is the large-sample one, which does
 * not assume that they agree by chance alone: Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969), Large sample standard
 * errors of kappa and weighted kappa, Psychological Bulletin 72, 323-327.
 */

/** How often one side put something here (row) and the other there (column). As many rows as columns. */
export type Agreement = readonly (readonly number[])[]

export type Kappa = {
  readonly value: number
  readonly standardError: number
  /** 95 %; null where the formula gives no width, which says nothing about how sure one can be. */
  readonly interval: { readonly low: number; readonly high: number } | null
}

/** The 97.5 % point of the normal distribution. */
const normal975 = 1.959963984540054
/** What is left of rounding where the exact result is nothing. */
const roundingMax = 1e-12

/** The share of things on which both agree; null without any. */
export function agreementShare(table: Agreement): number | null {
  const total = totalOf(table)
  return total === 0 ? null : diagonalOf(table) / total
}

/**
 * Cohen's kappa with its interval. Null where it is undefined: nothing was rated, or both sides only ever said one and
 * the same thing, so that chance alone would have them agree every time.
 */
export function kappaOf(table: Agreement): Kappa | null {
  const total = totalOf(table)
  if (total === 0) return null
  const rows = table.map((row) => sum(row) / total)
  const columns = table.map((_, column) => sum(table.map((row) => row[column] ?? 0)) / total)
  const expected = sum(rows.map((share, index) => share * (columns[index] ?? 0)))
  if (1 - expected < roundingMax) return null
  const value = (diagonalOf(table) / total - expected) / (1 - expected)
  const spread = spreadOf({ table, total, rows, columns }, value, expected)
  const standardError = spread < roundingMax ? 0 : Math.sqrt(spread / total) / (1 - expected)
  return { value, standardError, interval: intervalOf(value, standardError) }
}

type Shares = {
  readonly table: Agreement
  readonly total: number
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/** The bracket of formula 13 in Fleiss, Cohen and Everitt, with weights of one on the diagonal and nought beside it. */
function spreadOf({ table, total, rows, columns }: Shares, kappa: number, expected: number): number {
  const parts = table.flatMap((row, at) =>
    row.map((count, column) => {
      const chance = (columns[at] ?? 0) + (rows[column] ?? 0)
      const weight = at === column ? 1 - chance * (1 - kappa) : chance * (1 - kappa)
      return (count / total) * weight ** 2
    }),
  )
  return sum(parts) - (kappa - expected * (1 - kappa)) ** 2
}

function intervalOf(value: number, standardError: number): Kappa['interval'] {
  if (standardError === 0) return null
  const half = normal975 * standardError
  return { low: Math.max(-1, value - half), high: Math.min(1, value + half) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const totalOf = (table: Agreement): number => sum(table.map(sum))
const diagonalOf = (table: Agreement): number => sum(table.map((row, index) => row[index] ?? 0))
