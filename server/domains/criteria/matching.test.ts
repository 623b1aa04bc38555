import { beforeAll, describe, expect, test } from 'vitest'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { fieldsOf } from './fields.ts'
import { selectMatches } from './store/matches.ts'

const all = (...of: unknown[]) => ({ kind: 'group', join: 'all', of })
const city = (value: string) => ({ kind: 'attribute', of: 'contact', field: 'city', is: 'equals', value })
const fit = { kind: 'score', score: 'fit', is: 'at-least', points: 60 }

let world: World
let leads: string[]

const made = async (path: string, body: object): Promise<string> => {
  const answer = await world.as('mara').post(`/api/v1/${path}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}
const match = (body: object) => world.as('noor').post('/api/v1/criteria/matches', body)

beforeAll(async () => {
  world = await openWorld()
  const [anna, bo] = [
    await made('contacts', { name: 'Anna', city: 'Rome' }),
    await made('contacts', { name: 'Bo', city: 'ROME' }),
  ]
  await made('contacts', { name: 'Cy', city: 'Rome' })
  await made('contacts', { name: 'Di', city: 'Bonn' })
  leads = [
    await made('leads', { contactId: anna }),
    await made('leads', { contactId: anna }),
    await made('leads', { contactId: bo }),
  ]
})

describe('whoever fulfils criteria', () => {
  test('is counted, named, and told in English', async () => {
    const answer = await match({ criteria: all(city('Rome')) })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      sentence: 'The person’s city is “Rome”.',
      matches: 3,
      people: 2,
      next: null,
    })
    expect(answer.body.items.map((item: { leadId: string }) => item.leadId).toSorted()).toEqual(
      leads.toSorted(),
    )
    expect(answer.body.items[0]).toMatchObject({ contact: { name: 'Anna' }, stageId: 1 })
  })

  test('is everybody in the city where people without a lead are asked for too', async () => {
    expect((await match({ criteria: all(city('Rome')), of: 'everybody' })).body).toMatchObject({
      matches: 4,
      people: 3,
    })
  })

  test('comes page by page, each once', async () => {
    const seen: string[] = []
    let after: unknown
    for (let page = 0; page < 5 && after !== null; page++) {
      const { body } = await match({ criteria: all(), of: 'everybody', limit: 2, after })
      seen.push(
        ...body.items.map(
          (item: { contact: { id: string }; leadId: string }) => `${item.contact.id} ${item.leadId}`,
        ),
      )
      expect(body.matches).toBe(5)
      after = body.next
    }
    expect(new Set(seen).size).toBe(5)
    expect(seen).toHaveLength(5)
  })

  test('is nobody before anybody was known', async () => {
    const before = new Date(noon.getTime() - 86_400_000).toISOString()
    expect((await match({ criteria: all(), at: before })).body).toMatchObject({
      matches: 0,
      people: 0,
      items: [],
    })
  })

  test('is judged by the score of the last judgement', async () => {
    expect((await match({ criteria: all(fit) })).body.matches).toBe(0)
    await world.database.ownerPool.query(
      `insert into contact_scores (workspace_id, contact_id, version_id, fit, engagement, as_of)
       select l.workspace_id, l.contact_id, v.id, 60, 0, now() from leads l
       cross join lateral (select id from agreement_versions where workspace_id = l.workspace_id limit 1) v where l.id = $1`,
      [leads[2]],
    )
    expect((await match({ criteria: all(fit) })).body.matches).toBe(1)
  })
})

describe('a question is refused', () => {
  test.each([
    [
      'about a field that is not there',
      { criteria: all({ ...city('x'), field: 'shoeSize' }) },
      'criteria.of[0].field',
    ],
    ['about the future', { criteria: all(), at: new Date(noon.getTime() + 1).toISOString() }, 'at'],
    ['whose shape is none', { criteria: { kind: 'group', join: 'most', of: [] } }, 'criteria.join'],
  ])('%s', async (_what, body, place) => {
    const answer = await match(body)
    expect([answer.status, answer.body.error.place]).toEqual([400, place])
  })

  test('that takes too long, in a sentence instead of a crash', async () => {
    await world
      .scope('mara', async (scope) => {
        const question = {
          criteria: { kind: 'group', join: 'all', of: [] } as const,
          at: noon,
          of: 'everybody' as const,
        }
        const asked = { ...question, fields: await fieldsOf(scope), profiles: new Map() }
        expect(await selectMatches(scope, asked, { limit: 10, secondsMax: 10 })).toMatchObject({ matches: 5 })
        await scope.client.query(
          'create temporary table slow as select * from generate_series(1, 3000000) as n',
        )
        await scope.client.query(
          'create temporary view contact_scores as select $$00000000-0000-0000-0000-000000000000$$::uuid as contact_id, sum(a.n + b.n)::bigint as fit, 0::bigint as engagement, 1 as workspace_id from slow a cross join slow b',
        )
        const heavy = { ...asked, criteria: { kind: 'group', join: 'all', of: [fit] } } as const
        expect(await selectMatches(scope, heavy as never, { limit: 10, secondsMax: 0.05 })).toBeNull()
        throw new Error('rolled back')
      })
      .catch((error: unknown) => expect(String(error)).toContain('rolled back'))
  })

  test('of strangers, and another workspace finds nobody', async () => {
    expect((await world.stranger().post('/api/v1/criteria/matches', { criteria: all() })).status).toBe(401)
    const theirs = await world
      .as('rita')
      .post('/api/v1/criteria/matches', { criteria: all(), of: 'everybody' })
    expect(theirs.body).toMatchObject({ matches: 0, items: [] })
  })
})
