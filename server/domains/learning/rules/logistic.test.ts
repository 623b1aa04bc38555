import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell, Column } from './columns.ts'
import { designOf } from './design.ts'
import { chanceOf, fitLogistic, fitting } from './logistic.ts'
import type { Fit, FitOptions } from './logistic.ts'
import { applied } from './matrix.ts'
import { recipeOf } from './recipe.ts'

const category = (name: string, values: readonly Cell[]): Column => ({ name, kind: 'category', values })
const number = (name: string, values: readonly Cell[]): Column => ({ name, kind: 'number', values })

function fitOf(columns: readonly Column[], outcomes: readonly number[], options: FitOptions = {}) {
  const design = designOf(recipeOf(columns), columns)
  const fit = fitLogistic(design, Float64Array.from(outcomes), options)
  return { design, fit }
}

function coefficients({ columns }: Fit): Record<string, number | null> {
  return Object.fromEntries(
    columns.map(({ attribute, level, coefficient }) => [attribute + (level ?? ''), coefficient]),
  )
}

/** Outcomes of which each source has a known share. */
const source = ['mail', 'mail', 'mail', 'mail', 'fair', 'fair', 'fair', 'fair', 'fair']
const outcomes = [1, 0, 0, 0, 1, 1, 1, 0, 0]

/** Any records at all; the ridge keeps them answerable. */
const records = fc.array(
  fc.record({
    size: fc.integer({ min: -50, max: 50 }),
    word: fc.constantFrom('a', 'b', 'c'),
    won: fc.nat(1),
  }),
  { minLength: 30, maxLength: 80 },
)
type Row = { readonly size: number; readonly word: string; readonly won: number }

function fitOfRows(rows: readonly Row[]) {
  const sizes = rows.map(({ size }) => size)
  const words = rows.map(({ word }) => word)
  const won = rows.map((row) => row.won)
  return fitOf([number('size', sizes), category('word', words)], won, { ridge: 1 })
}

describe('a logistic regression', () => {
  test('finds for one category exactly the log-odds of its shares', () => {
    const found = coefficients(fitOf([category('source', source)], outcomes).fit)
    expect(found['(intercept)']).toBeCloseTo(Math.log(3 / 2), 10)
    expect(found['sourcemail']).toBeCloseTo(Math.log(1 / 3) - Math.log(3 / 2), 8)
  })

  test('compares with the first level in alphabetical order', () => {
    const { fit } = fitOf([category('source', source)], outcomes)
    expect(fit.columns.map(({ level }) => level)).toEqual([null, 'mail'])
  })

  test('knows the error of a coefficient, which for one category has a closed form', () => {
    const { fit } = fitOf([category('source', source)], outcomes)
    expect(fit.columns[1]?.standardError).toBeCloseTo(Math.sqrt(1 / 1 + 1 / 3 + 1 / 3 + 1 / 2), 4)
  })

  test('meets the mean of the outcomes, because the intercept is free', () => {
    fc.assert(
      fc.property(records, (rows) => {
        const { design, fit } = fitOfRows(rows)
        const chances = applied(design, fit.inner).map(chanceOf)
        const mean = chances.reduce((sum, chance) => sum + chance, 0) / rows.length
        expect(mean).toBeCloseTo(rows.reduce((sum, { won }) => sum + won, 0) / rows.length, 4)
      }),
      { numRuns: 30 },
    )
  })

  test('says the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(records, (rows) => {
        const [one, other] = [fitOfRows(rows).fit, fitOfRows(rows.toReversed()).fit]
        for (const [place, { coefficient }] of one.columns.entries())
          expect(other.columns[place]?.coefficient).toBeCloseTo(coefficient ?? 0, 8)
      }),
      { numRuns: 30 },
    )
  })

  test('reports on the original scale: a number in thousands has a coefficient a thousandth as large', () => {
    const sizes = [1, 4, 2, 3, 5, 2, 7, 4, 6]
    const small = coefficients(fitOf([number('size', sizes)], outcomes).fit)
    const large = coefficients(
      fitOf(
        [
          number(
            'size',
            sizes.map((size) => size * 1000),
          ),
        ],
        outcomes,
      ).fit,
    )
    expect((large['size'] ?? 0) * 1000).toBeCloseTo(small['size'] ?? 0, 10)
    expect(large['(intercept)']).toBeCloseTo(small['(intercept)'] ?? 0, 10)
  })

  test('leaves out a column that an earlier one says already, as R does', () => {
    const twice = category(
      'again',
      source.map((word) => `${word}s`),
    )
    const found = coefficients(fitOf([category('source', source), twice], outcomes).fit)
    expect(found['sourcemail']).not.toBeNull()
    expect(found['againmails']).toBeNull()
  })

  test('tells which column alone decides, and is not fooled into certainty where a ridge holds it', () => {
    const sure = category('source', ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'])
    const won = [1, 1, 1, 0, 1, 0, 1, 0]
    const free = fitOf([sure], won).fit
    expect(free.separated.map(({ level }) => level)).not.toEqual([])
    const held = fitOf([sure], won, { ridge: 1 }).fit
    expect(held.separated).toEqual([])
    expect(held.converged).toBe(true)
  })

  test('gives blanks of a number a column of their own', () => {
    const { fit } = fitOf([number('visits', [1, null, 3, null, 5, 2, null, 4, 6])], outcomes)
    expect(fit.columns.map(({ level }) => level)).toEqual([null, null, '(blank)'])
  })

  test('reports every iteration to whoever waits', () => {
    const columns = [category('source', source)]
    const steps = fitting(designOf(recipeOf(columns), columns), Float64Array.from(outcomes))
    const first = steps.next()
    expect(first.done).toBe(false)
    expect(first.value).toMatchObject({ iteration: 1 })
  })
})

describe('a recipe', () => {
  test('pools rare levels into one, and reads unknown ones as rare', () => {
    const columns = [category('city', ['Rome', 'Rome', 'Oslo', 'Oslo', 'Bern', 'Pisa'])]
    const recipe = recipeOf(columns, { rareRowsMin: 2 })
    expect(recipe).toEqual([
      {
        kind: 'category',
        attribute: 'city',
        base: 'Oslo',
        levels: ['Rome', '(rare)'],
        pooled: ['Bern', 'Pisa'],
      },
    ])
    const design = designOf(recipe, [category('city', ['Bern', 'Nowhere', 'Oslo'])])
    expect([...design.starts]).toEqual([0, 2, 4, 5])
  })

  test('leaves out an attribute that is the same for everybody', () => {
    expect(recipeOf([category('country', ['DE', 'DE']), number('visits', [3, 3])])).toEqual([])
  })
})
