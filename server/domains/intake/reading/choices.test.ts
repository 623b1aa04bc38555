import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { fileEncodings } from '../../../../contract/intake.ts'
import type { FileChoices } from '../../../../contract/intake.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { inspectFile } from './inspect.ts'
import { sampleRows } from './rows.ts'
import { bytesSource } from './source.ts'

type File = string | Uint8Array
const source = (file: File) => bytesSource(typeof file === 'string' ? Buffer.from(file) : file)

type Refused = { code?: string; place?: string; message?: string; remedy?: string }

async function refused(file: File, choices: FileChoices): Promise<Refused> {
  try {
    await inspectFile(source(file), choices)
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.parts }
    throw error
  }
  return {}
}

const workbook = () =>
  writeXlsxFile([
    {
      data: [['Report of May'], [null], ['Name', 'City'], ['Ada', 'Oslo'], ['Bo', 'Bergen']],
      sheet: 'People',
    },
    {
      data: [
        ['Product', 'Price'],
        ['Net', 5],
      ],
      sheet: 'Products',
    },
  ]).toBuffer()

test('every encoding that can be chosen can be decoded', () => {
  expect(fileEncodings.filter((name) => !iconv.encodingExists(name))).toEqual([])
})

test('a chosen encoding is used against the guess', async () => {
  const bytes = iconv.encode('name,city\nJoão,Évora\n', 'macintosh')
  const file = await inspectFile(source(bytes), { encoding: 'macintosh' })
  expect(await sampleRows(source(bytes), file, 5)).toEqual([['João', 'Évora']])
  const wrong = await inspectFile(source(bytes), { encoding: 'windows-1251' })
  expect(await sampleRows(source(bytes), wrong, 5)).not.toEqual([['João', 'Évora']])
})

test('a chosen delimiter may be any character', async () => {
  const file = await inspectFile(source('name^city\nAda^Oslo\n'), { delimiter: '^' })
  expect(file.columns).toEqual(['name', 'city'])
})

test('a chosen header is as wide as the rows below it', async () => {
  const text = 'Report\nof May\nname,city\nAda,Oslo,1\nBo,Bergen,2\n'
  const file = await inspectFile(source(text), { headerLine: 3 })
  expect(file).toMatchObject({ columns: ['name', 'city', 'Column 3'], dataFromLine: 4, notes: [] })
})

test('a chosen sheet and row are read', async () => {
  const bytes = await workbook()
  const file = await inspectFile(source(bytes), { sheet: 'Products', headerLine: 1 })
  expect(file).toMatchObject({ sheet: 'Products', columns: ['Product', 'Price'], dataFromLine: 2 })
  expect(await sampleRows(source(bytes), file, 5)).toEqual([['Net', '5']])
})

test('a header of several lines in a workbook is one row, and the row below it is read', async () => {
  const bytes = await writeXlsxFile([
    ['Name', 'Amount\nin EUR'],
    ['Ada', 5],
    ['Bo', 6],
  ]).toBuffer()
  const file = await inspectFile(source(bytes))
  expect(file.columns).toEqual(['Name', 'Amount in EUR'])
  expect(await sampleRows(source(bytes), file, 5)).toEqual([
    ['Ada', '5'],
    ['Bo', '6'],
  ])
})

describe('a choice that does not fit the file is refused by its name, with what would do', () => {
  const text = 'name,city\n"Ada\nLund",Oslo\n\nBo,Bergen\n'

  test('a sheet that is not there', async () => {
    expect(await refused(await workbook(), { sheet: 'Gone' })).toEqual({
      code: 'invalid-input',
      place: 'sheet',
      message: 'There is no sheet "Gone" in this workbook.',
      remedy: 'Choose one of: People, Products.',
    })
  })

  test.each([
    [40, 'The file ends on line 5, so there is no line 40.'],
    [3, 'Line 3 does not begin a row: it is empty, or belongs to the row of line 2.'],
    [4, 'There are no column names on line 4: it is empty.'],
  ])('line %i of the column names', async (headerLine, message) => {
    expect(await refused(text, { headerLine })).toEqual({
      code: 'invalid-input',
      place: 'headerLine',
      message,
      remedy: 'Give a line from 1 to 5, or 0 where the file has no column names.',
    })
  })

  test('a row of a workbook that has nothing in it', async () => {
    const refusal = await refused(await workbook(), { sheet: 'People', headerLine: 2 })
    expect(refusal).toMatchObject({ place: 'headerLine' })
    expect(refusal.message).toMatch(/empty/)
  })

  test('a line beyond the part that is searched', async () => {
    const long = `name,city\n${'Ada,Oslo\n'.repeat(100_000)}`
    const refusal = await refused(long, { headerLine: 90_000 })
    expect(refusal.message).toMatch(/^Column names are looked for on the first \d+ lines only\.$/)
  })

  test('what only the other kind of file has', async () => {
    const bytes = await workbook()
    const places = [
      await refused(text, { sheet: 'People' }),
      await refused(bytes, { encoding: 'utf8' }),
      await refused(bytes, { delimiter: ';' }),
    ].map(({ code, place }) => [code, place])
    expect(places).toEqual([
      ['invalid-input', 'sheet'],
      ['invalid-input', 'encoding'],
      ['invalid-input', 'delimiter'],
    ])
  })
})
