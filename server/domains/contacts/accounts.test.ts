import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const mara = () => world.as('mara')

const add = async (body: Record<string, unknown>) => {
  const answer = await mara().post('/api/v1/accounts', body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

async function deal(accountId: string, amount: string, outcome: string): Promise<void> {
  await world.database.ownerPool.query(
    `with p as (
       insert into pipelines (workspace_id, id, name) values ($1, gen_random_uuid(), gen_random_uuid()::text) returning id
     ), s as (
       insert into pipeline_stages (workspace_id, id, pipeline_id, name, name_key, position, outcome)
       select $1, gen_random_uuid(), id, 'Any', 'any', 1, $4 from p returning id, pipeline_id
     ), d as (
       insert into deals (workspace_id, id, name, pipeline_id, stage_id, stage_since, outcome, account_id, amount, currency, created_at)
       select $1, gen_random_uuid(), 'Deal', pipeline_id, id, now(), $4, $2, $3, 'EUR', now() from s returning id, stage_id
     )
     insert into deal_stage_changes (workspace_id, deal_id, to_stage_id, at, kind)
     select $1, id, stage_id, '2026-05-05', 'entry' from d`,
    [world.home, accountId, amount, outcome],
  )
}

describe('a company', () => {
  test('is known by its domain, whichever way its website is written', async () => {
    expect(await add({ name: 'Acme', domain: 'https://www.shop.acme.co.uk/about' })).toMatchObject({
      domain: 'acme.co.uk',
    })
    const answer = await mara().post('/api/v1/accounts', { name: 'Freemailer', domain: 'gmail.com' })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'domain' })
  })

  test('shows its people and what its deals are worth, those of the merged included', async () => {
    const [winner, loser] = [await add({ name: 'Stays' }), await add({ name: 'Goes' })]
    await mara().post('/api/v1/contacts', { name: 'Pia Person', accountId: loser.id })
    await deal(loser.id, '100.50', 'open')
    await deal(winner.id, '10', 'open')
    await deal(winner.id, '7', 'won')
    await world
      .as('ines')
      .post('/api/v1/merges', { recordKind: 'account', winnerId: winner.id, loserId: loser.id })
    const answer = await mara().get(`/api/v1/accounts/${loser.id}`)
    expect(answer.body).toMatchObject({
      id: winner.id,
      people: 1,
      open: [{ currency: 'EUR', amount: '110.50', deals: 2 }],
      won: [{ currency: 'EUR', amount: '7.00', deals: 1 }],
      contacts: [{ name: 'Pia Person' }],
      merged: [{ account: { id: loser.id, name: 'Goes' } }],
    })
    expect(answer.body.deals).toHaveLength(3)
    const person = await mara().get('/api/v1/contacts?q=pia')
    expect(person.body.items[0].account).toEqual({ id: winner.id, name: 'Stays' })
    expect((await mara().get(`/api/v1/contacts?account=${winner.id}`)).body.total).toBe(1)
  })

  test('changes through the ledger and is found by its new name', async () => {
    const { id } = await add({ name: 'Before Ltd', employees: 10, annualRevenue: '5000000.5' })
    const answer = await mara().patch(`/api/v1/accounts/${id}`, { name: 'After Ltd', employees: 12 })
    expect(answer.body).toMatchObject({ name: 'After Ltd', employees: 12, annualRevenue: '5000000.50' })
    expect((await mara().get('/api/v1/accounts?q=after')).body.total).toBe(1)
    const history = await mara().get(`/api/v1/records/account/${id}/attribute-changes`)
    expect(history.body.items[0].fields).toContainEqual({
      field: 'employees',
      label: 'Employees',
      before: 10,
      after: 12,
    })
    const { rows } = await world.database.ownerPool.query('select name_key from accounts where id = $1', [id])
    expect(rows).toEqual([{ name_key: 'afterltd' }])
  })

  test('cannot stand below itself', async () => {
    const parent = await add({ name: 'Above' })
    const child = await add({ name: 'Below', parentId: parent.id })
    const answer = await mara().patch(`/api/v1/accounts/${parent.id}`, { parentId: child.id })
    expect(answer.body.error).toMatchObject({ code: 'not-possible-now', place: 'parentId' })
  })

  test('has one timeline of its people, deals and changes', async () => {
    const { id } = await add({ name: 'Timely' })
    const person = await mara().post('/api/v1/contacts', { name: 'Tim Touch', accountId: id })
    await mara().post('/api/v1/touches', {
      touches: [
        { contactId: person.body.id, kind: 'meeting', occurredAt: '2026-05-06T09:00:00Z', title: 'Kick-off' },
      ],
    })
    await deal(id, '10', 'open')
    const whole = await mara().get(`/api/v1/accounts/${id}/timeline`)
    const lines = whole.body.items.map(({ kind, title, team }: Record<string, string>) => ({
      kind,
      title,
      team,
    }))
    expect(lines).toEqual([
      { kind: 'event', title: 'Record created', team: 'sales' },
      { kind: 'attribute', title: 'Recorded', team: 'sales' },
      { kind: 'touch', title: 'Meeting', team: 'sales' },
      { kind: 'deal', title: 'Deal opened', team: 'sales' },
    ])
    expect(whole.body.items[2]).toMatchObject({
      contact: { name: 'Tim Touch' },
      detail: 'Kick-off · Outbound',
    })
    const ids: string[] = []
    let cursor = ''
    do {
      const page = await mara().get(`/api/v1/accounts/${id}/timeline?limit=1${cursor}`)
      ids.push(...page.body.items.map((one: { id: string }) => one.id))
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
    } while (cursor !== '')
    expect(ids).toEqual(whole.body.items.map((one: { id: string }) => one.id))
  })

  test('goes to the trash, keeps its people, and comes back', async () => {
    const { id } = await add({ name: 'Thrown Away' })
    await mara().post('/api/v1/contacts', { name: 'Stays Behind', accountId: id })
    expect((await mara().delete(`/api/v1/accounts/${id}`)).status).toBe(204)
    expect((await mara().get('/api/v1/accounts?q=thrown')).body.total).toBe(0)
    expect((await mara().patch(`/api/v1/accounts/${id}`, { city: 'X' })).status).toBe(404)
    expect((await mara().get('/api/v1/contacts?q=stays%20behind')).body.items[0].account.name).toBe(
      'Thrown Away',
    )
    expect((await mara().post(`/api/v1/accounts/${id}/restoration`)).body.deletedAt).toBeNull()
  })

  test('is not for viewers to change, nor for strangers or other workspaces to see', async () => {
    const { id } = await add({ name: 'Private' })
    const path = `/api/v1/accounts/${id}`
    expect((await world.as('noor').patch(path, { city: 'X' })).status).toBe(403)
    expect((await world.as('noor').get(path)).body.can).toEqual({ edit: false, remove: false, merge: false })
    expect((await world.stranger().get(path)).status).toBe(401)
    const rita = world.as('rita')
    const tries = [
      rita.get(path),
      rita.patch(path, { city: 'X' }),
      rita.delete(path),
      rita.post(`${path}/restoration`),
      rita.get(`${path}/timeline`),
    ]
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404])
    expect((await rita.post('/api/v1/accounts', { name: 'Theirs', parentId: id })).status).toBe(400)
    expect((await rita.get('/api/v1/accounts?q=private')).body.items).toEqual([])
  })
})

describe('the list of companies', () => {
  test('is filtered by industry, country and custom field', async () => {
    await world
      .as('aylin')
      .post('/api/v1/fields', { recordKind: 'account', label: 'Partner', type: 'boolean' })
    await add({ name: 'Wanted', industry: 'Mining', country: 'Chile', custom: { partner: true } })
    await add({ name: 'Unwanted', industry: 'Mining', country: 'Chile', custom: { partner: false } })
    const answer = await mara().get('/api/v1/accounts?industry=Mining&country=Chile&custom=partner:true')
    expect(answer.body).toMatchObject({ total: 1, items: [{ name: 'Wanted' }] })
    expect((await mara().get('/api/v1/accounts?custom=nothing:1')).body.error.place).toBe('custom')
  })

  test('finds words of three letters anywhere and shorter ones where a word begins', async () => {
    await add({ name: 'Quartz Xylo' })
    const total = async (q: string) =>
      (await mara().get(`/api/v1/accounts?q=${encodeURIComponent(q)}`)).body.total
    expect([
      await total('artz'),
      await total('xy'),
      await total('yl'),
      await total('qu xy'),
      await total('%'),
    ]).toEqual([1, 1, 0, 1, 0])
  })
})
