import { describe, expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { training } from './training.ts'
import type { Split, Trained, TrainingProgress } from './training.ts'

const rows = 200
const places = Array.from({ length: rows }, (_, place) => place)
const outcomes = Float64Array.from(places, (place) => Number(place % 5 < 2))
/** Tells the outcome in the older half and means nothing in the newer one. */
const turned: Column = {
  name: 'turned',
  kind: 'category',
  values: places.map((place) => {
    if (place < 100) return place % 5 < 2 ? 'yes' : 'no'
    return place % 2 === 0 ? 'yes' : 'no'
  }),
}

function through(split: Split, columns: readonly Column[]): { trained: Trained; seen: TrainingProgress[] } {
  const steps = training({ columns, outcomes }, split)
  const seen: TrainingProgress[] = []
  for (;;) {
    const step = steps.next()
    if (step.done === true) return { trained: step.value, seen }
    seen.push(step.value)
  }
}

describe('a training', () => {
  test('in order of time is judged by the newer records only', () => {
    const { trained } = through({ kind: 'time', older: places.slice(0, 100), newer: places.slice(100) }, [
      turned,
    ])
    expect(trained.trainedRows).toBe(100)
    expect(trained.evaluation.rows).toBe(100)
    expect(trained.evaluation.auc).toBeCloseTo(0.5, 1)
  })

  test('by a key judges every record, each by a model that did not learn from it', () => {
    const own: Column = { name: 'own', kind: 'category', values: places.map((place) => `${place}`) }
    const steps = through({ kind: 'key', folds: places.map((place) => Math.floor(place / 5) % 4) }, [
      own,
      turned,
    ])
    expect(steps.trained.evaluation.rows).toBe(rows)
    expect(steps.trained.trainedRows).toBe(rows)
    expect(steps.trained.evaluation.auc).toBeLessThan(0.9)
  })

  test('says how many of its fits are done', () => {
    const { seen } = through({ kind: 'key', folds: places.map((place) => place % 3) }, [turned])
    expect(seen[0]).toEqual({ fitsDone: 0, fitsTotal: 4 })
    expect(seen.at(-1)).toEqual({ fitsDone: 3, fitsTotal: 4 })
  })
})
