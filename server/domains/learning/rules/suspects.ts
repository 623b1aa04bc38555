import { blankLevel, levelOf, sizeOf } from './columns.ts'
import type { Column } from './columns.ts'
import { auc } from './evaluation.ts'
import { at } from './vectors.ts'

/** Which outcome each record had, and the fold it belongs to, so that no record is judged by itself. */
export type Known = { readonly outcomes: Float64Array; readonly folds: readonly number[] }

/** A value that was seen almost only with one outcome. */
export type TellingValue = {
  readonly value: string
  readonly rows: number
  /** The share of its records where it happened. */
  readonly rate: number
}

/**
 * What speaks for an attribute having been written after the outcome. None of it proves anything: a value can be
 * known on arrival and still decide. It says where a person should look first.
 */
export type Suspicion = {
  readonly attribute: string
  /** The sum of the three parts, each between 0 and 1. It only orders the list. */
  readonly weight: number
  /** How well the attribute alone tells outcomes apart on records it was not counted on; ½ is not at all. */
  readonly auc: number | null
  /** Values seen almost only with one outcome, those with most records first. */
  readonly telling: readonly TellingValue[]
  /** The share of all records that have one of them. */
  readonly tellingShare: number
  readonly filledWhereHappened: number
  readonly filledWhereNot: number
}

/** Numbers are read as tenths of their own distribution. */
const numberBands = 10
/** A value counts as telling from this share of one outcome, from so many records, and so far from chance. */
const tellingRateMin = 0.95
const tellingRowsMin = 20
const tellingErrorsMin = 5
const tellingShownMax = 5
/** How many records of the average a level's rate is mixed with, so that few records say little. */
const averageRows = 10

/** All attributes by how much speaks for their having been written afterwards, most first. */
export function suspects(columns: readonly Column[], known: Known): Suspicion[] {
  return columns.map((column) => suspicionOf(column, known)).toSorted(bySuspicion)
}

export function bySuspicion(one: Suspicion, other: Suspicion): number {
  return other.weight - one.weight || (one.attribute < other.attribute ? -1 : 1)
}

/** What speaks for one attribute's having been written afterwards. */
export function suspicionOf(column: Column, known: Known): Suspicion {
  const levels = column.kind === 'number' ? bandsOf(column) : column.values.map(levelOf)
  const alone = auc({ scores: ratesElsewhere(levels, known), outcomes: known.outcomes })
  const telling = tellingValues(levels, known)
  const tellingShare = telling.reduce((sum, { rows }) => sum + rows, 0) / Math.max(1, levels.length)
  const [filledWhereNot, filledWhereHappened] = [0, 1].map((outcome) => filledShare(levels, known, outcome))
  const gap = Math.abs((filledWhereHappened ?? 0) - (filledWhereNot ?? 0))
  return {
    attribute: column.name,
    weight: Math.max(0, 2 * (alone ?? 0.5) - 1) + tellingShare + gap,
    auc: alone,
    telling: telling.slice(0, tellingShownMax),
    tellingShare,
    filledWhereHappened: filledWhereHappened ?? 0,
    filledWhereNot: filledWhereNot ?? 0,
  }
}

/** Each record's level replaced by how often it happened with that level in the other folds. */
function ratesElsewhere(levels: readonly string[], known: Known): Float64Array {
  const all = tally(levels, known, () => true)
  const base = ratio(all.happened, levels.length)
  const elsewhere = new Map(
    [...new Set(known.folds)].map((fold) => [fold, tally(levels, known, (other) => other !== fold).levels]),
  )
  return Float64Array.from(levels, (level, row) => {
    const { rows, happened } = elsewhere.get(known.folds[row] ?? 0)?.get(level) ?? none
    return (happened + averageRows * base) / (rows + averageRows)
  })
}

type Count = { readonly rows: number; readonly happened: number }
const none: Count = { rows: 0, happened: 0 }

function tally(levels: readonly string[], { outcomes, folds }: Known, counts: (fold: number) => boolean) {
  const found = new Map<string, Count>()
  let happened = 0
  for (const [row, level] of levels.entries()) {
    if (!counts(folds[row] ?? 0)) continue
    const before = found.get(level) ?? none
    found.set(level, { rows: before.rows + 1, happened: before.happened + at(outcomes, row) })
    happened += at(outcomes, row)
  }
  return { levels: found, happened }
}

function tellingValues(levels: readonly string[], known: Known): TellingValue[] {
  const all = tally(levels, known, () => true)
  const base = ratio(all.happened, levels.length)
  const found = [...all.levels].map(([value, { rows, happened }]) => ({ value, rows, rate: happened / rows }))
  return found
    .filter(
      ({ rows, rate }) => rows >= tellingRowsMin && isOneSided(rate) && isBeyondChance({ rows, rate }, base),
    )
    .toSorted((one, other) => other.rows - one.rows || (one.value < other.value ? -1 : 1))
}

function isOneSided(rate: number): boolean {
  return Math.max(rate, 1 - rate) >= tellingRateMin
}

/** Whether a rate is further from the base than the given number of standard errors of a share. */
function isBeyondChance({ rows, rate }: { rows: number; rate: number }, base: number): boolean {
  return Math.abs(rate - base) >= tellingErrorsMin * Math.sqrt((base * (1 - base)) / rows)
}

function filledShare(levels: readonly string[], { outcomes }: Known, outcome: number): number {
  const rows = levels.filter((_, row) => at(outcomes, row) === outcome)
  return ratio(rows.filter((level) => level !== blankLevel).length, rows.length)
}

/** The tenth of the distribution in which each number lies, named by its bounds. */
function bandsOf({ values }: Column): string[] {
  const sizes = values.map(sizeOf)
  const sorted = sizes.filter((size) => size !== null).toSorted((one, other) => one - other)
  const cuts = Array.from({ length: numberBands - 1 }, (_, index) => {
    const place = Math.floor(((index + 1) * sorted.length) / numberBands)
    return sorted[place] ?? 0
  })
  const bounds = [...new Set(cuts)]
  return sizes.map((size) => (size === null ? blankLevel : bandName(bounds, size)))
}

function bandName(bounds: readonly number[], size: number): string {
  const above = bounds.findIndex((bound) => size < bound)
  if (above === 0) return `below ${bounds[0] ?? 0}`
  if (above < 0) return `${bounds.at(-1) ?? 0} or more`
  return `${bounds[above - 1] ?? 0} to below ${bounds[above] ?? 0}`
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
