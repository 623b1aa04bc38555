import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const send = async (touches: readonly unknown[]) => {
  const answer = await world.as('theo').post('/api/v1/touches', { touches })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

const at = '2026-05-01T10:00:00Z'
const visit = (more: Record<string, unknown>) => ({ kind: 'visit', occurredAt: at, ...more })

const contactBy = async (q: string) =>
  (await world.as('theo').get(`/api/v1/contacts?q=${encodeURIComponent(q)}`)).body.items[0]

describe('a batch of touches', () => {
  test('makes a person it does not know, once, and counts what they did', async () => {
    const body = await send([
      visit({ email: 'New.One@example.com', name: 'New One' }),
      visit({
        email: 'new.one@example.com',
        kind: 'form',
        occurredAt: '2026-05-02T10:00:00Z',
        asset: 'Demo',
      }),
    ])
    expect(body).toMatchObject({ created: 2, repeated: 0, refused: 0 })
    expect(body.results.map((one: { contactCreated: boolean }) => one.contactCreated)).toEqual([true, false])
    const person = await contactBy('new.one@example.com')
    expect(person).toMatchObject({ name: 'New One', touchCount: 2, firstTouchAt: '2026-05-01T10:00:00.000Z' })
    expect(person.lastTouchAt).toBe('2026-05-02T10:00:00.000Z')
  })

  test('is written once however often it is sent', async () => {
    const batch = [
      visit({ email: 'again@example.com', key: 'k-1' }),
      visit({ email: 'again@example.com', source: 'ga', externalId: '77' }),
      visit({ email: 'again@example.com', page: '/pricing' }),
    ]
    expect(await send(batch)).toMatchObject({ created: 3, repeated: 0 })
    const second = await send([...batch, ...batch])
    expect(second).toMatchObject({ created: 0, repeated: 6 })
    expect((await contactBy('again@example.com')).touchCount).toBe(3)
  })

  test('refuses single touches by place and remedy and keeps the rest', async () => {
    const body = await send([
      visit({ email: 'kept@example.com' }),
      visit({ email: 'no mail' }),
      visit({ email: 'kept@example.com', channel: 'carrier pigeon' }),
      visit({ email: 'kept@example.com', campaign: 'Nobody knows' }),
      visit({ email: 'kept@example.com', occurredAt: '2031-01-01T00:00:00Z' }),
      visit({ contactId: '00000000-0000-4000-8000-000000000000' }),
      visit({ phone: '+49 30 9999999' }),
      visit({}),
      visit({ email: 'kept@example.com', kind: 'telepathy' }),
      'not even an object',
    ])
    expect(body).toMatchObject({ created: 1, refused: 9 })
    expect(body.results.map((one: { place?: string }) => one.place)).toEqual([
      undefined,
      'email',
      'channel',
      'campaign',
      'occurredAt',
      'contactId',
      'phone',
      'contactId',
      'kind',
      'touch',
    ])
    expect(body.results.slice(1).every((one: { remedy?: string }) => one.remedy)).toBe(true)
  })

  test('tells the channel from the link, and the campaign too', async () => {
    const campaign = await world
      .as('theo')
      .post('/api/v1/campaigns', { name: 'Spring Launch', utmCampaign: 'spring_launch' })
    await send([
      visit({
        email: 'linked@example.com',
        utmSource: 'google',
        utmMedium: 'cpc',
        utmCampaign: 'Spring-Launch',
      }),
    ])
    const person = await contactBy('linked@example.com')
    expect(person.firstChannel).toMatchObject({ name: 'Paid search' })
    const timeline = await world.as('theo').get(`/api/v1/contacts/${person.id}/timeline?kind=touch`)
    expect(timeline.body.items[0].detail).toContain('Spring Launch')
    expect(campaign.status).toBe(201)
  })

  test('recognises people by mail, outside id and a number that only they have', async () => {
    const one = await world.as('theo').post('/api/v1/contacts', {
      name: 'Known Well',
      emails: ['known@example.com'],
      phones: ['+49 30 5550001'],
      externalSource: 'crm',
      externalId: '9',
    })
    const body = await send([
      visit({ email: 'KNOWN@example.com', key: 'by-mail' }),
      visit({ phone: '+49305550001', key: 'by-phone' }),
      visit({ source: 'crm', contactExternalId: '9', key: 'by-id' }),
      visit({ source: 'crm', contactExternalId: '9', email: 'second@example.com', key: 'learns' }),
      visit({ email: 'second@example.com', key: 'learnt' }),
    ])
    expect(new Set(body.results.map((r: { contactId: string }) => r.contactId))).toEqual(
      new Set([one.body.id]),
    )
  })

  test('does not guess between people who share a number', async () => {
    const phones = ['+49 30 5550002']
    await world.as('theo').post('/api/v1/contacts', { name: 'Desk One', phones })
    await world.as('theo').post('/api/v1/contacts', { name: 'Desk Two', phones })
    const body = await send([visit({ phone: '+49 30 5550002' })])
    expect(body.results[0]).toMatchObject({ outcome: 'refused', place: 'phone' })
  })

  test('is one act with one event that names whom it concerns', async () => {
    const body = await send([
      visit({ email: 'told@example.com' }),
      visit({ email: 'told@example.com', kind: 'click' }),
    ])
    const events = await world.as('theo').get('/api/v1/events?kind=touches.recorded&limit=1')
    expect(events.body.items[0].payload).toEqual({
      created: 2,
      contacts: 1,
      newContacts: 1,
      contactIds: [body.results[0].contactId],
    })
    await send([visit({ email: 'told@example.com' })])
    const after = await world.as('theo').get('/api/v1/events?kind=touches.recorded&limit=1')
    expect(after.body.items[0].id).toBe(events.body.items[0].id)
  })

  test('is refused beyond 5,000', async () => {
    const touches = Array.from({ length: 5001 }, () => visit({ email: 'x@example.com' }))
    expect((await world.as('theo').post('/api/v1/touches', { touches })).status).toBe(400)
  })

  test('is not for viewers, and not for strangers', async () => {
    const touches = [visit({ email: 'x@example.com' })]
    expect((await world.as('noor').post('/api/v1/touches', { touches })).status).toBe(403)
    expect((await world.stranger().post('/api/v1/touches', { touches })).status).toBe(401)
  })

  test('cannot name people or campaigns of another workspace', async () => {
    const ours = await world
      .as('theo')
      .post('/api/v1/contacts', { name: 'Ours', emails: ['ours@example.com'] })
    const answer = await world.as('rita').post('/api/v1/touches', {
      touches: [visit({ contactId: ours.body.id }), visit({ email: 'ours@example.com' })],
    })
    expect(answer.body.results[0]).toMatchObject({ outcome: 'refused', place: 'contactId' })
    expect(answer.body.results[1]).toMatchObject({ outcome: 'created', contactCreated: true })
    expect(answer.body.results[1].contactId).not.toBe(ours.body.id)
  })
})

describe('touches of a batch', () => {
  const some = fc.array(
    fc.record({
      person: fc.integer({ min: 0, max: 4 }),
      day: fc.integer({ min: 1, max: 9 }),
      kind: fc.constantFrom('visit', 'form', 'click'),
      key: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 20 },
  )

  test('are the same rows in whatever order and however often they come', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(some, fc.array(fc.nat(), { maxLength: 15 }), async (drawn, extra) => {
        const rowsOf = async (label: string, picks: readonly number[]) => {
          const batch = picks.map((pick) => asTouch(`${label}${round}`, drawn[pick % drawn.length]!))
          for (let from = 0; from < batch.length; from += 4) await send(batch.slice(from, from + 4))
          return writtenOf(`${label}${round}`)
        }
        round += 1
        const inOrder = drawn.map((_, index) => index)
        const once = await rowsOf('a', inOrder)
        const often = await rowsOf('b', [...extra, ...inOrder.toReversed(), ...extra])
        expect(often).toEqual(once)
      }),
      { numRuns: 12 },
    )
  })
})

