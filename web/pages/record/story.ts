import type { Format, Instant } from '../../ui/format.ts'

const dayMs = 86_400_000
const weekDays = 7

type Calendar = Pick<Format, 'isoDay' | 'longMonth'>

/** Under which heading a moment of a story stands, seen from today: the nearer, the finer. */
export function chapterOf(at: Instant, now: Instant, calendar: Calendar): string {
  const days = { at: dayOf(at, calendar), now: dayOf(now, calendar) }
  const daysAgo = days.now - days.at
  if (daysAgo === 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  const weeksAgo = weekOf(days.now) - weekOf(days.at)
  if (daysAgo > 0 && weeksAgo === 0) return 'Earlier this week'
  return weeksAgo === 1 ? 'Last week' : calendar.longMonth(at)
}

/** Days since 1970 in the workspace's time zone. */
function dayOf(at: Instant, { isoDay }: Calendar): number {
  return Date.parse(isoDay(at)) / dayMs
}

/** Weeks begin on Monday; the first of 1970 was a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / weekDays)
}
