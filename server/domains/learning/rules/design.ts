import { levelOf, rareLevel, sizeOf } from './columns.ts'
import type { Cell, Column } from './columns.ts'
import type { CategoryTerm, NumberTerm, Term } from './recipe.ts'

/** One column of the design: the intercept, a number, the blanks of a number, or one level of a category. */
export type DesignColumn = {
  readonly attribute: string
  /** The level that the column is one for; null for the intercept and for numbers. */
  readonly level: string | null
  readonly centre: number
  readonly scale: number
}

/** The rows of a design in compressed form: of each row only what is not zero. The first column is the intercept. */
export type Design = {
  readonly columns: readonly DesignColumn[]
  readonly rows: number
  /** Row r stands in `places` and `values` from starts[r] up to starts[r + 1]. */
  readonly starts: Int32Array
  readonly places: Int32Array
  readonly values: Float64Array
}

export const interceptName = '(intercept)'
const intercept: DesignColumn = { attribute: interceptName, level: null, centre: 0, scale: 1 }

/** The columns that a recipe leads to, the intercept first. */
export function columnsOf(recipe: readonly Term[]): DesignColumn[] {
  return [intercept, ...recipe.flatMap(termColumns)]
}

/**
 * The design matrix of records under a recipe. Inside, numbers are standardised, because the fit is then as exact for
 * revenue in millions as for a share of one; coefficients are reported on the original scale all the same.
 */
export function designOf(recipe: readonly Term[], columns: readonly Column[]): Design {
  const named = new Map(columns.map((column) => [column.name, column]))
  const rows = columns[0]?.values.length ?? 0
  const readers = readersOf(recipe)
  const most = rows * (1 + readers.reduce((sum, reader) => sum + reader.most, 0))
  const starts = new Int32Array(rows + 1)
  const places = new Int32Array(most)
  const values = new Float64Array(most)
  const writer = { at: 0, places, values }
  for (let row = 0; row < rows; row += 1) {
    write(writer, 0, 1)
    for (const reader of readers) reader.read(named.get(reader.attribute)?.values[row] ?? null, writer)
    starts[row + 1] = writer.at
  }
  return { columns: columnsOf(recipe), rows, starts, places, values }
}

/** One record under a recipe, as the places and values of its row that are not zero. */
export function rowOf(recipe: readonly Term[], record: ReadonlyMap<string, Cell>): Map<number, number> {
  const columns: Column[] = recipe.map(({ attribute, kind }) => ({
    name: attribute,
    kind,
    values: [record.get(attribute) ?? null],
  }))
  const none: Column = { name: interceptName, kind: 'number', values: [null] }
  const { places, values, starts } = designOf(recipe, [none, ...columns])
  const end = starts[1] ?? 0
  return new Map([...places.subarray(0, end)].map((place, at) => [place, values[at] ?? 0]))
}

type Writer = { at: number; readonly places: Int32Array; readonly values: Float64Array }
type Reader = {
  readonly attribute: string
  /** How many values of a row it writes at most. */
  readonly most: number
  readonly read: (cell: Cell, writer: Writer) => void
}

function write(writer: Writer, place: number, value: number): void {
  writer.places[writer.at] = place
  writer.values[writer.at] = value
  writer.at += 1
}

function readersOf(recipe: readonly Term[]): Reader[] {
  let first = 1
  return recipe.map((term) => {
    const reader = term.kind === 'number' ? numberReader(term, first) : categoryReader(term, first)
    first += termColumns(term).length
    return reader
  })
}

function numberReader(term: NumberTerm, first: number): Reader {
  const read = (cell: Cell, writer: Writer): void => {
    const size = sizeOf(cell)
    if (size !== null) write(writer, first, (size - term.centre) / term.scale)
    else if (term.blanks) write(writer, first + 1, 1)
  }
  return { attribute: term.attribute, most: 1, read }
}

/** A value that training never saw is read as a rare one where there is such a level, else as the base. */
function categoryReader(term: CategoryTerm, first: number): Reader {
  const places = new Map(term.levels.map((level, at) => [level, first + at]))
  const rare = places.get(rareLevel)
  const read = (cell: Cell, writer: Writer): void => {
    const level = levelOf(cell)
    if (level === term.base) return
    const place = places.get(level) ?? rare
    if (place !== undefined) write(writer, place, 1)
  }
  return { attribute: term.attribute, most: 1, read }
}

function termColumns(term: Term): DesignColumn[] {
  const plain = { attribute: term.attribute, centre: 0, scale: 1 }
  if (term.kind === 'category') return term.levels.map((level) => ({ ...plain, level }))
  const number = { attribute: term.attribute, level: null, centre: term.centre, scale: term.scale }
  return term.blanks ? [number, { ...plain, level: blankColumnLevel }] : [number]
}

/** What the column of a number's blanks is called. */
export const blankColumnLevel = '(blank)'
