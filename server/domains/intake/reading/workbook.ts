import { Refusal } from '../../../platform/refusal.ts'
import { unreadable } from './content.ts'
import type { Source } from './source.ts'
import { allBytesOf } from './source.ts'
import { attribute, elements, unescaped } from './xml-text.ts'
import type { ZipEntry } from './zip.ts'
import { unpacked, unpackedHead, zipEntries } from './zip.ts'

/** The largest spreadsheet file, packed as it is: it is held in memory, its sheets are read in a stream. */
export const spreadsheetBytesMax = 128 * 1024 * 1024

/** The most text that all different texts of a workbook may have together: they are held in memory. */
const sharedCharactersMax = 60_000_000

/** How much of a sheet is unpacked to read how large it says it is. */
const headPackedBytes = 64 * 1024

export type Sheet = {
  readonly name: string
  readonly rows: number
  readonly hidden: boolean
  readonly part: string
}

export type Workbook = {
  readonly archive: Buffer
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly sheets: readonly Sheet[]
  /** Namespace prefix of the elements, such as `x:`; usually none. */
  readonly prefix: string
  readonly countsFrom1904: boolean
}

/** Opens a workbook: its sheets in their order, with the number of rows each says it has (0 where it says nothing). */
export async function openWorkbook(source: Source): Promise<Workbook> {
  const archive = await allBytesOf(source, spreadsheetBytesMax)
  const entries = new Map(zipEntries(archive).map((entry) => [entry.name, entry]))
  refuseOtherArchives(archive, entries)
  const workbook = partText(archive, entries.get('xl/workbook.xml'))
  const relations = partText(archive, entries.get('xl/_rels/workbook.xml.rels'))
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => {
    const target = targetOf(relations, /\s\w+:id="([^"]*)"/.exec(tag)?.[1] ?? '')
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const hidden = attribute(tag, 'state').toLowerCase().includes('hidden')
    return {
      name: unescaped(attribute(tag, 'name')),
      rows: rowsSaid(archive, entries.get(part)),
      hidden,
      part,
    }
  })
  return {
    archive,
    entries,
    sheets,
    prefix: /<(\w+:)?workbook[\s>]/.exec(workbook)?.[1] ?? '',
    countsFrom1904: /date1904="(?:1|true)"/.test(workbook),
  }
}

/** The text of a part of the workbook, piece by piece. */
export async function* partPieces(workbook: Workbook, part: string): AsyncGenerator<string> {
  const entry = workbook.entries.get(part)
  if (!entry) return
  const decoder = new TextDecoder('utf-8')
  for await (const bytes of unpacked(workbook.archive, entry)) yield decoder.decode(bytes, { stream: true })
}

/** The texts that cells refer to by number. */
export async function sharedTexts(workbook: Workbook): Promise<string[]> {
  const texts: string[] = []
  let characters = 0
  for await (const some of elements(partPieces(workbook, 'xl/sharedStrings.xml'), `${workbook.prefix}si`)) {
    for (const { inner } of some) {
      const text = textIn(inner, workbook.prefix)
      texts.push(text)
      characters += text.length
    }
    if (characters > sharedCharactersMax) throw tooMuchText()
  }
  return texts
}

/** The text of a rich or plain string: the runs one after another, without how they are to be pronounced. */
export function textIn(xml: string, prefix: string): string {
  const spoken = xml.includes('rPh') ? xml.replaceAll(/<(?:\w+:)?rPh\b[^]*?<\/(?:\w+:)?rPh>/g, '') : xml
  const [open, close] = [`<${prefix}t`, `</${prefix}t>`]
  let text = ''
  for (let at = spoken.indexOf(open); at !== -1; at = spoken.indexOf(open, at + 1)) {
    const next = spoken.charAt(at + open.length)
    if (next !== '>' && next !== ' ') continue
    const start = spoken.indexOf('>', at) + 1
    const end = spoken.indexOf(close, start)
    if (end !== -1 && spoken.charAt(start - 2) !== '/') text += spoken.slice(start, end)
  }
  return unescaped(text)
}

/** Formats of numbers that show dates, by the numbers that every workbook shares. */
const dateFormats = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
])

/** The styles of cells whose numbers are dates, by their index. */
export function dateStyles(workbook: Workbook): ReadonlySet<number> {
  const styles = partText(workbook.archive, workbook.entries.get('xl/styles.xml'))
  const formats = new Set(dateFormats)
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    if (showsDate(unescaped(attribute(tag, 'formatCode')))) formats.add(Number(attribute(tag, 'numFmtId')))
  }
  const cells = /<(?:\w+:)?cellXfs[\s>][^]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  const found = [...cells.matchAll(/<(?:\w+:)?xf\s[^>]*>/g)].flatMap(([tag], index) =>
    formats.has(Number(attribute(tag, 'numFmtId'))) ? [index] : [],
  )
  return new Set(found)
}

/** Whether a format has a year, month, day or hour in it, outside of quoted words, colours and elapsed times. */
function showsDate(format: string): boolean {
  const [positive = ''] = format.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')
  return /[ymdhs]/i.test(positive) && !/general/i.test(positive)
}

function rowsSaid(archive: Buffer, entry: ZipEntry | undefined): number {
  if (!entry) return 0
  const head = unpackedHead(archive, entry, headPackedBytes).toString('utf8')
  return Number(/<(?:\w+:)?dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(head)?.[1] ?? 0)
}

function partText(archive: Buffer, entry: ZipEntry | undefined): string {
  return entry ? unpackedHead(archive, entry, entry.compressedSize).toString('utf8') : ''
}

function targetOf(relations: string, id: string): string {
  const tag = [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].find(
    ([one]) => attribute(one, 'Id') === id,
  )
  return tag ? unescaped(attribute(tag[0], 'Target')) : ''
}

function tooMuchText(): Refusal {
  return new Refusal('too-large', {
    message: 'The texts of this spreadsheet are too many to be held in memory.',
    remedy: 'Save the sheet as CSV (UTF-8) and import that: CSV has no such limit.',
  })
}

function refuseOtherArchives(archive: Buffer, entries: ReadonlyMap<string, ZipEntry>): void {
  if (entries.has('xl/workbook.xml')) return
  const mimetype = entries.get('mimetype')
  const kind = mimetype ? unpackedHead(archive, mimetype, headPackedBytes).toString('latin1') : ''
  throw unreadable(
    `This file is ${nameOfArchive(entries, kind)}, not an XLSX workbook.`,
    'Save the table as XLSX or CSV (UTF-8), or unpack the archive, and import that file.',
  )
}

function nameOfArchive(names: ReadonlyMap<string, ZipEntry>, mimetype: string): string {
  if (mimetype.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (ODS)'
  if (mimetype.includes('opendocument')) return 'an OpenDocument file'
  if (names.has('xl/workbook.bin')) return 'a binary Excel workbook (XLSB)'
  if (names.has('word/document.xml')) return 'a Word document (DOCX)'
  if (names.has('ppt/presentation.xml')) return 'a PowerPoint presentation (PPTX)'
  if (names.has('Index/Document.iwa') || names.has('Index.zip')) return 'an Apple Numbers document'
  return 'a zip archive'
}
