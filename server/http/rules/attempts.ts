/** How many attempts are free, and how the wait between further ones grows. */
export type AttemptLimit = {
  readonly free: number
  readonly waitMsMax: number
  /** After this long without an attempt everything is forgotten. */
  readonly forgetMs: number
}

export type Attempts = { readonly count: number; readonly lastAt: number }

const firstWaitMs = 1000

/** How long after the last attempt the next one is heard: nothing at first, then twice as long each time. */
export function waitMs({ count }: Attempts, limit: AttemptLimit): number {
  const beyond = count - limit.free
  return beyond < 0 ? 0 : Math.min(limit.waitMsMax, firstWaitMs * 2 ** beyond)
}

/**
 * Judges one more attempt at the time `at` (milliseconds): the state to keep if it is heard, or null if it comes
 * too early. What is not heard does not count, so that nobody can be kept out by noise alone.
 */
export function nextAttempts(known: Attempts | undefined, at: number, limit: AttemptLimit): Attempts | null {
  if (known === undefined || at - known.lastAt >= limit.forgetMs) return { count: 1, lastAt: at }
  // A clock that was set back must not keep anybody out until it has caught up.
  const tooEarly = at >= known.lastAt && at - known.lastAt < waitMs(known, limit)
  if (tooEarly) return null
  return { count: known.count + 1, lastAt: at }
}
