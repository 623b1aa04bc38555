import { beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'
import { notify, notifyEverybody } from './index.ts'
import { record } from '../journal/index.ts'
import { addMember } from '../workspace/index.ts'

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

describe('what somebody waits for', () => {
  const settings = '/api/v1/notification-settings'
  const mailed = async (): Promise<{ recipient: string; subject: string; link: string }[]> =>
    (await world.as('aylin').get('/api/v1/mails?limit=200')).body.items
  const recipientsOf = async (text: string) =>
    (await mailed()).filter(({ subject }) => subject.endsWith(text)).map(({ recipient }) => recipient)

  test('also comes by mail that leads there, once for each event', async () => {
    await world.scope('theo', async (scope) => {
      const eventId = await record(scope, { kind: 'thing.done', subjectKind: 'thing', subjectId: 2 })
      const subject = { subjectKind: 'thing', subjectId: '2', path: '/things/2', eventId }
      const notice = { kind: 'agreement.mentioned', text: 'Theo waits. “Look.”', ...subject } as const
      await notify(scope, notice, [world.ids.mara, world.ids.jonas])
      await notify(scope, { ...notice, kind: 'agreement.objected' }, [world.ids.mara])
      await notify(scope, { ...notice, kind: 'agreement.signed' }, [world.ids.ines])
    })
    const sent = (await mailed()).filter(({ subject }) => subject === 'Nordwind: Theo waits.')
    expect(sent.map(({ recipient }) => recipient).toSorted()).toEqual([mailOf('jonas'), mailOf('mara')])
    expect(sent[0]?.link).toBe('/things/2')
  })

  test('is not mailed to whoever switched that off, nor to whoever never signs in', async () => {
    const byName = await world.scope('aylin', (scope) =>
      addMember(scope, { name: 'Otto', email: 'otto@nordwind.test', team: 'sales', role: 'member' }),
    )
    expect((await world.as('jonas').get(settings)).body).toEqual({ byMail: true })
    expect((await world.as('jonas').put(settings, { byMail: false })).body).toEqual({ byMail: false })
    await tell('theo', [world.ids.mara, world.ids.jonas, byName], 'Second round.')
    expect(await recipientsOf('Second round.')).toEqual([mailOf('mara')])
    await world.as('jonas').put(settings, { byMail: true })
    await tell('theo', [world.ids.jonas], 'Third round.')
    expect(await recipientsOf('Third round.')).toEqual([mailOf('jonas')])
  })

  test('is a setting of members, and of nobody else', async () => {
    expect((await world.operator().put(settings, { byMail: false })).body.error.code).toBe('not-allowed')
    expect((await world.stranger().get(settings)).status).toBe(401)
    expect((await world.as('rita').get(settings)).body).toEqual({ byMail: true })
  })
})
