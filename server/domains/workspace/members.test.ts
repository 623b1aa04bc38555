import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { changeMember } from './index.ts'

const members = '/api/v1/members'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

const eventsOf = async (id: string) =>
  (await world.as('aylin').get(`/api/v1/events?subjectKind=member&subjectId=${id}`)).body.items

describe('the members', () => {
  test('stand in the order of their names', async () => {
    const { body } = await world.as('noor').get(members)
    const names = body.items.map((one: { name: string }) => one.name)
    expect(names).toEqual(names.toSorted())
    expect(names).toContain('Carl Voss')
    expect(names).not.toContain('Rita Rival')
  })

  test('can be asked for by team', async () => {
    const { body } = await world.as('noor').get(`${members}?team=neutral`)
    expect(body.items.map((one: { name: string }) => one.name)).toEqual(['Noor Haddad'])
  })

  test('come with what the visitor may do to each', async () => {
    const { body } = await world.as('theo').get(`${members}/${world.ids.theo}`)
    expect(body.can).toEqual({ change: true, changeRole: false, remove: true })
  })

  test('of another workspace do not exist', async () => {
    expect((await world.as('aylin').get(`${members}/${world.ids.rita}`)).status).toBe(404)
    expect((await world.as('aylin').patch(`${members}/${world.ids.rita}`, { name: 'Mine' })).status).toBe(404)
  })
})

describe('changing a member', () => {
  test("is everybody's own for their name and title", async () => {
    const answer = await world
      .as('mara')
      .patch(`${members}/${world.ids.mara}`, { jobTitle: 'Team Lead', timeZone: 'Europe/Berlin' })
    expect(answer.body).toMatchObject({ jobTitle: 'Team Lead', timeZone: 'Europe/Berlin', name: 'Mara Lind' })
  })

  test('keeps what was there before in the journal', async () => {
    await world.as('jonas').patch(`${members}/${world.ids.jonas}`, { jobTitle: 'Closer' })
    const [event] = await eventsOf(world.ids.jonas)
    expect(event).toMatchObject({
      kind: 'member.changed',
      actor: { kind: 'member', id: world.ids.jonas, name: 'Jonas Keller' },
      payload: { changed: { jobTitle: 'Closer' }, before: { job_title: 'Sales Development' } },
    })
  })

  test("is refused for somebody else, and for one's own team and role", async () => {
    const answers = await Promise.all([
      world.as('mara').patch(`${members}/${world.ids.jonas}`, { name: 'Jo' }),
      world.as('mara').patch(`${members}/${world.ids.mara}`, { role: 'admin' }),
      world.as('mara').patch(`${members}/${world.ids.mara}`, { team: 'joint' }),
    ])
    expect(answers.map((answer) => answer.body.error.code)).toEqual([
      'not-allowed',
      'not-allowed',
      'not-allowed',
    ])
  })

  test("is an admin's for team and role", async () => {
    const answer = await world
      .as('aylin')
      .patch(`${members}/${world.ids.ines}`, { team: 'marketing', role: 'viewer' })
    expect(answer.body).toMatchObject({ team: 'marketing', role: 'viewer' })
    await world.as('aylin').patch(`${members}/${world.ids.ines}`, { team: 'joint', role: 'member' })
  })

  test('takes no time zone that does not exist', async () => {
    const answer = await world
      .as('mara')
      .patch(`${members}/${world.ids.mara}`, { timeZone: 'Europe/Atlantis' })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'timeZone' })
  })
})

describe('the last admin', () => {
  test('cannot step down', async () => {
    const down = await world.as('rita').patch(`${members}/${world.ids.rita}`, { role: 'member' })
    expect(down.body.error.code).toBe('not-possible-now')
  })

  test('remains when two admins step down at the same moment', async () => {
    const [changed, mayCommit] = [Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>()]
    const first = world.scope('aylin', async (scope) => {
      await changeMember(scope, world.ids.aylin, { role: 'member' })
      changed.resolve(true)
      await mayCommit.promise
    })
    await changed.promise
    const second = world.scope('carl', (scope) => changeMember(scope, world.ids.carl, { role: 'member' }))
    const refused = expect(second).rejects.toThrow('last admin')
    await new Promise((resolve) => setTimeout(resolve, 100))
    mayCommit.resolve(true)
    await first
    await refused
    await world.as('carl').patch(`${members}/${world.ids.aylin}`, { role: 'admin' })
  })
})
