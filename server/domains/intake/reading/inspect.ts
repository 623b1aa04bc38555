import type { FileDescription } from '../../../../contract/intake.ts'
import { mappedColumnsMax } from '../../../../contract/intake.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { cleanLines } from './clean.ts'
import { contentHeadBytes, contentOf, unreadable } from './content.ts'
import { cellsOf, linesOf } from './delimited.ts'
import { announcedDelimiter, delimiterOf } from './delimiter.ts'
import { decoded, detectEncoding } from './encoding.ts'
import { findHeader, uniqueNames } from './header.ts'
import type { Source } from './source.ts'
import { headOf } from './source.ts'
import { sheetHead } from './spreadsheet.ts'
import type { Sheet } from './workbook.ts'
import { openWorkbook } from './workbook.ts'

/** How much text is looked at to find the delimiter and the header. */
const headCharactersMax = 256 * 1024

/** How many rows of a sheet are looked at to find the header. */
const headRowsMax = 200

/** What a person may decide where the guess was wrong. */
export type FileChoices = {
  readonly sheet?: string
  readonly encoding?: string
  readonly delimiter?: string
  /** The line of the column names; 0 says that there are none. */
  readonly headerLine?: number
}

/**
 * Looks at a file without reading all of it into memory: what it is, how its characters, cells and lines are
 * written, on which line the column names stand. Refuses, with a remedy, what is not a table.
 */
export async function inspectFile(source: Source, choices: FileChoices = {}): Promise<FileDescription> {
  const content = contentOf(await headOf(source, contentHeadBytes))
  const file =
    content === 'zip' ? await inspectSpreadsheet(source, choices) : await inspectText(source, choices)
  if (file.columns.length > mappedColumnsMax) throw tooManyColumns(file.columns.length)
  return file
}

function tooManyColumns(columns: number): Refusal {
  return new Refusal('too-large', {
    message: `This file has ${columns} columns; up to ${mappedColumnsMax} are read.`,
    remedy: 'Export only the columns that matter, or look whether the delimiter is the right one.',
  })
}

async function inspectText(source: Source, choices: FileChoices): Promise<FileDescription> {
  const encoding = choices.encoding ?? (await detectEncoding(source))
  const raw = await headText(source, encoding)
  const head = await cleanHead(raw)
  if (head.trim() === '')
    throw unreadable('This file has no text in it.', 'Export it again and look whether it has rows.')
  if (isBinary(head))
    throw unreadable('This file is not text, and no kind of table that is known.', exportAgain)
  const delimiter = choices.delimiter ?? delimiterOf(head)
  const announced = announcedDelimiter(head) !== null
  const rows = cellsOf(head, delimiter)
  if (announced) rows[0] = []
  const firstLine = announced ? 2 : 1
  const header = headerOf({ rows, lines: lineNumbers(rows), firstLine }, choices)
  return {
    format: 'csv',
    encoding,
    delimiter,
    newline: newlineOf(raw),
    sheets: [],
    sheet: null,
    ...header,
    notes: headerNotes(header.headerLine, firstLine),
  }
}

const exportAgain = 'Export the data as CSV or XLSX where it comes from, and import that file.'

/** More control characters or undecodable places than this share, and a file is no text. */
const strangeShareMax = 0.02

function isBinary(text: string): boolean {
  let strange = 0
  for (const character of text) {
    const isControl = character < ' ' && character !== '\n' && character !== '\t'
    if (isControl || character === '\uFFFD') strange += 1
  }
  return strange > text.length * strangeShareMax
}

