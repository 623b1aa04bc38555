import { Refusal } from '../../../platform/refusal.ts'

/** How many bytes are looked at to tell what a file is. */
export const contentHeadBytes = 4096

export type Content = 'text' | 'zip'

type Stranger = {
  readonly is: string
  readonly remedy: string
  readonly starts: readonly (string | number)[]
}

const saveAsCsv = 'Open it in a spreadsheet program, save it as CSV (UTF-8) or XLSX, and import that file.'
const exportAsCsv = 'Export the data as CSV or XLSX where it comes from, and import that file.'
const unpack = 'Unpack it and import the CSV or XLSX file inside.'
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Files that are not tables we read, by the bytes they begin with: numbers are bytes, texts are ASCII. */
const strangers: readonly Stranger[] = [
  { is: 'a PDF document', remedy: exportAsCsv, starts: ['%PDF-'] },
  { is: 'a rich text document', remedy: exportAsCsv, starts: ['{\\rtf'] },
  { is: 'a gzip archive', remedy: unpack, starts: [0x1f, 0x8b] },
  { is: 'a RAR archive', remedy: unpack, starts: ['Rar!', 0x1a] },
  { is: 'a 7-Zip archive', remedy: unpack, starts: ['7z', 0xbc, 0xaf] },
  { is: 'a bzip2 archive', remedy: unpack, starts: ['BZh'] },
  { is: 'a Zstandard archive', remedy: unpack, starts: [0x28, 0xb5, 0x2f, 0xfd] },
  { is: 'a PNG picture', remedy: exportAsCsv, starts: [0x89, 'PNG'] },
  { is: 'a JPEG picture', remedy: exportAsCsv, starts: [0xff, 0xd8, 0xff] },
  { is: 'a GIF picture', remedy: exportAsCsv, starts: ['GIF8'] },
  { is: 'an SQLite database', remedy: exportAsCsv, starts: ['SQLite format 3'] },
  { is: 'a Parquet file', remedy: exportAsCsv, starts: ['PAR1'] },
]

/**
 * Tells by its first bytes, never by its name, whether a file is text or a zip archive (which a spreadsheet is).
 * Everything else is refused with what it is and what to do.
 */
export function contentOf(head: Uint8Array): Content {
  if (head.length === 0)
    throw unreadable('This file is empty.', 'Export it again and look whether it has rows.')
  if (startsWith(head, ['PK', 3, 4])) return 'zip'
  if (startsWith(head, ole)) throw refusalOfOle(head)
  const stranger = strangers.find((one) => startsWith(head, one.starts))
  if (stranger) throw unreadable(`This file is ${stranger.is}, not a table.`, stranger.remedy)
  refuseMarkup(head)
  return 'text'
}

/** The refusal of a file that cannot be read, in one sentence with a remedy. */
export function unreadable(message: string, remedy: string): Refusal {
  return new Refusal('unreadable-file', { message, remedy })
}

/** The old Office container holds legacy workbooks, and also modern ones that are locked by a password. */
function refusalOfOle(head: Uint8Array): Refusal {
  const text = Buffer.from(head).toString('utf16le')
  const shifted = Buffer.from(head.subarray(1)).toString('utf16le')
  if (text.includes('EncryptedPackage') || shifted.includes('EncryptedPackage')) {
    return unreadable(
      'This spreadsheet is locked by a password.',
      'Remove the password in the spreadsheet program, save the file, and import it again.',
    )
  }
  return unreadable('This file is a legacy Excel workbook (XLS) or another old Office document.', saveAsCsv)
}

const markup: readonly { readonly is: string; readonly looks: RegExp; readonly remedy: string }[] = [
  {
    is: 'a web page (HTML), as some programs export under the name of a spreadsheet',
    looks: /^(<!doctype html|<html|<head|<body|<table|<meta|<div)/i,
    remedy: saveAsCsv,
  },
  {
    is: 'an Excel 2003 XML workbook',
    looks: /^<\?xml[^]*(<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet)/i,
    remedy: saveAsCsv,
  },
  { is: 'an XML document', looks: /^<\?xml/i, remedy: exportAsCsv },
  {
    is: 'JSON',
    looks: /^(\[\s*([[{"\d-]|true|false|null)|\{\s*("|\}))/,
    remedy: 'Export the data as CSV or XLSX. Programs can send JSON to the API instead.',
  },
]

function refuseMarkup(head: Uint8Array): void {
  const text = textOfHead(head).trimStart()
  const found = markup.find((one) => one.looks.test(text))
  if (found) throw unreadable(`This file is ${found.is}, not a table of rows.`, found.remedy)
}

function textOfHead(head: Uint8Array): string {
  const utf16 = startsWith(head, [0xff, 0xfe])
  const bytes = Buffer.from(head)
  if (utf16) return bytes.subarray(2).toString('utf16le')
  return startsWith(head, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3).toString('utf8') : bytes.toString('latin1')
}

function startsWith(head: Uint8Array, parts: readonly (string | number)[]): boolean {
  const bytes = parts.flatMap((part) =>
    typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')],
  )
  return bytes.every((byte, at) => head[at] === byte)
}
