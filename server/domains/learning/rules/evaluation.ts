import { at } from './vectors.ts'

/** Scores beside what came of them: 1 where it happened, 0 where not. */
export type Judged = { readonly scores: Float64Array; readonly outcomes: Float64Array }

/** How well scores did on records that the model had not seen. Null is no data, such as only one outcome. */
export type Evaluation = {
  readonly rows: number
  readonly positives: number
  readonly auc: number | null
  readonly logLoss: number | null
  readonly brier: number | null
  readonly deciles: readonly Decile[]
  readonly calibration: readonly CalibrationBand[]
}

/** A tenth of the records, by falling score. */
export type Decile = {
  readonly decile: number
  readonly rows: number
  readonly meanChance: number
  readonly rate: number
  /** The rate beside the rate of all; null where nothing ever happened. */
  readonly lift: number | null
  /** The share of everything that happened which this tenth and those before it hold. */
  readonly captured: number | null
}

/** Records to which about the same chance was given. */
export type CalibrationBand = {
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly meanChance: number | null
  readonly rate: number | null
}

const tenths = 10
/** A chance of zero that came true would cost infinitely much; it is cut here, as everybody does. */
const chanceMin = 1e-15

/** All figures of chances on records that were held back. */
export function evaluate(judged: Judged): Evaluation {
  const rows = judged.scores.length
  return {
    rows,
    positives: positivesOf(judged),
    auc: auc(judged),
    logLoss: rows === 0 ? null : logLoss(judged),
    brier: rows === 0 ? null : brier(judged),
    deciles: rows === 0 ? [] : deciles(judged),
    calibration: calibration(judged),
  }
}

/**
 * The chance that a record where it happened scores higher than one where it did not, a tie counting half (Mann and
 * Whitney's U over the number of pairs; Hanley and McNeil 1982), by ranks of which tied ones are averaged.
 */
export function auc({ scores, outcomes }: Judged): number | null {
  const positives = positivesOf({ scores, outcomes })
  const negatives = scores.length - positives
  if (positives === 0 || negatives === 0) return null
  let ranks = 0
  let before = 0
  for (const { rows, positives: here } of tiesOf({ scores, outcomes })) {
    ranks += here * (before + (rows + 1) / 2)
    before += rows
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** The mean of minus the logarithm of the chance that was given to what came about. */
export function logLoss({ scores, outcomes }: Judged): number {
  return meanOver(scores, (chance, row) => {
    const given = at(outcomes, row) === 1 ? chance : 1 - chance
    return -Math.log(Math.max(given, chanceMin))
  })
}

/** The mean squared distance between the chance and what came about (Brier 1950). */
export function brier({ scores, outcomes }: Judged): number {
  return meanOver(scores, (chance, row) => (chance - at(outcomes, row)) ** 2)
}

/**
 * What happened in each tenth of the records by falling score. Records of one score count as equally likely to stand
 * anywhere among themselves, so that no order of the rows changes a figure.
 */
export function deciles(judged: Judged): Decile[] {
  const rows = judged.scores.length
  const positives = positivesOf(judged)
  const falling = tiesOf(judged).toReversed()
  let captured = 0
  return Array.from({ length: tenths }, (_, index): Decile => {
    const [from, to] = [(rows * index) / tenths, (rows * (index + 1)) / tenths]
    const part = partOf(falling, from, to)
    captured += part.positives
    const rate = part.positives / part.rows
    return {
      decile: index + 1,
      rows: part.rows,
      meanChance: part.scores / part.rows,
      rate,
      lift: positives === 0 ? null : rate / (positives / rows),
      captured: positives === 0 ? null : captured / positives,
    }
  })
}

/** Ten bands of chances of equal width, and how often it happened in each (a reliability table; DeGroot and Fienberg 1983). */
export function calibration({ scores, outcomes }: Judged): CalibrationBand[] {
  const bands = Array.from({ length: tenths }, () => ({ rows: 0, scores: 0, positives: 0 }))
  for (const [row, chance] of scores.entries()) {
    const band = bands[Math.min(tenths - 1, Math.floor(chance * tenths))]
    if (band === undefined) continue
    band.rows += 1
    band.scores += chance
    band.positives += at(outcomes, row)
  }
  return bands.map((band, index) => ({
    from: index / tenths,
    to: (index + 1) / tenths,
    rows: band.rows,
    meanChance: band.rows === 0 ? null : band.scores / band.rows,
    rate: band.rows === 0 ? null : band.positives / band.rows,
  }))
}

/** Records of one score. */
type Tie = { readonly score: number; readonly rows: number; readonly positives: number }

/** Groups of equal score, rising. */
function tiesOf({ scores, outcomes }: Judged): Tie[] {
  const order = [...scores.keys()].toSorted((one, other) => at(scores, one) - at(scores, other))
  const ties: { score: number; rows: number; positives: number }[] = []
  for (const row of order) {
    const [score, last] = [at(scores, row), ties.at(-1)]
    const tie = last?.score === score ? last : { score, rows: 0, positives: 0 }
    if (tie !== last) ties.push(tie)
    tie.rows += 1
    tie.positives += at(outcomes, row)
  }
  return ties
}

/** What lies between two places of the groups, a group that is cut giving its even share. */
function partOf(
  ties: readonly Tie[],
  from: number,
  to: number,
): { rows: number; positives: number; scores: number } {
  const part = { rows: 0, positives: 0, scores: 0 }
  let before = 0
  for (const tie of ties) {
    const rows = Math.max(0, Math.min(to, before + tie.rows) - Math.max(from, before))
    part.rows += rows
    part.positives += (tie.positives * rows) / tie.rows
    part.scores += tie.score * rows
    before += tie.rows
  }
  return part
}

function positivesOf({ outcomes }: Judged): number {
  return outcomes.reduce((sum, outcome) => sum + outcome, 0)
}

function meanOver(scores: Float64Array, cost: (chance: number, row: number) => number): number {
  return scores.reduce((sum, chance, row) => sum + cost(chance, row), 0) / scores.length
}
