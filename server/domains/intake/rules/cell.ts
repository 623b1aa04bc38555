import type { RowProblemCode } from '../../../../contract/intake.ts'

/** What a cell can mean once it is read. Days and instants are ISO 8601, amounts decimal strings. */
export type Value = string | number | boolean | readonly string[] | null

/** Why a cell could not be read as meant, or what is odd about it although it could (`kept`). */
export type CellProblem = {
  readonly code: RowProblemCode
  readonly message: string
  readonly remedy: string
  readonly kept?: Value
}

/** A value, or a problem in its place. */
export type Read<V extends Value> = V | CellProblem

/** Tells a problem from a value. */
export function isProblem(read: Value | CellProblem): read is CellProblem {
  return typeof read === 'object' && read !== null && 'code' in read
}
