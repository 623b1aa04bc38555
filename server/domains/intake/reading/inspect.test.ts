import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../platform/refusal.ts'
import { inspectFile } from './inspect.ts'
import { readRows, sampleRows } from './rows.ts'
import { bytesSource } from './source.ts'

const source = (text: string | Uint8Array) => bytesSource(typeof text === 'string' ? Buffer.from(text) : text)

async function refusalOf(bytes: string | Uint8Array): Promise<Refusal> {
  try {
    await inspectFile(source(bytes))
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the file was not refused')
}

describe('a file that is no table is refused with what it is and what to do', () => {
  const strangers: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['an empty file', '', /empty/],
    ['a PDF', '%PDF-1.7\n…', /PDF/],
    ['an old Excel workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), /XLS/],
    ['a locked workbook', lockedWorkbook(), /password/],
    ['a web page', '\n<html><body><table><tr><td>1</td></tr></table></body></html>', /HTML/],
    [
      'an Excel XML file',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
      /Excel 2003/,
    ],
    ['JSON records', '[\n  {"a": 1}\n]', /JSON/],
    ['a JSON object', '{"a": 1}', /JSON/],
    ['a gzip archive', Uint8Array.of(0x1f, 0x8b, 8, 0), /gzip/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), /PNG/],
    ['a program', Uint8Array.from({ length: 4000 }, (_, at) => (at * 37) % 251), /not text/],
    ['white space', '  \n\n', /no text/],
  ]

  test.each(strangers)('%s', async (_name, bytes, says) => {
    const refusal = await refusalOf(bytes)
    expect(refusal.code).toBe('unreadable-file')
    expect(refusal.message).toMatch(says)
    expect(refusal.parts.remedy).toBeTruthy()
  })

  function lockedWorkbook(): Uint8Array {
    const start = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
    return Buffer.concat([start, Buffer.from('EncryptedPackage', 'utf16le')])
  }
})

test('a file of more columns than can be mapped is refused', async () => {
  const columns = Array.from({ length: 1001 }, (_, at) => `column ${at}`).join(',')
  await expect(inspectFile(source(`${columns}\n`))).rejects.toMatchObject({ code: 'too-large' })
})

describe('the delimiter', () => {
  test.each([',', ';', '\t', '|'])('%j is found', async (delimiter) => {
    const text = [
      ['name', 'city', 'amount'],
      ['Doe', 'Paris', '1'],
      ['Roe', 'Rome', '2'],
    ]
      .map((cells) => cells.join(delimiter))
      .join('\n')
    expect(await inspectFile(source(text))).toMatchObject({
      delimiter,
      columns: ['name', 'city', 'amount'],
      headerLine: 1,
    })
  })

  test('semicolon is found among decimal commas', async () => {
    const text = 'Name;Betrag;Ort\nMüller, Anna;1.234,50;Köln\nMeier, Jan;12,00;Bonn\n'
    expect(await inspectFile(source(text))).toMatchObject({ delimiter: ';' })
  })

  test('is taken from a sep= line, which is no row', async () => {
    const described = await inspectFile(source('sep=;\nname;city\nDoe;Paris\n'))
    expect(described).toMatchObject({ delimiter: ';', columns: ['name', 'city'], headerLine: 2, notes: [] })
    expect(await sampleRows(source('sep=;\nname;city\nDoe;Paris\n'), described, 10)).toEqual([
      ['Doe', 'Paris'],
    ])
  })

  test('does not matter in a file of one column', async () => {
    const text = 'email\na@example.com\nb@example.com\n'
    expect(await inspectFile(source(text))).toMatchObject({ columns: ['email'], headerLine: 1 })
  })

  test('can be chosen against the guess', async () => {
    expect(await inspectFile(source('a;b,c\n1;2,3\n'), { delimiter: ';' })).toMatchObject({
      columns: ['a', 'b,c'],
    })
  })
})

