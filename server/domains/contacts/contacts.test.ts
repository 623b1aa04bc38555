import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const add = async (body: Record<string, unknown>) => {
  const answer = await world.as('mara').post('/api/v1/contacts', body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

describe('adding a person', () => {
  test('keeps several mails and phones in their normal form', async () => {
    const person = await add({
      name: 'Ada Lovelace',
      emails: ['Ada@Example.COM', 'ada.l@example.com', 'ADA@example.com'],
      phones: ['+49 (0)30 1234567', '0044 20 7946 0018'],
    })
    expect(person).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@example.com',
      phone: '+49301234567',
    })
    expect(person.identities.map((one: { key: string }) => one.key)).toEqual([
      'ada@example.com',
      'ada.l@example.com',
      '+49301234567',
      '+442079460018',
    ])
  })

  test('is refused without anything to know the person by', async () => {
    const answer = await world.as('mara').post('/api/v1/contacts', { city: 'Berlin' })
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'name' })
  })

  test('is refused by place when a mail is none', async () => {
    const answer = await world
      .as('mara')
      .post('/api/v1/contacts', { emails: ['fine@example.com', 'not a mail'] })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'emails.1' })
  })

  test('names whoever has the mail already', async () => {
    await add({ name: 'First Holder', emails: ['taken@example.com'] })
    const answer = await world.as('mara').post('/api/v1/contacts', { emails: ['Taken@example.com'] })
    expect(answer.status).toBe(409)
    expect(answer.body.error.message).toContain('First Holder')
  })

  test('is not for viewers', async () => {
    expect((await world.as('noor').post('/api/v1/contacts', { name: 'No' })).status).toBe(403)
  })

  test('is not for strangers', async () => {
    expect((await world.stranger().post('/api/v1/contacts', { name: 'No' })).status).toBe(401)
  })
})

describe('changing a person', () => {
  test('writes one dated row that says what stood before', async () => {
    const person = await add({ name: 'Grace Hopper' })
    const answer = await world
      .as('mara')
      .patch(`/api/v1/contacts/${person.id}`, { lastName: 'Murray', city: 'Arlington' })
    expect(answer.body).toMatchObject({ name: 'Grace Murray', city: 'Arlington' })
    const history = await world.as('noor').get(`/api/v1/records/contact/${person.id}/attribute-changes`)
    expect(history.body.items).toHaveLength(2)
    expect(history.body.items[0]).toMatchObject({
      source: 'member',
      assumed: false,
      actor: { name: 'Mara Lind' },
    })
    expect(history.body.items[0].fields).toEqual(
      expect.arrayContaining([
        { field: 'lastName', label: 'Last name', before: 'Hopper', after: 'Murray' },
        { field: 'fullName', label: 'Name', before: 'Grace Hopper', after: 'Grace Murray' },
        { field: 'city', label: 'City', before: null, after: 'Arlington' },
      ]),
    )
  })

  test('finds a person by what was changed, and no longer by what was', async () => {
    const person = await add({ name: 'Edsger Vanished', emails: ['ed@old.example'] })
    await world
      .as('mara')
      .patch(`/api/v1/contacts/${person.id}`, { name: 'Edsger Appeared', emails: ['ed@new.example'] })
    const found = async (q: string) => (await world.as('mara').get(`/api/v1/contacts?q=${q}`)).body.total
    expect([
      await found('appear'),
      await found('ed@new'),
      await found('vanish'),
      await found('ed@old'),
    ]).toEqual([1, 1, 0, 0])
  })

  test('is not for members of another workspace', async () => {
    const person = await add({ name: 'Ours Alone' })
    const rita = world.as('rita')
    const tries = [
      rita.get(`/api/v1/contacts/${person.id}`),
      rita.patch(`/api/v1/contacts/${person.id}`, { city: 'X' }),
      rita.delete(`/api/v1/contacts/${person.id}`),
      rita.post(`/api/v1/contacts/${person.id}/restoration`),
      rita.get(`/api/v1/contacts/${person.id}/timeline`),
      rita.get(`/api/v1/records/contact/${person.id}/attribute-changes`),
    ]
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await rita.get('/api/v1/contacts?q=alone')).body.items).toEqual([])
  })
})

