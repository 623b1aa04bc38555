/** A stretch of time in which the clocks of a zone stay as far ahead of UTC as they are; both ends in ms, end excluded. */
export type Stretch = { readonly from: number; readonly until: number; readonly offset: number }

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * The stretches that a span of time falls into, in order and without gaps. Clocks are changed at most once a day, at a
 * whole minute; each change is found by halving the day in which it lies.
 */
export function stretchesOf(offsetAt: (at: number) => number, from: number, until: number): Stretch[] {
  const stretches: Stretch[] = []
  let began = from
  let offset = offsetAt(from)
  for (let at = from; at < until; at += dayMs) {
    const next = Math.min(at + dayMs, until)
    const later = offsetAt(next)
    if (later === offset) continue
    const changed = changeBetween(offsetAt, at, next)
    stretches.push({ from: began, until: changed, offset })
    began = changed
    offset = later
  }
  if (began < until) stretches.push({ from: began, until, offset })
  return stretches
}

/** The first whole minute after which the clocks are no longer as they were at `from`. */
function changeBetween(offsetAt: (at: number) => number, from: number, until: number): number {
  const before = offsetAt(from)
  let same = Math.floor(from / minuteMs)
  let changed = Math.ceil(until / minuteMs)
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (offsetAt(middle * minuteMs) === before) same = middle
    else changed = middle
  }
  return changed * minuteMs
}
