import { beforeAll, describe, expect, test } from 'vitest'
import { foundings } from '../../foundings.ts'
import { Client } from '../../../test/client.ts'
import { mailOf, noon, openWorld, password } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { addMember, foundWorkspace, removeSampleWorkspace } from './index.ts'

const workspaces = '/api/v1/workspaces'
const ada = { name: 'Ada First', email: 'ada@first.test', password }
const plan = { name: 'First GmbH', currency: 'CHF', timeZone: 'Europe/Zurich' }
let world: World

describe('where there is no workspace yet', () => {
  beforeAll(async () => {
    world = await openWorld({ empty: true })
  })

  test('the signed-out session says that anybody may found the first', async () => {
    const { body } = await world.stranger().get('/api/v1/session')
    expect(body).toMatchObject({ signUpOpen: true, can: { foundWorkspace: true } })
  })

  test('of two who found the first at the same moment only one succeeds', async () => {
    const browsers = [world.stranger(), world.stranger()]
    const answers = await Promise.all(
      browsers.map((browser, index) =>
        browser.post(workspaces, { ...plan, person: { ...ada, email: `ada${index}@first.test` } }),
      ),
    )
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(['201', '403'])
    const winner = answers.findIndex((answer) => answer.status === 201)
    expect(answers[winner]!.body).toMatchObject({
      slug: 'first-gmbh',
      currency: 'CHF',
      timeZone: 'Europe/Zurich',
      sample: false,
    })
    const { body } = await browsers[winner]!.get('/api/v1/session')
    expect(body).toMatchObject({
      member: { name: 'Ada First', role: 'admin' },
      workspace: { name: 'First GmbH' },
    })
  })
})

describe('where there is one', () => {
  beforeAll(async () => {
    world = await openWorld()
  })

  test('a stranger founds no other', async () => {
    const answer = await world.stranger().post(workspaces, { ...plan, person: ada })
    expect(answer.body.error.code).toBe('not-allowed')
  })

  test('a member founds no other, and neither does an API key', async () => {
    expect((await world.as('mara').post(workspaces, { ...plan, person: ada })).status).toBe(403)
    const { body: key } = await world.as('aylin').post('/api/v1/keys', { name: 'robot' })
    const robot = new Client(world.address, undefined, { authorization: `Bearer ${key.secret}` })
    expect((await robot.post(workspaces, plan)).status).toBe(400)
    expect((await robot.post(workspaces, { ...plan, person: ada })).status).toBe(403)
  })

  test('an admin founds another for themselves and stands in it', async () => {
    const answer = await world.as('carl').post(workspaces, { ...plan, name: 'Second' })
    expect(answer.status).toBe(201)
    const { body } = await world.as('carl').get('/api/v1/session')
    expect(body.workspace.name).toBe('Second')
    expect(body.memberships).toHaveLength(2)
  })

  test('the operator founds one for somebody they name, known or new', async () => {
    const known = await world
      .operator()
      .post(workspaces, { ...plan, name: 'Third', person: { ...ada, email: mailOf('ines') } })
    const fresh = await world.operator().post(workspaces, { ...plan, name: 'Fourth', person: ada })
    expect([known.status, fresh.status]).toEqual([201, 201])
    const { body } = await world.as('ines').get('/api/v1/session')
    expect(body.memberships.map((one: { name: string }) => one.name)).toContain('Third')
    expect(
      (await world.stranger().post('/api/v1/session', { email: ada.email, password })).body.workspace.name,
    ).toBe('Fourth')
  })

  test('a short name that somebody has is refused, and a derived one gets a number', async () => {
    const taken = await world.operator().post(workspaces, { ...plan, slug: 'nordwind', person: ada })
    expect(taken.body.error).toMatchObject({ code: 'already-exists', place: 'slug' })
    const derived = await world.operator().post(workspaces, { ...plan, name: 'Nordwind', person: ada })
    expect(derived.body.slug).toBe('nordwind-2')
  })

  test('a founding that fails leaves nothing behind', async () => {
    const count = async () => (await world.app.open.selectFrom('auth.users').select('id').execute()).length
    const before = await count()
    const failing = () => Promise.reject(new Error('no stages today'))
    const founder = { kind: 'new', ...ada, email: 'gone@first.test', team: 'joint' } as const
    const founding = foundWorkspace({ database: world.app, now: noon }, { ...plan, name: 'Gone', founder }, [
      failing,
    ])
    await expect(founding).rejects.toThrow('no stages today')
    expect(await count()).toBe(before)
  })

  test('the others lay their defaults inside the new workspace, as its first admin', async () => {
    const seen: unknown[] = []
    const founder = { kind: 'new', ...ada, email: 'seen@first.test', team: 'sales' } as const
    const founded = await foundWorkspace({ database: world.app, now: noon }, { ...plan, founder }, [
      async (scope) => void seen.push([scope.workspaceId, scope.actor.name, scope.actor.role]),
    ])
    expect(seen).toEqual([[founded.view.id, 'Ada First', 'admin']])
  })
})

