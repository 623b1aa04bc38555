import type { ColumnMapping, Mapping, RecordKind, TargetField } from '../../../../contract/intake.ts'
import { rowNumberColumn } from '../../../../contract/intake.ts'
import type { CellProblem, Value } from './cell.ts'
import { checksOf, deletedAtSource, saysDeleted } from './checks.ts'
import type { JudgedRow } from './draft.ts'
import { Draft } from './draft.ts'
import type { KnownFields } from './targets.ts'
import { customPrefix, identitiesOf, targetsOf, typeOfCustomField } from './targets.ts'
import { textCharactersMax } from './target-fields.ts'
import type { ReadingContext } from './transform.ts'
import type { CellWriter } from './writers.ts'
import { derivedFields, writerOf } from './writers.ts'

export type JudgeContext = ReadingContext & KnownFields

/** Rows as the reader hands them over. */
export type RowsToJudge = {
  readonly firstRow: number
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
}

/** A mapping made into a function. */
export type Judge = {
  /** Columns that the mapping names and the file does not have. */
  readonly missingColumns: readonly string[]
  /** The fields that a row can have, in the order in which they are first mapped. */
  readonly fields: readonly string[]
  /** How many cells of each mapped column were blank so far. A blank is not the word `unknown`. */
  readonly blankCells: () => ReadonlyMap<string, number>
  readonly judge: (cells: readonly string[], place: { line: number; row: number }) => JudgedRow
}

/** Judges a whole batch; every row handed in comes out, accepted or refused. */
export function judgeRows(judge: Judge, batch: RowsToJudge): JudgedRow[] {
  return batch.rows.map((cells, at) =>
    judge.judge(cells, { line: batch.lines[at] ?? 0, row: batch.firstRow + at }),
  )
}

/**
 * Makes of a mapping the function that turns raw cells into typed values of target fields and says what is wrong
 * with them. A bad cell leaves its field blank and flags the row; only a row without a key or without a required
 * field is refused, and one whose record the source has deleted.
 */
export function compileMapping(mapping: Mapping, columns: readonly string[], context: JudgeContext): Judge {
  const cells = mappedCells(mapping, columns, context)
  const composed = composedFields(mapping, columns)
  const constants = [...constantsOf(mapping, context)]
  const fields = fieldsOf(cells, [
    ...composed.map(({ field }) => field),
    ...constants.map(([field]) => field),
  ])
  const finish = finisher(mapping, context)
  const blank = blankValues(fields)

  return {
    missingColumns: mapping.columns.map(({ column }) => column).filter((column) => !columns.includes(column)),
    fields,
    blankCells: () => new Map(cells.map((cell) => [cell.column, cell.blankCells])),
    judge(row, place) {
      const draft = new Draft(place, { ...blank })
      for (const cell of cells) readCell(cell, row[cell.index], draft)
      for (const { field, parts } of composed) draft.fill(field, composedValue(parts, row, place.row))
      for (const [field, value] of constants) draft.fill(field, value)
      finish(draft)
      return draft.toRow()
    },
  }
}

function readCell(cell: MappedCell, raw: string | undefined, draft: Draft): void {
  const text = raw === undefined ? '' : raw.trim()
  if (text === '' || (cell.blanks !== null && cell.blanks.has(text.toLowerCase()))) cell.blankCells += 1
  else cell.write(text, draft)
}

type MappedCell = {
  readonly index: number
  readonly column: string
  readonly field: string
  readonly blanks: ReadonlySet<string> | null
  readonly write: CellWriter
  blankCells: number
}

function mappedCells(mapping: Mapping, columns: readonly string[], context: JudgeContext): MappedCell[] {
  const targets = new Map(targetsOf(mapping.into, context).map((target) => [target.field, target]))
  const located = mapping.columns.flatMap((column) => {
    const target = targetOf(column, targets)
    const index = columns.indexOf(column.column)
    return target && index !== -1 ? [{ column, target, index }] : []
  })
  const mapped = new Set(located.map(({ target }) => target.field))
  const options = { context, mapped, hasCurrency: targets.has('currency') }
  return located.map(({ column, target, index }) => ({
    index,
    column: column.column,
    field: target.field,
    blanks: column.blanks.length > 0 ? new Set(column.blanks.map((word) => word.toLowerCase())) : null,
    write: writerOf(column, target, options),
    blankCells: 0,
  }))
}

