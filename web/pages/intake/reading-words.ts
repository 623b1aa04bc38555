import { fileEncodings } from '../../../contract/intake.ts'
import type { FileChoices, FileDescription, FileEncoding } from '../../../contract/intake.ts'

const encodingWords: Readonly<Record<FileEncoding, string>> = {
  utf8: 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
  'utf-32le': 'Unicode (UTF-32)',
  'utf-32be': 'Unicode (UTF-32, big-endian)',
  'windows-1252': 'Western European (Windows)',
  macintosh: 'Western European (Mac)',
  'iso-8859-15': 'Western European (ISO)',
  cp850: 'Western European (DOS)',
  'windows-1250': 'Central European (Windows)',
  'iso-8859-2': 'Central European (ISO)',
  'windows-1251': 'Cyrillic (Windows)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'windows-1253': 'Greek (Windows)',
  'windows-1254': 'Turkish (Windows)',
  'windows-1255': 'Hebrew (Windows)',
  'windows-1256': 'Arabic (Windows)',
  'windows-1257': 'Baltic (Windows)',
  shift_jis: 'Japanese (Shift JIS)',
  'euc-jp': 'Japanese (EUC)',
  gb18030: 'Chinese, simplified (GB 18030)',
  big5: 'Chinese, traditional (Big5)',
  'euc-kr': 'Korean (EUC)',
}

const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'spaces',
}

/** How a file is read, as a sentence. */
export function readingSentence(file: FileDescription): string {
  const names =
    file.headerLine === 0 ? 'no column names' : `column names on ${lineWord(file)} ${file.headerLine}`
  if (file.format === 'xlsx') return `XLSX, sheet “${file.sheet ?? ''}”, ${names}.`
  return `Text in ${encodingWord(file.encoding)}, cells separated by ${delimiterWord(file.delimiter ?? ',')}, ${names}.`
}

export const lineWord = (file: FileDescription) => (file.format === 'xlsx' ? 'row' : 'line')

function encodingWord(encoding: string): string {
  const known = encodingNamed(encoding)
  return known === undefined ? encoding : encodingWords[known]
}

function delimiterWord(delimiter: string): string {
  return delimiterWords[delimiter] ?? `“${delimiter}”`
}

/** The encoding among those that can be chosen. */
export function encodingNamed(encoding: string): FileEncoding | undefined {
  return fileEncodings.find((one) => one === encoding)
}

export const encodingOptions = fileEncodings.map((value) => ({ value, label: encodingWords[value] }))

export const otherDelimiter = 'other'

/** The usual delimiters, and a way to give another. */
export const delimiterOptions = [
  ...Object.entries(delimiterWords).map(([value, word]) => ({ value, label: capital(word) })),
  { value: otherDelimiter, label: 'Another character' },
]

export const isUsualDelimiter = (delimiter: string) => delimiter in delimiterWords

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The choices under which a file is read as it is read now. */
export function choicesIn(file: FileDescription): FileChoices {
  const { headerLine } = file
  if (file.format === 'xlsx') return { sheet: file.sheet ?? undefined, headerLine }
  return { encoding: encodingNamed(file.encoding), delimiter: file.delimiter ?? undefined, headerLine }
}
