import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Scope } from '../../../platform/database.ts'
import type { StagedRow, StagedValue } from './relation.ts'

/** How much COPY text is gathered before it is sent. */
const sendCharactersMin = 64 * 1024
const special = /[\\\t\n\r]/
const everySpecial = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export type CopyTarget = { readonly table: string; readonly columns: readonly string[] }

/** Streams rows into a staging table by COPY, as fast as the server takes them. */
export async function copyRows(scope: Scope, target: CopyTarget, rows: Iterable<StagedRow>): Promise<void> {
  const names = target.columns.map((name) => `"${name}"`).join(', ')
  const stream = scope.client.query(copyFrom(`copy ${target.table} (${names}) from stdin`))
  await pipeline(Readable.from(copyText(target.columns, rows), { objectMode: true }), stream)
}

function* copyText(columns: readonly string[], rows: Iterable<StagedRow>): Generator<Buffer> {
  let text = ''
  for (const row of rows) {
    text += lineOf(columns, row)
    if (text.length < sendCharactersMin) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function lineOf(columns: readonly string[], row: StagedRow): string {
  let line = ''
  for (const column of columns) {
    if (line !== '') line += '\t'
    line += cellOf(row[column])
  }
  return `${line}\n`
}

function cellOf(value: StagedValue): string {
  if (value === null || value === undefined) return String.raw`\N`
  if (typeof value === 'string') return escaped(value)
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value)
}

function escaped(text: string): string {
  return special.test(text)
    ? text.replaceAll(everySpecial, (character) => escapes[character] ?? character)
    : text
}
