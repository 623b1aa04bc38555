export const MICROSECONDS_A_DAY = 86_400_000_000

/** Microseconds as days. */
export function daysOf(microseconds: string): string {
  return `${microseconds} / ${MICROSECONDS_A_DAY}.0::double`
}

/**
 * The mean of days, the same to the last bit in whatever order the rows come: they are summed as whole microseconds,
 * which is how exactly they were recorded. `filter` is a filter clause of SQL. Null where there is nothing to count.
 */
export function meanDays(days: string, filter = ''): string {
  const microseconds = `sum(round(${days} * ${MICROSECONDS_A_DAY})::bigint) ${filter}`
  return `(${microseconds})::double / ${MICROSECONDS_A_DAY} / nullif(count(${days}) ${filter}, 0)`
}
