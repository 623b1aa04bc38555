import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

const workspace = '/api/v1/workspace'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

describe('the settings of the workspace', () => {
  test('are seen by every member, with whether they may change them', async () => {
    expect((await world.as('noor').get(workspace)).body).toMatchObject({
      id: world.home,
      slug: 'nordwind',
      currency: 'EUR',
      timeZone: 'UTC',
      fiscalYearStartMonth: 1,
      can: { change: false },
    })
  })

  test('are changed by an admin, and only those that were named', async () => {
    const changes = {
      currency: 'CHF',
      timeZone: 'Europe/Zurich',
      locale: 'de-CH',
      country: 'CH',
      fiscalYearStartMonth: 4,
    }
    const { body } = await world.as('aylin').patch(workspace, changes)
    expect(body).toMatchObject({ ...changes, name: 'Nordwind' })
    const { body: events } = await world.as('aylin').get('/api/v1/events?kind=workspace.changed')
    expect(events.items).toHaveLength(1)
    expect(events.items[0].payload).toEqual({ changed: changes })
  })

  test('stay as they are when nothing was named, without an event', async () => {
    await world.as('rita').patch(workspace, {})
    expect((await world.as('rita').get('/api/v1/events?kind=workspace.changed')).body.items).toEqual([])
  })

  test('are not changed by others', async () => {
    const answer = await world.as('mara').patch(workspace, { name: 'Mine' })
    expect(answer.body.error.code).toBe('not-allowed')
    expect((await world.as('rita').get(workspace)).body.name).toBe('Rival')
  })

  test.each([
    ['currency', 'euro'],
    ['timeZone', 'Mars/Olympus'],
    ['locale', 'not a locale'],
    ['fiscalYearStartMonth', 13],
    ['name', 'two\nlines'],
  ])('refuse a %s that is none', async (place, value) => {
    const { body } = await world.as('aylin').patch(workspace, { [place]: value })
    expect(body.error).toMatchObject({ code: 'invalid-input', place })
  })
})
