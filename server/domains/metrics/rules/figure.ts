import type { Figure, NoDataReason } from '../../../../contract/metrics.ts'

/** A figure that always has a value: a count. */
export function counted(value: number | null | undefined): Figure {
  return { value: value ?? 0, reason: null }
}

/** A figure that may lack data: without a value it carries the reason, and is never zero. */
export function figureOr(reason: NoDataReason, value: number | null | undefined): Figure {
  return value == null ? { value: null, reason } : { value, reason: null }
}

/** A part of a whole; without a whole there is no ratio. */
export function ratioOr(reason: NoDataReason, part: number, whole: number): Figure {
  return whole === 0 ? { value: null, reason } : { value: part / whole, reason: null }
}
