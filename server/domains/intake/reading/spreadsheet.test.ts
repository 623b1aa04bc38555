import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { Refusal } from '../../../platform/refusal.ts'
import { inspectFile } from './inspect.ts'
import { readRows, sampleRows } from './rows.ts'
import { bytesSource } from './source.ts'

async function rowsOf(bytes: Buffer, choices = {}) {
  const source = bytesSource(bytes)
  const file = await inspectFile(source, choices)
  const lines: number[] = []
  for await (const batch of readRows(source, file)) lines.push(...batch.lines)
  return { file, lines, rows: await sampleRows(source, file, 10_000) }
}

type CellOfSheet = string | number | boolean | Date | null
const written = (rows: CellOfSheet[][]) => writeXlsxFile(rows, { dateFormat: 'yyyy-mm-dd hh:mm' }).toBuffer()

describe('a spreadsheet', () => {
  test('gives texts, numbers, dates without a zone, and yes and no', async () => {
    const { rows, file } = await rowsOf(
      await written([
        ['Name', 'Amount', 'When', 'Paid'],
        ['Zoë <& Co>', 1234.5, new Date('2024-01-31T14:30:00Z'), true],
        [null, 0.1, new Date('2024-02-29T00:00:00Z'), false],
      ]),
    )
    expect(file).toMatchObject({ format: 'xlsx', headerLine: 1, columns: ['Name', 'Amount', 'When', 'Paid'] })
    expect(rows).toEqual([
      ['Zoë <& Co>', '1234.5', '2024-01-31T14:30:00', 'true'],
      ['', '0.1', '2024-02-29', 'false'],
    ])
  })

  test('is read as another reader reads it, whatever its texts', async () => {
    const letter = fc.constantFrom(
      'a',
      'Z',
      'ü',
      '日',
      '🙂',
      '<',
      '&',
      '>',
      '"',
      "'",
      ' ',
      ';',
      '_',
      'x',
      '0',
    )
    const cell = fc
      .string({ unit: letter, minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() === text)
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, async (data) => {
        const bytes = await written([['a', 'b', 'c'], ...data])
        const { rows } = await rowsOf(bytes, { headerLine: 1 })
        const theirs = await readSheet(bytes)
        expect(rows).toEqual(theirs.slice(1))
      }),
      { numRuns: 30 },
    )
  })
})

const workbookXml = (sheets: string) => `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`
const relationsXml = (count: number) =>
  `<Relationships>${Array.from({ length: count }, (_, at) => `<Relationship Id="r${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`
const sheetXml = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const row = (line: number, ...cells: string[]) =>
  `<row r="${line}">${cells.map((cell, at) => `<c r="${'ABC'.charAt(at)}${line}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`

function workbook(parts: Readonly<Record<string, string>>, sheets = '<sheet name="One" r:id="r1"/>') {
  return zipOf({
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relationsXml(3),
    ...parts,
  })
}

