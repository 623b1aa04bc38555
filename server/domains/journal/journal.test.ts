import { beforeAll, describe, expect, test } from 'vitest'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { record } from './index.ts'

const events = '/api/v1/events'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

const act = (kind: string, subjectId = 'one', reverses?: number) =>
  world.scope('mara', (scope) =>
    record(scope, {
      kind,
      subjectKind: 'thing',
      subjectId,
      payload: { note: kind },
      ...(reverses && { reverses }),
    }),
  )

describe('an act', () => {
  test('is written down with who, when and what', async () => {
    const id = await act('thing.made')
    const { body } = await world.as('noor').get(`${events}?kind=thing.made`)
    expect(body.items).toEqual([
      {
        id,
        at: noon.toISOString(),
        kind: 'thing.made',
        actor: { kind: 'member', id: world.ids.mara, name: 'Mara Lind' },
        subject: { kind: 'thing', id: 'one' },
        payload: { note: 'thing.made' },
        reversesId: null,
        reversedById: null,
      },
    ])
  })

  test('that fails leaves no event', async () => {
    const failing = world.scope('mara', async (scope) => {
      await record(scope, { kind: 'thing.failed', subjectKind: 'thing', subjectId: 1 })
      throw new Error('afterwards')
    })
    await expect(failing).rejects.toThrow('afterwards')
    expect((await world.as('mara').get(`${events}?kind=thing.failed`)).body.items).toEqual([])
  })

  test('can be reversed once', async () => {
    const done = await act('thing.done')
    const undone = await act('thing.undone', 'one', done)
    const { body } = await world.as('mara').get(`${events}?kind=thing.done`)
    expect(body.items[0]).toMatchObject({ id: done, reversedById: undone })
    await expect(act('thing.undone', 'one', done)).rejects.toThrow('events_reversed_once')
  })

  test('cannot be rewritten, not even by the application itself', async () => {
    const rewrite = world.scope('mara', ({ tx, workspaceId }) =>
      tx.updateTable('events').set({ kind: 'nothing' }).where('workspace_id', '=', workspaceId).execute(),
    )
    await expect(rewrite).rejects.toThrow('permission denied')
  })

  test('of the operator and of the system carries their name', async () => {
    await world.operator().patch('/api/v1/workspace', { locale: 'de' })
    await world.inWorkspace(world.home, (scope) =>
      record(scope, { kind: 'thing.grew', subjectKind: 'thing', subjectId: 2 }),
    )
    const { body } = await world.as('mara').get(`${events}?limit=2`)
    expect(body.items.map((one: { actor: unknown }) => one.actor)).toEqual([
      { kind: 'system', id: null, name: 'Rapport' },
      { kind: 'operator', id: null, name: 'Operator' },
    ])
  })
})

describe('the events', () => {
  test('come newest first, page by page, without a gap', async () => {
    const ids: number[] = []
    for (let number = 0; number < 5; number++) ids.push(await act('thing.counted', `number-${number}`))
    const read: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const at: string = cursor === '' ? '' : `&cursor=${cursor}`
      const { body } = await world.as('mara').get(`${events}?kind=thing.counted&limit=2${at}`)
      read.push(...body.items.map((one: { id: number }) => one.id))
      cursor = body.nextCursor
    }
    expect(read).toEqual(ids.toReversed())
  })

  test('can be asked for by subject and by actor', async () => {
    const id = await act('thing.sought', 'sought')
    const bySubject = await world.as('mara').get(`${events}?subjectKind=thing&subjectId=sought`)
    expect(bySubject.body.items.map((one: { id: number }) => one.id)).toEqual([id])
    const byActor = await world.as('mara').get(`${events}?actorId=${world.ids.jonas}`)
    expect(byActor.body.items).toEqual([])
  })

  test('of another workspace are not there', async () => {
    await act('thing.secret')
    expect((await world.as('rita').get(`${events}?kind=thing.secret`)).body.items).toEqual([])
  })

  test('refuse a cursor that no list gave', async () => {
    expect((await world.as('mara').get(`${events}?cursor=nonsense`)).body.error.code).toBe('invalid-input')
  })
})
