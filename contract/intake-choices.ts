import { z } from 'zod'
import { fileDescription } from './intake-file.ts'

/** Encodings that a person may choose, Unicode first, then by how often files are written in them. */
export const fileEncodings = [
  'utf8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'windows-1252',
  'macintosh',
  'iso-8859-15',
  'cp850',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const
export const fileEncoding = z.enum(fileEncodings)
export type FileEncoding = z.infer<typeof fileEncoding>

const sheetNameLengthMax = 120
const headerLineMax = 1_000_000

/** How a file is to be read where the guess was wrong. What is left out is found out by looking at the file. */
export const fileChoices = z.object({
  sheet: z
    .string()
    .min(1)
    .max(sheetNameLengthMax)
    .optional()
    .describe('The sheet of a workbook, by its name.'),
  encoding: fileEncoding.optional().describe('How the bytes of a text file stand for characters.'),
  delimiter: z
    .string()
    .regex(/^[^"\r\n\uFEFF]$/, 'must be one character, and no quotation mark')
    .optional()
    .describe('What stands between the cells of a text file: one character.'),
  headerLine: z.coerce
    .number()
    .int()
    .min(0)
    .max(headerLineMax)
    .optional()
    .describe('The line of the column names, from 1; in a workbook the row. 0 says that there are none.'),
})
export type FileChoices = z.infer<typeof fileChoices>

export const previewRowsMax = 30
export const previewColumnsMax = 60
export const previewCellLengthMax = 120

/** The first lines of a file as they would be read, those above the column names among them. */
export const importPreview = z
  .object({
    file: fileDescription,
    rows: z
      .array(z.object({ line: z.number().int(), cells: z.array(z.string()).max(previewColumnsMax) }))
      .max(previewRowsMax),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof importPreview>
