import { offsetsOf } from '../../../../contract/zone-offset.ts'

/** Zones change their offset at quarters of an hour at the finest. */
const bucketMs = 900_000
const dayMs = 86_400_000

/**
 * The number of the calendar day in a time zone, counted from 1970-01-01 there. A replay asks for ten million instants,
 * so the calendar is asked once for each day, and for each quarter of an hour of those in which the offset changes.
 */
export function daysIn(timeZone: string): (at: number) => number {
  const offsetAt = offsetsOf(timeZone)
  const offsets = new Map<number, number>()
  const offsetFrom = (start: number): number => {
    const offset = offsets.get(start) ?? offsetAt(start)
    offsets.set(start, offset)
    return offset
  }
  return (at) => {
    const day = Math.floor(at / dayMs) * dayMs
    const offset = offsetFrom(day)
    const steady = offset === offsetFrom(day + dayMs)
    return Math.floor((at + (steady ? offset : offsetFrom(Math.floor(at / bucketMs) * bucketMs))) / dayMs)
  }
}
