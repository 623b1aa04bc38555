const HOUR_MS = 3_600_000

/**
 * The hour that an instant lies in. How old a lead is matters by days: told by the hour, a figure stays the same
 * from one look to the next, opens to exactly the leads it counted, and can be remembered.
 */
export function hourOf(instant: Date): string {
  return new Date(Math.floor(instant.getTime() / HOUR_MS) * HOUR_MS).toISOString()
}
