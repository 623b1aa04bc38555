import type { AwardView } from '../../../contract/judging.ts'
import type { Scores } from './score-card.tsx'

/** Worth is told in thousandths of a point; sums of it are made in whole ones, so that nothing is rounded twice. */
const perPoint = 1000

export type GroupSum = {
  readonly name: string
  readonly cap: number
  readonly rows: readonly AwardView[]
  /** What its rows are worth together. */
  readonly sum: number
  /** What of that counts, under the cap, as the server says. */
  readonly counts: number
}

/** The rows under the heading that they count for, each heading with its sum. */
export function sumsOf({ awards, groups, scores, more }: Scores) {
  const fitRows = awards.filter(({ score }) => score === 'fit')
  const fit = { rows: fitRows, sum: worthOf(fitRows) }
  const ofGroups = groups.map(({ name, cap, points }): GroupSum => {
    const rows = awards.filter(({ score, group }) => score === 'engagement' && group === name)
    return { name, cap, rows, sum: worthOf(rows), counts: points }
  })
  const isWhole = ofGroups.every(({ sum, cap, counts }) => Math.min(sum, cap) === counts)
  const fitWhole = Math.min(100, Math.max(0, fit.sum)) === scores.fit
  return { fit, groups: ofGroups, isPending: more === 0 && !(isWhole && fitWhole) }
}

function worthOf(rows: readonly AwardView[]): number {
  return rows.reduce((sum, { worth }) => sum + Math.round(worth * perPoint), 0) / perPoint
}

/** Points with the decimals that they have, three at most. */
export function pointsText(points: number): string {
  return String(Math.round(points * perPoint) / perPoint).replace('-', '−')
}
