import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mailOf, moveClock, noon, openWorld, password } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'

const resets = '/api/v1/password-resets'
const fresh = 'another horse battery'
let world: World

beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.database.ownerPool.query('delete from auth.rate_limits')
})
afterEach(() => moveClock(noon))

const signInAs = (name: Name, given = password) =>
  world.stranger().post('/api/v1/session', { email: mailOf(name), password: given })

/** Asks for a reset and answers the token in the mail, as the operator of the machine reads it. */
async function tokenFor(name: Name): Promise<string> {
  await world.stranger().post(resets, { email: mailOf(name) })
  await world.runJobs()
  const { body } = await world.operator().get('/api/v1/mails')
  const mail = body.items.find((one: { recipient: string }) => one.recipient === mailOf(name))
  return String(mail.link.split('/').at(-1))
}

describe('asking for a new password', () => {
  test('is answered alike whether or not anybody has the address', async () => {
    const known = await world.stranger().post(resets, { email: mailOf('mara') })
    const unknown = await world.stranger().post(resets, { email: 'nobody@nowhere.test' })
    expect([known.status, known.text]).toEqual([202, unknown.text])
    expect(unknown.status).toBe(202)
  })

  test('writes a mail to whoever has the address and to nobody else', async () => {
    await world.stranger().post(resets, { email: mailOf('jonas') })
    await world.stranger().post(resets, { email: 'nobody@nowhere.test' })
    await world.runJobs()
    const { body } = await world.as('aylin').get('/api/v1/mails')
    const recipients = body.items.map((one: { recipient: string }) => one.recipient)
    expect(recipients).toContain(mailOf('jonas'))
    expect(recipients).not.toContain('nobody@nowhere.test')
  })

  test('is slowed for one address after a few times', async () => {
    const statuses: number[] = []
    for (let number = 1; number <= 4; number++)
      statuses.push((await world.stranger().post(resets, { email: mailOf('mara') })).status)
    expect(statuses).toEqual([202, 202, 202, 429])
  })

  test('shows the link to the admin, unless it would open another workspace too', async () => {
    const linkOf = async (name: Name) => {
      await tokenFor(name)
      const { body } = await world.as('aylin').get('/api/v1/mails')
      return body.items.find((one: { recipient: string }) => one.recipient === mailOf(name)).link
    }
    expect(await linkOf('noor')).toContain('/password-resets/')
    const { body } = await world
      .as('rita')
      .post('/api/v1/invitations', { email: mailOf('carl'), team: 'joint' })
    await world.as('carl').post(`/api/v1/invitations/${body.link.split('/').at(-1)}/acceptance`, {})
    expect(await linkOf('carl')).toBeNull()
  })

  test('shows the link to no API key', async () => {
    await tokenFor('noor')
    const { body: key } = await world.as('aylin').post('/api/v1/keys', { name: 'reader' })
    const { body } = await world.stranger().get('/api/v1/mails', { authorization: `Bearer ${key.secret}` })
    expect(body.items.map((one: { link: string | null }) => one.link)).not.toContainEqual(expect.any(String))
  })
})

describe('the link in the mail', () => {
  test('sets a new password and ends every session', async () => {
    const theo = world.as('theo')
    await theo.get('/api/v1/members')
    const token = await tokenFor('theo')
    expect((await world.stranger().put(`${resets}/${token}`, { password: fresh })).status).toBe(204)
    expect((await theo.get('/api/v1/members')).status).toBe(401)
    expect((await signInAs('theo')).status).toBe(401)
    expect((await signInAs('theo', fresh)).status).toBe(200)
  })

  test('works once', async () => {
    const token = await tokenFor('ines')
    await world.stranger().put(`${resets}/${token}`, { password: fresh })
    const again = await world.stranger().put(`${resets}/${token}`, { password: 'a third horse battery' })
    expect(again.body.error.code).toBe('expired-link')
    expect((await signInAs('ines', fresh)).status).toBe(200)
  })

  test('works once also for two at the same moment', async () => {
    const token = await tokenFor('ines')
    const answers = await Promise.all(
      ['one horse battery', 'two horse battery'].map((choice) =>
        world.stranger().put(`${resets}/${token}`, { password: choice }),
      ),
    )
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(['204', '410'])
  })

  test('is worthless after an hour', async () => {
    const token = await tokenFor('mara')
    moveClock(new Date(noon.getTime() + 3_600_000))
    expect((await world.stranger().put(`${resets}/${token}`, { password: fresh })).body.error.code).toBe(
      'expired-link',
    )
  })

  test('is worthless once another was asked for', async () => {
    const earlier = await tokenFor('mara')
    await tokenFor('mara')
    expect((await world.stranger().put(`${resets}/${earlier}`, { password: fresh })).status).toBe(410)
  })

  test('is not kept where a reader of the database could use it', async () => {
    const token = await tokenFor('mara')
    const { rows } = await world.database.ownerPool.query('select identifier, value from auth.verifications')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('made up is refused, and guessing it is slowed', async () => {
    const statuses: number[] = []
    for (let number = 0; number <= 60; number++)
      statuses.push((await world.stranger().put(`${resets}/guess-${number}`, { password: fresh })).status)
    expect([statuses[0], statuses[59], statuses[60]]).toEqual([410, 410, 429])
  })
})

describe('changing the password', () => {
  const change = (current: string, next: string) =>
    world.as('jonas').put('/api/v1/password', { current, password: next })

  test('needs the present one', async () => {
    expect((await change('not the password', fresh)).body.error.code).toBe('wrong-credentials')
    expect((await change(password, 'short')).body.error.code).toBe('invalid-input')
  })

  test('keeps this session and ends the others', async () => {
    const elsewhere = world.stranger()
    await elsewhere.post('/api/v1/session', { email: mailOf('jonas'), password })
    expect((await change(password, fresh)).status).toBe(204)
    expect((await world.as('jonas').get('/api/v1/members')).status).toBe(200)
    expect((await elsewhere.get('/api/v1/members')).status).toBe(401)
    expect((await signInAs('jonas', fresh)).status).toBe(200)
    await change(fresh, password)
  })

  test('is guessed as slowly as signing in', async () => {
    const statuses: number[] = []
    for (let number = 1; number <= 6; number++) statuses.push((await change('a guess', fresh)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('is not for keys', async () => {
    const { body: key } = await world.as('jonas').post('/api/v1/keys', { name: 'mine' })
    const answer = await world.stranger().request('PUT', '/api/v1/password', {
      body: { current: password, password: fresh },
      headers: { authorization: `Bearer ${key.secret}` },
    })
    expect(answer.body.error.code).toBe('not-allowed')
  })
})

test('the night clears away what nobody can use any more', async () => {
  await tokenFor('mara')
  moveClock(new Date(noon.getTime() + 400 * 24 * 3_600_000))
  await world.database.ownerPool.query(`select graphile_worker.add_job('workspace.sweep-sign-in')`)
  await world.runJobs()
  const { rows } = await world.database.ownerPool.query(`select
    (select count(*)::int from auth.sessions) as sessions,
    (select count(*)::int from auth.verifications) as links,
    (select count(*)::int from auth.rate_limits) as attempts`)
  expect(rows).toEqual([{ sessions: 0, links: 0, attempts: 0 }])
})
