import { readSheet } from 'read-excel-file/node'
import { Refusal } from '../../../platform/refusal.ts'
import type { Cleaned } from './clean.ts'
import { cleanText } from './clean.ts'
import { unreadable } from './content.ts'
import type { RowBatch } from './row-batch.ts'
import { BatchBuilder } from './row-batch.ts'
import type { Source } from './source.ts'
import { allBytesOf } from './source.ts'
import type { ZipEntry } from './zip.ts'
import { unpackedHead, zipEntries } from './zip.ts'

/** The largest spreadsheet file that is taken into memory. */
export const spreadsheetBytesMax = 64 * 1024 * 1024

/**
 * The most that the texts and sheets of a spreadsheet may unpack to: a sheet is read in one piece, and this much
 * becomes about 500 MB of memory. It also stops an archive that was made to unpack without end.
 */
export const unpackedBytesMax = 48 * 1024 * 1024

/** How much of a sheet is unpacked to read how large it says it is. */
const headPackedBytes = 64 * 1024

export type Sheet = { readonly name: string; readonly rows: number; readonly hidden: boolean }

/** The sheets of a workbook in their order, with the number of rows each says it has (0 where it says nothing). */
export async function sheetsOf(source: Source): Promise<Sheet[]> {
  const archive = await allBytesOf(source, spreadsheetBytesMax)
  const entries = zipEntries(archive)
  refuseOtherArchives(archive, entries)
  const workbook = textOf(archive, entries, 'xl/workbook.xml')
  const relations = textOf(archive, entries, 'xl/_rels/workbook.xml.rels')
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => {
    const target = targetOf(relations, attribute(tag, 'r:id'))
    return {
      name: unescaped(attribute(tag, 'name')),
      rows: rowsIn(archive, entries, target),
      hidden: /hidden/i.test(attribute(tag, 'state')),
    }
  })
}

export type SheetOptions = {
  readonly sheet: string
  readonly columns: readonly string[]
  readonly dataFromLine: number
  readonly cleaned: Cleaned
}

/** The rows of one sheet in batches; a line is the number of the row in the sheet. */
export async function* sheetRows(source: Source, options: SheetOptions): AsyncGenerator<RowBatch> {
  const builder = new BatchBuilder(options.columns)
  let line = 0
  for (const cells of await rowsOfSheet(source, options.sheet)) {
    line += 1
    if (line < options.dataFromLine) continue
    builder.add(
      cells
        .slice(0, Math.max(options.columns.length, filledLength(cells)))
        .map((cell) => cleanText(cellText(cell), options.cleaned)),
      line,
    )
    yield* builder.takeFull()
  }
  yield* builder.takeAll()
}

/** The first rows of a sheet, for finding its header. */
export async function sheetHead(source: Source, sheet: string, rowsMax: number): Promise<string[][]> {
  const rows = await rowsOfSheet(source, sheet)
  return rows.slice(0, rowsMax).map((cells) => cells.map(cellText))
}

type Cell = string | number | boolean | Date | null | DateConstructor

async function rowsOfSheet(source: Source, sheet: string): Promise<Cell[][]> {
  const archive = await allBytesOf(source, spreadsheetBytesMax)
  const unpacked = zipEntries(archive).reduce((sum, entry) => sum + (isRead(entry) ? entry.size : 0), 0)
  if (unpacked > unpackedBytesMax) throw tooManyRows(unpacked)
  try {
    return await readSheet<string>(archive, sheet, { parseNumber: plainNumber, trim: false })
  } catch (error) {
    throw unreadable(
      `This spreadsheet cannot be read: ${error instanceof Error ? error.message : 'it is damaged'}`,
      'Open it in a spreadsheet program, save it again as XLSX or CSV, and import that file.',
    )
  }
}

const isRead = (entry: ZipEntry) => /^xl\/(worksheets\/.*\.xml|sharedStrings\.xml)$/i.test(entry.name)

const megabytes = (size: number) => Math.round(size / 1024 / 1024)

function tooManyRows(bytes: number): Refusal {
  return new Refusal('too-large', {
    message: `This spreadsheet unpacks to ${megabytes(bytes)} MB; up to ${megabytes(unpackedBytesMax)} MB (about 100,000 rows) are read.`,
    remedy:
      'Save the sheet as CSV (UTF-8) and import that: CSV is read in a stream, millions of rows if need be.',
  })
}

/** Spreadsheets keep 15 digits; what a float adds behind them was never written by anybody. */
function plainNumber(written: string): string {
  const number = Number(written)
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : written
}

/** Dates in a spreadsheet have no zone; they are handed on without one, as ISO 8601. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'true' : 'false'
  if (!(cell instanceof Date)) return String(cell)
  const written = cell.toISOString()
  return written.endsWith('T00:00:00.000Z') ? written.slice(0, 10) : written.slice(0, 19)
}

function filledLength(cells: readonly Cell[]): number {
  return cells.findLastIndex((cell) => cell !== null && cell !== '') + 1
}

function refuseOtherArchives(archive: Buffer, entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map((entry) => entry.name))
  if (names.has('xl/workbook.xml')) return
  const mimetype = entries.find((entry) => entry.name === 'mimetype')
  const kind = mimetype ? unpackedHead(archive, mimetype, headPackedBytes).toString('latin1') : ''
  throw unreadable(`This file is ${nameOfArchive(names, kind)}, not an XLSX workbook.`, remedyOfArchive)
}

const remedyOfArchive = 'Save the table as XLSX or CSV (UTF-8), or unpack the archive, and import that file.'

function nameOfArchive(names: ReadonlySet<string>, mimetype: string): string {
  if (mimetype.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (ODS)'
  if (mimetype.includes('opendocument')) return 'an OpenDocument file'
  if (names.has('xl/workbook.bin')) return 'a binary Excel workbook (XLSB)'
  if (names.has('word/document.xml')) return 'a Word document (DOCX)'
  if (names.has('ppt/presentation.xml')) return 'a PowerPoint presentation (PPTX)'
  if (names.has('Index/Document.iwa') || names.has('Index.zip')) return 'an Apple Numbers document'
  return 'a zip archive'
}

function textOf(archive: Buffer, entries: readonly ZipEntry[], name: string): string {
  const entry = entries.find((one) => one.name === name)
  return entry ? unpackedHead(archive, entry, entry.compressedSize).toString('utf8') : ''
}

function rowsIn(archive: Buffer, entries: readonly ZipEntry[], target: string): number {
  const entry = entries.find((one) => one.name === `xl/${target}` || `/${one.name}` === target)
  if (!entry) return 0
  const head = unpackedHead(archive, entry, headPackedBytes).toString('utf8')
  return Number(/<(?:\w+:)?dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(head)?.[1] ?? 0)
}

function targetOf(relations: string, id: string): string {
  const tag = [...relations.matchAll(/<Relationship\s[^>]*>/g)].find(([one]) => attribute(one, 'Id') === id)
  return tag ? attribute(tag[0], 'Target') : ''
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
