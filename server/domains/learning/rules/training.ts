import { pick } from './columns.ts'
import type { Column } from './columns.ts'
import { designOf } from './design.ts'
import { evaluate } from './evaluation.ts'
import type { Evaluation } from './evaluation.ts'
import { freeze } from './frozen-model.ts'
import type { FrozenModel } from './frozen-model.ts'
import { chanceOf, fitting } from './logistic.ts'
import type { Fit } from './logistic.ts'
import { applied } from './matrix.ts'
import { levelsMaxDefault, rareRowsMinDefault, recipeOf } from './recipe.ts'
import { at } from './vectors.ts'

/**
 * Which records a model learns from and which it is judged by. In order of time: the older ones and the newer ones.
 * By a key: every fold in turn is judged by a model of the other folds, and the model that stays learned from all.
 */
export type Split =
  | { readonly kind: 'time'; readonly older: readonly number[]; readonly newer: readonly number[] }
  | { readonly kind: 'key'; readonly folds: readonly number[] }

export type TrainingOptions = {
  readonly ridge?: number
  readonly rareRowsMin?: number
}

/**
 * The product's own models are held by a ridge of one: about what two more records of each outcome would do. It
 * matters for values that few records have, and nowhere else.
 */
export const ridgeDefault = 1

export type Trained = {
  readonly model: FrozenModel
  readonly fit: Pick<Fit, 'deviance' | 'iterations' | 'converged' | 'separated'>
  readonly evaluation: Evaluation
  readonly trainedRows: number
}

/** How far a training is: fits done, of how many. */
export type TrainingProgress = { readonly fitsDone: number; readonly fitsTotal: number }

type Records = { readonly columns: readonly Column[]; readonly outcomes: Float64Array }

/** Trains a model and judges it on records it has not seen; yields between the steps so that nobody waits blindly. */
export function* training(
  records: Records,
  split: Split,
  { ridge = ridgeDefault, rareRowsMin = rareRowsMinDefault }: TrainingOptions = {},
): Generator<TrainingProgress, Trained> {
  const options = { ridge, rareRowsMin }
  if (split.kind === 'time') {
    const learned = yield* learning(taken(records, split.older), options, { fitsDone: 0, fitsTotal: 1 })
    const held = taken(records, split.newer)
    const evaluation = evaluate({ scores: chancesOf(learned, held), outcomes: held.outcomes })
    return { ...learned.told, evaluation, trainedRows: split.older.length }
  }
  return yield* crossed(records, split.folds, options)
}

function* crossed(
  records: Records,
  folds: readonly number[],
  options: Required<TrainingOptions>,
): Generator<TrainingProgress, Trained> {
  const names = [...new Set(folds)].toSorted((one, other) => one - other)
  const fitsTotal = names.length + 1
  const scores = new Float64Array(folds.length)
  for (const [fitsDone, name] of names.entries()) {
    const rest = placesOf(folds, (fold) => fold !== name)
    const held = placesOf(folds, (fold) => fold === name)
    const learned = yield* learning(taken(records, rest), options, { fitsDone, fitsTotal })
    const chances = chancesOf(learned, taken(records, held))
    for (const [index, place] of held.entries()) scores[place] = at(chances, index)
  }
  const learned = yield* learning(records, options, { fitsDone: names.length, fitsTotal })
  const evaluation = evaluate({ scores, outcomes: records.outcomes })
  return { ...learned.told, evaluation, trainedRows: folds.length }
}

type Learned = { readonly told: Pick<Trained, 'model' | 'fit'>; readonly inner: Float64Array }

function* learning(
  { columns, outcomes }: Records,
  { ridge, rareRowsMin }: Required<TrainingOptions>,
  progress: TrainingProgress,
): Generator<TrainingProgress, Learned> {
  const recipe = recipeOf(columns, { rareRowsMin, levelsMax: levelsMaxDefault })
  const design = designOf(recipe, columns)
  const steps = fitting(design, outcomes, { ridge })
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) yield progress
  const { inner, deviance, iterations, converged, separated } = step.value
  const told = {
    model: freeze(recipe, design, step.value),
    fit: { deviance, iterations, converged, separated },
  }
  return { told, inner }
}

function chancesOf({ told, inner }: Learned, { columns }: Records): Float64Array {
  return applied(designOf(told.model.recipe, columns), inner).map(chanceOf)
}

function taken({ columns, outcomes }: Records, places: readonly number[]): Records {
  return {
    columns: columns.map((column) => pick(column, places)),
    outcomes: Float64Array.from(places, (place) => at(outcomes, place)),
  }
}

function placesOf(folds: readonly number[], wanted: (fold: number) => boolean): number[] {
  return folds.flatMap((fold, place) => (wanted(fold) ? [place] : []))
}
