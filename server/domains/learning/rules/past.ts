import type { LearnedKind, Standing } from '../../../../contract/learning-views.ts'
import { blankLevel } from './columns.ts'
import type { Cell, Column } from './columns.ts'
import { levelCounts, rareRowsMinDefault } from './recipe.ts'

/** An attribute that a score may learn from. */
export type Known = {
  /** `lead.origin`, or `touches.form` for what is counted. */
  readonly attribute: string
  readonly recordKind: LearnedKind | 'touches'
  readonly field: string
  readonly label: string
  /** `none` is what says nothing by its size or its words: a date, or the name of a single record. */
  readonly reads: 'number' | 'category' | 'none'
}

/**
 * When a value was first written, as far as that is known: `undated` came without a date, `timely` before the
 * outcome, `late` after it.
 */
export type FirstWriting = 'undated' | 'timely' | 'late'

/** What is read of one lead, by field of each kind of record. */
export type PastValues = {
  readonly values: Readonly<Record<string, unknown>>
  readonly firsts: Readonly<Record<string, FirstWriting>>
}

export type PastLead = {
  readonly id: string
  readonly enteredAt: Date
  readonly entryIsDated: boolean
  readonly won: boolean
  readonly externalId: string | null
}

/** One attribute over all leads read, with how its values were first written. */
export type PastColumn = Known & {
  readonly cells: Cell[]
  readonly firsts: Record<FirstWriting, number>
}

/** The leads that were read and what was known of them, in one order. */
export type Past = { readonly leads: PastLead[]; readonly columns: readonly PastColumn[] }

/** A past that nothing was read of yet. */
export function emptyPast(known: readonly Known[]): Past {
  const columns = known.map((one) => ({ ...one, cells: [], firsts: { undated: 0, timely: 0, late: 0 } }))
  return { leads: [], columns }
}

/** Adds one lead with everything that was known of it, by `kind.field`. */
export function addLead(past: Past, lead: PastLead, { values, firsts }: PastValues): void {
  past.leads.push(lead)
  for (const column of past.columns) {
    column.cells.push(cellOf(values[column.attribute]))
    const first = firsts[column.attribute]
    if (first !== undefined) column.firsts[first] += 1
  }
}

/** A value of the ledger as a cell: yes and no are words, and an empty text says nothing. */
export function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value === '' ? null : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return null
}

export function columnOf({ attribute, reads, cells }: PastColumn): Column {
  return { name: attribute, kind: reads === 'number' ? 'number' : 'category', values: cells }
}

/** From this share of dated values on, an attribute's own history judges it and no person has to. */
const datedShareMin = 0.9
/** A slip of the pen may come late; more than this share means that the attribute is written afterwards. */
const lateShareMax = 0.05
/** A text of which hardly any value returns says who a lead is, not what leads have in common. */
const commonShareMin = 0.2

/** What may be done with an attribute, by its history where it has one. */
export function standingOf(column: PastColumn): Standing {
  if (column.reads === 'none') return 'not_learned'
  if (column.recordKind === 'touches') return isConstant(column) ? 'constant' : 'dated'
  const { datedShare, lateShare, filled } = sharesOf(column)
  if (filled === 0) return 'empty'
  if (lateShare > lateShareMax) return 'refused'
  if (isConstant(column)) return 'constant'
  if (column.reads === 'category' && commonShare(column) < commonShareMin) return 'too_varied'
  return datedShare >= datedShareMin ? 'dated' : 'undated'
}

/** How much of what was ever filled in has a date of writing, and how much of it came after the outcome. */
export function sharesOf({ firsts: { undated, timely, late } }: PastColumn) {
  const filled = undated + timely + late
  const whole = Math.max(1, filled)
  return { filled, datedShare: (timely + late) / whole, lateShare: late / whole }
}

function isConstant({ cells }: PastColumn): boolean {
  return cells.every((cell) => cell === cells[0])
}

function commonShare({ cells }: PastColumn): number {
  const counts = [...levelCounts(cells)].filter(([level]) => level !== blankLevel).map(([, rows]) => rows)
  const filled = counts.reduce((sum, rows) => sum + rows, 0)
  const common = counts.filter((rows) => rows >= rareRowsMinDefault).reduce((sum, rows) => sum + rows, 0)
  return filled === 0 ? 0 : common / filled
}
