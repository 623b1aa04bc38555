import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const mara = () => world.as('mara')

const add = async (body: Record<string, unknown>): Promise<string> => {
  const answer = await mara().post('/api/v1/contacts', body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

const bulk = (body: Record<string, unknown>) =>
  mara().post('/api/v1/bulk-changes', { recordKind: 'contact', ...body })

const reverse = (eventId: number) => mara().post('/api/v1/reversals', { eventId })

async function valuesOf(ids: readonly string[]): Promise<unknown[]> {
  const { rows } = await world.database.ownerPool.query(
    `select to_jsonb(c) - 'updated_at' - 'changed_xid' as contact from contacts c where id = any($1) order by id`,
    [ids],
  )
  return rows
}

describe('custom fields', () => {
  test('are added, renamed, retired and revived by admins', async () => {
    const aylin = world.as('aylin')
    const added = await aylin.post('/api/v1/fields', {
      recordKind: 'deal',
      label: 'Größe (cm)',
      type: 'number',
    })
    expect(added.body).toMatchObject({ key: 'grosse_cm', type: 'number', retiredAt: null })
    const path = `/api/v1/fields/${added.body.id}`
    expect((await aylin.patch(path, { label: 'Size' })).body.label).toBe('Size')
    expect((await aylin.delete(path)).status).toBe(204)
    const listed = await world.as('noor').get('/api/v1/fields?recordKind=deal')
    expect(listed.body.items[0].retiredAt).not.toBeNull()
    expect((await aylin.post(`${path}/restoration`)).body.retiredAt).toBeNull()
  })

  test('have a key that is taken once', async () => {
    const field = { recordKind: 'lead', label: 'Score', type: 'number' }
    expect((await world.as('aylin').post('/api/v1/fields', field)).status).toBe(201)
    expect((await world.as('aylin').post('/api/v1/fields', field)).body.error).toMatchObject({
      code: 'already-exists',
      place: 'key',
    })
  })

  test('of type choice need options', async () => {
    const answer = await world
      .as('aylin')
      .post('/api/v1/fields', { recordKind: 'lead', label: 'Size', type: 'choice' })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'options' })
  })

  test('are not for members, strangers or other workspaces', async () => {
    const field = { recordKind: 'lead', label: 'Mine', type: 'text' }
    expect((await mara().post('/api/v1/fields', field)).status).toBe(403)
    expect((await world.stranger().get('/api/v1/fields')).status).toBe(401)
    const own = await world.as('aylin').post('/api/v1/fields', field)
    expect((await world.as('rita').patch(`/api/v1/fields/${own.body.id}`, { label: 'X' })).status).toBe(404)
    expect((await world.as('rita').delete(`/api/v1/fields/${own.body.id}`)).status).toBe(404)
    expect((await world.as('rita').get('/api/v1/fields')).body.items).toEqual([])
  })

  test.each([
    ['number', 'many', 'is not a number'],
    ['boolean', 'perhaps', 'is neither true nor false'],
    ['date', '2026-02-30', 'is a day that no calendar has'],
    ['url', 'not a url', 'is not a web address'],
    ['money', '12.345', 'is not an amount'],
    ['choice', 'purple', 'is none of'],
  ])('of type %s refuse %s by their place', async (type, value, message) => {
    const key = `typed_${type}`
    const field = { recordKind: 'contact', label: key, key, type, options: type === 'choice' ? ['red'] : [] }
    await world.as('aylin').post('/api/v1/fields', field)
    const answer = await mara().post('/api/v1/contacts', { name: 'Typed', custom: { [key]: value } })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: `custom.${key}` })
    expect(answer.body.error.message).toContain(message)
  })

  test('keep their value, take it back, and are filtered by it', async () => {
    await world.as('aylin').post('/api/v1/fields', { recordKind: 'contact', label: 'Tier', type: 'number' })
    const id = await add({ name: 'Tiered', custom: { tier: '3' } })
    expect((await mara().get('/api/v1/contacts?custom=tier:3')).body.items[0]).toMatchObject({
      id,
      custom: { tier: 3 },
    })
    await mara().patch(`/api/v1/contacts/${id}`, { custom: { tier: null } })
    expect((await mara().get(`/api/v1/contacts/${id}`)).body.custom).toEqual({})
    expect((await mara().get('/api/v1/contacts?custom=tier:3')).body.total).toBe(0)
  })

  test('that nobody defined are refused', async () => {
    const answer = await mara().post('/api/v1/contacts', { name: 'X', custom: { shoe: 42 } })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'custom.shoe' })
  })
})

