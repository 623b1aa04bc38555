import type { Figure } from '../contract/metrics.ts'

export type Cell = string | number | null | undefined

const noData = '–'
const percentDigits = 1
const dayDigits = 1

/** Writes rows as columns of equal width; numbers stand to the right. */
export function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (cell === null || cell === undefined ? noData : String(cell))),
  )
  const widths = header.map((title, index) =>
    Math.max(title.length, ...cells.map((row) => (row[index] ?? '').length)),
  )
  const right = header.map((_, index) => rows.some((row) => typeof row[index] === 'number'))
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        right[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}

export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
}

export function percent(figure: Figure | undefined): string {
  return figure?.value == null ? noData : `${(figure.value * 100).toFixed(percentDigits)} %`
}

export function days(figure: Figure | undefined): string {
  return figure?.value == null ? noData : `${figure.value.toFixed(dayDigits)} d`
}

export function plain(figure: Figure | undefined): number | null {
  return figure?.value ?? null
}

/** A line of a CSV file. A cell that a spreadsheet would run as a formula is kept as text. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => csvCell(cell === null || cell === undefined ? '' : String(cell))).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
