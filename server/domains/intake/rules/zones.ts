import { offsetsOf } from '../../../../contract/zone-offset.ts'

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
  const offsetAt = offsetsOf(zone)
  const offsets = new Map<number, number>()
  return (wallMs) => {
    const quarter = Math.floor(wallMs / quarterMs)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      if (offsets.size >= cacheEntriesMax) offsets.clear()
      offset = offsetOfWall(offsetAt, quarter * quarterMs)
      offsets.set(quarter, offset)
    }
    return wallMs - offset
  }
}

/**
 * How far the zone's clock is ahead when it shows this time. A time that daylight saving skips counts with the
 * offset before the jump; one that it repeats is the earlier of the two.
 */
function offsetOfWall(offsetAt: (at: number) => number, wallMs: number): number {
  const dayMs = 24 * 3_600_000
  const before = offsetAt(wallMs - dayMs)
  if (offsetAt(wallMs - before) === before) return before
  const after = offsetAt(wallMs + dayMs)
  return offsetAt(wallMs - after) === after ? after : before
}