type Drawn = { person: number; day: number; kind: string; key: number | undefined }

/** What a sender's key names never changes: a touch with a key is always the same touch. */
function asTouch(label: string, { person, day, kind, key }: Drawn) {
  const own = key === undefined ? { person, day, kind } : { person: key % 3, day: key + 1, kind: 'form' }
  return {
    email: `p${own.person}@${label}.example`,
    occurredAt: `2026-04-0${own.day}T00:00:00Z`,
    kind: own.kind,
    key: key === undefined ? undefined : `${label}-${key}`,
  }
}

async function writtenOf(label: string): Promise<unknown[]> {
  const { rows } = await world.database.ownerPool.query(
    `select split_part(i.key, '@', 1) as person, t.occurred_at, t.kind, t.channel_id, a.touch_count, a.first_touch_at,
       a.last_touch_at
     from touches t join contact_identities i on i.workspace_id = t.workspace_id and i.contact_id = t.contact_id
     join contact_activity a on a.workspace_id = t.workspace_id and a.contact_id = t.contact_id
     where i.kind = 'email' and i.key like $1 order by 1, 2, 3`,
    [`%@${label}.example`],
  )
  return rows
}

describe('channels', () => {
  test('are laid when a workspace is founded', async () => {
    const answer = await world.as('rita').get('/api/v1/channels')
    expect(answer.body.items).toHaveLength(12)
    expect(answer.body.items[10]).toEqual({ id: 11, key: 'outbound', name: 'Outbound', team: 'sales' })
  })
})
