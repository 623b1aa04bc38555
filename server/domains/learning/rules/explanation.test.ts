import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { designOf } from './design.ts'
import { coefficientInWords, contributionInWords, explain } from './explanation.ts'
import { fitsTogether, freeze, frozenModel } from './frozen-model.ts'
import { fitLogistic } from './logistic.ts'
import { applied } from './matrix.ts'
import { recipeOf } from './recipe.ts'

const columns: Column[] = [
  { name: 'source', kind: 'category', values: ['fair', 'fair', 'mail', 'mail', 'mail', null, 'fair', null] },
  { name: 'visits', kind: 'number', values: [5, 7, 1, 2, null, 3, 4, 6] },
]
const outcomes = Float64Array.from([1, 1, 0, 0, 1, 0, 0, 1])
const recipe = recipeOf(columns)
const design = designOf(recipe, columns)
const fit = fitLogistic(design, outcomes, { ridge: 1 })
const model = freeze(recipe, design, fit)
const recordAt = (row: number) => new Map(columns.map(({ name, values }) => [name, values[row] ?? null]))

describe('the explanation of a record', () => {
  test('adds up to the score that the design gives, for every record of the training', () => {
    const scores = applied(design, fit.inner)
    for (const row of scores.keys())
      expect(explain(model, recordAt(row)).logOdds).toBeCloseTo(scores[row] ?? 0, 10)
  })

  test('adds up for records that training never saw', () => {
    const record = fc.record({
      source: fc.constantFrom('fair', 'mail', 'radio', null),
      visits: fc.option(fc.integer({ min: 0, max: 40 })),
    })
    fc.assert(
      fc.property(record, ({ source, visits }) => {
        const found = explain(
          model,
          new Map<string, string | number | null>([
            ['source', source],
            ['visits', visits],
          ]),
        )
        const sum = found.contributions.reduce((all, { logOdds }) => all + logOdds, found.averageLogOdds)
        expect(found.logOdds).toBeCloseTo(sum, 12)
        expect(found.chance).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12)
      }),
    )
  })

  test('puts the strongest contribution first', () => {
    const strengths = explain(model, recordAt(0)).contributions.map(({ logOdds }) => Math.abs(logOdds))
    expect(strengths).toEqual(strengths.toSorted((one, other) => other - one))
  })
})

describe('in plain words', () => {
  test('a contribution names the value and the factor of the odds', () => {
    const said = contributionInWords('Source', {
      attribute: 'source',
      value: 'fair',
      logOdds: 1,
      oddsFactor: 2.5,
    })
    expect(said).toBe('Source is fair: this multiplies the odds by 2.5, compared with the average lead.')
  })

  test('a contribution against says what it divides by, and a slight one says so', () => {
    const against = { attribute: 'source', value: null, logOdds: -1, oddsFactor: 0.25 }
    expect(contributionInWords('Source', against)).toContain('Source is blank: this divides the odds by 4')
    expect(contributionInWords('Source', { ...against, oddsFactor: 1.01 })).toContain('hardly changes')
  })

  test('a coefficient of a number is told for one standard deviation', () => {
    const column = model.columns.find(({ attribute, level }) => attribute === 'visits' && level === null)
    const term = model.recipe.find(({ attribute }) => attribute === 'visits')
    expect(column && coefficientInWords('Visits', column, term)).toMatch(
      /^Every 2 more of Visits multiplies the odds by \d/,
    )
  })
})

test('a frozen model comes back from the database as it went', () => {
  const text = JSON.stringify(model)
  const back = frozenModel.parse(JSON.parse(text))
  expect(back).toEqual(model)
  expect(fitsTogether(back)).toBe(true)
  expect(fitsTogether({ ...back, columns: back.columns.slice(1) })).toBe(false)
})
