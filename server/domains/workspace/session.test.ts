import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { attempt } from '../../http/throttle.ts'
import { Client } from '../../../test/client.ts'
import { mailOf, moveClock, noon, openWorld, password } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

const session = '/api/v1/session'
let world: World

beforeAll(async () => {
  world = await openWorld({ settings: { TRUST_PROXY: true } })
})
afterEach(async () => {
  moveClock(noon)
  await world.database.ownerPool.query('delete from auth.rate_limits')
})

/** Somebody who seems to come from this address. */
const from = (address: string) => new Client(world.address, undefined, { 'x-forwarded-for': address })
const signInAs = (client: Client, email: string, given = password) =>
  client.post(session, { email, password: given })

describe('signing in', () => {
  test('answers who, where and what they may do', async () => {
    const answer = await signInAs(world.stranger(), mailOf('mara'))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      member: { id: world.ids.mara, name: 'Mara Lind', team: 'sales', role: 'member' },
      workspace: { id: world.home, name: 'Nordwind', sample: false },
      memberships: [{ workspaceId: world.home, role: 'member' }],
      signUpOpen: false,
      can: { manageMembers: false, write: true, foundWorkspace: false },
    })
  })

  test('takes the mail address in any case', async () => {
    expect((await signInAs(world.stranger(), 'MARA@Nordwind.test')).status).toBe(200)
  })

  test('gives the browser a cookie that scripts cannot read and other sites do not send', async () => {
    const { headers } = await signInAs(world.stranger(), mailOf('mara'))
    const cookie = headers.getSetCookie().find((line) => line.startsWith('rapport.session_token='))
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).not.toMatch(/; Secure/)
  })

  test('with a wrong password is refused in the same words as with an unknown mail address', async () => {
    const wrong = await signInAs(world.stranger(), mailOf('mara'), 'wrong password')
    const unknown = await signInAs(world.stranger(), 'nobody@nowhere.test', 'wrong password')
    expect(wrong.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
    expect(wrong.body.error.code).toBe('wrong-credentials')
  })

  test('makes a session of its own, so that one planted in the browser before is worth nothing', async () => {
    const browser = world.stranger()
    await signInAs(browser, mailOf('theo'))
    const planted = browser.cookie()
    await signInAs(browser, mailOf('mara'))
    expect(browser.cookie()).not.toBe(planted)
    const attacker = new Client(world.address, undefined, { cookie: planted })
    expect((await attacker.get('/api/v1/members')).status).toBe(401)
  })

  test('does not believe a cookie that another secret signed', async () => {
    const browser = world.stranger()
    await signInAs(browser, mailOf('mara'))
    const forged = browser
      .cookie()
      .replace(/(rapport\.session_token=[^.;]+)\.[^;]+/, '$1.Zm9yZ2VkZm9yZ2VkZm9yZ2Vk')
    expect(
      (await new Client(world.address, undefined, { cookie: forged }).get('/api/v1/members')).status,
    ).toBe(401)
  })

  test('from another site is refused', async () => {
    const answer = await world.stranger().request('POST', session, {
      body: { email: mailOf('mara'), password },
      headers: { origin: 'https://elsewhere.test' },
    })
    expect(answer.status).toBe(403)
  })

  test('is refused to somebody who belongs to no workspace any more', async () => {
    const invited = await joined('leaver@nordwind.test')
    await world.as('aylin').post(`/api/v1/members/${invited.memberId}/departure`, {})
    const answer = await signInAs(world.stranger(), 'leaver@nordwind.test')
    expect(answer.body.error.code).toBe('not-allowed')
    expect((await invited.client.get('/api/v1/members')).status).toBe(401)
  })
})

/** Somebody new who accepted an invitation to the home workspace. */
async function joined(email: string) {
  const { body } = await world.as('aylin').post('/api/v1/invitations', { email, team: 'sales' })
  const client = world.stranger()
  const token = body.link.split('/').at(-1)
  const answer = await client.post(`/api/v1/invitations/${token}/acceptance`, { name: 'New', password })
  return { client, memberId: String(answer.body.member.id) }
}

