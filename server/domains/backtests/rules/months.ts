const dayMs = 86_400_000
const quarterHourMs = 900_000
/** No zone is further from UTC. */
const offsetMsMax = 16 * 3_600_000

/** The month of an instant as `YYYY-MM`, in the zone whose days `dayOf` counts. */
export type MonthOf = (at: number) => string

/** Makes the month of an instant out of the days of a zone; each day is worked out once. */
export function monthsIn(dayOf: (at: number) => number): MonthOf {
  const known = new Map<number, string>()
  return (at) => {
    const day = dayOf(at)
    const month = known.get(day) ?? new Date(day * dayMs).toISOString().slice(0, 7)
    known.set(day, month)
    return month
  }
}

/** Every month that a half-open period touches, oldest first. */
export function monthsWithin(from: number, to: number, monthOf: MonthOf): string[] {
  const months: string[] = []
  const last = monthOf(to - 1)
  for (let month = monthOf(from); month <= last; month = monthAfter(month, 1)) months.push(month)
  return months
}

/** The first instant of a month in the zone of `dayOf`. */
export function monthStart(month: string, dayOf: (at: number) => number): number {
  const first = Date.parse(`${month}-01T00:00:00Z`)
  const day = first / dayMs
  for (let instant = first - offsetMsMax; instant < first + offsetMsMax; instant += quarterHourMs)
    if (dayOf(instant) >= day) return instant
  return first
}

/** The month so many months after another one, or before it where the number is negative. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}
