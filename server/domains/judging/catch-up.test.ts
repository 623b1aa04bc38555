import { beforeAll, expect, test } from 'vitest'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import { catchUp } from './index.ts'
import { passBeginning, selectChangedPeople } from './store/progress.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const judge = () => catchUp({ database: world.app, workspaceId: world.home, now: () => noon })

async function people(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    const contact = await world.as('theo').post('/api/v1/contacts', { name: `Person ${made}` })
    const lead = await world.as('theo').post('/api/v1/leads', { contactId: contact.body.id, stageId: 2 })
    expect(lead.status, lead.text).toBe(201)
    ids.push(contact.body.id)
  }
  return ids.toSorted()
}

test('nobody is judged while an import or its undo writes, and everybody when it has ended', async () => {
  await judge()
  const { rows } = await world.database.ownerPool.query<{ id: number }>(
    `insert into imports (workspace_id, file_name, file_bytes, created_at, started_at)
     values ($1, 'people.csv', 0, $2, $2) returning id`,
    [world.home, noon],
  )
  const set = (column: string) =>
    world.database.ownerPool.query(`update imports set ${column} = $2 where id = $1`, [rows[0]?.id, noon])
  await people(2)
  expect(await judge()).toEqual({ people: 0, moved: 0 })
  await set('finished_at')
  expect(await judge()).toMatchObject({ people: 2 })

  await set('undo_started_at')
  await people(1)
  expect(await judge()).toEqual({ people: 0, moved: 0 })
  await set('undone_at')
  expect((await judge()).people).toBeGreaterThanOrEqual(1)
})

test('the people of whom something was written are read page by page, each once', async () => {
  const made = await people(5)
  const page = (after: string) =>
    inScope(world.app, { workspaceId: world.home, actor: systemActor, now: noon }, (scope) =>
      selectChangedPeople(scope, { since: 0, after, limit: 3 }),
    )
  const found: string[] = []
  for (let next = await page(passBeginning); next.length > 0; next = await page(next.at(-1) ?? '')) {
    expect(next.length).toBeLessThanOrEqual(3)
    found.push(...next)
  }
  expect(found).toEqual(found.toSorted())
  expect(new Set(found).size).toBe(found.length)
  expect(found).toEqual(expect.arrayContaining(made))
})
