import type { ComparisonView, KappaView } from '../../../../contract/calibration-views.ts'
import { agreementShare, kappaOf } from './kappa.ts'
import type { Kappa } from './kappa.ts'

export type Said = 'yes' | 'no' | 'unsure' | null
/** How often each pair of answers was given. */
export type Counts = Pick<ComparisonView, 'bothYes' | 'firstOnly' | 'secondOnly' | 'bothNo' | 'left'>

/** Compares what two sides said of the same leads. Only where both said yes or no is there something to compare. */
export function compare(pairs: readonly (readonly [Said, Said])[]): ComparisonView {
  const times = (first: Said, second: Said) =>
    pairs.filter(([one, other]) => one === first && other === second).length
  const counts = {
    bothYes: times('yes', 'yes'),
    firstOnly: times('yes', 'no'),
    secondOnly: times('no', 'yes'),
    bothNo: times('no', 'no'),
  }
  const compared = counts.bothYes + counts.firstOnly + counts.secondOnly + counts.bothNo
  return comparisonOf({ ...counts, left: pairs.length - compared })
}

/** The figures that follow from how often each pair of answers was given. */
export function comparisonOf(counts: Counts): ComparisonView {
  const { bothYes, firstOnly, secondOnly, bothNo } = counts
  const table = [
    [bothYes, firstOnly],
    [secondOnly, bothNo],
  ]
  const compared = bothYes + firstOnly + secondOnly + bothNo
  return { ...counts, compared, agreementShare: agreementShare(table), kappa: presentKappa(table, compared) }
}

function presentKappa(table: readonly (readonly number[])[], compared: number): KappaView {
  const kappa = kappaOf(table)
  if (kappa === null) {
    const words =
      compared === 0
        ? 'No data: there is no lead of which both said yes or no.'
        : 'No data: both only ever said the same one thing, so that agreeing by chance cannot be told from agreeing.'
    return { value: null, standardError: null, low: null, high: null, words }
  }
  const { value, standardError, interval } = kappa
  // Rounding may leave the last digit beyond one.
  const within = Math.max(-1, Math.min(1, value))
  return {
    value: within,
    standardError,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    words: wordsOf(kappa),
  }
}

/** The words of Landis and Koch (1977), Biometrics 33, 159-174: a convention, and said to be one. */
const bands: readonly (readonly [below: number, word: string])[] = [
  [0, 'less than chance'],
  [0.205, 'slight'],
  [0.405, 'fair'],
  [0.605, 'moderate'],
  [0.805, 'substantial'],
  [Number.POSITIVE_INFINITY, 'almost perfect'],
]

function wordsOf({ value, interval }: Kappa): string {
  const [, word = ''] = bands.find(([below]) => value < below) ?? []
  const named = `Agreement beyond chance is ${word} in the words of Landis and Koch.`
  return interval === null ? `${named} So one-sided a result has no interval.` : named
}
