import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

type Body = Record<string, unknown>

const add = async (body: Body): Promise<string> => {
  const answer = await world.as('mara').post('/api/v1/contacts', body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

const merge = async (winnerId: string, loserId: string, choices: Body = {}): Promise<string> => {
  const answer = await world
    .as('ines')
    .post('/api/v1/merges', { recordKind: 'contact', winnerId, loserId, choices })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

const undo = async (id: string) => world.as('ines').delete(`/api/v1/merges/${id}`)
const read = async (id: string) => (await world.as('mara').get(`/api/v1/contacts/${id}`)).body

/** Everything a merge could disturb, without the stamps of the writing itself. */
async function stateOf(ids: readonly string[]): Promise<unknown[]> {
  const { rows } = await world.database.ownerPool.query(
    `select to_jsonb(c) - 'updated_at' - 'changed_xid' as contact, coalesce(a.touch_count, 0) as touches,
       a.first_touch_at, a.last_touch_at, a.first_channel_id,
       (select jsonb_agg(to_jsonb(i) order by i.kind, i.key) from contact_identities i
         where i.workspace_id = c.workspace_id and i.contact_id = c.id) as identities
     from contacts c left join contact_activity a on a.workspace_id = c.workspace_id and a.contact_id = c.id
     where c.id = any($1) order by c.id`,
    [ids],
  )
  return rows
}

describe('a merge', () => {
  test('is previewed field by field, with what the record that goes brings along', async () => {
    const winnerId = await add({ name: 'Ann Stay', city: 'Bonn', emails: ['ann@stay.example'] })
    const loserId = await add({
      name: 'Anne Goes',
      city: 'Köln',
      title: 'CFO',
      emails: ['anne@goes.example'],
    })
    await world.as('mara').post('/api/v1/touches', {
      touches: [{ contactId: loserId, kind: 'call', occurredAt: '2026-05-01T00:00:00Z' }],
    })
    const answer = await world
      .as('ines')
      .post('/api/v1/merges/preview', { recordKind: 'contact', winnerId, loserId })
    expect(answer.body.brings).toEqual({ touches: 1, leads: 0, deals: 0, identities: ['anne@goes.example'] })
    const field = (name: string) => answer.body.fields.find((one: { field: string }) => one.field === name)
    expect(field('city')).toMatchObject({ winner: 'Bonn', loser: 'Köln', proposal: 'winner', label: 'City' })
    expect(field('title')).toMatchObject({ winner: null, loser: 'CFO', proposal: 'loser' })
    expect(field('country')).toBeUndefined()
  })

  test('gives the record that stays what is chosen, and everything of the other', async () => {
    const winnerId = await add({ name: 'Bo Stay', city: 'Bonn', emails: ['bo@stay.example'] })
    const loserId = await add({ name: 'Bob Goes', city: 'Köln', title: 'CFO', emails: ['bob@goes.example'] })
    await world.as('mara').post('/api/v1/touches', {
      touches: [{ contactId: loserId, kind: 'call', occurredAt: '2026-05-01T00:00:00Z' }],
    })
    await merge(winnerId, loserId, { city: 'loser' })
    const merged = await read(loserId)
    expect(merged).toMatchObject({ id: winnerId, name: 'Bo Stay', city: 'Köln', title: 'CFO', touchCount: 1 })
    expect(merged.merged[0]).toMatchObject({
      contact: { id: loserId, name: 'Bob Goes' },
      by: { name: 'Ines Okafor' },
    })
    const found = await world.as('mara').get('/api/v1/contacts?q=bob@goes')
    expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([winnerId])
  })

  test('shows the touches of everybody on one timeline', async () => {
    const [winnerId, loserId] = [await add({ name: 'Time One' }), await add({ name: 'Time Two' })]
    await world.as('mara').post('/api/v1/touches', {
      touches: [
        { contactId: winnerId, kind: 'call', occurredAt: '2026-05-01T00:00:00Z' },
        { contactId: loserId, kind: 'visit', occurredAt: '2026-05-02T00:00:00Z' },
      ],
    })
    await merge(winnerId, loserId)
    const timeline = await world.as('mara').get(`/api/v1/contacts/${winnerId}/timeline?kind=touch`)
    expect(timeline.body.items.map((one: { title: string }) => one.title)).toEqual(['Visited', 'Call'])
  })

  test('is refused for one that was merged already, for itself, and for nobody', async () => {
    const [a, b, c] = [await add({ name: 'Aa' }), await add({ name: 'Bb' }), await add({ name: 'Cc' })]
    await merge(a, b)
    const attempt = async (winnerId: string, loserId: string) =>
      (await world.as('ines').post('/api/v1/merges', { recordKind: 'contact', winnerId, loserId })).body.error
        .code
    expect(await attempt(c, b)).toBe('not-possible-now')
    expect(await attempt(c, c)).toBe('invalid-input')
    expect(await attempt(c, '00000000-0000-4000-8000-000000000000')).toBe('not-found')
  })

  test('is not for viewers, strangers or other workspaces', async () => {
    const [winnerId, loserId] = [await add({ name: 'Not Yours' }), await add({ name: 'Nor This' })]
    const body = { recordKind: 'contact', winnerId, loserId }
    expect((await world.as('noor').post('/api/v1/merges', body)).status).toBe(403)
    expect((await world.stranger().post('/api/v1/merges', body)).status).toBe(401)
    expect((await world.as('rita').post('/api/v1/merges', body)).status).toBe(404)
    expect((await world.as('rita').post('/api/v1/merges/preview', body)).status).toBe(404)
    const id = await merge(winnerId, loserId)
    expect((await world.as('rita').delete(`/api/v1/merges/${id}`)).status).toBe(404)
    expect((await world.as('noor').delete(`/api/v1/merges/${id}`)).status).toBe(403)
  })
})

describe('undoing a merge', () => {
  test('leaves alone what somebody changed since, and says so', async () => {
    const [winnerId, loserId] = [
      await add({ name: 'Keep One' }),
      await add({ name: 'Keep Two', title: 'CEO', city: 'Rom' }),
    ]
    const id = await merge(winnerId, loserId)
    await world.as('mara').patch(`/api/v1/contacts/${winnerId}`, { title: 'Chair' })
    const answer = await undo(id)
    expect(answer.body).toMatchObject({
      restored: 1,
      keptCount: 1,
      kept: [{ recordId: winnerId, field: 'title', label: 'Job title' }],
    })
    expect(await read(winnerId)).toMatchObject({ title: 'Chair', city: null, merged: [] })
  })

  test('is possible once', async () => {
    const id = await merge(await add({ name: 'Once A' }), await add({ name: 'Once B' }))
    expect((await undo(id)).status).toBe(200)
    expect((await undo(id)).body.error.code).toBe('not-possible-now')
  })

  test('points everybody of a chain at one root', async () => {
    const [a, b, c] = [
      await add({ name: 'Chain A' }),
      await add({ name: 'Chain B' }),
      await add({ name: 'Chain C' }),
    ]
    await merge(b, a)
    const second = await merge(c, b)
    expect([(await read(a)).id, (await read(b)).id]).toEqual([c, c])
    await undo(second)
    expect([(await read(a)).id, (await read(b)).id, (await read(c)).id]).toEqual([b, b, c])
  })

  test('restores everything exactly, in whatever order a tree of merges is taken apart', async () => {
    const shape = fc.record({
      people: fc.integer({ min: 2, max: 5 }),
      picks: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      order: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
      loserWins: fc.boolean(),
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(shape, async ({ people, picks, order, loserWins }) => {
        round += 1
        const ids = await threesome(round, people)
        await settle(ids)
        const before = await stateOf(ids)
        const merges = await mergeAll(ids, picks, loserWins)
        for (const pick of order) {
          const [id] = merges.length === 0 ? [] : merges.splice(pick % merges.length, 1)
          if (id !== undefined) expect((await undo(id)).status).toBe(200)
        }
        expect(await stateOf(ids)).toEqual(before)
      }),
      { numRuns: 10 },
    )
  })
})

/** People who differ in everything, one with a touch. */
async function threesome(round: number, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const tag = `${round}x${index}`
    ids.push(
      await add({
        name: `Person ${tag}`,
        ...(index % 2 === 0 ? { city: `City ${tag}` } : {}),
        ...(index === 1 ? {} : { title: `Title ${tag}` }),
        emails: [`m${tag}@tree.example`],
      }),
    )
  }
  const touches = ids.map((contactId, index) => ({
    contactId,
    kind: 'visit',
    occurredAt: `2026-04-0${index + 1}T00:00:00Z`,
  }))
  await world.as('mara').post('/api/v1/touches', { touches })
  return ids
}

/** The search text is written in one order of words by whoever writes it last. */
async function settle(ids: readonly string[]): Promise<void> {
  await world.database.ownerPool.query(
    'update contacts set search = rapport_contact_words(workspace_id, id) where id = any($1)',
    [ids],
  )
}

async function mergeAll(
  ids: readonly string[],
  picks: readonly number[],
  loserWins: boolean,
): Promise<string[]> {
  const roots = [...ids]
  const merges: string[] = []
  for (const pick of picks) {
    if (roots.length < 2) break
    const [loser] = roots.splice(pick % roots.length, 1)
    const winner = roots[pick % roots.length]
    if (loser === undefined || winner === undefined) break
    merges.push(
      await merge(winner, loser, loserWins ? { city: 'loser', title: 'loser', fullName: 'loser' } : {}),
    )
  }
  return merges
}

describe('duplicates', () => {
  test('are found by number, by mail domain and name, and by company and name', async () => {
    const account = await world.as('mara').post('/api/v1/accounts', { name: 'Dupont SA' })
    const accountId = account.body.id
    await add({ name: 'Pierre Martin', phones: ['+33 1 42 68 53 00'] })
    await add({ name: 'P. Martin', phones: ['+33 1 42 68 53 00'] })
    await add({ name: 'Chloe Bernard', emails: ['chloe@bernard-co.example'] })
    await add({ name: 'Chloé Bernard', emails: ['c.bernard@bernard-co.example'] })
    await add({ name: 'Katherine Johnson', accountId })
    await add({ name: 'Catherine Johnson', accountId })
    await add({ name: 'Alan Kay', emails: ['alan@gmail.com'] })
    await add({ name: 'Alan Kay', emails: ['kay@gmail.com'] })
    expect((await world.as('ines').post('/api/v1/duplicate-searches', {})).status).toBe(202)
    await world.runJobs()
    const answer = await world.as('ines').get('/api/v1/duplicates?limit=200')
    const pairs = answer.body.items.map(
      (one: { first: { name: string }; second: { name: string }; reasons: string[] }) => ({
        names: [one.first.name, one.second.name].toSorted(),
        reasons: one.reasons.toSorted(),
      }),
    )
    expect(pairs).toContainEqual({
      names: ['P. Martin', 'Pierre Martin'],
      reasons: expect.arrayContaining(['same-phone']),
    })
    expect(pairs).toContainEqual({
      names: ['Chloe Bernard', 'Chloé Bernard'],
      reasons: ['same-mail-domain', 'similar-name'],
    })
    expect(pairs).toContainEqual({
      names: ['Catherine Johnson', 'Katherine Johnson'],
      reasons: ['same-company', 'similar-name'],
    })
    expect(pairs.filter((pair: { names: string[] }) => pair.names[0] === 'Alan Kay')).toEqual([])
  })

  test('that were dismissed are not proposed again', async () => {
    const before = await world.as('ines').get('/api/v1/duplicates?limit=200')
    const [pair] = before.body.items
    const body = { recordKind: 'contact', firstId: pair.second.id, secondId: pair.first.id }
    expect((await world.as('rita').post('/api/v1/duplicate-dismissals', body)).status).toBe(404)
    expect((await world.as('ines').post('/api/v1/duplicate-dismissals', body)).status).toBe(204)
    await world.as('ines').post('/api/v1/duplicate-searches', {})
    await world.runJobs()
    const after = await world.as('ines').get('/api/v1/duplicates?limit=200')
    expect(after.body.items).toHaveLength(before.body.items.length - 1)
  })

  test('among companies are found whatever legal form each is written with', async () => {
    for (const name of ['Nordlicht GmbH', 'Nordlicht AG & Co. KG', 'Nordwind Transport']) {
      await world.as('mara').post('/api/v1/accounts', { name })
    }
    await world.as('ines').post('/api/v1/duplicate-searches', { recordKind: 'account' })
    await world.runJobs()
    const answer = await world.as('ines').get('/api/v1/duplicates?recordKind=account')
    expect(answer.body.items).toHaveLength(1)
    expect(answer.body.items[0].reasons).toEqual(['similar-name', 'same-name'].toSorted().toReversed())
  })

  test('of another workspace are not shown', async () => {
    expect((await world.as('rita').get('/api/v1/duplicates')).body.items).toEqual([])
    expect((await world.stranger().get('/api/v1/duplicates')).status).toBe(401)
    expect((await world.as('noor').post('/api/v1/duplicate-searches', {})).status).toBe(403)
  })
})