describe('the header', () => {
  test('is found below a title, and the person is told', async () => {
    const text = 'Pipeline report\nExported 2024-01-31\n\nName,City,Amount\nDoe,Paris,1\nRoe,Rome,2\n'
    const described = await inspectFile(source(text))
    expect(described).toMatchObject({ headerLine: 4, dataFromLine: 5, columns: ['Name', 'City', 'Amount'] })
    expect(described.notes[0]).toContain('line 4')
  })

  test('with repeated and empty names can be told apart', async () => {
    const described = await inspectFile(source('Name,,Name,Name\na,b,c,d\ne,f,g,h\n'))
    expect(described.columns).toEqual(['Name', 'Column 2', 'Name (2)', 'Name (3)'])
  })

  test('that is shorter than the rows gets numbered columns for the rest', async () => {
    const described = await inspectFile(source('Name,City\na,b,c\nd,e,f\n'))
    expect(described.columns).toEqual(['Name', 'City', 'Column 3'])
  })

  test('is missing where the first row is data', async () => {
    const described = await inspectFile(
      source('1,2024-01-31,doe@example.com\n2,2024-02-01,roe@example.com\n'),
    )
    expect(described).toMatchObject({
      headerLine: 0,
      dataFromLine: 1,
      columns: ['Column 1', 'Column 2', 'Column 3'],
    })
  })

  test('may span lines, and data begins behind it', async () => {
    const text = '"First\nname",City\nAnna,Bonn\n'
    const described = await inspectFile(source(text))
    expect(described).toMatchObject({ columns: ['First name', 'City'], headerLine: 1, dataFromLine: 3 })
    expect(await sampleRows(source(text), described, 5)).toEqual([['Anna', 'Bonn']])
  })

  test('can be chosen, or denied', async () => {
    expect(await inspectFile(source('a,b\nc,d\n1,2\n'), { headerLine: 2 })).toMatchObject({
      columns: ['c', 'd'],
      dataFromLine: 3,
    })
    expect(await inspectFile(source('a,b\nc,d\n'), { headerLine: 0 })).toMatchObject({
      columns: ['Column 1', 'Column 2'],
      dataFromLine: 1,
    })
  })
})

test.each([
  ['LF', 'a,b\n1,2\n'],
  ['CRLF', 'a,b\r\n1,2\r\n'],
  ['CR', 'a,b\r1,2\r'],
  ['mixed', 'a,b\r\n1,2\n3,4\n'],
] as const)('line ends of kind %s are named and read', async (newline, text) => {
  const described = await inspectFile(source(text))
  expect(described.newline).toBe(newline)
  expect((await sampleRows(source(text), described, 9))[0]).toEqual(['1', '2'])
})

test('what no cell means is taken out and counted: zero bytes, zero-width and hard spaces', async () => {
  const text = 'name,city\nA\u0000nna\u200B,New\u00A0York\n'
  const cleaned = { removed: 0 }
  const rows: unknown[] = []
  for await (const batch of readRows(source(text), await inspectFile(source(text)), cleaned))
    rows.push(...batch.rows)
  expect(rows).toEqual([['Anna', 'New York']])
  expect(cleaned.removed).toBe(2)
})

test('a cell of a million characters is read whole', async () => {
  const long = 'x'.repeat(1_000_000)
  const text = `name,note\nAnna,"${long}"\n`
  const rows = await sampleRows(source(text), await inspectFile(source(text)), 5)
  expect(rows[0]?.[1]).toHaveLength(1_000_000)
})

test('a realistic table is recognised in every delimiter, line end and Unicode encoding', async () => {
  const word = fc.constantFrom(
    'Anna',
    'Müller',
    'a, b',
    'x; y',
    '5 | 6',
    '"quoted"',
    '',
    'two\nlines',
    '12,50',
    '日本',
  )
  const rows = fc.array(fc.tuple(word, word, word), { minLength: 3, maxLength: 15 })
  const style = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(rows, style, async (data, { delimiter, newline, mark }) => {
      const all = [['First name', 'City', 'Amount'], ...data]
      const text = all
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
        .join(newline)
      const file = source(`${mark ? '\uFEFF' : ''}${text}`)
      const described = await inspectFile(file)
      expect(described).toMatchObject({ delimiter, headerLine: 1, columns: ['First name', 'City', 'Amount'] })
      const filled = data.filter((cells) => cells.some((cell) => cell !== ''))
      expect(await sampleRows(file, described, 100)).toEqual(filled)
    }),
    { numRuns: 150 },
  )
})
