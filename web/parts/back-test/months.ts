/** Months as people choose them, and the instants at which they begin where the workspace stands. */

/** `2026-11`: the month that runs, as the workspace's zone has it. */
export function monthAt(timeZone: string, at: number = Date.now()): string {
  return wallTime(at, timeZone).toISOString().slice(0, 'YYYY-MM'.length)
}

/** So many months later; a negative count is earlier. */
export function monthsLater(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 'YYYY-MM'.length)
}

/** The months up to one, newest first. */
export function monthsUpTo(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => monthsLater(month, -back))
}

/** The instant at which a month begins in a zone. */
export function startOf(month: string, timeZone: string): string {
  const wanted = Date.parse(`${month}-01T00:00:00Z`)
  const offset = (at: number) => wallTime(at, timeZone).getTime() - at
  // Asked twice, because the clock may have been changed between the guess and the beginning of the month.
  const guess = wanted - offset(wanted)
  return new Date(wanted - offset(guess)).toISOString()
}

/** What a clock on the wall shows at an instant, as if it were UTC. */
function wallTime(at: number, timeZone: string): Date {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return new Date(`${text.replace(' ', 'T')}Z`)
}
