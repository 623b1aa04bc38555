import type { FileChoices } from '../../../../contract/intake.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { linesOf } from './delimited.ts'
import type { Sheet } from './workbook.ts'

/** The rows at the head of a file, each with the line it begins on. */
export type Head = {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly firstLine: number
  /** Whether the file has no rows beyond these. */
  readonly whole: boolean
}

/** A choice that this file does not permit, by its name and with what would do. */
function unfit(place: keyof FileChoices, message: string, remedy: string): Refusal {
  return new Refusal('invalid-input', { place, message, remedy })
}

/** Refuses choices that only a workbook has. */
export function refuseForText({ sheet }: FileChoices): void {
  if (sheet === undefined) return
  throw unfit('sheet', 'This file is text and has no sheets.', 'Leave the sheet out.')
}

/** Refuses choices that only a text file has. */
export function refuseForWorkbook({ encoding, delimiter }: FileChoices): void {
  if (encoding !== undefined)
    throw unfit(
      'encoding',
      'This file is a workbook, which has one encoding only.',
      'Leave the encoding out.',
    )
  if (delimiter !== undefined)
    throw unfit('delimiter', 'This file is a workbook, which has no delimiter.', 'Leave the delimiter out.')
}

/** The sheet with a name. Refuses one that is not there, with those that are. */
export function sheetNamed(sheets: readonly Sheet[], name: string): Sheet {
  const named = sheets.find((sheet) => sheet.name === name)
  if (named !== undefined) return named
  throw unfit(
    'sheet',
    `There is no sheet "${name}" in this workbook.`,
    `Choose one of: ${sheets.map((sheet) => sheet.name).join(', ')}.`,
  )
}

/**
 * Where among the rows of the head the chosen line of column names stands. Refuses a line beyond the file or the part
 * that is searched, one inside a row, and an empty one.
 */
export function indexOfHeader({ rows, lines, firstLine, whole }: Head, line: number): number {
  const index = lines.indexOf(line)
  const cells = rows[index]
  if (cells?.some((cell) => cell.trim() !== '') === true) return index
  const last = (lines.at(-1) ?? 0) + linesOf(rows.at(-1) ?? []) - 1
  const remedy = `Give a line from ${firstLine} to ${last}, or 0 where the file has no column names.`
  if (line > last && !whole)
    throw unfit('headerLine', `Column names are looked for on the first ${last} lines only.`, remedy)
  if (line > last)
    throw unfit('headerLine', `The file ends on line ${last}, so there is no line ${line}.`, remedy)
  const begun = lines.findLast((one) => one <= line)
  const isEmpty = begun === undefined || begun === line
  throw unfit(
    'headerLine',
    isEmpty
      ? `There are no column names on line ${line}: it is empty.`
      : `Line ${line} does not begin a row: it is empty, or belongs to the row of line ${begun}.`,
    remedy,
  )
}
