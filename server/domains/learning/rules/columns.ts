/** What a record says of one attribute; null is blank. */
export type Cell = number | string | null

/**
 * One attribute of every record, in the order of the records. Numbers keep their size; everything else is a
 * category, whose values are words.
 */
export type Column = {
  readonly name: string
  readonly kind: 'number' | 'category'
  readonly values: readonly Cell[]
}

/** The level of a category where nothing was said. */
export const blankLevel = '(blank)'
/** The level that holds values too rare to learn from one by one. */
export const rareLevel = '(rare)'

/** The word by which a category knows a cell. */
export function levelOf(cell: Cell): string {
  return cell === null || cell === '' ? blankLevel : String(cell)
}

/** The size of a cell, or null where there is none. */
export function sizeOf(cell: Cell): number | null {
  if (cell === null || cell === '') return null
  const size = typeof cell === 'number' ? cell : Number(cell)
  return Number.isFinite(size) ? size : null
}

/** The same column for some of the records, by their places. */
export function pick(column: Column, places: readonly number[]): Column {
  return { ...column, values: places.map((place) => column.values[place] ?? null) }
}
