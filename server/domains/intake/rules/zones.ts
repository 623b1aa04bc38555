const quarterMs = 15 * 60_000
const cacheEntriesMax = 50_000

/** Turns a time that a clock on the wall shows (as if it were UTC, in ms) into the instant it was (ms). */
export type WallClock = (wallMs: number) => number

const clocks = new Map<string, WallClock>()

/** The wall clock of a time zone such as `Europe/Berlin`. Its answers are kept: looking them up is slow. */
export function wallClockOf(zone: string): WallClock {
  const known = clocks.get(zone)
  if (known) return known
  const clock = /^(utc|etc\/utc|gmt|z)$/i.test(zone) ? (wallMs: number) => wallMs : cachedClock(zone)
  clocks.set(zone, clock)
  return clock
}

function cachedClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsets = new Map<number, number>()
  return (wallMs) => {
    const quarter = Math.floor(wallMs / quarterMs)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      if (offsets.size >= cacheEntriesMax) offsets.clear()
      offset = offsetOfWall(format, quarter * quarterMs)
      offsets.set(quarter, offset)
    }
    return wallMs - offset
  }
}

/**
 * How far the zone's clock is ahead when it shows this time. A time that daylight saving skips counts with the
 * offset before the jump; one that it repeats is the earlier of the two.
 */
function offsetOfWall(format: Intl.DateTimeFormat, wallMs: number): number {
  const dayMs = 24 * 3_600_000
  const before = offsetAt(format, wallMs - dayMs)
  if (offsetAt(format, wallMs - before) === before) return before
  const after = offsetAt(format, wallMs + dayMs)
  return offsetAt(format, wallMs - after) === after ? after : before
}

function offsetAt(format: Intl.DateTimeFormat, instantMs: number): number {
  const parts = new Map(format.formatToParts(instantMs).map((part) => [part.type, Number(part.value)]))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(instantMs / 1000) * 1000
}
