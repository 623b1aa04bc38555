const microsecondsPerDay = 86_400_000_000

/**
 * The mean of days, the same to the last bit in whatever order the rows come: they are summed as whole microseconds,
 * which is how exactly they were recorded. `filter` is a filter clause of SQL. Null where there is nothing to count.
 */
export function meanDays(days: string, filter = ''): string {
  const microseconds = `sum(round(${days} * ${microsecondsPerDay})::bigint) ${filter}`
  return `(${microseconds})::double / ${microsecondsPerDay} / nullif(count(${days}) ${filter}, 0)`
}
