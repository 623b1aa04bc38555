import type { Cleaned } from './clean.ts'
import { cleanText } from './clean.ts'
import { unreadable } from './content.ts'
import type { RowBatch } from './row-batch.ts'
import { BatchBuilder } from './row-batch.ts'
import type { Source } from './source.ts'
import type { Workbook } from './workbook.ts'
import { dateStyles, openWorkbook, partPieces, sharedTexts, textIn } from './workbook.ts'
import { attribute, elements, indexOfTag, unescaped } from './xml-text.ts'

/** No spreadsheet has more columns. */
const columnsMax = 16_384

export type SheetOptions = {
  readonly sheet: string
  readonly columns: readonly string[]
  readonly dataFromLine: number
  readonly cleaned: Cleaned
}

/** The rows of one sheet in batches; a line is the number of the row in the sheet. */
export async function* sheetRows(source: Source, options: SheetOptions): AsyncGenerator<RowBatch> {
  const builder = new BatchBuilder(options.columns)
  const width = options.columns.length
  for await (const rows of writtenRows(await openWorkbook(source), options.sheet)) {
    for (const { line, cells } of rows) {
      if (line < options.dataFromLine) continue
      while (cells.length < width) cells.push('')
      builder.add(
        cells.map((cell) => cleanText(cell, options.cleaned)),
        line,
      )
    }
    yield* builder.takeFull()
  }
  yield* builder.takeAll()
}

/** The first rows of a sheet with the lines they stand on, for finding its header. */
export async function sheetHead(workbook: Workbook, sheet: string, rowsMax: number) {
  const head: WrittenRow[] = []
  for await (const rows of writtenRows(workbook, sheet)) {
    head.push(...rows)
    if (head.length >= rowsMax) break
  }
  const shown = head.slice(0, rowsMax)
  return { rows: shown.map(({ cells }) => cells), lines: shown.map(({ line }) => line) }
}

type WrittenRow = { readonly line: number; readonly cells: string[] }

/** The rows that a sheet has written; rows without any cell are not among them. */
async function* writtenRows(workbook: Workbook, sheet: string): AsyncGenerator<WrittenRow[]> {
  const part = workbook.sheets.find((one) => one.name === sheet)?.part
  if (part === undefined)
    throw unreadable(`There is no sheet "${sheet}" in this workbook.`, 'Choose another sheet.')
  const context: CellContext = {
    prefix: workbook.prefix,
    texts: await sharedTexts(workbook),
    dates: dateStyles(workbook),
    epochDays: workbook.countsFrom1904 ? days1904 : 0,
  }
  let line = 0
  for await (const some of elements(partPieces(workbook, part), `${workbook.prefix}row`)) {
    const rows: WrittenRow[] = []
    for (const { tag, inner } of some) {
      line = Number(attribute(tag, 'r')) || line + 1
      rows.push({ line, cells: cellsOfRow(inner, context) })
    }
    yield rows
  }
}

type CellContext = {
  readonly prefix: string
  readonly texts: readonly string[]
  readonly dates: ReadonlySet<number>
  readonly epochDays: number
}

function cellsOfRow(xml: string, context: CellContext): string[] {
  const cells: string[] = []
  const [opening, closing] = [`<${context.prefix}c`, `</${context.prefix}c>`]
  let at = indexOfTag(xml, opening, 0)
  while (at !== -1 && cells.length < columnsMax) {
    const tagEnd = xml.indexOf('>', at)
    const isEmpty = xml.charAt(tagEnd - 1) === '/'
    const end = isEmpty ? tagEnd : xml.indexOf(closing, tagEnd)
    if (tagEnd === -1 || end === -1) break
    const tag = xml.slice(at, tagEnd)
    const column = columnOf(attribute(tag, 'r')) ?? cells.length
    while (cells.length < Math.min(column, columnsMax)) cells.push('')
    cells.push(isEmpty ? '' : cellText(tag, xml.slice(tagEnd + 1, end), context))
    at = indexOfTag(xml, opening, end)
  }
  return withoutEmptyEnd(cells)
}

function withoutEmptyEnd(cells: string[]): string[] {
  while (cells.length > 0 && cells.at(-1) === '') cells.pop()
  return cells
}

/** The index of a column by its letters, `A` is 0; null where the reference has none. */
function columnOf(reference: string): number | null {
  let column = 0
  let at = 0
  for (; at < reference.length; at += 1) {
    const letter = (reference.codePointAt(at) ?? 0) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at === 0 ? null : column - 1
}

function cellText(tag: string, inner: string, context: CellContext): string {
  switch (attribute(tag, 't')) {
    case 's':
      return context.texts[Number(valueIn(inner, context.prefix))] ?? ''
    case 'inlineStr':
      return textIn(inner, context.prefix)
    case 'b':
      return valueIn(inner, context.prefix) === '1' ? 'true' : 'false'
    case 'str':
    case 'e':
    case 'd':
      return unescaped(valueIn(inner, context.prefix))
    default:
      return numberText(valueIn(inner, context.prefix), Number(attribute(tag, 's') || 0), context)
  }
}

function valueIn(inner: string, prefix: string): string {
  const from = indexOfTag(inner, `<${prefix}v`, 0)
  if (from === -1) return ''
  const start = inner.indexOf('>', from) + 1
  return inner.slice(start, inner.indexOf(`</${prefix}v>`, start))
}

function numberText(written: string, style: number, context: CellContext): string {
  const number = Number(written)
  if (written === '' || !Number.isFinite(number)) return written
  if (context.dates.has(style) && number >= 0) return dateText(number, context.epochDays)
  // Spreadsheets keep 15 digits; what a float adds behind them was never written by anybody.
  return String(Number(number.toPrecision(15)))
}

/** Days between the two beginnings of time that spreadsheets have, 1900 and 1904. */
const days1904 = 1462
const epochMs = Date.UTC(1899, 11, 30)
const secondsPerDay = 86_400

/** Dates in a spreadsheet have no zone; they are handed on without one, as ISO 8601. Less than a day is a time. */
function dateText(serial: number, epochDays: number): string {
  // The calendar of 1900 has a 29 February that never was: days before it count one less.
  const days = serial + epochDays + (epochDays === 0 && serial < 60 ? 1 : 0)
  const seconds = Math.round(days * secondsPerDay)
  const at = new Date(epochMs + seconds * 1000)
  if (Number.isNaN(at.getTime())) return String(serial)
  const text = at.toISOString()
  if (serial < 1 && epochDays === 0) return text.slice(11, 19)
  return seconds % secondsPerDay === 0 ? text.slice(0, 10) : text.slice(0, 19)
}
