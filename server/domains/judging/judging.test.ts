import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { Criteria, Condition } from '../../../contract/criteria.ts'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { clock } from '../../platform/clock.ts'
import { catchUp } from './index.ts'

const dayMs = 86_400_000
const day = (days: number) => new Date(noon.getTime() + days * dayMs)

let world: World
let people = 0

beforeAll(async () => {
  world = await openWorld()
  await agree('Machine builders', {
    kind: 'profile',
    criteria: all({ kind: 'attribute', of: 'contact', field: 'city', is: 'equals', value: 'Ulm' }),
    persona: '',
    concerns: [],
    products: [],
    decides: [],
  })
})

beforeEach(() => moveClock(day(1)))

const all = (...of: Condition[]): Criteria => ({ kind: 'group', join: 'all', of })
const judge = () => catchUp({ database: world.app, workspaceId: world.home, now: () => clock.now() })

/** Drafts a body, lets both teams sign it, and answers the version in force. */
async function agree(title: string, body: AgreementBody, of?: string) {
  const path = of === undefined ? '/api/v1/agreements' : `/api/v1/agreements/${of}/versions`
  const drafted = await world.as('aylin').post(path, { title: of === undefined ? title : undefined, body })
  expect(drafted.status, drafted.text).toBe(201)
  const { id, revision } = drafted.body
  const version = `/api/v1/agreement-versions/${id}`
  for (const [name, act] of [
    ['aylin', 'proposal'],
    ['aylin', 'signatures'],
    ['mara', 'signatures'],
  ] as const) {
    const answer = await world.as(name).post(`${version}/${act}`, { revision })
    expect(answer.status, answer.text).toBeLessThan(300)
  }
  return id as number
}

/** A person in a city with a lead at Engaged. */
async function someone(city = 'Ulm') {
  const email = `person${++people}@example.com`
  const contact = await world
    .as('theo')
    .post('/api/v1/contacts', { name: `Person ${people}`, emails: [email], city })
  expect(contact.status, contact.text).toBe(201)
  const contactId: string = contact.body.id
  const lead = await world.as('theo').post('/api/v1/leads', { contactId, stageId: 2 })
  expect(lead.status, lead.text).toBe(201)
  return { contactId, leadId: lead.body.id as string, email }
}

async function touch(email: string, kind: string, times = 1, more: Record<string, unknown> = {}) {
  const occurredAt = clock.now().toISOString()
  const touches = Array.from({ length: times }, (_, index) => ({
    email,
    kind,
    occurredAt,
    key: `${email} ${kind} ${occurredAt} ${index}`,
    ...more,
  }))
  const answer = await world.as('theo').post('/api/v1/touches', { touches })
  expect(answer.body.created, answer.text).toBe(times)
}

const why = async (leadId: string) => (await world.as('mara').get(`/api/v1/leads/${leadId}/why`)).body
const scores = async (contactId: string, at?: Date) =>
  (await world.as('mara').get(`/api/v1/contacts/${contactId}/scores${at ? `?at=${at.toISOString()}` : ''}`))
    .body

