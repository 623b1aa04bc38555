import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'

let world: World
let accountId: string

const made = async (path: string, body: object): Promise<string> => {
  const answer = await world.as('mara').post(`/api/v1/${path}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

let people = 0
const person = (body?: object) => made('contacts', { name: `Person ${++people}`, ...(body ?? { accountId }) })
const give = (contactId: string, body: object, by: Name = 'mara') =>
  world.as(by).post(`/api/v1/contacts/${contactId}/committee-seats`, body)
const end = (id: string, by: Name = 'mara') => world.as(by).delete(`/api/v1/committee-seats/${id}`)

beforeAll(async () => {
  world = await openWorld()
  accountId = await made('accounts', { name: 'Nordlicht' })
})

describe('a role in a buying committee', () => {
  test('is given at the person’s own company, and told', async () => {
    const contactId = await person()
    const answer = await give(contactId, { role: 'decision_maker' })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject({ role: 'decision_maker', account: { name: 'Nordlicht' }, until: null })
    const own = await world.as('noor').get(`/api/v1/contacts/${contactId}/committee-seats`)
    expect(own.body.items).toEqual([answer.body])
    const all = await world.as('noor').get(`/api/v1/accounts/${accountId}/committee-seats`)
    expect(all.body.items).toContainEqual(answer.body)
    const events = await world.as('aylin').get('/api/v1/events')
    expect(events.text).toContain('committee.seat-given')
  })

  test('ends, and that it was held is kept', async () => {
    const contactId = await person()
    const { body: seat } = await give(contactId, { role: 'champion' })
    expect((await end(seat.id)).body.until).not.toBeNull()
    const kept = await world.as('mara').get(`/api/v1/contacts/${contactId}/committee-seats`)
    expect(kept.body.items).toHaveLength(1)
    expect((await end(seat.id)).body.error.code).toBe('not-possible-now')
    expect((await give(contactId, { role: 'champion' })).status).toBe(201)
  })

  test('is followed into the person that its holder was merged with', async () => {
    const [winnerId, loserId] = [await person(), await person()]
    await give(loserId, { role: 'user' })
    await made('merges', { recordKind: 'contact', winnerId, loserId, choices: {} })
    const own = await world.as('mara').get(`/api/v1/contacts/${winnerId}/committee-seats`)
    expect(own.body.items).toMatchObject([{ contact: { id: winnerId }, role: 'user' }])
  })
})

describe('a role in a buying committee is refused', () => {
  test('to whoever holds it', async () => {
    const contactId = await person()
    await give(contactId, { role: 'blocker' })
    expect((await give(contactId, { role: 'blocker' })).body.error.code).toBe('already-exists')
  })

  test('to a person of no company, unless one is named', async () => {
    const contactId = await person({})
    expect((await give(contactId, { role: 'user' })).body.error).toMatchObject({
      code: 'not-possible-now',
      place: 'accountId',
    })
    expect((await give(contactId, { role: 'user', accountId })).status).toBe(201)
  })

  test('from viewers, strangers and other workspaces', async () => {
    const contactId = await person()
    const { body: seat } = await give(contactId, { role: 'influencer' })
    expect((await give(contactId, { role: 'user' }, 'noor')).status).toBe(403)
    expect((await end(seat.id, 'noor')).status).toBe(403)
    expect((await give(contactId, { role: 'user' }, 'rita')).status).toBe(404)
    expect((await end(seat.id, 'rita')).status).toBe(404)
    expect((await world.as('rita').get(`/api/v1/accounts/${accountId}/committee-seats`)).status).toBe(404)
    expect((await world.stranger().delete(`/api/v1/committee-seats/${seat.id}`)).status).toBe(401)
  })

  test('for a person, a company or a seat that is not there', async () => {
    const nobody = crypto.randomUUID()
    const contactId = await person()
    expect((await give(nobody, { role: 'user' })).status).toBe(404)
    expect((await give(contactId, { role: 'user', accountId: nobody })).status).toBe(404)
    expect((await world.as('mara').get(`/api/v1/contacts/${nobody}/committee-seats`)).status).toBe(404)
    expect((await end(nobody)).status).toBe(404)
  })
})
