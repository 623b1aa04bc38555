import { expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { training } from './training.ts'
import type { Trained } from './training.ts'
import { warningsOf } from './warnings.ts'

const places = Array.from({ length: 120 }, (_, place) => place)
const columnOf = (name: string): Column => ({
  name,
  kind: 'category',
  values: places.map((place) => ['BE', 'CH', 'DE'][place % 3] ?? null),
})

function trained(): Trained {
  const outcomes = Float64Array.from(places, (place) => Number(place % 4 === 0))
  const steps = training(
    { columns: [columnOf('country'), columnOf('nation')], outcomes },
    { kind: 'key', folds: places.map((place) => place % 2) },
  )
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

const labels = new Map([['nation', 'Nation']])

test('what says the same twice is told once for each attribute', () => {
  const warnings = warningsOf(trained(), { rarerRows: 30, labels, names: new Map([['CH', 'Switzerland']]) })
  expect(warnings).toEqual(['Nation (Switzerland, DE) says what others say already and is left out.'])
})

test('too many coefficients for so few leads are told', () => {
  const [first] = warningsOf(trained(), { rarerRows: 19, labels, names: new Map() })
  expect(first).toMatch(/^It learned 2 coefficients from 19 leads of the rarer outcome/)
})
