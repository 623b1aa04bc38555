/**
 * How fast tables are read and judged, beside the libraries that could have read them, and what each makes of rows
 * that real files have. Run with `bin/bench reading`, or `bin/node bench/reading.ts [rows]`.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse as csvParse } from 'csv-parse'
import { inferSchema, initParser } from 'udsv'
import type { Mapping } from '../contract/intake.ts'
import { mapping as mappingSchema } from '../contract/intake.ts'
import { inspectFile } from '../server/domains/intake/reading/inspect.ts'
import { readRows } from '../server/domains/intake/reading/rows.ts'
import { bytesSource, fileSource } from '../server/domains/intake/reading/source.ts'
import { compileMapping, judgeRows } from '../server/domains/intake/rules/judge.ts'

const ROWS_DEFAULT = 1_000_000
const CHUNK_BYTES = 256 * 1024

type Figure = { readonly rows: number; readonly seconds: number; readonly processorSeconds: number }

/** Prints every figure; `rows` is the length of the file that is read. */
export async function benchReading(rows = ROWS_DEFAULT): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-reading-'))
  try {
    const plain = join(folder, 'plain.csv')
    const quoted = join(folder, 'quoted.csv')
    await write(plain, rows, plainRow)
    await write(quoted, rows, quotedRow)
    await compareLibraries(plain, 'no quotation marks')
    await compareLibraries(quoted, 'quotation marks in each row')
    await measureJudging(quoted)
    await showRaggedRows()
  } finally {
    await rm(folder, { recursive: true })
  }
}

const HEADER = 'lead_id,first_contact,landing_page,origin,name,email,city,amount\n'

function plainRow(row: number): string {
  const id = row.toString(16).padStart(32, 'a')
  const day = `2024-0${(row % 9) + 1}-1${row % 10}`
  return `${id},${day} 10:${10 + (row % 50)}:00,88740e65d5d6b056e0cda098e1ea6313,social,Jane Doe ${row},jane.${row}@example.com,São Paulo,${row}.50\n`
}

function quotedRow(row: number): string {
  return plainRow(row).replace('Jane Doe', '"Doe, Jane ""J""').replace(',jane', '",jane')
}

async function write(path: string, rows: number, rowOf: (row: number) => string): Promise<void> {
  function* chunks() {
    let text = HEADER
    for (let row = 1; row <= rows; row += 1) {
      text += rowOf(row)
      if (text.length < CHUNK_BYTES) continue
      yield text
      text = ''
    }
    yield text
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
}

async function measured(read: () => Promise<number>): Promise<Figure> {
  const used = process.cpuUsage()
  const from = performance.now()
  const rows = await read()
  const { user, system } = process.cpuUsage(used)
  return { rows, seconds: (performance.now() - from) / 1000, processorSeconds: (user + system) / 1e6 }
}

async function compareLibraries(path: string, title: string): Promise<void> {
  console.log(`\nReading, ${title}`)
  const ours = await measured(() => readOurs(path))
  for (const [name, figure] of [
    ['readRows (papaparse, cleaned, with line numbers)', ours],
    ['csv-parse, rows only', await measured(() => readCsvParse(path))],
    ['uDSV, rows only', await measured(() => readUdsv(path))],
  ] as const) {
    print(name, figure, ours)
  }
}

function print(name: string, figure: Figure, beside: Figure): void {
  const speed = figure.rows / figure.seconds
  const ratio = beside.seconds / figure.seconds
  const memory = Math.round(process.memoryUsage().rss / 1024 / 1024)
  console.log(
    `  ${name.padEnd(50)} ${Math.round(speed).toLocaleString('en').padStart(11)} rows/s  ${ratio.toFixed(2)}×  ` +
      `${figure.processorSeconds.toFixed(1)} s of processor  ${memory} MB`,
  )
}

async function readOurs(path: string): Promise<number> {
  const source = await fileSource(path)
  let rows = 0
  for await (const batch of readRows(source, await inspectFile(source))) rows += batch.rows.length
  return rows
}

async function readCsvParse(path: string): Promise<number> {
  const parser = createReadStream(path, { highWaterMark: CHUNK_BYTES }).pipe(
    csvParse({ relax_column_count: true, relax_quotes: true, from_line: 2 }),
  )
  let rows = 0
  for await (const row of parser) rows += Array.isArray(row) ? 1 : 0
  return rows
}

async function readUdsv(path: string): Promise<number> {
  const counted = { rows: 0 }
  const count = () => {
    counted.rows += 1
    return true
  }
  let parser: ReturnType<typeof initParser> | undefined
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK_BYTES })) {
    const text = String(chunk)
    parser ??= initParser(inferSchema(text))
    parser.chunk<string[]>(text, parser.stringArrs, count)
  }
  parser?.end()
  return counted.rows
}

