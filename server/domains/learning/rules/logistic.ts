import type { Design, DesignColumn } from './design.ts'
import {
  applied,
  choleskyFactor,
  crossed,
  independentColumns,
  inverse,
  restricted,
  solved,
  weightedGram,
} from './matrix.ts'
import type { Symmetric } from './matrix.ts'
import { at } from './vectors.ts'

export type FitOptions = {
  /**
   * Half of this times the sum of squares of all coefficients but the intercept is added to what is minimised (Hoerl
   * and Kennard 1970; le Cessie and van Houwelingen 1992). Numbers count in standard deviations, levels as they are.
   * Zero is maximum likelihood. A little keeps coefficients finite where outcomes are separated.
   */
  readonly ridge?: number
}

export type FittedColumn = DesignColumn & {
  /** Log-odds for one unit of the original scale; null where an earlier column says the same, as R writes NA. */
  readonly coefficient: number | null
  readonly standardError: number | null
}

export type Fit = {
  /** The intercept first; on the original scale. */
  readonly columns: readonly FittedColumn[]
  /** The same coefficients on the scale of the design; zero for those left out. */
  readonly inner: Float64Array
  readonly deviance: number
  readonly iterations: number
  readonly converged: boolean
  /** Columns whose coefficient has no finite best value, because they alone tell some outcomes for certain. */
  readonly separated: readonly DesignColumn[]
}

export type FitProgress = { readonly iteration: number; readonly deviance: number }

/** As R's glm: the relative change of the deviance that ends the search, and how often it tries. */
const devianceChangeMax = 1e-8
const iterationsMax = 25
/** A step that makes things worse is halved at most this often. */
const halvingsMax = 20
/** On the scale of the design, an error this large means that the likelihood is flat: nothing bounds the coefficient. */
const standardErrorMax = 30
/** The weight of a row whose outcome is all but certain, so that no division is by zero. */
const weightMin = 1e-300