describe('the trash', () => {
  test('hides a person until they are restored', async () => {
    const person = await add({ name: 'Come Back' })
    const mara = world.as('mara')
    expect((await mara.delete(`/api/v1/contacts/${person.id}`)).status).toBe(204)
    expect((await mara.get('/api/v1/contacts?q=come%20back')).body.total).toBe(0)
    expect((await mara.get('/api/v1/contacts?q=come%20back&deleted=true')).body.total).toBe(1)
    expect((await mara.post(`/api/v1/contacts/${person.id}/restoration`)).status).toBe(200)
    expect((await mara.get('/api/v1/contacts?q=come%20back')).body.total).toBe(1)
  })
})

describe('the list of people', () => {
  test('is filtered by country, owner and missing next step, and says how many there are', async () => {
    const mine = { country: 'Iceland', ownerId: world.ids.mara }
    const wanted = await add({ name: 'Wanted', ...mine })
    await add({ name: 'Planned', ...mine, nextStep: 'Call' })
    await add({ name: 'Foreign', ...mine, country: 'Norway' })
    const query = `country=Iceland&owner=${world.ids.mara}&noNextStep=true`
    const answer = await world.as('theo').get(`/api/v1/contacts?${query}`)
    expect(answer.body).toMatchObject({ total: 1, totalIsEstimate: false, nextCursor: null })
    expect(answer.body.items[0]).toMatchObject({ id: wanted.id, owner: { name: 'Mara Lind', team: 'sales' } })
  })

  test.each([
    'name',
    '-name',
    'company',
    '-company',
    'createdAt',
    '-createdAt',
    'stageSince',
    'lastTouch',
    '-lastTouch',
    'fit',
    '-engagement',
  ])('comes whole in the order of %s, page by page', async (sort) => {
    const everybody = await world.as('theo').get(`/api/v1/contacts?sort=${sort}&limit=200`)
    const ids: string[] = []
    let cursor = ''
    do {
      const page = await world.as('theo').get(`/api/v1/contacts?sort=${sort}&limit=3${cursor}`)
      ids.push(...page.body.items.map((one: { id: string }) => one.id))
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
    } while (cursor !== '')
    expect(ids).toEqual(everybody.body.items.map((one: { id: string }) => one.id))
    expect(ids).toHaveLength(everybody.body.total)
  })

  test('is narrowed to those with so many points, and tells the points', async () => {
    const [high, low] = [await add({ name: 'High' }), await add({ name: 'Low' })]
    await add({ name: 'Unjudged' })
    await world.database.ownerPool.query(
      `insert into contact_scores (workspace_id, contact_id, version_id, fit, engagement, as_of)
       select $1, c.id, v.id, c.fit, c.fit, now() from unnest($2::uuid[], '{80,40}'::int[]) c(id, fit)
       cross join lateral (select id from agreement_versions where workspace_id = $1 limit 1) v`,
      [world.home, [high.id, low.id]],
    )
    const listed = async (query: string) =>
      (await world.as('theo').get(`/api/v1/contacts?${query}&sort=-fit`)).body.items
    expect(await listed('fitMin=40')).toMatchObject([
      { id: high.id, fit: 80, engagement: 80 },
      { id: low.id, fit: 40 },
    ])
    expect((await listed('engagementMin=41')).map(({ id }: { id: string }) => id)).toEqual([high.id])
    expect((await listed('q=Unjudged'))[0]).toMatchObject({ fit: null, engagement: null })
  })

  test('refuses a cursor of another order', async () => {
    const page = await world.as('theo').get('/api/v1/contacts?sort=name&limit=1')
    const answer = await world.as('theo').get(`/api/v1/contacts?sort=-name&cursor=${page.body.nextCursor}`)
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'cursor' })
  })
})