describe('the sample company', () => {
  let member = ''

  beforeAll(async () => {
    world = await openWorld({ empty: true })
    const founded = await foundWorkspace(
      { database: world.app, now: noon },
      { ...plan, name: 'Sample', founder: { kind: 'nobody' } },
      [
        ...foundings,
        async (scope) =>
          void (member = await addMember(scope, {
            name: 'Kim Cast',
            email: null,
            team: 'sales',
            role: 'admin',
          })),
      ],
    )
    expect(founded.view.sample).toBe(true)
  })

  test('shows its cast to whoever is signed out, and leaves the first workspace to be founded', async () => {
    const { body } = await world.stranger().get('/api/v1/session')
    expect(body).toMatchObject({ signUpOpen: true, cast: [{ id: member, name: 'Kim Cast', team: 'sales' }] })
  })

  test('can be seen through the eyes of its cast without a password', async () => {
    const browser = world.stranger()
    const answer = await browser.post('/api/v1/session/eyes', { memberId: member })
    expect(answer.body).toMatchObject({
      member: { id: member, name: 'Kim Cast' },
      workspace: { sample: true },
    })
    expect((await browser.get('/api/v1/members')).status).toBe(200)
    expect((await world.stranger().post('/api/v1/session/eyes', { memberId: member })).status).toBe(200)
  })

  test('makes nobody a founder once there is a real workspace', async () => {
    const eyes = world.stranger()
    await eyes.post('/api/v1/session/eyes', { memberId: member })
    expect((await eyes.post(workspaces, { ...plan, person: ada })).status).toBe(201)
    const again = world.stranger()
    await again.post('/api/v1/session/eyes', { memberId: member })
    expect((await again.post(workspaces, plan)).status).toBe(400)
    expect(
      (await again.post(workspaces, { ...plan, person: { ...ada, email: 'b@first.test' } })).status,
    ).toBe(403)
  })

  test('opens no eyes of real members', async () => {
    const real = await world.app.open.selectFrom('auth.users').select('id').execute()
    expect(real.length).toBeGreaterThan(0)
    const browser = world.stranger()
    await browser.post('/api/v1/session', { email: ada.email, password })
    const { body } = await browser.get('/api/v1/session')
    expect((await world.stranger().post('/api/v1/session/eyes', { memberId: body.member.id })).status).toBe(
      404,
    )
  })

  test('can be removed with everything in it, and no real workspace can', async () => {
    const { rows } = await world.database.ownerPool.query(
      'select id, sample_since from workspaces order by id',
    )
    const [sample, real] = rows
    await expect(world.inWorkspace(real.id, removeSampleWorkspace)).rejects.toThrow('Only the sample company')
    await world.inWorkspace(sample.id, removeSampleWorkspace)
    const left = await world.database.ownerPool.query('select id from workspaces')
    expect(left.rows).toEqual([{ id: real.id }])
  })
})

test('in production nobody sees through eyes that are not theirs', async () => {
  const production = await openWorld({ empty: true, settings: { MODE: 'production' } })
  let member = ''
  await foundWorkspace({ database: production.app, now: noon }, { ...plan, founder: { kind: 'nobody' } }, [
    async (scope) =>
      void (member = await addMember(scope, { name: 'Kim', email: null, team: 'sales', role: 'admin' })),
  ])
  expect((await production.stranger().get('/api/v1/session')).body.cast).toEqual([])
  expect((await production.stranger().post('/api/v1/session/eyes', { memberId: member })).status).toBe(404)
})
