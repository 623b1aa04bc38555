/** Files as customers bring them, of any size: leads of the shape of Olist's funnel, and contacts of a CRM. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type MadeFile = {
  readonly name: string
  readonly head: string
  readonly line: (row: number) => string
}

const linesAtOnce = 2_000
const origins = ['organic_search', 'paid_search', 'social', 'unknown', 'email', 'referral', '']

/** Ids look random, as those of real systems do, and are different for every row. */
function hexOf(row: number): string {
  const mixed = Math.imul(row, 2_654_435_761) >>> 0
  return mixed.toString(16).padStart(8, '0') + row.toString(16).padStart(24, '0')
}

const two = (value: number): string => String(value).padStart(2, '0')

export const leadsFile: MadeFile = {
  name: 'mql.csv',
  head: 'mql_id,first_contact_date,landing_page_id,origin',
  line: (row) =>
    `${hexOf(row)},2025-${two(1 + (row % 12))}-${two(1 + (row % 28))},${hexOf(row % 495)},${origins[row % origins.length]}`,
}

export const contactsFile: MadeFile = {
  name: 'contacts.csv',
  head: 'Record ID,First Name,Last Name,Email,Phone Number,Company Name,City,Lifecycle Stage,Create Date',
  line: (row) =>
    `${row},First${row % 977},Last${row % 3571},p${row}@company${row % 20_000}.example.com,+4930${1_000_000 + row},` +
    `Company ${row % 20_000},City ${row % 300},lead,2025-${two(1 + (row % 12))}-${two(1 + (row % 28))} 10:11`,
}

/** Writes a file of so many rows; `first` keeps two files of one shape apart. */
export async function writeFile(
  path: string,
  file: MadeFile,
  rows: { first: number; count: number },
): Promise<void> {
  await pipeline(Readable.from(textOf(file, rows)), createWriteStream(path))
}

function* textOf(file: MadeFile, { first, count }: { first: number; count: number }): Generator<string> {
  yield `${file.head}\n`
  for (let from = 0; from < count; from += linesAtOnce) {
    const lines = Array.from({ length: Math.min(linesAtOnce, count - from) }, (_, at) =>
      file.line(first + from + at),
    )
    yield `${lines.join('\n')}\n`
  }
}
