/** The one place that reads the time. Rules receive `now`; whoever calls them asks here. */
export interface Clock {
  now(): Date
}

let frozenAt: Date | undefined

export const clock: Clock = {
  now: () => (frozenAt ? new Date(frozenAt) : new Date()),
}

/** For tests: the clock stands at this instant until it is released. */
export function freezeClock(instant: Date | string): void {
  frozenAt = new Date(instant)
}

/** For tests: the clock runs again. */
export function releaseClock(): void {
  frozenAt = undefined
}
