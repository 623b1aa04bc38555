import { blankLevel, levelOf, rareLevel, sizeOf } from './columns.ts'
import type { Column } from './columns.ts'

/**
 * How one attribute becomes columns of the design. It is made from the records a model is trained on and kept with
 * the model, so that every later record is read in exactly the same way.
 */
export type Term = NumberTerm | CategoryTerm

export type NumberTerm = {
  readonly kind: 'number'
  readonly attribute: string
  /** The mean and the standard deviation of the filled values: inside, a number is its distance from the mean. */
  readonly centre: number
  readonly scale: number
  /** Whether some records are blank: they stand at the mean, and a column of their own says that they are blank. */
  readonly blanks: boolean
  /** Whether only whole numbers occur, such as counts: nobody speaks of a third of a visit. */
  readonly whole: boolean
}

export type CategoryTerm = {
  readonly kind: 'category'
  readonly attribute: string
  /** The level that every other one is compared with. */
  readonly base: string
  /** Each has one column (treatment contrasts). */
  readonly levels: readonly string[]
  /** Values that are read as the rare level. */
  readonly pooled: readonly string[]
}

export type RecipeOptions = {
  /** Levels with fewer records than this are pooled into one; 1 pools nothing. */
  readonly rareRowsMin?: number
  /** Beyond the most common ones of this number, levels are pooled too. */
  readonly levelsMax?: number
}

/** Levels with fewer records than this tell more about chance than about people. */
export const rareRowsMinDefault = 20
/** Of one attribute only the most common levels are learned one by one, so that a design stays small. */
export const levelsMaxDefault = 60

/** One term for each attribute that tells records apart. An attribute with a single level has nothing to teach. */
export function recipeOf(
  columns: readonly Column[],
  { rareRowsMin = 1, levelsMax = Number.POSITIVE_INFINITY }: RecipeOptions = {},
): Term[] {
  return columns.flatMap((column) => {
    const limits = { rareRowsMin, levelsMax }
    const term = column.kind === 'number' ? numberTerm(column) : categoryTerm(column, limits)
    return term === null ? [] : [term]
  })
}

function numberTerm({ name, values }: Column): NumberTerm | null {
  const sizes = values.map(sizeOf).filter((size) => size !== null)
  if (sizes.length === 0) return null
  const centre = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  const variance = sizes.reduce((sum, size) => sum + (size - centre) ** 2, 0) / sizes.length
  const blanks = sizes.length < values.length
  if (variance === 0 && !blanks) return null
  const scale = variance === 0 ? 1 : Math.sqrt(variance)
  const whole = sizes.every((size) => Number.isInteger(size))
  return { kind: 'number', attribute: name, centre, scale, blanks, whole }
}

function categoryTerm({ name, values }: Column, limits: Required<RecipeOptions>): CategoryTerm | null {
  const counts = levelCounts(values)
  const pooled = [...counts]
    .toSorted(([one, rows], [other, others]) => others - rows || byCodePoint(one, other))
    .filter(([, rows], place) => rows < limits.rareRowsMin || place >= limits.levelsMax)
    .map(([level]) => level)
  // A single rare level gains nothing by another name.
  const rare = pooled.length > 1 ? pooled.toSorted(byCodePoint) : []
  const named = [...counts.keys()].filter((level) => !rare.includes(level)).toSorted(levelOrder)
  const [base, ...levels] = rare.length > 0 ? [...named, rareLevel] : named
  if (base === undefined || levels.length === 0) return null
  return { kind: 'category', attribute: name, base, levels, pooled: rare }
}

/** How many records have each level. */
export function levelCounts(values: Column['values']): Map<string, number> {
  const counts = new Map<string, number>()
  for (const cell of values) counts.set(levelOf(cell), (counts.get(levelOf(cell)) ?? 0) + 1)
  return counts
}

/** Alphabetical, so that the base is the same as in R; blank stands last, because it is no value. */
function levelOrder(one: string, other: string): number {
  return Number(one === blankLevel) - Number(other === blankLevel) || byCodePoint(one, other)
}

function byCodePoint(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