describe('a lead', () => {
  test('becomes an MQL by what it did, with the version and the evidence', async () => {
    const { leadId, email } = await someone()
    await touch(email, 'form', 1, { asset: 'Price list' })
    await judge()
    const said = await why(leadId)
    expect(said.stage.key).toBe('mql')
    const move = said.moves.at(-1)
    expect(move).toMatchObject({ kind: 'forward', from: 'Engaged', to: 'MQL', by: null })
    expect(move.at).toBe(day(1).toISOString())
    expect(move.version.title).toBe('MQL')
    expect(move.evidence.met).toBe(true)
    expect(Object.values(move.phrases).join(' ')).toContain('engagement')
    expect(said.scores).toMatchObject({ fit: 60, engagement: 50 })
  })

  test('is told how far it is from the next stage', async () => {
    const { leadId, email } = await someone()
    await touch(email, 'file', 3)
    await judge()
    const said = await why(leadId)
    expect(said.stage.key).toBe('engaged')
    const points = said.verdicts[0].explained.of[0].of.map(
      (part: { met: boolean; distance: { more: number } }) => [part.met, part.distance.more],
    )
    expect(points).toEqual([
      [true, 0],
      [false, 31],
    ])
  })

  test('that fits no profile stays where it is, whatever it does', async () => {
    const { leadId, email } = await someone('Kiel')
    await touch(email, 'form', 2)
    await judge()
    expect((await why(leadId)).stage.key).toBe('engaged')
  })

  test('is judged again when an attribute changes', async () => {
    const { leadId, contactId, email } = await someone('Kiel')
    await touch(email, 'form')
    await judge()
    moveClock(day(2))
    await world.as('theo').patch(`/api/v1/contacts/${contactId}`, { city: 'Ulm' })
    await judge()
    const said = await why(leadId)
    expect(said.stage.key).toBe('mql')
    expect(said.moves.at(-1).at).toBe(day(2).toISOString())
  })

  test('of a person who was erased stays where it stood, though nothing speaks for it any more', async () => {
    const { leadId, contactId, email } = await someone()
    await touch(email, 'form')
    await judge()
    const { name } = (await world.as('aylin').get(`/api/v1/contacts/${contactId}`)).body
    const asked = { name, reason: 'request', requestedOn: '2026-05-01' }
    const erased = await world.as('aylin').post(`/api/v1/contacts/${contactId}/erasure`, asked)
    expect(erased.status, erased.text).toBe(200)
    moveClock(day(2))
    await judge()
    const said = await why(leadId)
    expect(said.stage.key).toBe('mql')
    expect(said.moves.at(-1)).toMatchObject({ kind: 'forward', to: 'MQL', evidence: null })
  })

  test('of a person who was erased moves no more by what was not judged before', async () => {
    const { leadId, contactId, email } = await someone()
    await touch(email, 'form')
    const { name } = (await world.as('aylin').get(`/api/v1/contacts/${contactId}`)).body
    const asked = { name, reason: 'request', requestedOn: '2026-05-01' }
    const erased = await world.as('aylin').post(`/api/v1/contacts/${contactId}/erasure`, asked)
    expect(erased.status, erased.text).toBe(200)
    const before = (await why(leadId)).moves
    await judge()
    expect((await why(leadId)).moves).toEqual(before)
    const kept = 'select 1 from score_awards where workspace_id = $1 and contact_id = $2'
    expect((await world.database.ownerPool.query(kept, [world.home, contactId])).rows).toEqual([])
  })

  test('that a person took back is left to rest', async () => {
    const { leadId, email } = await someone()
    await touch(email, 'form')
    await judge()
    const back = await world.as('mara').post(`/api/v1/leads/${leadId}/acceptances`, {
      outcome: 'returned',
      reasonKind: 'clerical',
      reason: 'Twice here',
    })
    expect(back.status, back.text).toBe(201)
    moveClock(day(3))
    await touch(email, 'form', 2)
    await judge()
    const said = await why(leadId)
    expect(said.stage.key).toBe('engaged')
    expect(said.moves.at(-1)).toMatchObject({ kind: 'backward', reason: 'Returned by sales: Twice here' })
  })

  test('is judged once however often nothing happens', async () => {
    const { leadId, email } = await someone()
    await touch(email, 'form')
    await judge()
    const before = await why(leadId)
    await judge()
    await judge()
    expect((await why(leadId)).moves).toEqual(before.moves)
  })
})

describe('what sales says to a lead', () => {
  test('moves it on when it is accepted', async () => {
    const { leadId, email } = await someone()
    await touch(email, 'form')
    await judge()
    const accepted = await world
      .as('mara')
      .post(`/api/v1/leads/${leadId}/acceptances`, { outcome: 'accepted' })
    expect(accepted.status, accepted.text).toBe(201)
    expect((await why(leadId)).stage.key).toBe('sal')
    const [kept] = (
      await world.database.ownerPool.query(
        'select outcome, version_id from lead_acceptances where lead_id = $1',
        [leadId],
      )
    ).rows
    expect(kept.outcome).toBe('accepted')
    expect(kept.version_id).toBeGreaterThan(0)
  })

  test('is for sales alone, about leads that were handed over', async () => {
    const { leadId } = await someone()
    const say = (name: 'theo' | 'mara' | 'noor' | 'rita') =>
      world.as(name).post(`/api/v1/leads/${leadId}/acceptances`, { outcome: 'accepted' })
    expect((await say('theo')).status).toBe(403)
    expect((await say('noor')).status).toBe(403)
    expect((await say('rita')).status).toBe(403)
    expect((await say('mara')).status).toBe(409)
  })

  test('needs a reason when it is returned', async () => {
    const { leadId } = await someone()
    const answer = await world.as('mara').post(`/api/v1/leads/${leadId}/acceptances`, { outcome: 'returned' })
    expect(answer.status).toBe(400)
  })
})