describe('what spreadsheet programs write', () => {
  test('rows that are left out keep the others on their lines', async () => {
    const { lines, rows } = await rowsOf(
      workbook({
        'xl/worksheets/sheet1.xml': sheetXml(
          row(2, 'Name', 'City') + row(5, 'Anna', 'Bonn') + row(9, 'Ben', 'Rome'),
        ),
      }),
    )
    expect(rows).toEqual([
      ['Anna', 'Bonn'],
      ['Ben', 'Rome'],
    ])
    expect(lines).toEqual([5, 9])
  })

  test('cells that are left out are blank', async () => {
    const gap = '<row r="2"><c r="C2"><v>7</v></c></row>'
    const { rows } = await rowsOf(
      workbook({ 'xl/worksheets/sheet1.xml': sheetXml(row(1, 'a', 'b', 'c') + gap) }),
    )
    expect(rows).toEqual([['', '', '7']])
  })

  test('the fullest sheet that is shown is read, another can be chosen', async () => {
    const bytes = workbook(
      {
        'xl/worksheets/sheet1.xml': `<worksheet><dimension ref="A1:B2"/>${sheetXml(row(1, 'x', 'y') + row(2, 'p', 'q'))}</worksheet>`,
        'xl/worksheets/sheet2.xml': `<worksheet><dimension ref="A1:B3"/>${sheetXml(row(1, 'Name', 'City') + row(2, 'Anna', 'Bonn') + row(3, 'Ben', 'Rome'))}</worksheet>`,
        'xl/worksheets/sheet3.xml': `<worksheet><dimension ref="A1:B99"/>${sheetXml(row(1, 'h', 'i'))}</worksheet>`,
      },
      '<sheet name="Cover" r:id="r1"/><sheet name="A &amp; B" r:id="r2"/><sheet name="Secret" state="hidden" r:id="r3"/>',
    )
    const { file } = await rowsOf(bytes)
    expect(file).toMatchObject({ sheet: 'A & B', columns: ['Name', 'City'] })
    expect(file.notes[0]).toContain('3 sheets')
    expect((await rowsOf(bytes, { sheet: 'Cover' })).rows).toEqual([['p', 'q']])
    await expect(inspectFile(bytesSource(bytes), { sheet: 'Gone' })).rejects.toThrow('no sheet "Gone"')
  })

  test('shared texts are put together from their runs, without how they are spoken', async () => {
    const texts =
      '<sst><si><t>Name</t></si><si><r><t xml:space="preserve">Tō </t></r><r><t>kyō</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>'
    const cells = sheetXml(
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>',
    )
    const { rows } = await rowsOf(
      workbook({ 'xl/sharedStrings.xml': texts, 'xl/worksheets/sheet1.xml': cells }),
    )
    expect(rows).toEqual([['Tō kyō']])
  })

  test('dates are known by the format of their cell, from 1900 or 1904 on', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="171" formatCode="0.0 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
    const cell = (reference: string, style: number) => `<c r="${reference}" s="${style}"><v>45292.5</v></c>`
    const sheet = sheetXml(
      `${row(1, 'a', 'b', 'c')}<row r="2">${cell('A2', 1)}${cell('B2', 2)}${cell('C2', 3)}</row>`,
    )
    const parts = { 'xl/styles.xml': styles, 'xl/worksheets/sheet1.xml': sheet }
    expect((await rowsOf(workbook(parts))).rows).toEqual([
      ['2024-01-01T12:00:00', '2024-01-01T12:00:00', '45292.5'],
    ])
    const from1904 = zipOf({
      ...parts,
      'xl/workbook.xml': workbookXml('<sheet name="One" r:id="r1"/>').replace(
        '<sheets>',
        '<workbookPr date1904="1"/><sheets>',
      ),
      'xl/_rels/workbook.xml.rels': relationsXml(1),
    })
    expect((await rowsOf(from1904)).rows[0]?.[0]).toBe('2028-01-02T12:00:00')
  })

  test('elements may carry a prefix', async () => {
    const prefixed = (xml: string) => xml.replaceAll(/<(\/?)(?=\w)/g, '<$1x:')
    const bytes = zipOf({
      'xl/workbook.xml': prefixed(workbookXml('<sheet name="One" r:id="r1"/>')),
      'xl/_rels/workbook.xml.rels': relationsXml(1),
      'xl/worksheets/sheet1.xml': prefixed(sheetXml(row(1, 'Name', 'City') + row(2, 'Anna', 'Bonn'))),
    })
    expect((await rowsOf(bytes)).rows).toEqual([['Anna', 'Bonn']])
  })
})

describe('an archive that is no spreadsheet is refused by its name', () => {
  test.each([
    [
      'ODS',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' },
      'OpenDocument spreadsheet (ODS)',
    ],
    ['DOCX', { 'word/document.xml': '<x/>' }, 'Word document'],
    ['XLSB', { 'xl/workbook.bin': 'x' }, 'binary Excel workbook'],
    ['a zip', { 'leads.csv': 'a,b' }, 'a zip archive'],
  ])('%s', async (_name, parts, says) => {
    const looking = inspectFile(bytesSource(zipOf(parts)))
    await expect(looking).rejects.toThrow(says)
    await expect(looking).rejects.toThrow(Refusal)
  })

  test('a spreadsheet that was cut off', async () => {
    const bytes = await written([
      ['a', 'b'],
      ['1', '2'],
    ])
    await expect(inspectFile(bytesSource(bytes.subarray(0, -100)))).rejects.toThrow(
      'not transferred completely',
    )
  })
})

/** A small zip archive of some texts, without check sums, which our reader does not ask for. */
function zipOf(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(Buffer.from(text))
    const local = Buffer.concat([header(30, 0x04_03_4b_50), Buffer.from(name)])
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.concat([header(46, 0x02_01_4b_50), Buffer.from(name)])
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(Buffer.byteLength(text), 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    files.push(local, packed)
    directory.push(entry)
    at += local.length + packed.length
  }
  const end = header(22, 0x06_05_4b_50)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}

function header(length: number, signature: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt32LE(signature)
  return bytes
}
