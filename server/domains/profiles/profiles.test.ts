import { beforeAll, describe, expect, test } from 'vitest'
import type { Condition, Criteria } from '../../../contract/criteria.ts'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { belongingSql, withinSeconds } from '../criteria/index.ts'
import { catchUp } from '../judging/index.ts'
import { inForce } from '../agreements/index.ts'
import { selectMembers } from './members.store.ts'

const all = (...of: Condition[]): Criteria => ({ kind: 'group', join: 'all', of })
const city = (value: string): Condition => ({
  kind: 'attribute',
  of: 'contact',
  field: 'city',
  is: 'equals',
  value,
})

const quiet = all(city('Bonn'), {
  kind: 'touch',
  kinds: ['form'],
  channels: [],
  campaigns: [],
  assets: [],
  is: 'at-most',
  times: 0,
})

let world: World
const profiles: Record<string, string> = {}

const made = async (path: string, body: object): Promise<string> => {
  const answer = await world.as('ines').post(`/api/v1/${path}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}
const coverage = async () => (await world.as('noor').get('/api/v1/profiles/coverage')).body
const members = async (name: string, query = '') =>
  (await world.as('noor').get(`/api/v1/profiles/${profiles[name]}/members${query}`)).body

/** Lets both teams sign a profile, and answers its agreement. */
async function agree(title: string, criteria: Criteria): Promise<string> {
  const body = {
    kind: 'profile',
    criteria,
    persona: `Somebody of ${title}`,
    concerns: ['Time'],
    products: [],
    decides: ['champion'],
  }
  const drafted = await world.as('aylin').post('/api/v1/agreements', { title, body })
  expect(drafted.status, drafted.text).toBe(201)
  const { id, revision } = drafted.body
  for (const [name, act] of [
    ['aylin', 'proposal'],
    ['aylin', 'signatures'],
    ['mara', 'signatures'],
  ] as const) {
    const answer = await world.as(name).post(`/api/v1/agreement-versions/${id}/${act}`, { revision })
    expect(answer.status, answer.text).toBeLessThan(300)
  }
  return drafted.body.agreement.id
}

async function won(name: string, amount: string, of: object): Promise<void> {
  const deal = await made('deals', { name, amount, ...of })
  const { items } = (await world.as('ines').get('/api/v1/pipelines')).body
  const stageId = items[0].stages.find(({ outcome }: { outcome: string }) => outcome === 'won').id
  const moved = await world.as('ines').post(`/api/v1/deals/${deal}/stage-changes`, { stageId })
  expect(moved.status, moved.text).toBeLessThan(300)
}

beforeAll(async () => {
  world = await openWorld()
  profiles['Rome'] = await agree('Rome', all(city('Rome')))
  profiles['Buyers'] = await agree(
    'Buyers',
    all({ kind: 'attribute', of: 'contact', field: 'title', is: 'contains', value: 'buyer' }),
  )
  profiles['Quiet'] = await agree('Quiet', quiet)
  const [mill, yard, empty] = [
    await made('accounts', { name: 'Mill' }),
    await made('accounts', { name: 'Yard' }),
    await made('accounts', { name: 'Empty' }),
  ]
  const anna = await made('contacts', { name: 'Anna', city: 'Rome', title: 'Head buyer', accountId: mill })
  const bo = await made('contacts', { name: 'Bo', city: 'Rome', accountId: mill })
  const cy = await made('contacts', { name: 'Cy', city: 'Bonn', accountId: yard })
  await made('contacts', { name: 'Di', city: 'Bonn', title: 'Junior buyer' })
  const [first] = [
    await made('leads', { contactId: anna }),
    await made('leads', { contactId: anna }),
    await made('leads', { contactId: cy }),
  ]
  await won('Of a lead', '100.10', { leadId: first })
  await won('Of a person', '50.00', { contactId: bo, accountId: yard })
  await won('Of a company', '25.00', { accountId: mill })
  await won('Of nobody known', '10.00', { accountId: empty })
  await catchUp({ database: world.app, workspaceId: world.home, now: () => noon })
})

describe('the market', () => {
  test('falls in each profile, in several and in none, and nothing is lost', async () => {
    const told = await coverage()
    expect(told.total).toEqual({ contacts: 4, accounts: 3, leads: 3, wonDeals: 4, amount: '185.10' })
    const counts = Object.fromEntries(
      told.profiles.map(({ profile, counts: some }: { profile: { name: string }; counts: object }) => [
        profile.name,
        some,
      ]),
    )
    expect(counts).toMatchObject({
      Rome: { contacts: 2, accounts: 1, leads: 2, wonDeals: 3, amount: '175.10' },
      Buyers: { contacts: 2, accounts: 1, leads: 2, wonDeals: 2, amount: '125.10' },
      Quiet: { contacts: 2, accounts: 1, leads: 1, wonDeals: 0, amount: '0.00' },
    })
    expect(told.several).toEqual({ contacts: 2, accounts: 1, leads: 2, wonDeals: 2, amount: '125.10' })
    expect(told.none).toEqual({ contacts: 0, accounts: 1, leads: 0, wonDeals: 1, amount: '10.00' })
    expect(told).toMatchObject({ currency: 'EUR', otherCurrencies: 0 })
  })

  test('is told where the fit of each profile lies, whoever was not scored apart', async () => {
    const told = await coverage()
    for (const { fit, counts } of told.profiles) {
      const people = fit.steps.reduce((sum: number, step: { people: number }) => sum + step.people, 0)
      expect(people + fit.unscored).toBe(counts.contacts)
      expect(fit.unscored).toBe(1)
      expect(fit.steps.at(-1)).toMatchObject({ from: 80, to: 100 })
    }
  })
})

describe('a profile', () => {
  test('is told in English with whom it means, and only while it is in force', async () => {
    const { body } = await world.as('noor').get('/api/v1/profiles')
    expect(body.more).toBe(0)
    const rome = body.items.find(({ name }: { name: string }) => name === 'Rome')
    expect(rome).toMatchObject({
      id: profiles['Rome'],
      number: 1,
      sentence: 'The person’s city is “Rome”.',
      persona: 'Somebody of Rome',
      concerns: ['Time'],
      decides: ['champion'],
    })
    expect((await world.as('noor').get(`/api/v1/profiles/${rome.id}`)).body).toEqual(rome)
    expect((await world.as('noor').get(`/api/v1/profiles/${crypto.randomUUID()}`)).status).toBe(404)
  })

  test('opens to exactly the people it counts, page by page', async () => {
    const first = await members('Rome', '?limit=1')
    expect(first).toMatchObject({
      total: 2,
      items: [{ name: 'Anna', account: { name: 'Mill' }, title: 'Head buyer' }],
    })
    expect(first.items[0].fit).toBeTypeOf('number')
    const second = await members('Rome', `?limit=1&cursor=${first.nextCursor}`)
    expect(second).toMatchObject({ total: 2, items: [{ name: 'Bo', fit: null }] })
    expect((await members('Rome', `?cursor=${second.nextCursor}`)).items).toEqual([])
  })

  test('opens to exactly the companies it counts, with how many of their people', async () => {
    expect(await members('Rome', '?of=accounts')).toMatchObject({
      total: 1,
      items: [{ name: 'Mill', people: 2 }],
    })
    expect(await members('Buyers', '?of=accounts')).toMatchObject({
      total: 1,
      items: [{ name: 'Mill', people: 1 }],
    })
  })

  test('opens every figure of the coverage to exactly what it counts', async () => {
    const told = await coverage()
    const shown = [
      ...told.profiles.map(({ profile, counts }: { profile: { id: string }; counts: object }) => ({
        at: profile.id,
        counts,
      })),
      ...['several', 'none'].map((part) => ({ at: `market/${part}`, counts: told[part] })),
      { at: 'market/all', counts: told.total },
    ]
    for (const { at, counts } of shown)
      for (const of of ['contacts', 'accounts', 'leads', 'wonDeals']) {
        const path = `/api/v1/profiles/${at}/members?of=${of}`
        const { total, items } = (await world.as('noor').get(path)).body
        expect([path, total, items.length]).toEqual([path, counts[of], counts[of]])
      }
    const several = await world.as('noor').get('/api/v1/profiles/market/several/members?of=wonDeals')
    expect(
      several.body.items.map(({ name, amount }: { name: string; amount: string }) => [name, amount]),
    ).toEqual([
      ['Of a lead', '100.10'],
      ['Of a company', '25.00'],
    ])
    const none = await world.as('noor').get('/api/v1/profiles/market/none/members?of=accounts')
    expect(none.body.items).toMatchObject([{ name: 'Empty', people: null }])
    expect((await members('Quiet', '?of=leads')).items).toMatchObject([
      { name: 'Cy', contactId: expect.any(String), account: { name: 'Yard' }, stageId: 1 },
    ])
  })

  test('has exactly those who fulfil its criteria when these are asked by themselves', async () => {
    const asked = { criteria: quiet, of: 'everybody' }
    const { items, people } = (await world.as('noor').post('/api/v1/criteria/matches', asked)).body
    const told = await members('Quiet')
    expect(told.total).toBe(people)
    expect(told.items.map(({ id }: { id: string }) => id)).toEqual(
      items.map(({ contact }: { contact: { id: string } }) => contact.id),
    )
  })

  test('is told of each person of a list as it is counted for all', async () => {
    const everybody = (await world.as('noor').get('/api/v1/contacts')).body.items
    const query = everybody.map(({ id }: { id: string }) => `contact=${id}`).join('&')
    const { items } = (await world.as('noor').get(`/api/v1/profiles/memberships?${query}`)).body
    for (const name of Object.keys(profiles)) {
      const told = items.filter((item: { profiles: { name: string }[] }) =>
        item.profiles.some((one) => one.name === name),
      )
      const ids = (await members(name)).items.map(({ id }: { id: string }) => id)
      expect(told.map(({ contactId }: { contactId: string }) => contactId).toSorted()).toEqual(ids.toSorted())
    }
    const theirs = await world.as('rita').get(`/api/v1/profiles/memberships?${query}`)
    expect(theirs.body.items).toEqual([])
  })

  test('is not for strangers, and another workspace has none of it', async () => {
    expect((await world.stranger().get('/api/v1/profiles/coverage')).status).toBe(401)
    expect((await world.as('rita').get(`/api/v1/profiles/${profiles['Rome']}/members`)).status).toBe(404)
    const theirs = (await world.as('rita').get('/api/v1/profiles/coverage')).body
    expect(theirs.total.contacts + theirs.total.leads + theirs.total.wonDeals).toBe(0)
    expect(theirs.profiles).toEqual([])
  })

  test('that takes too long to count is given up instead of holding everybody up', async () => {
    const counted = world.scope('noor', async (scope) => {
      const belonging = await belongingSql(scope, await inForce(scope, 'profile', scope.now))
      const query = () =>
        selectMembers(scope, belonging, { of: 'contacts', part: 'belonging', after: undefined, limit: 1 })
      expect(await withinSeconds(scope, 10, query)).toMatchObject({ total: 4 })
      const slow = () => scope.client.query('select pg_sleep(5)')
      expect(await withinSeconds(scope, 0.05, slow)).toBeNull()
      throw new Error('rolled back')
    })
    await expect(counted).rejects.toThrow('rolled back')
  })
})
