import { commonest } from './delimiter.ts'

/** How many rows are looked at to find the row of column names. */
const rowsSearchedMax = 40

/** A column name is not longer than this; a longer cell is a sentence. */
const nameCharactersMax = 200

export type FoundHeader = {
  /** The index of the header among the rows given; -1 where the file starts with data. */
  readonly index: number
  readonly columns: readonly string[]
}

/**
 * Finds the row of column names: the first row that is about as wide as the table, if its cells look like names.
 * Rows above it, such as a title or a date of export, are narrower. A file that starts with data gets numbered
 * columns.
 */
export function findHeader(rows: readonly (readonly string[])[]): FoundHeader {
  const searched = rows.slice(0, rowsSearchedMax)
  const width = commonest(searched.map(filledWidth).filter((one) => one > 0))
  const index = searched.findIndex(
    (cells) => filledCells(cells) >= Math.max(1, Math.min(2, width), width / 2),
  )
  const candidate = searched[index]
  if (candidate && looksLikeNames(candidate)) return headerAt(searched, index)
  return { index: -1, columns: uniqueNames(padded([], Math.max(1, ...searched.map(filledWidth)))) }
}

/** The column names in a row of which it is known that they stand there. */
export function headerAt(rows: readonly (readonly string[])[], index: number): FoundHeader {
  const names = rows[index] ?? []
  const dataWidth = commonest(rows.slice(index + 1, index + 1 + rowsSearchedMax).map(filledWidth))
  return { index, columns: uniqueNames(padded(names, Math.max(filledWidth(names), dataWidth))) }
}

function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => cells[at] ?? '')
}

/** Column names that can be told apart: empty ones are numbered, repeated ones counted. */
export function uniqueNames(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, at) => {
    const name = cell.replaceAll(/\s+/g, ' ').trim().slice(0, nameCharactersMax) || `Column ${at + 1}`
    const unique = taken.has(name) ? firstFree(name, taken) : name
    taken.add(unique)
    return unique
  })
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  let count = 2
  while (taken.has(`${name} (${count})`)) count += 1
  return `${name} (${count})`
}

function looksLikeNames(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const names = filled.filter((cell) => !looksLikeData(cell))
  const different = new Set(filled.map((cell) => cell.toLowerCase())).size
  return names.length >= filled.length * 0.8 && different * 3 >= filled.length
}

const dataShapes: readonly RegExp[] = [
  /^[-+(]?[\d.,\s'%]+\)?$/,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/,
  /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i,
  /^https?:\/\//i,
  /^(true|false|yes|no|null)$/i,
  /^[0-9a-f]{8}-[0-9a-f]{4}-/i,
  /^[0-9a-f]{24,}$/i,
]

function looksLikeData(cell: string): boolean {
  return cell.length > nameCharactersMax || dataShapes.some((shape) => shape.test(cell))
}

function filledCells(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

/** The width without empty cells at the end, which spreadsheets like to add. */
function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}
