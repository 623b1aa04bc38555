import { offsetsOf } from '../../../../contract/zone-offset.ts'
import { openTimesOf } from './open-times.ts'
import type { OpenTimes, WorkingHours } from './open-times.ts'

/** Whoever is closed for longer than this is not at work: better to say so than to promise a due time. */
const yearsAheadMax = 20

/**
 * Business time: how long somebody with given working hours has had for something. All instants and durations are in
 * ms. Open times are worked out once for each year that is asked for and found by halving, so that an answer costs the
 * same however far apart two instants are.
 */
export class BusinessTime {
  readonly #hours: WorkingHours
  readonly #offsetAt: (at: number) => number
  readonly #years = new Map<number, OpenTimes>()

  constructor(hours: WorkingHours) {
    this.#hours = hours
    this.#offsetAt = offsetsOf(hours.timeZone)
  }

  isOpen(at: number): boolean {
    const open = this.#openIn(yearOf(at))
    const index = lastBegunAt(open, at)
    return index >= 0 && at < (open.until[index] ?? at)
  }

  /** The first open instant from an instant on: itself where it is open. Refuses where nothing opens for twenty years. */
  opening(at: number): number {
    const open = this.#openIn(yearOf(at))
    const index = lastBegunAt(open, at)
    if (index >= 0 && at < (open.until[index] ?? at)) return at
    const next = open.from[index + 1]
    return next ?? this.#passing({ ms: 0, after: yearOf(at) })
  }

  /** How much of the time between two instants is open; less than nothing where the second comes first. */
  between(from: number, until: number): number {
    if (until < from) return 0 - this.between(until, from)
    const [first, last] = [yearOf(from), yearOf(until)]
    let passed = this.#openUntil(until) - this.#openUntil(from)
    for (let year = first; year < last; year++) passed += this.#openIn(year).total
    return passed
  }

  /**
   * The instant at which `ms` of open time have passed since an instant: within an open time, or at the very end of one.
   * What begins while closed begins at the next opening. Refuses less than nothing, and where nothing opens.
   */
  after(at: number, ms: number): number {
    if (!(ms >= 0)) throw new RangeError('business time runs forward')
    if (ms === 0) return this.opening(at)
    const open = this.#openIn(yearOf(at))
    const wanted = this.#openUntil(at) + ms
    if (wanted <= open.total) return instantOf(open, wanted)
    return this.#passing({ ms: wanted - open.total, after: yearOf(at) })
  }

  /** The instant at which `ms` have passed of the years after one. */
  #passing({ ms, after }: { ms: number; after: number }): number {
    let left = ms
    for (let year = after + 1; year <= after + yearsAheadMax; year++) {
      const open = this.#openIn(year)
      if (open.total > 0 && left <= open.total) return instantOf(open, left)
      left -= open.total
    }
    throw new RangeError('no working hours for as long as the calendar goes')
  }

  /** How much of its year is open before an instant. */
  #openUntil(at: number): number {
    const open = this.#openIn(yearOf(at))
    const index = lastBegunAt(open, at)
    if (index < 0) return 0
    return (open.before[index] ?? 0) + Math.min(at, open.until[index] ?? at) - (open.from[index] ?? at)
  }

  #openIn(year: number): OpenTimes {
    const known = this.#years.get(year)
    if (known !== undefined) return known
    const open = openTimesOf(this.#hours, this.#offsetAt, year)
    this.#years.set(year, open)
    return open
  }
}

function yearOf(at: number): number {
  return new Date(at).getUTCFullYear()
}

/** The last open time that has begun at an instant; −1 where none has. */
function lastBegunAt({ from }: OpenTimes, at: number): number {
  return lastWhere(from, (begun) => begun <= at)
}

/** The instant at which a year has been open for so long; more than nothing falls to the open time that it ends in. */
function instantOf({ from, before }: OpenTimes, ms: number): number {
  const index = ms === 0 ? 0 : lastWhere(before, (passed) => passed < ms)
  return (from[index] ?? 0) + ms - (before[index] ?? 0)
}

/** The index of the last of ascending values for which something holds that holds for all before it; −1 where for none. */
function lastWhere(values: Float64Array, holds: (value: number) => boolean): number {
  let last = -1
  let beyond = values.length
  while (beyond - last > 1) {
    const middle = (last + beyond) >> 1
    const value = values[middle]
    if (value !== undefined && holds(value)) last = middle
    else beyond = middle
  }
  return last
}
