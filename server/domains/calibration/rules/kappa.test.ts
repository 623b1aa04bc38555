import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementShare, kappaOf } from './kappa.ts'
import type { Agreement } from './kappa.ts'

type Known = {
  readonly source: string
  readonly table: Agreement
  readonly kappa: number
  readonly standardError?: number
  readonly interval?: readonly [number, number]
  readonly digits: number
}

/** Counts as a table shows them: a row for each answer of one side, a column for each of the other. */
const ratings = (text: string): Agreement => text.split(' | ').map((row) => row.split(' ').map(Number))

/** Tables of the literature with the figures it gives for them, held to so many digits. */
const published: readonly Known[] = [
  {
    source: 'Cohen (1960), table 2: 200 diagnoses; kappa .492',
    table: ratings('88 14 18 | 10 40 10 | 2 6 12'),
    kappa: 0.492,
    digits: 3,
  },
  {
    source: 'Cohen (1960), table 1: agreement below chance, (.29 − .35) ÷ (1 − .35)',
    table: ratings('25 13 12 | 12 2 16 | 3 15 2'),
    kappa: -0.09,
    digits: 2,
  },
  {
    source:
      'Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed. (2003), table 18.1',
    table: ratings('75 1 4 | 5 4 1 | 0 0 10'),
    kappa: 0.68,
    standardError: 0.09,
    digits: 2,
  },
  {
    source: 'SAS/STAT, The FREQ Procedure, “Agreement Study”: two dermatologists, 88 patients',
    table: ratings('10 4 1 0 | 5 10 12 2 | 2 4 12 5 | 0 2 6 13'),
    kappa: 0.3449,
    standardError: 0.0724,
    interval: [0.203, 0.4868],
    digits: 4,
  },
  {
    source: 'R package vcd, Kappa(SexualFun): 91 couples (Hout, Duncan and Sobel 1987)',
    table: ratings('7 7 2 3 | 2 8 3 7 | 1 5 4 9 | 2 8 9 14'),
    kappa: 0.1293,
    standardError: 0.0686,
    digits: 4,
  },
]

describe('kappa is as published', () => {
  test.each(published)('$source', ({ table, kappa, standardError, interval, digits }) => {
    const found = kappaOf(table)
    const within = 0.5 * 10 ** -digits + 1e-9
    expect(Math.abs((found?.value ?? Number.NaN) - kappa)).toBeLessThanOrEqual(within)
    if (standardError !== undefined)
      expect(Math.abs((found?.standardError ?? Number.NaN) - standardError)).toBeLessThanOrEqual(within)
    if (interval !== undefined)
      for (const [index, bound] of [found?.interval?.low, found?.interval?.high].entries())
        expect(Math.abs((bound ?? Number.NaN) - (interval[index] ?? 0))).toBeLessThanOrEqual(within)
  })
})

describe('kappa says “no data” instead of dividing by nothing', () => {
  test('where nothing was rated', () => {
    const nothing = ratings('0 0 | 0 0')
    expect(kappaOf(nothing)).toBeNull()
    expect(agreementShare(nothing)).toBeNull()
  })

  test('where both sides only ever said yes, although they always agreed', () => {
    const always = ratings('20 0 | 0 0')
    expect(kappaOf(always)).toBeNull()
    expect(agreementShare(always)).toBe(1)
  })

  test('for the interval where the formula has no width', () => {
    expect(kappaOf(ratings('12 0 | 0 8'))).toEqual({ value: 1, standardError: 0, interval: null })
  })

  test('but not where only one side said one thing: then it is nought', () => {
    expect(kappaOf(ratings('6 4 | 0 0'))?.value).toBe(0)
  })
})

const size = fc.integer({ min: 2, max: 4 })
const tables: fc.Arbitrary<Agreement> = size.chain((many) =>
  fc.array(fc.array(fc.nat({ max: 30 }), { minLength: many, maxLength: many }), {
    minLength: many,
    maxLength: many,
  }),
)
const turned = (table: Agreement): Agreement => table.map((_, at) => table.map((row) => row[at] ?? 0))

/** The same ratings with the names of the answers swapped around. */
function relabelled(table: Agreement, order: readonly number[]): Agreement {
  return order.map((row) => order.map((column) => table[row]?.[column] ?? 0))
}

function expectSame(one: Agreement, other: Agreement): void {
  const [left, right] = [kappaOf(one), kappaOf(other)]
  expect(left === null).toBe(right === null)
  if (left === null || right === null) return
  expect(right.value).toBeCloseTo(left.value, 9)
  expect(right.standardError).toBeCloseTo(left.standardError, 6)
}

describe('kappa, whatever the ratings,', () => {
  test('is the same whichever side is asked first', () => {
    fc.assert(fc.property(tables, (table) => expectSame(table, turned(table))))
  })

  test('is the same whatever the answers are called', () => {
    const shuffled = tables.chain((table) =>
      fc.tuple(
        fc.constant(table),
        fc.shuffledSubarray([...table.keys()], { minLength: table.length, maxLength: table.length }),
      ),
    )
    fc.assert(fc.property(shuffled, ([table, order]) => expectSame(table, relabelled(table, order))))
  })

  test('is one where both always agree and say more than one thing', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(counts, (agreed) => {
        const table = agreed.map((count, at) => agreed.map((_, column) => (at === column ? count : 0)))
        expect(kappaOf(table)?.value).toBeCloseTo(1, 12)
      }),
    )
  })

  test('lies between −1 and 1, never above the share of agreement, within its own interval', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = kappaOf(table)
        if (found === null) return
        expect(found.value).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(found.value).toBeLessThanOrEqual((agreementShare(table) ?? 0) + 1e-12)
        expect(found.standardError).toBeGreaterThanOrEqual(0)
        const { low, high } = found.interval ?? { low: found.value, high: found.value }
        expect(low).toBeLessThanOrEqual(found.value + 1e-12)
        expect(high).toBeGreaterThanOrEqual(found.value - 1e-12)
      }),
    )
  })

  test('is as sure as there are ratings: four times as many halve the error', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const four = table.map((row) => row.map((count) => 4 * count))
        const [one, more] = [kappaOf(table), kappaOf(four)]
        expect((more?.standardError ?? 0) * 2).toBeCloseTo(one?.standardError ?? 0, 9)
      }),
    )
  })
})