function targetOf(column: ColumnMapping, targets: ReadonlyMap<string, TargetField>): TargetField | null {
  const { target } = column
  if (target.to === 'ignore') return null
  if (target.to === 'field') return targets.get(target.field) ?? null
  const type = typeOfCustomField(target.type)
  return {
    field: `${customPrefix}${target.key}`,
    label: target.label,
    type,
    need: 'optional',
    lengthMax: textCharactersMax,
  }
}

type Composed = { readonly field: string; readonly parts: readonly number[] }

/** Stands for the number of the row among the parts of a composed field; -1 is a column that is not there. */
const rowNumberIndex = -2

function composedFields(mapping: Mapping, columns: readonly string[]): Composed[] {
  return Object.entries(mapping.composed).map(([field, names]) => ({
    field,
    parts: names.map((name) => (name === rowNumberColumn ? rowNumberIndex : columns.indexOf(name))),
  }))
}

function composedValue(parts: readonly number[], cells: readonly string[], row: number): string | null {
  const texts = parts.map((part) => (part === rowNumberIndex ? String(row) : (cells[part] ?? '').trim()))
  return texts.every((text) => text === '') ? null : texts.join(':')
}

/** Constants are read as cells of their field would be. */
function constantsOf(mapping: Mapping, context: JudgeContext): ReadonlyMap<string, Value> {
  const entries = Object.entries(mapping.constants)
  const columns = entries.map(([field]): ColumnMapping => ({
    column: field,
    target: { to: 'field', field },
    transform: { type: 'text' },
    blanks: [],
  }))
  const names = entries.map(([field]) => field)
  const cells = mappedCells({ ...mapping, columns }, names, context)
  const draft = new Draft({ line: 0, row: 0 }, {})
  for (const cell of cells) cell.write(entries[cell.index]?.[1] ?? '', draft)
  return new Map(Object.entries(draft.values))
}

function fieldsOf(cells: readonly MappedCell[], others: readonly string[]): string[] {
  return [...new Set([...cells.map(({ field }) => field), ...others])]
}

/** Every row starts as a copy of one object with all fields, which keeps access to them fast. */
function blankValues(fields: readonly string[]): Record<string, Value> {
  return Object.fromEntries([...fields, ...derivedFields].map((field) => [field, null]))
}

function finisher(mapping: Mapping, context: JudgeContext): (draft: Draft) => void {
  const required = targetsOf(mapping.into, context).filter((target) => target.need === 'required')
  const identities = identitiesOf(mapping.into)
  const checks = checksOf(mapping.into)
  const saysDeletedIn = columnFor(mapping, 'isDeleted')
  return (draft) => {
    if (saysDeleted(draft)) {
      draft.report(deletedAtSource, { column: saysDeletedIn, value: null, refuses: true })
      return
    }
    for (const target of required) {
      if (!isFilled(draft.values[target.field]) && !draft.refused) {
        draft.report(missingRequired(target), { column: null, value: null, refuses: true })
      }
    }
    if (!identities.some((fields) => fields.every((field) => isFilled(draft.values[field])))) {
      draft.report(missingKey(mapping.into), { column: null, value: null, refuses: true })
    }
    for (const check of checks) check(draft)
  }
}

function columnFor(mapping: Mapping, field: string): string | null {
  const found = mapping.columns.find(({ target }) => target.to === 'field' && target.field === field)
  return found?.column ?? null
}

function isFilled(value: Value | undefined): boolean {
  return value !== null && value !== undefined && value !== ''
}

function missingRequired(target: TargetField): CellProblem {
  return {
    code: 'missing-required',
    message: `${target.label} is blank, and a row cannot do without it.`,
    remedy: 'Fill the cell in the file, or map another column to this field.',
  }
}

function missingKey(kind: RecordKind): CellProblem {
  const ways = identitiesOf(kind)
    .map((fields) => fields.join(' and '))
    .join(', or ')
  return {
    code: 'missing-key',
    message: 'Nothing in this row says which record it is.',
    remedy: `A row needs one of: ${ways}.`,
  }
}