/** Fits to the end; see `fitting`. */
export function fitLogistic(design: Design, outcomes: Float64Array, options: FitOptions = {}): Fit {
  const steps = fitting(design, outcomes, options)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * Logistic regression by iteratively reweighted least squares, which for the logistic link is Newton's method
 * (McCullagh and Nelder, Generalized Linear Models, section 2.5), begun and ended as R's glm.fit does, so that its
 * coefficients are R's. Yields after each iteration, so that whoever waits can be told; returns the fit.
 */
export function* fitting(
  design: Design,
  outcomes: Float64Array,
  { ridge = 0 }: FitOptions = {},
): Generator<FitProgress, Fit> {
  const kept = independentColumns(weightedGram(design, new Float64Array(design.rows).fill(1)))
  const problem: Problem = { design, outcomes, ridge, kept }
  let state = startOf(problem)
  let converged = false
  let iteration = 0
  while (!converged && iteration < iterationsMax) {
    const next = stepFrom(problem, state, iteration)
    if (next === null) break
    iteration += 1
    converged =
      Math.abs(next.objective - state.objective) / (Math.abs(next.objective) + 0.1) < devianceChangeMax
    state = next
    yield { iteration, deviance: state.deviance }
  }
  return reported(problem, state, { iterations: iteration, converged })
}

type Problem = {
  readonly design: Design
  readonly outcomes: Float64Array
  readonly ridge: number
  readonly kept: readonly number[]
}

type State = {
  readonly inner: Float64Array
  readonly logOdds: Float64Array
  readonly deviance: number
  /** The deviance, and the ridge's penalty on the same scale. */
  readonly objective: number
}

/** R begins at the chances (y + ½) / 2, without coefficients. */
function startOf({ design, outcomes }: Problem): State {
  const logOdds = outcomes.map((outcome) => logit((outcome + 0.5) / 2))
  const deviance = devianceOf(logOdds, outcomes)
  return { inner: new Float64Array(design.columns.length), logOdds, deviance, objective: deviance }
}

/** One weighted least squares; null where the equations have no single answer any more. */
function stepFrom(problem: Problem, state: State, iteration: number): State | null {
  const inner = newtonTarget(problem, state)
  if (inner === null) return null
  let next = stateAt(problem, inner)
  // The start has no coefficients to go back to, and its deviance is no promise.
  if (iteration === 0) return next
  for (let halving = 0; isWorse(next, state) && halving < halvingsMax; halving += 1) {
    next = stateAt(
      problem,
      next.inner.map((one, place) => (one + at(state.inner, place)) / 2),
    )
  }
  return next
}

function isWorse(next: State, state: State): boolean {
  return !(next.objective <= state.objective * (1 + devianceChangeMax) + devianceChangeMax)
}

function stateAt({ design, outcomes, ridge }: Problem, inner: Float64Array): State {
  const logOdds = applied(design, inner)
  const deviance = devianceOf(logOdds, outcomes)
  const penalty = ridge * inner.subarray(1).reduce((sum, one) => sum + one * one, 0)
  return { inner, logOdds, deviance, objective: deviance + penalty }
}

/** Solves (X'WX + ridge) b = X'W z with the working response z = Xb + (y - p) / w. */
function newtonTarget(problem: Problem, { logOdds }: State): Float64Array | null {
  const { design, outcomes, kept } = problem
  const chances = logOdds.map(chanceOf)
  const weights = chances.map((chance) => Math.max(chance * (1 - chance), weightMin))
  const response = logOdds.map((odds, row) => at(weights, row) * odds + at(outcomes, row) - at(chances, row))
  const factor = choleskyFactor(information(problem, weights))
  if (factor === null) return null
  const right = crossed(design, response)
  const few = solved(
    factor,
    Float64Array.from(kept, (place) => at(right, place)),
  )
  return spread(few, problem)
}

function information({ design, kept, ridge }: Problem, weights: Float64Array): Symmetric {
  const matrix = restricted(weightedGram(design, weights), kept)
  for (let place = 1; place < matrix.size; place += 1) {
    const diagonal = place * matrix.size + place
    matrix.cells[diagonal] = at(matrix.cells, diagonal) + ridge
  }
  return matrix
}

function spread(few: Float64Array, { design, kept }: Problem): Float64Array {
  const all = new Float64Array(design.columns.length)
  for (const [from, place] of kept.entries()) all[place] = at(few, from)
  return all
}

function reported(problem: Problem, state: State, search: Pick<Fit, 'iterations' | 'converged'>): Fit {
  const { design, kept } = problem
  const weights = state.logOdds.map(chanceOf).map((chance) => Math.max(chance * (1 - chance), weightMin))
  const factor = choleskyFactor(information(problem, weights))
  const covariance = factor === null ? null : inverse(factor)
  const errors = covariance === null ? [] : kept.map((_, from) => Math.sqrt(cell(covariance, from, from)))
  const separated = kept.filter((place, from) => place > 0 && !(at0(errors, from) < standardErrorMax))
  const columns = design.columns.map((column, place): FittedColumn => {
    const from = kept.indexOf(place)
    if (from < 0) return { ...column, coefficient: null, standardError: null }
    if (place === 0) return { ...column, ...originOf(problem, state, covariance) }
    const error = errors[from]
    const standardError = error === undefined ? null : error / column.scale
    return { ...column, coefficient: at(state.inner, place) / column.scale, standardError }
  })
  const named = separated.flatMap((place) => design.columns[place] ?? [])
  return { columns, inner: state.inner, deviance: state.deviance, ...search, separated: named }
}

/** The intercept for numbers counted from zero instead of from their mean, and its error. */
function originOf({ design, kept }: Problem, { inner }: State, covariance: Symmetric | null) {
  const shifts = kept.map((place, from) => (from === 0 ? 1 : -shiftOf(design.columns[place])))
  const coefficient = kept.reduce((sum, place, from) => sum + (shifts[from] ?? 0) * at(inner, place), 0)
  if (covariance === null) return { coefficient, standardError: null }
  let variance = 0
  for (const [one, left] of shifts.entries())
    for (const [other, right] of shifts.entries()) variance += left * right * cell(covariance, one, other)
  return { coefficient, standardError: Math.sqrt(variance) }
}

function shiftOf(column: DesignColumn | undefined): number {
  return column === undefined ? 0 : column.centre / column.scale
}

function cell({ size, cells }: Symmetric, row: number, column: number): number {
  return at(cells, row * size + column)
}

function at0(numbers: readonly number[], place: number): number {
  return numbers[place] ?? Number.POSITIVE_INFINITY
}

/** The chance that belongs to log-odds. */
export function chanceOf(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds))
}

function logit(chance: number): number {
  return Math.log(chance / (1 - chance))
}

/** Minus twice the log-likelihood, written so that no chance of exactly zero or one arises. */
function devianceOf(logOdds: Float64Array, outcomes: Float64Array): number {
  let sum = 0
  for (let row = 0; row < logOdds.length; row += 1) {
    const against = at(outcomes, row) === 1 ? -at(logOdds, row) : at(logOdds, row)
    sum += against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against))
  }
  return 2 * sum
}
