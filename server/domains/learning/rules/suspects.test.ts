import { describe, expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { suspects } from './suspects.ts'

const rows = 400
const places = Array.from({ length: rows }, (_, place) => place)
/** Every second record was won; folds run against that rhythm. */
const outcomes = Float64Array.from(places, (place) => place % 2)
const known = { outcomes, folds: places.map((place) => Math.floor(place / 2) % 5) }
const category = (name: string, valueAt: (place: number) => string | null): Column => ({
  name,
  kind: 'category',
  values: places.map(valueAt),
})

const verdict = category('verdict', (place) => (place % 2 === 1 ? 'signed' : 'never again'))
const country = category('country', (place) => ['DE', 'FR', 'IT'][place % 3] ?? null)
const filledLater = category('closing note', (place) =>
  place % 2 === 1 && place % 3 > 0 ? `n${place % 4}` : null,
)
const id = category('id', (place) => `id ${place}`)

describe('the ranking of suspects', () => {
  test('begins with what only one outcome has, and shows the values', () => {
    const [first] = suspects([country, verdict], known)
    expect(first).toMatchObject({ attribute: 'verdict', auc: 1, tellingShare: 1 })
    expect(first?.telling).toEqual([
      { value: 'never again', rows: 200, rate: 0 },
      { value: 'signed', rows: 200, rate: 1 },
    ])
  })

  test('sees that an attribute is filled after one outcome only', () => {
    const [first] = suspects([country, filledLater], known)
    expect(first?.attribute).toBe('closing note')
    expect(first?.filledWhereNot).toBe(0)
    expect(first?.filledWhereHappened).toBeGreaterThan(0.6)
  })

  test('is not taken in by values that occur once', () => {
    const [found] = suspects([id], known)
    expect(found?.auc).toBe(0.5)
    expect(found?.telling).toEqual([])
  })

  test('reads numbers in bands, and blanks as their own', () => {
    const minutes: Column = {
      name: 'minutes',
      kind: 'number',
      values: places.map((place) => (place % 2 === 1 ? 100 + place : place / rows)),
    }
    const [found] = suspects([minutes], known)
    expect(found?.auc).toBeGreaterThan(0.95)
  })

  test('does not depend on the order of the records', () => {
    const turned = {
      columns: [verdict, country, filledLater].map((column) => ({
        ...column,
        values: column.values.toReversed(),
      })),
      known: { outcomes: outcomes.toReversed(), folds: known.folds.toReversed() },
    }
    const [one, other] = [
      suspects([verdict, country, filledLater], known),
      suspects(turned.columns, turned.known),
    ]
    expect(other.map(({ attribute }) => attribute)).toEqual(one.map(({ attribute }) => attribute))
    expect(other[0]?.auc).toBe(one[0]?.auc)
  })
})
