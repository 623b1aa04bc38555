import { beforeAll, describe, expect, test } from 'vitest'
import { act, layGround, upload } from '../../../test/conformance/company.ts'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await layGround(world)
})

/** The column names stand on line 3; the line above them looks more like names than they do. */
const report = `Person;Place;Address
Anna;Oslo;anna@fjord.test
First Name;City;Email
Ada;Oslo;ada@fjord.test
Bo;Bergen;bo@fjord.test
`

const theo = () => world.as('theo')
const read = (id: number, choices: Record<string, unknown>) =>
  theo().put(`/api/v1/imports/${id}/reading`, choices)
const preview = (id: number, query = '') => theo().get(`/api/v1/imports/${id}/preview${query}`)
const rowsWritten = async (id: number) => (await act(world, theo(), id, 'run')).counts.created

describe('a preview', () => {
  test('shows the first lines as they would be read, those above the column names too', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    const { body } = await preview(id, '?headerLine=3')
    expect(body.file).toMatchObject({
      headerLine: 3,
      columns: ['First Name', 'City', 'Email'],
      delimiter: ';',
    })
    expect(body.rows[0]).toEqual({ line: 1, cells: ['Person', 'Place', 'Address'] })
    expect(body.rows).toHaveLength(5)
  })

  test('changes nothing', async () => {
    const before = await upload(theo(), 'report.csv', report)
    await preview(before.id, '?headerLine=3&delimiter=%2C')
    expect((await theo().get(`/api/v1/imports/${before.id}`)).body).toEqual(before)
  })

  test('shows so many rows and columns, and the beginning of a long cell', async () => {
    const wide = Array.from({ length: 80 }, (_, at) => `column${at}`).join(',')
    const rows = Array.from({ length: 50 }, () => Array.from({ length: 80 }, () => 'x'.repeat(300)).join(','))
    const { id } = await upload(theo(), 'wide.csv', [wide, ...rows].join('\n'))
    const { body } = await preview(id)
    expect(body.rows).toHaveLength(30)
    expect(body.rows[1].cells).toHaveLength(60)
    expect(body.rows[1].cells[0]).toHaveLength(120)
  })

  test('refuses a line beyond the file by its name', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    expect(await preview(id, '?headerLine=99')).toMatchObject({
      status: 400,
      body: {
        error: { code: 'invalid-input', place: 'headerLine', remedy: expect.stringContaining('1 to 5') },
      },
    })
  })

  test('shows nothing of another workspace and nothing to strangers', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    const path = `/api/v1/imports/${id}/preview`
    expect((await world.as('rita').get(path)).status).toBe(404)
    expect((await world.stranger().get(path)).status).toBe(401)
  })
})

describe('reading a file in another way', () => {
  test('recognises and maps it anew, and the run reads it like that', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    const answer = await read(id, { headerLine: 3 })
    expect(answer).toMatchObject({
      status: 200,
      body: { kind: 'contact', state: 'uploaded', recognition: { file: { headerLine: 3 } } },
    })
    expect(answer.body.mapping.columns.map(({ column }: { column: string }) => column)).toEqual([
      'First Name',
      'City',
      'Email',
    ])
    expect(await rowsWritten(id)).toBe(2)
  })

  test('forgets a dry run that was made of another reading', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    await read(id, { headerLine: 3 })
    await act(world, theo(), id, 'check')
    const { body } = await read(id, { headerLine: 0 })
    expect(body).toMatchObject({ state: 'uploaded', check: null, recognition: { file: { headerLine: 0 } } })
  })

  test('is kept when the file is then said to be of another kind', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    await read(id, { headerLine: 3 })
    const { body } = await theo().get(`/api/v1/imports/${id}/proposal?kind=account`)
    expect(body.mapping.columns[0].column).toBe('First Name')
  })

  test('leaves everything as it was where a choice does not fit', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    const before = (await theo().get(`/api/v1/imports/${id}`)).body
    expect(await read(id, { sheet: 'Sheet1' })).toMatchObject({
      status: 400,
      body: { error: { place: 'sheet', remedy: 'Leave the sheet out.' } },
    })
    expect((await theo().get(`/api/v1/imports/${id}`)).body).toEqual(before)
  })

  test('is refused once the import has begun, to viewers, across workspaces and to strangers', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    const path = `/api/v1/imports/${id}/reading`
    const others = await Promise.all(
      [world.as('noor'), world.as('rita'), world.stranger()].map((who) => who.put(path, {})),
    )
    expect(others.map(({ status }) => status)).toEqual([403, 404, 401])
    await read(id, { headerLine: 3 })
    await act(world, theo(), id, 'run')
    expect((await read(id, { headerLine: 1 })).body.error.code).toBe('not-possible-now')
  })

  test('is one event', async () => {
    const { id } = await upload(theo(), 'report.csv', report)
    await read(id, { headerLine: 3, delimiter: ';' })
    const { body } = await theo().get(`/api/v1/events?subjectKind=import&subjectId=${id}`)
    expect(body.items[0]).toMatchObject({
      kind: 'import.read-anew',
      payload: { choices: { headerLine: 3, delimiter: ';' } },
    })
    expect(body.items).toHaveLength(2)
  })
})

describe('choices that come with the upload', () => {
  const send = (query: string, content: string | Uint8Array<ArrayBuffer>) => {
    const form = new FormData()
    form.set('file', new Blob([content]), 'report.csv')
    return theo().request('POST', `/api/v1/imports${query}`, { body: form })
  }

  test('are followed at once', async () => {
    const answer = await send('?headerLine=3&delimiter=%3B&encoding=utf8', report)
    expect(answer).toMatchObject({
      status: 201,
      body: { recognition: { file: { headerLine: 3, delimiter: ';', encoding: 'utf8' } } },
    })
  })

  test('are refused where they do not fit, and nothing of the file is kept', async () => {
    const before = (await theo().get('/api/v1/imports')).body.items.length
    expect(await send('?headerLine=99', report)).toMatchObject({
      status: 400,
      body: { error: { place: 'headerLine' } },
    })
    expect(await send('?encoding=klingon', report)).toMatchObject({
      status: 400,
      body: { error: { place: 'encoding' } },
    })
    expect((await theo().get('/api/v1/imports')).body.items).toHaveLength(before)
  })
})
