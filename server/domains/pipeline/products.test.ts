import { beforeAll, expect, test } from 'vitest'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const add = (body: object, name: 'mara' | 'noor' | 'rita' = 'mara') =>
  world.as(name).post('/api/v1/products', body)
const change = (id: string, body: object) => world.as('theo').patch(`/api/v1/products/${id}`, body)
const listed = async () => (await world.as('noor').get('/api/v1/products')).body.items

test('a product is added, changed, archived and offered again', async () => {
  const added = await add({
    name: 'Line Watch',
    description: 'Sees stops.',
    listPrice: '120.5',
    pricePeriod: 'month',
  })
  expect(added.status, added.text).toBe(201)
  expect(added.body).toMatchObject({
    name: 'Line Watch',
    listPrice: '120.50',
    pricePeriod: 'month',
    archivedAt: null,
  })
  const { id } = added.body
  expect((await change(id, { name: 'Line Watch 2', listPrice: null })).body).toMatchObject({
    name: 'Line Watch 2',
    description: 'Sees stops.',
    listPrice: null,
    pricePeriod: 'month',
  })
  expect((await change(id, { archived: true })).body.archivedAt).toBe(noon.toISOString())
  expect((await listed())[0]).toMatchObject({ id, archivedAt: noon.toISOString() })
  expect((await change(id, { archived: false })).body.archivedAt).toBeNull()
  const { items } = (await world.as('mara').get(`/api/v1/events?subjectKind=product&subjectId=${id}`)).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([
    'product.changed',
    'product.changed',
    'product.changed',
    'product.added',
  ])
})

test('a name is taken in every spelling, and a product can keep its own', async () => {
  const { body } = await add({ name: 'GTX Pro' })
  const twice = await add({ name: 'gtx-pro' })
  expect([twice.status, twice.body.error.place]).toEqual([409, 'name'])
  const other = await add({ name: 'Other' })
  expect((await change(other.body.id, { name: 'GTXPro' })).status).toBe(409)
  expect((await change(body.id, { name: 'GTX-Pro' })).body.name).toBe('GTX-Pro')
})

test('a product that cannot be is refused, and so are those who may not', async () => {
  expect((await add({ name: 'Free', listPrice: '-1' })).body.error.place).toBe('listPrice')
  expect((await add({ name: 'Odd', pricePeriod: 'week' })).body.error.place).toBe('pricePeriod')
  expect((await add({ name: 'Watched' }, 'noor')).status).toBe(403)
  expect((await world.stranger().post('/api/v1/products', { name: 'X' })).status).toBe(401)
  expect((await change(crypto.randomUUID(), { name: 'Nobody' })).status).toBe(404)
  const theirs = await add({ name: 'Theirs' }, 'rita')
  expect((await change(theirs.body.id, { name: 'Ours' })).status).toBe(404)
})