describe('a bulk change', () => {
  test('sets one field of many, as one event, and tells what it could not find', async () => {
    const ids = [
      await add({ name: 'Bulk A' }),
      await add({ name: 'Bulk B', city: 'Wien' }),
      await add({ name: 'Bulk C', city: 'Graz' }),
    ]
    const missing = '00000000-0000-4000-8000-000000000000'
    const answer = await bulk({ ids: [...ids, missing], field: 'city', value: 'Wien' })
    expect(answer.body).toMatchObject({ changed: 2, unchanged: 1, missing: 1 })
    const event = await mara().get('/api/v1/events?limit=1')
    expect(event.body.items[0]).toMatchObject({
      id: answer.body.eventId,
      kind: 'contact.changed-in-bulk',
      payload: { field: 'city', value: 'Wien', records: 3 },
    })
  })

  test('takes the query of the list instead of ids', async () => {
    await add({ name: 'Filtered One', country: 'Malta' })
    await add({ name: 'Filtered Two', country: 'Malta', nextStep: 'Call' })
    const answer = await bulk({
      filter: { country: 'Malta', noNextStep: true },
      field: 'ownerId',
      value: world.ids.jonas,
    })
    expect(answer.body).toMatchObject({ changed: 1 })
    expect((await mara().get(`/api/v1/contacts?country=Malta&owner=${world.ids.jonas}`)).body.total).toBe(1)
  })

  test('reaches all leads and deals that a query matches but those left out, and is taken back', async () => {
    const contactId = await add({ name: 'Many Passes' })
    const made = async (list: string, body: Record<string, unknown>): Promise<string> =>
      (await mara().post(`/api/v1/${list}`, body)).body.id
    const kinds = [
      {
        recordKind: 'lead',
        list: 'leads',
        mine: { contactId, segment: 'Bulky' },
        filter: { segment: 'Bulky' },
      },
      { recordKind: 'deal', list: 'deals', mine: { name: 'Bulky' }, filter: { q: 'bulky', sort: '-amount' } },
    ]
    for (const { recordKind, list, mine, filter } of kinds) {
      const [left, ...rest] = [await made(list, mine), await made(list, mine), await made(list, mine)]
      const other = await made(list, { ...mine, segment: 'Other', name: 'Other' })
      const change = { recordKind, filter, except: [left], field: 'ownerId', value: world.ids.jonas }
      const { body } = await bulk(change)
      const owners = async () => {
        const all = [left, ...rest, other].map((id) => mara().get(`/api/v1/${list}/${id}`))
        return (await Promise.all(all)).map((one) => one.body.owner?.name ?? null)
      }
      expect([recordKind, await owners()]).toEqual([recordKind, [null, 'Jonas Keller', 'Jonas Keller', null]])
      expect((await reverse(body.eventId)).body).toMatchObject({ restored: 2, keptCount: 0 })
      expect(await owners()).toEqual([null, null, null, null])
    }
  })

  test('refuses fields that tell one from another, unfit values and unknown filters', async () => {
    const ids = [await add({ name: 'Unharmed' })]
    const refusal = async (body: Record<string, unknown>) => (await bulk(body)).body.error.place
    expect(await refusal({ ids, field: 'email', value: 'a@b.example' })).toBe('field')
    expect(await refusal({ ids, field: 'shoeSize', value: 4 })).toBe('field')
    expect(await refusal({ ids, field: 'nextStepOn', value: 'tomorrow' })).toBe('value')
    expect(await refusal({ filter: { owner: 'me' }, field: 'city', value: 'X' })).toBe('filter.owner')
    expect(await refusal({ filter: { onwer: 'none' }, field: 'city', value: 'X' })).toBe('filter.onwer')
    expect((await bulk({ ids, field: 'ownerId', value: ids[0] })).status).toBe(400)
  })

  test('is not for viewers or strangers, and reaches nobody in another workspace', async () => {
    const ids = [await add({ name: 'Out of reach', city: 'Ulm' })]
    const body = { recordKind: 'contact', ids, field: 'city', value: 'Away' }
    expect((await world.as('noor').post('/api/v1/bulk-changes', body)).status).toBe(403)
    expect((await world.stranger().post('/api/v1/bulk-changes', body)).status).toBe(401)
    expect((await world.as('rita').post('/api/v1/bulk-changes', body)).body).toMatchObject({
      changed: 0,
      missing: 1,
    })
    expect((await mara().get(`/api/v1/contacts/${ids[0]}`)).body.city).toBe('Ulm')
  })
})

