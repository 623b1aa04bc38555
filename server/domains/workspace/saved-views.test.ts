import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'

const views = '/api/v1/views'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

async function saved(by: Name, shared: boolean, name = 'Warm ones') {
  const { body } = await world.as(by).post(views, { page: 'people', name, search: 'stage=qualified', shared })
  return String(body.id)
}
const sees = async (name: Name, id: string) =>
  (await world.as(name).get(`${views}?page=people`)).body.items.some((one: { id: string }) => one.id === id)

describe('a saved view', () => {
  test("of one's own is seen by nobody else, not even an admin", async () => {
    const id = await saved('mara', false)
    expect([await sees('mara', id), await sees('theo', id), await sees('aylin', id)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('that is shared is seen by all of the workspace and by nobody outside', async () => {
    const id = await saved('mara', true)
    expect([await sees('theo', id), await sees('rita', id)]).toEqual([true, false])
  })

  test('is saved, replaced and removed also where more are shared than a list shows', async () => {
    await world.database.ownerPool.query(
      `insert into saved_views (workspace_id, id, page, name, search, member_id, shared_at, created_at)
       select $1, gen_random_uuid(), 'many', 'A', '', $2, now(), now() from generate_series(1, 1000)`,
      [world.home, world.ids.carl],
    )
    const id = await saved('mara', true, 'Zebra')
    expect((await world.as('mara').patch(`${views}/${id}`, { name: 'Zebras' })).body.name).toBe('Zebras')
    expect((await world.as('mara').delete(`${views}/${id}`)).status).toBe(204)
  })

  test('is found under its page only', async () => {
    const id = await saved('mara', true)
    const { body } = await world.as('mara').get(`${views}?page=pipeline`)
    expect(body.items.map((one: { id: string }) => one.id)).not.toContain(id)
  })

  test('is removed by its owner, a shared one also by an admin', async () => {
    const own = await saved('mara', false)
    const shared = await saved('mara', true)
    expect((await world.as('theo').delete(`${views}/${own}`)).status).toBe(404)
    expect((await world.as('theo').delete(`${views}/${shared}`)).body.error.code).toBe('not-allowed')
    expect((await world.as('rita').delete(`${views}/${shared}`)).status).toBe(404)
    expect((await world.as('aylin').delete(`${views}/${shared}`)).status).toBe(204)
    expect((await world.as('mara').delete(`${views}/${own}`)).status).toBe(204)
    expect(await sees('mara', own)).toBe(false)
  })

  test('is replaced by its owner, a shared one also by an admin', async () => {
    const own = await saved('mara', false)
    const shared = await saved('mara', true)
    const change = (by: Name, id: string, search: string) => world.as(by).patch(`${views}/${id}`, { search })
    const changed = await change('mara', own, 'stage=won&sort=name')
    expect(changed.body).toMatchObject({ id: own, name: 'Warm ones', search: 'stage=won&sort=name' })
    const { body } = await world.as('mara').get(`${views}?page=people`)
    expect(body.items.find((one: { id: string }) => one.id === own).search).toBe('stage=won&sort=name')
    expect((await change('theo', own, '')).status).toBe(404)
    expect((await change('theo', shared, '')).body.error.code).toBe('not-allowed')
    expect((await change('rita', shared, '')).status).toBe(404)
    expect((await world.stranger().patch(`${views}/${shared}`, { search: '' })).status).toBe(401)
    expect((await change('aylin', shared, 'owner=none')).body.search).toBe('owner=none')
    const events = await world.as('aylin').get(`/api/v1/events?kind=view.changed&limit=2`)
    expect(events.body.items.map((one: { subject: { id: string } }) => one.subject.id)).toEqual([shared, own])
  })

  test("is a viewer's to keep but not to share", async () => {
    const shared = await world
      .as('noor')
      .post(views, { page: 'people', name: 'Mine', search: '', shared: true })
    expect(shared.body.error.code).toBe('not-allowed')
    expect(await sees('noor', await saved('noor', false))).toBe(true)
  })

  test('does not tell its name in the journal', async () => {
    await saved('mara', false, 'Private wish')
    const { text } = await world.as('aylin').get('/api/v1/events?kind=view.saved')
    expect(text).not.toContain('Private wish')
  })
})
