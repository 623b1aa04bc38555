/** Zones change their offset at quarters of an hour at the finest. */
const bucketMs = 900_000
const dayMs = 86_400_000

/**
 * The number of the calendar day in a time zone, counted from 1970-01-01 there. A replay asks for ten million instants,
 * so the calendar is asked once for each day, and for each quarter of an hour of those in which the offset changes.
 */
export function daysIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const offsets = new Map<number, number>()
  const offsetFrom = (start: number): number => {
    const offset = offsets.get(start) ?? offsetAt(format, start)
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

function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute) - at
}