describe('a reversal', () => {
  test('restores what stood before, except what somebody changed since', async () => {
    const ids = [await add({ name: 'Rev A', city: 'Bern' }), await add({ name: 'Rev B' })]
    const { eventId } = (await bulk({ ids, field: 'city', value: 'Basel' })).body
    await mara().patch(`/api/v1/contacts/${ids[1]}`, { city: 'Zug' })
    const answer = await reverse(eventId)
    expect(answer.body).toMatchObject({
      restored: 1,
      keptCount: 1,
      kept: [{ recordId: ids[1], field: 'city', label: 'City' }],
    })
    const cities = await Promise.all(
      ids.map(async (id) => (await mara().get(`/api/v1/contacts/${id}`)).body.city),
    )
    expect(cities).toEqual(['Bern', 'Zug'])
  })

  test('of a single edit brings a mail back as one that people are found by', async () => {
    const id = await add({ name: 'Mail Back', emails: ['first@back.example'] })
    await mara().patch(`/api/v1/contacts/${id}`, { emails: ['second@back.example'] })
    const event = await mara().get(`/api/v1/events?subjectKind=contact&subjectId=${id}&limit=1`)
    expect((await reverse(event.body.items[0].id)).status).toBe(201)
    expect((await mara().get('/api/v1/contacts?q=first@back')).body.items[0]).toMatchObject({
      id,
      email: 'first@back.example',
    })
  })

  test('happens once, names an act that is there, and undoes only changes of attributes', async () => {
    const ids = [await add({ name: 'Once' })]
    const { eventId } = (await bulk({ ids, field: 'city', value: 'Basel' })).body
    expect((await reverse(eventId)).status).toBe(201)
    expect((await reverse(eventId)).body.error.code).toBe('not-possible-now')
    expect((await reverse(987_654_321)).body.error.code).toBe('not-found')
    const created = await mara().get(`/api/v1/events?kind=contact.created&limit=1`)
    expect((await reverse(created.body.items[0].id)).body.error.code).toBe('not-possible-now')
  })

  test('is not for viewers, strangers or other workspaces', async () => {
    const { eventId } = (await bulk({ ids: [await add({ name: 'Held' })], field: 'city', value: 'Basel' }))
      .body
    expect((await world.as('noor').post('/api/v1/reversals', { eventId })).status).toBe(403)
    expect((await world.stranger().post('/api/v1/reversals', { eventId })).status).toBe(401)
    expect((await world.as('rita').post('/api/v1/reversals', { eventId })).status).toBe(404)
  })

  test('of several bulk changes restores everything exactly, in whatever order', async () => {
    await world.as('aylin').post('/api/v1/fields', { recordKind: 'contact', label: 'Grade', type: 'text' })
    const act = fc.record({
      field: fc.constantFrom('city', 'nextStepOn', 'custom.grade'),
      value: fc.constantFrom(null, 'a', 'b'),
      whom: fc.subarray([0, 1, 2], { minLength: 1 }),
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        async (acts, order) => {
          round += 1
          const ids = [
            await add({ name: `P ${round}`, city: 'a', custom: { grade: 'b' } }),
            await add({ name: `Q ${round}`, nextStepOn: '2026-01-02' }),
            await add({ name: `R ${round}` }),
          ]
          const before = await valuesOf(ids)
          const events: number[] = []
          for (const { field, value, whom } of acts) {
            const fitting =
              field === 'nextStepOn' && value !== null ? `2026-0${value === 'a' ? 1 : 2}-02` : value
            events.push((await bulk({ ids: whom.map((at) => ids[at]), field, value: fitting })).body.eventId)
          }
          for (const pick of order) {
            const [eventId] = events.length === 0 ? [] : events.splice(pick % events.length, 1)
            if (eventId !== undefined) expect((await reverse(eventId)).status).toBe(201)
          }
          expect(await valuesOf(ids)).toEqual(before)
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('many records', () => {
  test('10,000 are changed and restored in seconds', async () => {
    await world.database.ownerPool.query(
      `insert into contacts (workspace_id, id, full_name, country, created_at)
       select $1, gen_random_uuid(), 'Crowd ' || n, 'Crowdland', now() from generate_series(1, 10000) n`,
      [world.home],
    )
    const began = performance.now()
    const answer = await bulk({ filter: { country: 'Crowdland' }, field: 'city', value: 'Everywhere' })
    expect(answer.body).toMatchObject({ changed: 10_000 })
    expect((await reverse(answer.body.eventId)).body).toMatchObject({ restored: 10_000, keptCount: 0 })
    expect(performance.now() - began).toBeLessThan(15_000)
    await world.database.ownerPool.query(
      `insert into contacts (workspace_id, id, country, created_at)
      values ($1, gen_random_uuid(), 'Crowdland', now())`,
      [world.home],
    )
    expect(
      (await bulk({ filter: { country: 'Crowdland' }, field: 'city', value: 'X' })).body.error.code,
    ).toBe('too-large')
  })
})
