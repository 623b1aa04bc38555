import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowProblem } from '../../../../contract/intake.ts'
import { cleanLines, cleanText } from './clean.ts'
import { delimitedRows } from './delimited.ts'

type Written = { text: string; lines: number[] }

/** Writes a table as spreadsheets do, and notes on which line each row begins. */
function written(
  rows: readonly (readonly string[])[],
  style: { delimiter: string; newline: string; quoteAll: boolean },
): Written {
  const lines: number[] = []
  let line = 1
  const texts = rows.map((cells) => {
    lines.push(line)
    const text = cells.map((cell) => quoted(cell, style)).join(style.delimiter)
    line += text.split(/\r\n|\n|\r/).length
    return text
  })
  return { text: texts.map((text) => text + style.newline).join(''), lines }
}

function quoted(cell: string, { delimiter, quoteAll }: { delimiter: string; quoteAll: boolean }): string {
  const must = quoteAll || cell.includes(delimiter) || /["\r\n]/.test(cell)
  return must ? `"${cell.replaceAll('"', '""')}"` : cell
}

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

const small = { parsedCharactersMin: 16, recordCharactersMax: 100_000 }

async function read(
  text: string,
  options: {
    columns: readonly string[]
    delimiter?: string
    size?: number
    from?: number
    limits?: typeof small
  },
) {
  const { columns, delimiter = ',', size = text.length || 1, from = 1, limits = small } = options
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  const problems: RowProblem[] = []
  let blankRows = 0
  const cleaned = cleanLines(pieces(text, size), { removed: 0 })
  for await (const batch of delimitedRows(cleaned, { delimiter, columns, dataFromLine: from, limits })) {
    expect(batch.firstRow).toBe(rows.length + 1)
    rows.push(...batch.rows)
    lines.push(...batch.lines)
    problems.push(...batch.problems)
    blankRows += batch.blankRows
  }
  return { rows, lines, problems, blankRows }
}

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      'ü',
      '"',
      ',',
      ';',
      '\t',
      '|',
      '\n',
      '\r\n',
      ' ',
      "'",
      '=',
      '日',
      '🙂',
      '.',
    ),
  }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const isClean = (text: string) => cleanText(text, { removed: 0 }) === text
const table = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  )
  .filter((rows) => rows.every((cells) => cells.every(isClean)))
const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
})

describe('any table', () => {
  test('comes back from any style of writing, cut anywhere, with the line of every row', async () => {
    await fc.assert(
      fc.asyncProperty(table, style, fc.integer({ min: 1, max: 40 }), async (rows, how, size) => {
        const { text, lines } = written(rows, how)
        const columns = rows[0]?.map((_, at) => String(at)) ?? []
        const found = await read(text, { columns, delimiter: how.delimiter, size })
        const kept = rows
          .map((cells, at) => ({ cells: cells.map(lineFeeds), line: lines[at] }))
          .filter(({ cells }) => cells.some((one) => one.trim() !== ''))
        expect(found.rows).toEqual(kept.map(({ cells }) => cells))
        expect(found.lines).toEqual(kept.map(({ line }) => line))
        expect(found.problems).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('with broken quotation marks loses no line', async () => {
    const line = fc
      .string({ unit: fc.constantFrom('a', '"', ',', 'b', ' '), minLength: 1, maxLength: 14 })
      .filter((text) => /[ab]/.test(text))
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 20 }),
        async (lines, size) => {
          const { rows } = await read(lines.join('\n'), { columns: ['x', 'y'], size })
          const letters = (text: string) => text.replaceAll(/[^ab]/g, '')
          expect(letters(rows.flat().join(''))).toBe(letters(lines.join('')))
        },
      ),
      { numRuns: 400 },
    )
  })
})

const lineFeeds = (text: string) => text.replaceAll(/\r\n|\r/g, '\n')

test('a row with fewer cells is kept and says which column is missing', async () => {
  const { rows, problems } = await read('1,2,3\n4,5\n', { columns: ['a', 'b', 'c'] })
  expect(rows).toEqual([
    ['1', '2', '3'],
    ['4', '5'],
  ])
  expect(problems).toMatchObject([{ line: 2, code: 'missing-cells', column: 'c', severity: 'flagged' }])
})

test('a row with more cells is kept and shows the surplus', async () => {
  const { rows, problems } = await read('1,2,3,4\n', { columns: ['a', 'b'] })
  expect(rows).toHaveLength(1)
  expect(problems).toMatchObject([{ code: 'surplus-cells', value: '3 | 4' }])
})

test('empty cells behind the last column are no surplus', async () => {
  const { problems } = await read('1,2,,,\n', { columns: ['a', 'b'] })
  expect(problems).toEqual([])
})

test('blank lines and rows of nothing but delimiters are counted, and lines keep their numbers', async () => {
  const { rows, lines, blankRows } = await read('1,2\n\n,,\n \n3,4', { columns: ['a', 'b'] })
  expect(rows).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
  expect(lines).toEqual([1, 5])
  expect(blankRows).toBe(3)
})

test('a quotation mark that never closes costs its own line and is flagged', async () => {
  const { rows, problems } = await read('1,"oops\n2,fine\n3,fine\n', { columns: ['a', 'b'], size: 5 })
  expect(rows).toEqual([
    ['1', '"oops'],
    ['2', 'fine'],
    ['3', 'fine'],
  ])
  expect(problems).toMatchObject([{ line: 1, code: 'broken-quotes' }])
})

test('a row that grows beyond the limit is read line by line', async () => {
  const limits = { parsedCharactersMin: 16, recordCharactersMax: 60 }
  const text = `1,"oops\n${'2,fine\n'.repeat(40)}`
  const { rows } = await read(text, { columns: ['a', 'b'], size: 10, limits })
  expect(rows).toHaveLength(41)
})

test('quotation marks inside a cell that does not begin with one are letters', async () => {
  const { rows, problems } = await read('5" pipe,x\n', { columns: ['a', 'b'] })
  expect(rows).toEqual([['5" pipe', 'x']])
  expect(problems).toEqual([])
})

test('what stands before the data is not a row', async () => {
  const { rows, lines } = await read('title\n\na,b\n1,2\n', { columns: ['a', 'b'], from: 4 })
  expect(rows).toEqual([['1', '2']])
  expect(lines).toEqual([4])
})

test('a CRLF torn between two pieces is one line end', async () => {
  const { lines } = await read('1\r\n2\r\n3\r\n', { columns: ['a'], size: 2 })
  expect(lines).toEqual([1, 2, 3])
})
