import { beforeAll, describe, expect, test } from 'vitest'
import { checkAndRun, layGround, upload, act } from '../../../test/conformance/company.ts'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await layGround(world)
})

const mara = () => world.as('mara')

const add = async (list: string, body: Record<string, unknown>): Promise<string> => {
  const answer = await mara().post(`/api/v1/${list}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

const merge = async (recordKind: string, winnerId: string, loserId: string): Promise<string> => {
  const answer = await world.as('ines').post('/api/v1/merges', { recordKind, winnerId, loserId, choices: {} })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

/** How many people, leads and deals a word finds. */
const found = async (q: string): Promise<number[]> => {
  const answers = await Promise.all(
    ['contacts', 'leads', 'deals'].map((list) => mara().get(`/api/v1/${list}?q=${encodeURIComponent(q)}`)),
  )
  return answers.map((answer) => answer.body.total)
}

/** A person of a company, with a lead and a deal; each name is somebody's alone. */
async function employed(company: string, name: string) {
  const accountId = await add('accounts', { name: company })
  const contactId = await add('contacts', { name, accountId })
  await add('leads', { contactId })
  await add('deals', { name: 'Frame contract', accountId, contactId })
  return { accountId, contactId }
}

describe('a search by the name of a company', () => {
  test('finds its people, their leads and its deals, and the person by both names together', async () => {
    await employed('Zeppelin Werke', 'Hugo Eckener')
    expect(await found('zeppelin')).toEqual([1, 1, 1])
    expect(await found('werke hugo')).toEqual([1, 1, 1])
    expect(await found('zeppelin somebodyelse')).toEqual([0, 0, 0])
  })

  test('follows the name that the company is given', async () => {
    const { accountId } = await employed('Oldbrand', 'Ann Renamed')
    await mara().patch(`/api/v1/accounts/${accountId}`, { name: 'Newbrand' })
    expect([await found('newbrand'), await found('oldbrand')]).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ])
  })

  test('follows the person to another company', async () => {
    const { contactId } = await employed('Formerly', 'Mo Moving')
    const accountId = await add('accounts', { name: 'Henceforth' })
    await mara().patch(`/api/v1/contacts/${contactId}`, { accountId })
    expect([await found('henceforth'), (await found('formerly'))[0]]).toEqual([[1, 1, 0], 0])
  })

  test('also finds by the company that it was merged into, until that is undone', async () => {
    const { accountId } = await employed('Swallowed', 'Sal Low')
    const winner = await add('accounts', { name: 'Whale' })
    const id = await merge('account', winner, accountId)
    expect([await found('whale'), await found('swallowed')]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    await world.as('ines').delete(`/api/v1/merges/${id}`)
    expect(await found('whale')).toEqual([0, 0, 0])
  })

  test('follows the names that an import brings, and that its undo takes back', async () => {
    const theo = world.as('theo')
    const file = (name: string) =>
      `Record ID,Company name,Company Domain Name,Create Date\n901,${name},filed.example,2025-01-02\n`
    const bring = async (name: string) =>
      checkAndRun(world, theo, await upload(theo, 'companies.csv', file(name)))
    await bring('Firstfiled')
    const [company] = (await mara().get('/api/v1/accounts?q=firstfiled')).body.items
    await add('contacts', { name: 'Fay Filed', accountId: company.id })
    const { run } = await bring('Secondfiled')
    expect([(await found('secondfiled'))[0], (await found('firstfiled'))[0]]).toEqual([1, 0])
    await act(world, theo, run.id, 'undoing')
    expect([(await found('secondfiled'))[0], (await found('firstfiled'))[0]]).toEqual([0, 1])
  })

  test('finds the people whom an import put there', async () => {
    const theo = world.as('theo')
    const rows =
      'Record ID,First Name,Last Name,Email,Company Name\n931,Ida,Imported,ida@brought.example,Broughtalong\n'
    await checkAndRun(world, theo, await upload(theo, 'people.csv', rows))
    expect((await found('broughtalong'))[0]).toBe(1)
  })
})

describe('a search by the name of a person', () => {
  test('finds their deals by the name that they have now', async () => {
    const { contactId } = await employed('Plain Inc', 'Maiden Name')
    await mara().patch(`/api/v1/contacts/${contactId}`, { name: 'Married Anew' })
    expect([(await found('anew'))[2], (await found('maiden'))[2]]).toEqual([1, 0])
  })

  test('finds leads and deals of one who was merged into them, until that is undone', async () => {
    const { contactId } = await employed('Quiet Inc', 'Dup Licate')
    const winner = await add('contacts', { name: 'Orig Inal' })
    const id = await merge('contact', winner, contactId)
    expect(await found('orig inal')).toEqual([1, 1, 1])
    await world.as('ines').delete(`/api/v1/merges/${id}`)
    expect(await found('orig inal')).toEqual([1, 0, 0])
  })
})

describe('flagged data', () => {
  test.each(['contact', 'account'] as const)('of a merged %s is that of the one who stays', async (kind) => {
    const list = `${kind}s`
    const winner = await add(list, { name: `Stays ${kind}` })
    const loser = await add(list, { name: `Goes ${kind}` })
    await world.database.ownerPool.query(
      `insert into quality_flags (workspace_id, record_kind, record_id, code, message)
       values ($1, $2, $3, 'odd', 'Look at this.')`,
      [world.home, kind, loser],
    )
    const flagged = async () => {
      const { body } = await mara().get(`/api/v1/${list}?flagged=true&q=${kind}`)
      return body.items.map((one: { id: string; flagged: boolean }) => [one.id, one.flagged])
    }
    expect(await flagged()).toEqual([[loser, true]])
    await merge(kind, winner, loser)
    expect(await flagged()).toEqual([[winner, true]])
  })
})
