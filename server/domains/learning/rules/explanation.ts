import type { Cell } from './columns.ts'
import { levelOf } from './columns.ts'
import { rowOf } from './design.ts'
import type { FrozenModel } from './frozen-model.ts'
import { chanceOf } from './logistic.ts'

/** What one attribute does to the chance of one record. */
export type Contribution = {
  readonly attribute: string
  readonly value: Cell
  /** The log-odds that this record has more than the average one, because of this attribute alone. */
  readonly logOdds: number
  /** The same as a factor of the odds. */
  readonly oddsFactor: number
}

export type Explanation = {
  readonly chance: number
  readonly logOdds: number
  /** The log-odds of a record that is average in everything. */
  readonly averageLogOdds: number
  /** The strongest first; with the average they add up to the log-odds exactly. */
  readonly contributions: readonly Contribution[]
}

/**
 * Takes the chance of one record apart. What an attribute contributes is the sum over its columns of the coefficient
 * times the distance of the record from the average of the training: for a linear predictor these are the Shapley
 * values (Štrumbelj and Kononenko 2014, equation 8), and with the log-odds of the average record they add up exactly.
 */
export function explain(model: FrozenModel, record: ReadonlyMap<string, Cell>): Explanation {
  const row = rowOf(model.recipe, record)
  const parts = new Map<string, number>()
  let averageLogOdds = 0
  for (const [place, { attribute, inner, mean }] of model.columns.entries()) {
    averageLogOdds += inner * mean
    if (place === 0) continue
    const part = inner * ((row.get(place) ?? 0) - mean)
    parts.set(attribute, (parts.get(attribute) ?? 0) + part)
  }
  const contributions = [...parts].map(([attribute, logOdds]): Contribution => {
    return { attribute, value: record.get(attribute) ?? null, logOdds, oddsFactor: Math.exp(logOdds) }
  })
  const logOdds = contributions.reduce((sum, one) => sum + one.logOdds, averageLogOdds)
  return {
    chance: chanceOf(logOdds),
    logOdds,
    averageLogOdds,
    contributions: contributions.toSorted(byStrength),
  }
}

function byStrength(one: Contribution, other: Contribution): number {
  return Math.abs(other.logOdds) - Math.abs(one.logOdds) || (one.attribute < other.attribute ? -1 : 1)
}

/** Below this factor a difference is not worth a number. */
const factorMin = 1.05

/** What an attribute does, as one says it to a colleague. */
export function contributionInWords(label: string, { value, oddsFactor }: Contribution): string {
  const subject = value === null || value === '' ? `${label} is blank` : `${label} is ${wordOf(value)}`
  if (isSlight(oddsFactor)) return `${subject}: this hardly changes the odds.`
  const verb = oddsFactor > 1 ? 'multiplies' : 'divides'
  return `${subject}: this ${verb} the odds by ${factorWord(oddsFactor)}, compared with the average lead.`
}

type Counted = FrozenModel['columns'][number]

/** What a coefficient says, as one says it to a colleague. A number is told for about one standard deviation of it. */
export function coefficientInWords(
  label: string,
  column: Counted,
  term: FrozenModel['recipe'][number] | undefined,
): string {
  if (column.coefficient === null)
    return `${label} ${column.level ?? ''} says nothing that others do not say already.`
  if (term === undefined) return 'What the odds start from.'
  if (term.kind === 'number' && column.level === null) {
    const step = term.whole ? Math.max(1, Math.round(term.scale)) : term.scale
    return factorSentence(
      `Every ${wordOf(rounded(step))} more of ${label}`,
      Math.exp(column.coefficient * step),
    )
  }
  const beside =
    term.kind === 'category' ? `compared with ${term.base}` : 'compared with the average of those filled in'
  return factorSentence(`${label} ${levelWords(column.level)}, ${beside},`, Math.exp(column.coefficient))
}

function levelWords(level: string | null): string {
  return level === levelOf(null) ? 'left blank' : `is ${level ?? ''}`
}

function factorSentence(subject: string, factor: number): string {
  if (isSlight(factor)) return `${subject} hardly changes the odds.`
  return `${subject} ${factor > 1 ? 'multiplies' : 'divides'} the odds by ${factorWord(factor)}.`
}

function isSlight(factor: number): boolean {
  return Math.max(factor, 1 / factor) < factorMin
}

function factorWord(factor: number): string {
  const strength = Math.max(factor, 1 / factor)
  return strength >= 100 ? 'more than a hundred' : String(rounded(strength))
}

function wordOf(value: number | string): string {
  return typeof value === 'number' ? String(rounded(value)) : value
}

function rounded(size: number): number {
  return Number(size.toPrecision(3))
}
