import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'
import { notify, notifyEverybody } from './index.ts'
import { record } from '../journal/index.ts'

const path = '/api/v1/notifications'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

const tell = (from: Name, to: readonly string[] | 'everybody', text: string) =>
  world.scope(from, async (scope) => {
    const eventId = await record(scope, { kind: 'thing.done', subjectKind: 'thing', subjectId: 1 })
    const subject = { subjectKind: 'thing', subjectId: '1', path: '/things/1' }
    const notice = { kind: 'agreement.mentioned', text, eventId, ...subject } as const
    if (to === 'everybody') await notifyEverybody(scope, notice)
    else await notify(scope, notice, to)
  })
const unread = async (name: Name) => (await world.as(name).get(`${path}/count`)).body.unread

describe('a notification', () => {
  test('is told once, and never to the one who acts', async () => {
    await tell('theo', [world.ids.mara, world.ids.mara, world.ids.theo], 'Look at this.')
    const { items } = (await world.as('mara').get(path)).body
    expect(items).toMatchObject([
      { text: 'Look at this.', path: '/things/1', from: { name: 'Theo Brandt' }, readAt: null },
    ])
    expect(await unread('theo')).toBe(0)
  })

  test('is read by whom it was told, and counted until then', async () => {
    await tell('theo', [world.ids.jonas], 'First.')
    await tell('theo', [world.ids.jonas], 'Second.')
    const [newest] = (await world.as('jonas').get(`${path}?unread=true`)).body.items
    expect((await world.as('mara').post(`${path}/${newest.id}/reading`)).status).toBe(404)
    expect((await world.as('jonas').post(`${path}/${newest.id}/reading`)).status).toBe(204)
    expect(await unread('jonas')).toBe(1)
    expect((await world.as('jonas').post(`${path}/reading`)).body).toEqual({ marked: 1 })
    expect((await world.as('jonas').get(`${path}?unread=true`)).body.items).toEqual([])
  })

  test('for everybody reaches nobody of another workspace', async () => {
    await tell('theo', 'everybody', 'All of you.')
    const reached = await Promise.all((['aylin', 'noor', 'carl'] as const).map(unread))
    expect(reached).toEqual([1, 1, 1])
    expect((await world.as('rita').get(path)).body.items).toEqual([])
    expect((await world.stranger().get(path)).status).toBe(401)
  })
})
