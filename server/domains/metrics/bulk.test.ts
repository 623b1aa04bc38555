import { beforeAll, expect, test } from 'vitest'
import { analyticsInTest } from '../../../test/analytics.ts'
import { crowd } from '../../../test/crowd.ts'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
const analytics = analyticsInTest()

beforeAll(async () => {
  world = await openWorld({ web: { analytics } })
  await analytics.openOn(world.database.app)
  await crowd(world.database.ownerPool, world.home)
})

const mara = () => world.as('mara')
const bulk = (filter: Record<string, unknown>) =>
  mara().post('/api/v1/bulk-changes', {
    recordKind: 'lead',
    filter,
    field: 'nextStep',
    value: 'Write to them',
  })

async function withNextStep(): Promise<Set<string>> {
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `select id from leads where workspace_id = $1 and next_step = 'Write to them'`,
    [world.home],
  )
  return new Set(rows.map(({ id }) => id))
}

test('a bulk change of the leads behind a figure changes exactly those, and is taken back', async () => {
  const cell = 'group=origin&key=social&cell=open'
  const behind = await mara().get(`/api/v1/funnel/leads?${cell}&limit=200`)
  expect(behind.body.total).toBeGreaterThan(0)
  const { body } = await bulk({ group: 'origin', key: 'social', cell: 'open' })
  expect(body).toMatchObject({ changed: behind.body.total, unchanged: 0 })
  expect(await withNextStep()).toEqual(new Set(behind.body.items.map((lead: { id: string }) => lead.id)))
  const undone = await mara().post('/api/v1/reversals', { eventId: body.eventId })
  expect(undone.body).toMatchObject({ restored: behind.body.total, keptCount: 0 })
  expect(await withNextStep()).toEqual(new Set())
})

test('a bulk change refuses what a figure has no filter for', async () => {
  const answer = await bulk({ cell: 'won', orgin: 'social' })
  expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'filter.orgin' })
})
