import { beforeAll, expect, test } from 'vitest'
import { mailOf, openWorld, password } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const session = '/api/v1/session'

test('signing in answers who, where and what they may do', async () => {
  const answer = await world.stranger().post(session, { email: mailOf('mara'), password })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    member: { id: world.ids.mara, name: 'Mara Lind', team: 'sales', role: 'member' },
    workspace: { id: world.home, name: 'Nordwind', sample: false },
    memberships: [{ workspaceId: world.home, role: 'member' }],
    can: { manageMembers: false, write: true, foundWorkspace: false },
  })
})