describe('guessing', () => {
  const guess = (address: string) => signInAs(from(address), mailOf('jonas'), 'a guess of mine')

  const tried = async (address: string, times: number) => {
    for (let number = 1; number <= times; number++)
      await attempt(world.app.open, { kind: 'address', of: address, now: noon })
  }

  test('one account from many addresses is slowed', async () => {
    const statuses: number[] = []
    for (let number = 1; number <= 7; number++) statuses.push((await guess(`10.0.0.${number}`)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  test('an unknown account is slowed alike, so that slowness tells nothing', async () => {
    const statuses: number[] = []
    for (let number = 1; number <= 6; number++)
      statuses.push((await signInAs(from(`10.1.0.${number}`), 'nobody@nowhere.test', 'x')).status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('many guesses at once do not slip through together', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => guess(`10.2.0.${number}`)))
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5)
  })

  test('many accounts from one address is slowed as well', async () => {
    await tried('10.3.0.1', 30)
    const slowed = await signInAs(from('10.3.0.1'), mailOf('jonas'))
    expect([slowed.status, slowed.body.error.code]).toEqual([429, 'too-many-attempts'])
    expect((await signInAs(from('10.3.0.2'), mailOf('jonas'))).status).toBe(200)
  })

  test('holds the right person up only for a while', async () => {
    for (let number = 1; number <= 5; number++) await guess(`10.4.0.${number}`)
    expect((await signInAs(from('10.4.1.1'), mailOf('jonas'))).status).toBe(429)
    moveClock(new Date(noon.getTime() + 1000))
    expect((await signInAs(from('10.4.1.1'), mailOf('jonas'))).status).toBe(200)
  })

  test('is forgiven after a sign-in', async () => {
    for (let number = 1; number <= 4; number++) await guess(`10.5.0.${number}`)
    await signInAs(from('10.5.1.1'), mailOf('jonas'))
    expect((await guess('10.5.1.2')).status).toBe(401)
  })

  test('does not make an office that shares one address wait for those who know their passwords', async () => {
    await tried('10.6.0.1', 28)
    const statuses: number[] = []
    for (const name of ['mara', 'theo', 'jonas', 'noor'] as const)
      statuses.push((await signInAs(from('10.6.0.1'), mailOf(name))).status)
    expect(statuses).toEqual([200, 200, 200, 200])
  })
})

describe('the session', () => {
  test('of a visitor who is signed out says so and lets nothing show', async () => {
    const { status, body } = await world.stranger().get(session)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      member: null,
      workspace: null,
      memberships: [],
      cast: [],
      signUpOpen: false,
    })
    expect(Object.values(body.can)).not.toContain(true)
  })

  test('says what an admin may do', async () => {
    const { body } = await world.as('aylin').get(session)
    expect(body.can).toEqual({
      manageMembers: true,
      changeSettings: true,
      manageKeys: true,
      readOutbox: true,
      write: true,
      foundWorkspace: true,
    })
  })

  test('ends with signing out', async () => {
    const browser = world.stranger()
    await signInAs(browser, mailOf('mara'))
    const held = browser.cookie()
    expect((await browser.delete(session)).status).toBe(204)
    expect((await new Client(world.address, undefined, { cookie: held }).get('/api/v1/members')).status).toBe(
      401,
    )
  })

  test('outlives its month by nothing', async () => {
    const browser = world.stranger()
    await signInAs(browser, mailOf('mara'))
    await world.database.ownerPool.query(
      `update auth.sessions set expires_at = now() - interval '1 second'
      where user_id = (select id from auth.users where email = $1)`,
      [mailOf('mara')],
    )
    expect((await browser.get('/api/v1/members')).status).toBe(401)
  })

  test('is one of those that the person sees, the present one marked', async () => {
    const browser = world.stranger()
    await signInAs(browser, mailOf('ines'))
    await signInAs(from('10.9.9.9'), mailOf('ines'))
    const { body } = await browser.get('/api/v1/sessions')
    expect(body.items.map((one: { current: boolean }) => one.current).toSorted()).toEqual([false, true])
    expect(body.items.map((one: { address: string }) => one.address)).toContain('10.9.9.9')
  })

  test('ends everywhere at once, and only for the person who asked', async () => {
    const [here, there, other] = [world.stranger(), world.stranger(), world.stranger()]
    await signInAs(here, mailOf('noor'))
    await signInAs(there, mailOf('noor'))
    await signInAs(other, mailOf('carl'))
    expect((await here.delete('/api/v1/sessions')).status).toBe(204)
    const statuses = await Promise.all(
      [here, there, other].map(async (one) => (await one.get('/api/v1/members')).status),
    )
    expect(statuses).toEqual([401, 401, 200])
  })

  test('of a key or of the operator is no session that could be listed or ended', async () => {
    expect((await world.operator().get('/api/v1/sessions')).body.error.code).toBe('not-allowed')
    expect((await world.operator().delete('/api/v1/sessions')).body.error.code).toBe('not-allowed')
  })
})

describe('the workspace of a visitor', () => {
  test('cannot be one they do not belong to', async () => {
    const answer = await world.as('theo').put('/api/v1/session/workspace', { workspaceId: world.rival })
    expect(answer.status).toBe(404)
    const named = await world
      .as('theo')
      .get('/api/v1/members', { 'x-rapport-workspace': String(world.rival) })
    expect(named.status).toBe(404)
  })

  test('can be chosen among their own, by request and for good', async () => {
    const email = mailOf('theo')
    const { body } = await world
      .as('rita')
      .post('/api/v1/invitations', { email, team: 'marketing', role: 'viewer' })
    const browser = world.stranger()
    await signInAs(browser, email)
    await browser.post(`/api/v1/invitations/${body.link.split('/').at(-1)}/acceptance`, {})
    expect((await browser.get('/api/v1/workspace')).body.id).toBe(world.rival)
    expect((await browser.get('/api/v1/workspace', { 'x-rapport-workspace': 'nordwind' })).body.id).toBe(
      world.home,
    )
    const chosen = await browser.put('/api/v1/session/workspace', { workspaceId: world.home })
    expect(chosen.body).toMatchObject({ workspace: { id: world.home }, member: { role: 'member' } })
    expect((await browser.get('/api/v1/workspace')).body.id).toBe(world.home)
  })

  test('is for a forgotten cookie the first one', async () => {
    const browser = world.stranger()
    await signInAs(browser, mailOf('mara'))
    const cookie = `${browser.cookie().replace(/rapport\.workspace=\d+/, '')}; rapport.workspace=99999`
    const answer = await new Client(world.address, undefined, { cookie }).get('/api/v1/workspace')
    expect(answer.body.id).toBe(world.home)
  })
})

describe('the operator', () => {
  test('acts in the workspace that the request names', async () => {
    expect((await world.operator('rival').get('/api/v1/workspace')).body.id).toBe(world.rival)
    expect((await world.operator(world.home).get('/api/v1/workspace')).body.id).toBe(world.home)
    expect((await world.operator('nowhere').get('/api/v1/workspace')).status).toBe(404)
  })

  test('needs the exact token', async () => {
    const almost = new Client(world.address, undefined, {
      authorization: 'Bearer operator-token-of-the-test-worlD',
    })
    expect((await almost.get('/api/v1/workspace')).status).toBe(401)
  })
})