describe('an agreement', () => {
  const runsOn = async (query: string): Promise<Record<string, number>> => {
    const { items } = (await world.as('theo').get(`/api/v1/agreements?${query}`)).body
    const answer = await world.as('theo').get(`/api/v1/agreements/${items[0].id}/dependents`)
    return Object.fromEntries(
      answer.body.items.map(({ label, count }: { label: string; count: number }) => [label, count]),
    )
  }

  test('says how many leads it moved and sales answered, and whose points stand by it', async () => {
    // Whoever earlier tests left behind is judged first.
    await judge()
    const before = { mql: await runsOn('kind=stage&q=MQL'), scoring: await runsOn('kind=scoring') }
    const { leadId, email } = await someone()
    await touch(email, 'form')
    await judge()
    await world.as('mara').post(`/api/v1/leads/${leadId}/acceptances`, { outcome: 'accepted' })
    const grown = (was: Record<string, number>, label: string) => (was[label] ?? 0) + 1
    expect(await runsOn('kind=stage&q=MQL')).toMatchObject({
      'Leads that it moved': grown(before.mql, 'Leads that it moved'),
      'Leads that sales answered by it': grown(before.mql, 'Leads that sales answered by it'),
    })
    const [sal] = (await world.as('theo').get('/api/v1/agreements?kind=stage&q=SAL')).body.items
    const { items } = (await world.as('theo').get(`/api/v1/agreements/${sal.id}/dependents`)).body
    const standing = items.find((one: { label: string }) => one.label === 'People who stand there now')
    const listed = await world.as('theo').get(`/api/v1/contacts${standing.path.replace('/people', '')}`)
    expect([standing.count > 0, standing.count]).toEqual([true, listed.body.total])
    const label = 'People whose points stand by it'
    expect(await runsOn('kind=scoring')).toMatchObject({ [label]: grown(before.scoring, label) })
  })
})

describe('scores', () => {
  test('are the sums of their rows, to the last point, at any moment', async () => {
    const { contactId, email } = await someone()
    await touch(email, 'file', 9)
    await touch(email, 'form')
    await judge()
    for (const after of [1, 31, 61, 100]) {
      moveClock(day(after))
      const { scores: said, groups, awards } = await scores(contactId)
      const engagement = awards.filter((row: { score: string }) => row.score === 'engagement')
      const sum = engagement.reduce(
        (total: number, row: { worth: number }) => total + Math.round(row.worth * 1000),
        0,
      )
      expect(said.engagement, `after ${after} days`).toBe(Math.floor(sum / 1000))
      expect(
        groups.reduce((total: number, group: { points: number }) => total + group.points, 0),
      ).toBeCloseTo(sum / 1000, 6)
    }
    const fit = (await scores(contactId)).awards.filter((row: { score: string }) => row.score === 'fit')
    expect(fit).toMatchObject([{ points: 60, rule: 'Matches a customer profile' }])
  })

  test('of a past moment are what they were', async () => {
    const { contactId, email } = await someone()
    await touch(email, 'form')
    await judge()
    moveClock(day(5))
    await touch(email, 'file', 2)
    await judge()
    expect((await scores(contactId, day(1))).scores).toMatchObject({ engagement: 50 })
    expect((await scores(contactId, new Date(day(1).getTime() - 1))).scores).toMatchObject({ engagement: 0 })
    expect((await scores(contactId)).scores.engagement).toBeGreaterThan(50 - 6)
  })

  test('lose what an undone touch had given', async () => {
    const { contactId, email } = await someone()
    await touch(email, 'form')
    await judge()
    await world.database.ownerPool.query('delete from touches where contact_id = $1', [contactId])
    await world.as('theo').patch(`/api/v1/contacts/${contactId}`, { title: 'Buyer' })
    await judge()
    const { scores: said, awards } = await scores(contactId)
    expect(said.engagement).toBe(0)
    expect(awards.filter((row: { takesBack: number | null }) => row.takesBack !== null)).toHaveLength(1)
  })

  test('are nobody else’s to see', async () => {
    const { contactId, leadId } = await someone()
    expect((await world.as('rita').get(`/api/v1/contacts/${contactId}/scores`)).status).toBe(404)
    expect((await world.as('rita').get(`/api/v1/leads/${leadId}/why`)).status).toBe(404)
  })
})

describe('a stricter definition', () => {
  test('moves back the leads that it no longer means, with a reason of its own', async () => {
    const { leadId, email } = await someone()
    await touch(email, 'form')
    await judge()
    expect((await why(leadId)).stage.key).toBe('mql')
    moveClock(day(4))
    const { items } = (await world.as('aylin').get('/api/v1/agreements?kind=stage&q=MQL')).body
    const version = await agree(
      'MQL',
      {
        kind: 'stage',
        stage: 'mql',
        meaning: 'Stricter.',
        movedBy: 'criteria',
        entry: all({ kind: 'score', score: 'engagement', is: 'at-least', points: 90 }),
        whenNoLongerMet: 'move-back',
      },
      items[0].id,
    )
    await judge()
    const said = await why(leadId)
    expect(said.stage.key).toBe('engaged')
    expect(said.moves.at(-1)).toMatchObject({ kind: 'backward', version: { versionId: version, number: 2 } })
    expect(said.moves.at(-1).reason).toBe('Does not meet MQL, version 2 any more.')
    expect(said.moves.at(-2).version.number).toBe(1)
  })
})
