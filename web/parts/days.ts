import { offsetsOf } from '../../contract/zone-offset.ts'

/** Days as people choose them, and the instants at which they begin where the workspace stands. */

/** `2026-11-22`: the day of an instant, as the workspace's zone has it. */
export function dayOf(at: number | string, timeZone: string): string {
  const instant = new Date(at).getTime()
  const wall = instant + offsetsOf(timeZone)(instant)
  return new Date(wall).toISOString().slice(0, 'YYYY-MM-DD'.length)
}

/** The instant at which a day begins in a zone: midnight, or where the clock leaps over it, the moment of the leap. */
export function startOfDay(day: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  const offset = offsetsOf(timeZone)
  // Asked twice, because the clock may have been changed between the guess and the beginning of the day.
  const guess = wanted - offset(wanted)
  const start = wanted - offset(guess)
  return new Date(dayOf(start, timeZone) === day ? start : guess).toISOString()
}
