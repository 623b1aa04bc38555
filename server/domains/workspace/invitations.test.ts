import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, moveClock, noon, openWorld, password } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

const invitations = '/api/v1/invitations'
let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterEach(() => moveClock(noon))

async function invited(email: string, by: 'aylin' | 'rita' = 'aylin') {
  const { body, status } = await world.as(by).post(invitations, { email, team: 'sales' })
  expect(status).toBe(201)
  return { id: String(body.id), token: String(body.link.split('/').at(-1)), link: String(body.link) }
}
const accept = (token: string, body: unknown, client = world.stranger()) =>
  client.post(`${invitations}/${token}/acceptance`, body)

describe('inviting', () => {
  test('writes a mail with a link that is not kept in the clear', async () => {
    const { token, link } = await invited('first@nordwind.test')
    expect(link).toBe(`${world.address}/invitations/${token}`)
    const { body } = await world.as('aylin').get('/api/v1/mails')
    expect(body.items[0]).toMatchObject({ recipient: 'first@nordwind.test', link })
    const { rows } = await world.database.ownerPool.query('select token_hash from invitations')
    expect(rows.map((row) => row.token_hash)).not.toContain(token)
  })

  test('is for admins', async () => {
    const answers = await Promise.all([
      world.as('mara').post(invitations, { email: 'x@nordwind.test', team: 'sales' }),
      world.as('mara').get(invitations),
    ])
    expect(answers.map((answer) => answer.body.error.code)).toEqual(['not-allowed', 'not-allowed'])
  })

  test('a member again is refused', async () => {
    const answer = await world.as('aylin').post(invitations, { email: mailOf('mara'), team: 'sales' })
    expect(answer.body.error).toMatchObject({ code: 'already-exists', place: 'email' })
  })

  test('the same address again makes the earlier link worthless', async () => {
    const earlier = await invited('twice@nordwind.test')
    await invited('twice@nordwind.test')
    expect((await world.stranger().get(`${invitations}/${earlier.token}`)).status).toBe(410)
  })
})

describe('the link of an invitation', () => {
  test('says what it offers, without signing in', async () => {
    const { token } = await invited('offer@nordwind.test')
    expect((await world.stranger().get(`${invitations}/${token}`)).body).toEqual({
      workspaceName: 'Nordwind',
      invitedBy: 'Aylin Demir',
      email: 'offer@nordwind.test',
      team: 'sales',
      role: 'member',
      knownPerson: false,
    })
  })

  test('makes somebody new a member and signs them in', async () => {
    const { token } = await invited('new@nordwind.test')
    const browser = world.stranger()
    const answer = await accept(token, { name: 'Nia New', password }, browser)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      member: { name: 'Nia New', team: 'sales' },
      workspace: { id: world.home },
    })
    expect((await browser.get('/api/v1/members')).status).toBe(200)
  })

  test('works once', async () => {
    const { token } = await invited('once@nordwind.test')
    await accept(token, { name: 'One', password })
    expect((await accept(token, { name: 'Two', password })).status).toBe(410)
  })

  test('works once also for two at the same moment', async () => {
    const { token } = await invited('race@nordwind.test')
    const answers = await Promise.all([
      accept(token, { name: 'A', password }),
      accept(token, { name: 'B', password }),
    ])
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  })

  test('is worthless after a week', async () => {
    const { token } = await invited('late@nordwind.test')
    moveClock(new Date(noon.getTime() + 7 * 24 * 3_600_000))
    expect((await accept(token, { name: 'Late', password })).body.error.code).toBe('expired-link')
  })

  test('is worthless once revoked, which only its own workspace can do', async () => {
    const { id, token } = await invited('gone@nordwind.test')
    expect((await world.as('rita').delete(`${invitations}/${id}`)).status).toBe(404)
    expect((await world.as('mara').delete(`${invitations}/${id}`)).status).toBe(403)
    expect((await world.as('aylin').delete(`${invitations}/${id}`)).status).toBe(204)
    expect((await world.as('aylin').delete(`${invitations}/${id}`)).body.error.code).toBe('not-possible-now')
    expect((await world.stranger().get(`${invitations}/${token}`)).status).toBe(410)
  })

  test('made up is answered like an old one', async () => {
    expect((await world.stranger().get(`${invitations}/made-up-token`)).body.error.code).toBe('expired-link')
  })

  test('needs a password that is long enough from somebody new', async () => {
    const { token } = await invited('short@nordwind.test')
    expect((await accept(token, { name: 'Short', password: 'short' })).body.error).toMatchObject({
      place: 'password',
    })
    expect((await accept(token, { name: 'None' })).body.error).toMatchObject({ place: 'password' })
  })
})

describe('somebody who signs in here already', () => {
  test('joins with the password they have, not with a new one', async () => {
    const { token } = await invited(mailOf('mara'), 'rita')
    expect((await world.stranger().get(`${invitations}/${token}`)).body.knownPerson).toBe(true)
    expect((await accept(token, { name: 'Mara', password: 'a new password' })).body.error.code).toBe(
      'wrong-credentials',
    )
    expect((await accept(token, { name: 'Mara' })).body.error.code).toBe('wrong-credentials')
    const answer = await accept(token, { name: 'Mara', password })
    expect(answer.body.memberships.map((one: { workspaceId: number }) => one.workspaceId)).toEqual([
      world.home,
      world.rival,
    ])
  })

  test('joins by the link alone when signed in, and nobody else does', async () => {
    const { token } = await invited(mailOf('theo'), 'rita')
    expect((await accept(token, {}, world.as('jonas'))).body.error.code).toBe('wrong-credentials')
    expect((await accept(token, { name: 'Theo' }, world.as('theo'))).status).toBe(201)
  })
})

test('somebody known by name only keeps their row when they arrive', async () => {
  const id = await world.scope('aylin', async ({ tx, workspaceId }) => {
    const row = {
      workspace_id: workspaceId,
      id: crypto.randomUUID(),
      name: 'Otto Owner',
      email: 'otto@nordwind.test',
    }
    await tx
      .insertInto('members')
      .values({ ...row, team: 'sales', role: 'member' })
      .execute()
    return row.id
  })
  const { token } = await invited('otto@nordwind.test')
  expect((await accept(token, { name: 'Otto', password })).body.member.id).toBe(id)
})
