import { dayOf, startOfDay } from '../days.ts'

/** Months as people choose them, and the instants at which they begin where the workspace stands. */

/** `2026-11`: the month that runs, as the workspace's zone has it. */
export function monthAt(timeZone: string, at: number = Date.now()): string {
  return dayOf(at, timeZone).slice(0, 'YYYY-MM'.length)
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
  return startOfDay(`${month}-01`, timeZone)
}
