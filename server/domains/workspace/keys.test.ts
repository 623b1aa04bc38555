import { beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../../test/client.ts'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

const keys = '/api/v1/keys'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

async function issued(by: 'aylin' | 'mara' | 'noor' | 'rita', name = 'robot') {
  const { body } = await world.as(by).post(keys, { name })
  return { id: String(body.id), secret: String(body.secret), client: holding(body.secret) }
}
const holding = (secret: string) =>
  new Client(world.address, undefined, { authorization: `Bearer ${secret}` })

describe('a key', () => {
  test('shows its secret once and keeps only what cannot be turned back', async () => {
    const { id, secret } = await issued('mara')
    const { body, text } = await world.as('mara').get(keys)
    expect(body.items.find((one: { id: string }) => one.id === id)).toMatchObject({
      name: 'robot',
      prefix: secret.slice(0, 12),
      member: { id: world.ids.mara, name: 'Mara Lind' },
    })
    expect(text).not.toContain(secret)
    const { rows } = await world.database.ownerPool.query('select * from api_keys')
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test("does what its member may, in its member's name", async () => {
    const { client } = await issued('aylin')
    expect((await client.patch('/api/v1/workspace', { locale: 'de' })).status).toBe(200)
    const { body } = await client.get('/api/v1/events?kind=workspace.changed')
    expect(body.items[0].actor).toEqual({ kind: 'key', id: world.ids.aylin, name: 'Aylin Demir' })
  })

  test('may not do what its member may not', async () => {
    const { client } = await issued('noor')
    expect((await client.patch('/api/v1/workspace', { name: 'Mine' })).body.error.code).toBe('not-allowed')
  })

  test('makes no other key', async () => {
    const { client } = await issued('aylin')
    expect((await client.post(keys, { name: 'child' })).body.error.code).toBe('not-allowed')
  })

  test('opens its own workspace only', async () => {
    const { client } = await issued('mara')
    expect(
      (await client.get('/api/v1/workspace', { 'x-rapport-workspace': String(world.rival) })).status,
    ).toBe(404)
    expect((await client.get('/api/v1/workspace', { 'x-rapport-workspace': 'nordwind' })).status).toBe(200)
  })

  test('ends with its revocation', async () => {
    const { id, client } = await issued('mara')
    expect((await world.as('mara').delete(`${keys}/${id}`)).status).toBe(204)
    expect((await client.get('/api/v1/workspace')).status).toBe(401)
    expect((await world.as('mara').delete(`${keys}/${id}`)).status).toBe(404)
  })

  test('tells when it was last used, to the quarter of an hour', async () => {
    const { id, client } = await issued('mara', 'used')
    const usedAt = async () => {
      await client.get('/api/v1/workspace')
      const { body } = await world.as('mara').get(keys)
      return body.items.find((one: { id: string }) => one.id === id).lastUsedAt
    }
    expect(await usedAt()).toBe(noon.toISOString())
    moveClock('2026-05-11T12:14:59.000Z')
    expect(await usedAt()).toBe(noon.toISOString())
    moveClock('2026-05-11T12:15:00.000Z')
    expect(await usedAt()).toBe('2026-05-11T12:15:00.000Z')
    moveClock(noon)
  })
})

describe('the keys', () => {
  test('of others are seen and revoked by admins only', async () => {
    const { id } = await issued('mara')
    const seenBy = async (name: 'aylin' | 'jonas') =>
      (await world.as(name).get(keys)).body.items.some((one: { id: string }) => one.id === id)
    expect([await seenBy('aylin'), await seenBy('jonas')]).toEqual([true, false])
    expect((await world.as('jonas').delete(`${keys}/${id}`)).status).toBe(404)
    expect((await world.as('aylin').delete(`${keys}/${id}`)).status).toBe(204)
  })

  test('of another workspace do not exist', async () => {
    const { id } = await issued('rita')
    expect((await world.as('aylin').delete(`${keys}/${id}`)).status).toBe(404)
  })

  test('of one member have a limit', async () => {
    await world.database.ownerPool.query(
      `insert into api_keys (workspace_id, id, name, prefix, key_hash, member_id)
       select $1, gen_random_uuid(), 'many', 'rapport_', 'hash ' || n, $2 from generate_series(1, 50) n`,
      [world.home, world.ids.ines],
    )
    expect((await world.as('ines').post(keys, { name: 'one more' })).body.error.code).toBe('not-possible-now')
  })

  test('are not for the operator to have', async () => {
    expect((await world.operator().post(keys, { name: 'x' })).body.error.code).toBe('not-allowed')
  })
})
