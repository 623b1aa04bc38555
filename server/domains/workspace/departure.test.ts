import { beforeEach, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld()
  return () => world.close()
})

const pathOf = (name: Name, noun: 'belongings' | 'departure') => `/api/v1/members/${world.ids[name]}/${noun}`
const leave = (name: Name, body: Record<string, unknown> = {}, by: Name = 'aylin') =>
  world.as(by).post(pathOf(name, 'departure'), body)

async function added(list: string, body: Record<string, unknown>): Promise<string> {
  const answer = await world.as('aylin').post(`/api/v1/${list}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

/** Something of every kind that Mara can own. */
async function belongingsOfMara() {
  const ownerId = world.ids.mara
  const contact = await added('contacts', { name: 'Ada Lund', ownerId })
  const account = await added('accounts', { name: 'Fjord', ownerId })
  const lead = await added('leads', { contactId: contact, ownerId })
  const deal = await added('deals', { name: 'Fjord one', ownerId })
  const campaign = await added('campaigns', { name: 'Spring', ownerId })
  const view = { page: 'people', name: 'Warm', search: '', shared: true }
  await world.as('mara').post('/api/v1/views', view)
  await world.as('mara').post('/api/v1/views', { ...view, name: 'Mine', shared: false })
  return { contact, account, lead, deal, campaign }
}

const ownerOf = async (path: string) => (await world.as('aylin').get(`/api/v1/${path}`)).body.owner?.id
const eventsOf = async (name: Name) =>
  (await world.as('aylin').get(`/api/v1/events?subjectKind=member&subjectId=${world.ids[name]}`)).body.items

describe('what a member owns', () => {
  test('is counted by kind, without the trash and what they kept for themselves', async () => {
    const { lead } = await belongingsOfMara()
    await world.as('aylin').delete(`/api/v1/leads/${lead}`)
    const { body } = await world.as('mara').get(pathOf('mara', 'belongings'))
    expect(body.items).toEqual([
      { kind: 'lead', label: 'Leads', count: 0 },
      { kind: 'deal', label: 'Deals', count: 1 },
      { kind: 'account', label: 'Companies', count: 1 },
      { kind: 'contact', label: 'People', count: 1 },
      { kind: 'campaign', label: 'Campaigns', count: 1 },
      { kind: 'signatory-seat', label: 'Signatory seats', count: 0 },
      { kind: 'view', label: 'Shared views', count: 1 },
    ])
  })

  test('is for admins and themselves; another workspace and strangers see nothing', async () => {
    const path = pathOf('mara', 'belongings')
    const statuses = await Promise.all(
      [world.as('jonas'), world.as('rita'), world.stranger()].map(
        async (who) => (await who.get(path)).status,
      ),
    )
    expect(statuses).toEqual([403, 404, 401])
  })
})

describe('a departure', () => {
  test('passes everything to one person, as one act with one event, and keeps who owned it', async () => {
    const owned = await belongingsOfMara()
    const answer = await leave('mara', { successorId: world.ids.jonas })
    expect(answer, answer.text).toMatchObject({ status: 201 })
    expect(answer.body.handedOver.map(({ kind, count, to }: Handed) => [kind, count, to.name])).toEqual(
      ['lead', 'deal', 'account', 'contact', 'campaign', 'view'].map((kind) => [kind, 1, 'Jonas Keller']),
    )
    const lists = {
      contact: 'contacts',
      account: 'accounts',
      lead: 'leads',
      deal: 'deals',
      campaign: 'campaigns',
    }
    for (const [kind, list] of Object.entries(lists))
      expect(await ownerOf(`${list}/${Reflect.get(owned, kind)}`), kind).toBe(world.ids.jonas)
    const events = await eventsOf('mara')
    expect(events.filter((one: { kind: string }) => one.kind === 'member.left')).toHaveLength(1)
    expect(events[0]).toMatchObject({ id: answer.body.eventId, payload: { name: 'Mara Lind' } })
    const { body: history } = await world
      .as('aylin')
      .get(`/api/v1/records/lead/${owned.lead}/attribute-changes`)
    expect(history.items[0]).toMatchObject({
      eventId: answer.body.eventId,
      fields: [{ field: 'ownerId', beforeName: 'Mara Lind', afterName: 'Jonas Keller' }],
    })
  })

  test('passes each kind to whoever was chosen for it, and the rest to the one person', async () => {
    const { lead, deal } = await belongingsOfMara()
    await leave('mara', { successorId: world.ids.jonas, successorIds: { lead: world.ids.ines } })
    expect([await ownerOf(`leads/${lead}`), await ownerOf(`deals/${deal}`)]).toEqual([
      world.ids.ines,
      world.ids.jonas,
    ])
  })

  test('passes on what lies in the trash too, so that it comes back to somebody', async () => {
    const { lead } = await belongingsOfMara()
    await world.as('aylin').delete(`/api/v1/leads/${lead}`)
    await leave('mara', { successorId: world.ids.jonas })
    await world.as('aylin').post(`/api/v1/leads/${lead}/restoration`)
    expect(await ownerOf(`leads/${lead}`)).toBe(world.ids.jonas)
  })

  test('is refused while nobody takes over, and then nothing has changed', async () => {
    const { lead } = await belongingsOfMara()
    const answer = await leave('mara', { successorIds: { deal: world.ids.jonas } })
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({
      code: 'invalid-input',
      place: 'successorId',
      message: 'Mara Lind owns leads, companies, people, campaigns, and shared views; say who takes over.',
      details: [{ place: 'successorIds.lead', message: 'Leads: 1' }, {}, {}, {}, {}],
    })
    expect(await ownerOf(`leads/${lead}`)).toBe(world.ids.mara)
    expect((await world.as('mara').get('/api/v1/members')).status).toBe(200)
  })

  test('takes nobody who reads only, who has left, who is the one who leaves, or who is a stranger', async () => {
    await belongingsOfMara()
    await leave('theo')
    const tried = [world.ids.noor, world.ids.theo, world.ids.mara, world.ids.rita]
    const messages: string[] = []
    for (const successorId of tried) messages.push((await leave('mara', { successorId })).body.error.message)
    expect(messages).toEqual([
      'Noor Haddad is a viewer.',
      'Theo Brandt has left.',
      'Mara Lind is the one who leaves.',
      'There is no such member.',
    ])
  })

  test('names the kind that it does not know', async () => {
    const answer = await leave('mara', { successorIds: { ship: world.ids.jonas } })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'successorIds.ship' })
  })

  test('of somebody who owns nothing needs nobody', async () => {
    expect((await leave('theo')).body.handedOver).toEqual([])
  })

  test('ends every way in at once and keeps the name on what was done', async () => {
    const theo = world.as('theo')
    const { body: key } = await theo.post('/api/v1/keys', { name: 'mine' })
    expect((await leave('theo', {}, 'theo')).status).toBe(201)
    expect((await theo.get('/api/v1/members')).status).toBe(401)
    const byKey = await world.stranger().get('/api/v1/members', { authorization: `Bearer ${key.secret}` })
    expect(byKey.status).toBe(401)
    const { body } = await world.as('aylin').get('/api/v1/members?left=true&team=marketing')
    expect(body.items.find((one: { id: string }) => one.id === world.ids.theo).leftAt).not.toBeNull()
    expect((await world.as('aylin').get('/api/v1/members?team=marketing')).text).not.toContain('Theo')
  })

  test('is for good', async () => {
    await leave('theo')
    expect((await leave('theo')).body.error.code).toBe('not-possible-now')
    const answer = await world.as('aylin').patch(`/api/v1/members/${world.ids.theo}`, { name: 'Back' })
    expect(answer.body.error.code).toBe('not-possible-now')
  })

  test('is not for others to force, not across workspaces, not for strangers', async () => {
    expect((await leave('mara', {}, 'jonas')).body.error.code).toBe('not-allowed')
    expect((await leave('mara', {}, 'rita')).status).toBe(404)
    expect((await world.stranger().post(pathOf('mara', 'departure'), {})).status).toBe(401)
  })

  test('is refused to the last admin', async () => {
    const answer = await leave('rita', {}, 'rita')
    expect(answer.body.error).toMatchObject({
      code: 'not-possible-now',
      remedy: 'Make somebody else an admin first.',
    })
  })
})

test('two departures at once hand over to nobody who is leaving', async () => {
  await belongingsOfMara()
  await added('deals', { name: 'Fjord two', ownerId: world.ids.jonas })
  const answers = await Promise.all([
    leave('mara', { successorId: world.ids.jonas }),
    leave('jonas', { successorId: world.ids.mara }, 'carl'),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400])
})

type Handed = { kind: string; count: number; to: { name: string } }