async function measureJudging(path: string): Promise<void> {
  console.log('\nReading and judging: 8 columns, among them a date, a name, a mail and an amount')
  const source = await fileSource(path)
  const file = await inspectFile(source)
  for (const zone of ['UTC', 'Europe/Berlin']) {
    const judge = compileMapping(leadMapping, file.columns, { zone, currency: 'EUR' })
    const spent = { seconds: 0, processorSeconds: 0 }
    const all = await measured(async () => {
      let rows = 0
      for await (const batch of readRows(source, file)) {
        const figure = await measured(async () => judgeRows(judge, batch).length)
        rows += figure.rows
        spent.seconds += figure.seconds
        spent.processorSeconds += figure.processorSeconds
      }
      return rows
    })
    const alone = { rows: all.rows, ...spent }
    print(`judged, times in ${zone}`, alone, alone)
    print('read and judged', all, alone)
  }
}

const leadMapping: Mapping = mappingSchema.parse({
  version: 1,
  kind: 'lead',
  origin: 'plain',
  into: 'lead',
  columns: [
    ['lead_id', { to: 'field', field: 'externalId' }, { type: 'text' }],
    ['first_contact', { to: 'field', field: 'enteredAt' }, { type: 'date', order: 'ymd' }],
    ['landing_page', { to: 'field', field: 'landingPage' }, { type: 'text' }],
    ['origin', { to: 'field', field: 'origin' }, { type: 'text' }],
    ['name', { to: 'field', field: 'name' }, { type: 'personName', order: 'first-last' }],
    ['email', { to: 'field', field: 'email' }, { type: 'email' }],
    ['city', { to: 'field', field: 'city' }, { type: 'text' }],
    [
      'amount',
      { to: 'custom', key: 'amount', label: 'Amount', type: 'money' },
      { type: 'money', decimal: '.' },
    ],
  ].map(([column, target, transform]) => ({ column, target, transform })),
})

/** Rows as real files have them: a short one, a blank line, a long one. Nobody may lose or join any. */
const RAGGED = 'a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n10,11,12\n'

async function showRaggedRows(): Promise<void> {
  console.log('\nWhat each makes of four rows of which one is short, one is long and one line is blank')
  const source = bytesSource(Buffer.from(RAGGED))
  const ours: unknown[] = []
  for await (const batch of readRows(source, await inspectFile(source))) {
    ours.push(...batch.rows.map((cells, at) => ({ line: batch.lines[at], cells })))
  }
  console.log(`  readRows  ${JSON.stringify(ours)}`)
  const parsed: unknown[] = []
  const options = { relax_column_count: true, skip_empty_lines: true, from_line: 2 }
  for await (const row of Readable.from([RAGGED]).pipe(csvParse(options))) parsed.push(row)
  console.log(`  csv-parse ${JSON.stringify(parsed)}`)
  console.log(`  uDSV      ${JSON.stringify(initParser(inferSchema(RAGGED)).stringArrs(RAGGED))}`)
}

if (import.meta.main) await benchReading(Number(process.argv[2] ?? ROWS_DEFAULT))