async function inspectSpreadsheet(source: Source, choices: FileChoices): Promise<FileDescription> {
  const workbook = await openWorkbook(source)
  const { sheets } = workbook
  const chosen = chosenSheet(sheets, choices)
  const { rows, lines } = await sheetHead(workbook, chosen.name, headRowsMax)
  const header = headerOf({ rows, lines, firstLine: 1 }, choices)
  return {
    format: 'xlsx',
    encoding: 'utf8',
    delimiter: null,
    newline: null,
    sheets: sheets.map(({ name, rows: count }) => ({ name, rows: count })),
    sheet: chosen.name,
    ...header,
    notes: [...sheetNotes(sheets, chosen), ...headerNotes(header.headerLine, lines[0] ?? 1)],
  }
}

/** The fullest sheet that is shown, unless a person chose one. */
function chosenSheet(sheets: readonly Sheet[], choices: FileChoices): Sheet {
  if (choices.sheet !== undefined) {
    const named = sheets.find((sheet) => sheet.name === choices.sheet)
    if (!named)
      throw unreadable(
        `There is no sheet "${choices.sheet}" in this workbook.`,
        `Choose one of: ${sheets.map((sheet) => sheet.name).join(', ')}.`,
      )
    return named
  }
  const shown = sheets.filter((sheet) => !sheet.hidden)
  const [first] = shown.toSorted((one, other) => other.rows - one.rows)
  if (!first)
    throw unreadable(
      'This workbook has no sheet to read.',
      'Save it again with the table on a visible sheet.',
    )
  return first
}

type Head = {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly firstLine: number
}
type Header = Pick<FileDescription, 'headerLine' | 'dataFromLine' | 'columns'>

function headerOf(head: Head, choices: FileChoices): Header {
  const { rows, lines, firstLine } = head
  const found = findHeader(rows)
  const index = choices.headerLine === undefined ? found.index : lines.indexOf(choices.headerLine)
  const cells = rows[index]
  if (!cells) return { headerLine: 0, dataFromLine: firstLine, columns: numberedColumns(rows) }
  const columns = index === found.index ? [...found.columns] : uniqueNames(cells)
  const headerLine = lines[index] ?? 0
  return { headerLine, dataFromLine: headerLine + linesOf(cells), columns }
}

function numberedColumns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(1, ...rows.map((cells) => cells.length))
  return uniqueNames(Array.from({ length: width }, () => ''))
}

function lineNumbers(rows: readonly (readonly string[])[]): number[] {
  let line = 1
  return rows.map((cells) => {
    const at = line
    line += linesOf(cells)
    return at
  })
}

async function headText(source: Source, encoding: string): Promise<string> {
  let text = ''
  for await (const chunk of decoded(source, encoding)) {
    text += chunk
    if (text.length > headCharactersMax) return text.slice(0, text.lastIndexOf('\n') + 1 || undefined)
  }
  return text
}

async function cleanHead(raw: string): Promise<string> {
  let text = ''
  for await (const chunk of cleanLines(once(raw), { removed: 0 })) text += chunk
  return text.endsWith('\n') ? text.slice(0, -1) : text
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

function newlineOf(raw: string): FileDescription['newline'] {
  const pairs = (raw.match(/\r\n/g) ?? []).length
  const feeds = (raw.match(/\n/g) ?? []).length - pairs
  const returns = (raw.match(/\r/g) ?? []).length - pairs
  const kinds = [pairs > 0, feeds > 0, returns > 0].filter(Boolean).length
  if (kinds > 1) return 'mixed'
  if (pairs > 0) return 'CRLF'
  return returns > 0 ? 'CR' : 'LF'
}

function headerNotes(headerLine: number, expectedLine: number): string[] {
  if (headerLine === 0)
    return [
      'The first row looks like data, so the columns are numbered. Choose the line of the column names if there is one.',
    ]
  if (headerLine === expectedLine) return []
  return [`The column names were found on line ${headerLine}; what stands above them is not imported.`]
}

function sheetNotes(sheets: readonly Sheet[], chosen: Sheet): string[] {
  if (sheets.length < 2) return []
  return [
    `The workbook has ${sheets.length} sheets. "${chosen.name}" is read; choose another if that is not the one.`,
  ]
}
