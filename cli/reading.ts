import type { Command } from 'commander'
import { fileChoices, fileEncodings } from '../contract/intake.ts'
import type { FileChoices } from '../contract/intake.ts'
import { CliFailure } from './failure.ts'

export type ReadingOptions = { sheet?: string; encoding?: string; delimiter?: string; headerLine?: string }

/** Delimiters that a shell makes awkward to type, by name. */
const delimiterNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
  space: ' ',
}

/** What people write for an encoding that is listed under another name. */
const otherNames: Readonly<Record<string, string>> = {
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  macroman: 'macintosh',
  sjis: 'shift_jis',
}

/** Adds the options that say how files are to be read. */
export function readingOptions(command: Command): Command {
  return command
    .option('--sheet <name>', 'the sheet of a workbook; the fullest unless told')
    .option('--encoding <name>', 'how a text file is encoded, such as utf8 or windows-1252')
    .option('--delimiter <mark>', 'what stands between cells: one character, or tab, comma, semicolon, bar')
    .option('--header-line <n>', 'the line of the column names; 0 where the file has none')
}

/** What was chosen, judged before anything is started. Throws one sentence. */
export function choicesOf({ sheet, encoding, delimiter, headerLine }: ReadingOptions): FileChoices {
  const given = {
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding: encodingNamed(encoding) }),
    ...(delimiter === undefined ? {} : { delimiter: delimiterNames[delimiter.toLowerCase()] ?? delimiter }),
    ...(headerLine === undefined ? {} : { headerLine: Number(headerLine || 'none') }),
  }
  const result = fileChoices.safeParse(given)
  if (result.success) return result.data
  throw new CliFailure(sentences[String(result.error.issues[0]?.path[0])] ?? 'These options cannot be used.')
}

const sentences: Readonly<Record<string, string>> = {
  sheet: '--sheet takes the name of a sheet.',
  encoding: `--encoding takes one of ${fileEncodings.join(', ')}.`,
  delimiter:
    '--delimiter takes one character that is no quotation mark, or tab, comma, semicolon, bar, space.',
  headerLine: '--header-line takes a line number from 1, or 0 where the file has no column names.',
}

function encodingNamed(written: string): string {
  const name = otherNames[written.toLowerCase()] ?? written
  return fileEncodings.find((one) => plain(one) === plain(name)) ?? name
}

/** UTF-8, utf_8 and utf8 are one. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
