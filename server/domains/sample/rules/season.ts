import { monthsBefore } from './campaigns.ts'
import { historyMonths } from './customers.ts'
import type { Chance } from './random.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** How busy each month is, January first: quiet in August and at Christmas, busy in March and before the autumn. */
const monthWeights = [0.9, 1, 1.2, 1.05, 1, 0.9, 0.75, 0.6, 1.15, 1.25, 1.15, 0.65]
/** How busy each day of the week is, Sunday first. */
const weekdayWeights = [0.12, 1, 1.1, 1.1, 1, 0.8, 0.15]
const growthPerMonth = 0.02
const officeOpens = 7
const officeHours = 12

/** Draws instants of the history so that seasons, weekdays and growth show. */
export function calendar(now: Date): (chance: Chance) => Date {
  const start = monthsBefore(now, historyMonths)
  const days = Math.floor((now.getTime() - start.getTime()) / dayMs)
  const weighted = Array.from({ length: days }, (_, index) => {
    const day = new Date(start.getTime() + index * dayMs)
    return { day, weight: weightOf(day, index / 30) }
  })
  const sums: number[] = []
  for (const { weight } of weighted) sums.push((sums.at(-1) ?? 0) + weight)
  return (chance) => {
    const draw = chance.next() * (sums.at(-1) ?? 0)
    const day = weighted[firstAbove(sums, draw)]?.day ?? start
    return inOfficeHours(chance, day)
  }
}

function weightOf(day: Date, months: number): number {
  const month = monthWeights[day.getUTCMonth()] ?? 1
  const weekday = weekdayWeights[day.getUTCDay()] ?? 1
  return month * weekday * (1 + growthPerMonth * months)
}

function inOfficeHours(chance: Chance, day: Date): Date {
  const midnight = Math.floor(day.getTime() / dayMs) * dayMs
  return new Date(midnight + Math.floor((officeOpens + chance.next() * officeHours) * hourMs))
}

function firstAbove(sums: readonly number[], draw: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((sums[middle] ?? 0) > draw) high = middle
    else low = middle + 1
  }
  return low
}
