import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auc, brier, calibration, deciles, evaluate, logLoss } from './evaluation.ts'
import type { Judged } from './evaluation.ts'

function judged(pairs: readonly (readonly [number, number])[]): Judged {
  return {
    scores: Float64Array.from(pairs, ([score]) => score),
    outcomes: Float64Array.from(pairs, ([, outcome]) => outcome),
  }
}

/** Few different scores, so that ties are common. */
const pairs = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 12 }).map((score) => score / 12),
    fc.constantFrom(0, 1),
  ),
  { minLength: 1, maxLength: 60 },
)

/** Counts pairs one by one: a tie is half a success. */
function naiveAuc(all: readonly (readonly [number, number])[]): number | null {
  const won = all.filter(([, outcome]) => outcome === 1)
  const lost = all.filter(([, outcome]) => outcome === 0)
  if (won.length === 0 || lost.length === 0) return null
  const counted = won.flatMap(([one]) => lost.map(([other]) => (one === other ? 0.5 : Number(one > other))))
  return counted.reduce((sum, success) => sum + success, 0) / counted.length
}

describe('the AUC', () => {
  test('is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const [found, expected] = [auc(judged(all)), naiveAuc(all)]
        if (expected === null) expect(found).toBeNull()
        else expect(found).toBeCloseTo(expected, 12)
      }),
    )
  })

  test('of one outcome only is no data', () => {
    expect(
      auc(
        judged([
          [0.2, 1],
          [0.9, 1],
        ]),
      ),
    ).toBeNull()
  })
})

describe('the figures of chances', () => {
  test('are those of the definition on two records', () => {
    const two = judged([
      [0.8, 1],
      [0.4, 0],
    ])
    expect(logLoss(two)).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12)
    expect(brier(two)).toBeCloseTo((0.04 + 0.16) / 2, 12)
  })

  test('do not change with the order of the rows', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const [one, other] = [evaluate(judged(all)), evaluate(judged(all.toReversed()))]
        expect(other.auc).toEqual(one.auc)
        for (const [index, decile] of one.deciles.entries())
          expect(other.deciles[index]?.rate).toBeCloseTo(decile.rate, 12)
      }),
    )
  })

  test('of no record at all are no data', () => {
    expect(evaluate(judged([]))).toMatchObject({
      rows: 0,
      auc: null,
      logLoss: null,
      brier: null,
      deciles: [],
    })
  })
})

describe('the deciles', () => {
  test('hold every record and everything that happened', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const found = deciles(judged(all))
        const happened = all.filter(([, outcome]) => outcome === 1).length
        expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeCloseTo(all.length, 9)
        expect(found.reduce((sum, { rows, rate }) => sum + rows * rate, 0)).toBeCloseTo(happened, 9)
        if (happened > 0) expect(found.at(-1)?.captured).toBeCloseTo(1, 9)
      }),
    )
  })

  test('share records of one score evenly', () => {
    const found = deciles(judged(Array.from({ length: 20 }, (_, at) => [0.5, at % 2] as const)))
    expect(found.map(({ rate }) => rate)).toEqual(Array.from({ length: 10 }, () => 0.5))
  })

  test('begin with the highest scores', () => {
    const found = deciles(judged(Array.from({ length: 10 }, (_, at) => [at / 10, Number(at === 9)] as const)))
    expect(found[0]).toMatchObject({ decile: 1, rate: 1, lift: 10, captured: 1 })
  })
})

test('calibration puts a chance beside how often it came true, and a chance of one into the last band', () => {
  const bands = calibration(
    judged([
      [0.05, 0],
      [0.07, 1],
      [1, 1],
    ]),
  )
  expect(bands).toHaveLength(10)
  expect(bands[0]).toMatchObject({ from: 0, rows: 2, rate: 0.5 })
  expect(bands[0]?.meanChance).toBeCloseTo(0.06, 12)
  expect(bands[9]).toMatchObject({ rows: 1, meanChance: 1, rate: 1 })
  expect(bands[4]).toMatchObject({ rows: 0, meanChance: null, rate: null })
})
