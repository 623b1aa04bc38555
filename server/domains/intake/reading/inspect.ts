import type { FileChoices, FileDescription } from '../../../../contract/intake.ts'
import { mappedColumnsMax } from '../../../../contract/intake.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { indexOfHeader, refuseForText, refuseForWorkbook, sheetNamed } from './choices.ts'
import type { Head } from './choices.ts'
import { cleanLines } from './clean.ts'
import { contentHeadBytes, contentOf, unreadable } from './content.ts'
import { cellsOf, linesOf } from './delimited.ts'
import { announcedDelimiter, delimiterOf } from './delimiter.ts'
import { decoded, detectEncoding } from './encoding.ts'
import { findHeader, headerAt, uniqueNames } from './header.ts'
import type { Source } from './source.ts'
import { headOf } from './source.ts'
import { sheetHead } from './spreadsheet.ts'
import type { Sheet } from './workbook.ts'
import { openWorkbook } from './workbook.ts'

/** How much text is looked at to find the delimiter and the header, and shown: thirty lines of wide tables are long. */
const headCharactersMax = 640 * 1024

/** How many rows of a sheet are looked at to find the header. */
const headRowsMax = 200

/** What a file is, and the rows at its head, those above the column names among them. */
export type Look = { readonly file: FileDescription; readonly head: Head }

/**
 * Looks at a file without reading all of it into memory: what it is, how its characters, cells and lines are
 * written, on which line the column names stand. Refuses, with a remedy, what is not a table, and choices of a
 * person that do not fit the file.
 */
export async function inspectFile(source: Source, choices: FileChoices = {}): Promise<FileDescription> {
  return (await lookInto(source, choices)).file
}

/** The same with the rows that it was found out from, for a person to look at. */
export async function lookInto(source: Source, choices: FileChoices): Promise<Look> {
  const content = contentOf(await headOf(source, contentHeadBytes))
  const look =
    content === 'zip' ? await lookIntoWorkbook(source, choices) : await lookIntoText(source, choices)
  const columns = look.file.columns.length
  if (columns > mappedColumnsMax) throw tooManyColumns(columns)
  return look
}

function tooManyColumns(columns: number): Refusal {
  return new Refusal('too-large', {
    message: `This file has ${columns} columns; up to ${mappedColumnsMax} are read.`,
    remedy: 'Export only the columns that matter, or look whether the delimiter is the right one.',
  })
}

async function lookIntoText(source: Source, choices: FileChoices): Promise<Look> {
  refuseForText(choices)
  const encoding = choices.encoding ?? (await detectEncoding(source))
  const { text: raw, whole } = await headText(source, encoding)
  const text = await cleanHead(raw)
  if (text.trim() === '')
    throw unreadable('This file has no text in it.', 'Export it again and look whether it has rows.')
  if (isBinary(text))
    throw unreadable('This file is not text, and no kind of table that is known.', exportAgain)
  const delimiter = choices.delimiter ?? delimiterOf(text)
  const announced = announcedDelimiter(text) !== null
  const rows = cellsOf(text, delimiter)
  if (announced) rows[0] = []
  const head = { rows, lines: lineNumbers(rows), firstLine: announced ? 2 : 1, whole }
  const { index, ...header } = headerOf(head, choices)
  const dataFromLine = index === -1 ? head.firstLine : header.headerLine + linesOf(rows[index] ?? [])
  const file: FileDescription = {
    format: 'csv',
    encoding,
    delimiter,
    newline: newlineOf(raw),
    sheets: [],
    sheet: null,
    ...header,
    dataFromLine,
    notes: headerNotes(header.headerLine, head.firstLine, choices),
  }
  return { file, head }
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

async function lookIntoWorkbook(source: Source, choices: FileChoices): Promise<Look> {
  refuseForWorkbook(choices)
  const workbook = await openWorkbook(source)
  const { sheets } = workbook
  const chosen = choices.sheet === undefined ? fullestSheet(sheets) : sheetNamed(sheets, choices.sheet)
  const found = await sheetHead(workbook, chosen.name, headRowsMax)
  const head = { ...found, firstLine: 1, whole: found.rows.length < headRowsMax }
  const { index, ...header } = headerOf(head, choices)
  const file: FileDescription = {
    format: 'xlsx',
    encoding: 'utf8',
    delimiter: null,
    newline: null,
    sheets: sheets.map(({ name, rows: count }) => ({ name, rows: count })),
    sheet: chosen.name,
    ...header,
    // A row of a sheet is one row however many lines its cells have.
    dataFromLine: index === -1 ? head.firstLine : header.headerLine + 1,
    notes: [
      ...(choices.sheet === undefined ? sheetNotes(sheets, chosen) : []),
      ...headerNotes(header.headerLine, head.lines[0] ?? 1, choices),
    ],
  }
  return { file, head }
}

/** The fullest sheet that is shown. */
function fullestSheet(sheets: readonly Sheet[]): Sheet {
  const shown = sheets.filter((sheet) => !sheet.hidden)
  const [first] = shown.toSorted((one, other) => other.rows - one.rows)
  if (!first)
    throw unreadable(
      'This workbook has no sheet to read.',
      'Save it again with the table on a visible sheet.',
    )
  return first
}

type Header = Pick<FileDescription, 'headerLine' | 'columns'> & { readonly index: number }

/** The column names: on the chosen line, on none, or where they are found. */
function headerOf(head: Head, { headerLine }: FileChoices): Header {
  const { rows, lines } = head
  if (headerLine === 0) return unnamed(rows)
  const found = headerLine === undefined ? findHeader(rows) : headerAt(rows, indexOfHeader(head, headerLine))
  if (found.index === -1) return unnamed(rows)
  return { index: found.index, headerLine: lines[found.index] ?? 0, columns: [...found.columns] }
}

function unnamed(rows: Head['rows']): Header {
  return { index: -1, headerLine: 0, columns: numberedColumns(rows) }
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

async function headText(source: Source, encoding: string): Promise<{ text: string; whole: boolean }> {
  let text = ''
  for await (const chunk of decoded(source, encoding)) {
    text += chunk
    if (text.length > headCharactersMax)
      return { text: text.slice(0, text.lastIndexOf('\n') + 1 || undefined), whole: false }
  }
  return { text, whole: true }
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

/** What was guessed is told; what a person chose they know. */
function headerNotes(headerLine: number, expectedLine: number, choices: FileChoices): string[] {
  if (choices.headerLine !== undefined) return []
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
