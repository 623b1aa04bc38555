import { monthsBefore } from './campaigns.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000
const saturday = 6
const sunday = 0

const foundedMonthsAgo = 15
const workshopMonthsAgo = 14
const replacedMonthsAgo = 8

/** The days on which the story of the agreements turns. */
export type StoryDates = {
  /** The company begins with Rapport, by its adopted defaults. */
  readonly founded: Date
  /** Both teams sign what they worked out together: glossary, profiles, scoring, the first definition of an MQL. */
  readonly workshop: Date
  /** The first definition gives way to the one in force today. */
  readonly replaced: Date
  /** The stricter one is put before both teams. */
  readonly proposed: Date
}

/** The days of the story of a company that is looked at `now`. */
export function storyDates(now: Date): StoryDates {
  return {
    founded: atWork(monthsBefore(now, foundedMonthsAgo), 8),
    workshop: atWork(monthsBefore(now, workshopMonthsAgo), 13),
    replaced: atWork(monthsBefore(now, replacedMonthsAgo), 10),
    proposed: workDaysBefore(now, 3),
  }
}

/** That many days before a moment, at an hour in UTC at which people work; a weekend gives way to the Friday before. */
export function daysBefore(at: Date, days: number, hour = 9): Date {
  return atWork(new Date(at.getTime() - days * dayMs), hour)
}

/** Later on the same day. */
export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + (minutes * hourMs) / 60)
}

function workDaysBefore(now: Date, days: number): Date {
  return daysBefore(now, days, 9)
}

function atWork(day: Date, hour: number): Date {
  const midnight = Math.floor(day.getTime() / dayMs) * dayMs
  const weekday = new Date(midnight).getUTCDay()
  const back = weekday === saturday ? 1 : 0
  return new Date(midnight - (weekday === sunday ? 2 : back) * dayMs + hour * hourMs)
}
