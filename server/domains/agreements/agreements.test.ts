import { beforeAll, describe, expect, test } from 'vitest'
import { upload } from '../../../test/conformance/company.ts'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'
import { adoptDefaults, inForce } from './index.ts'

const api = '/api/v1'
let world: World

beforeAll(async () => {
  world = await openWorld()
})

const everybody = { kind: 'group', join: 'all', of: [] }
const fromBerlin = {
  kind: 'group',
  join: 'all',
  of: [{ kind: 'attribute', of: 'contact', field: 'city', is: 'equals', value: 'Berlin' }],
}
const profile = (more: object = {}) => ({
  kind: 'profile',
  criteria: everybody,
  persona: 'Runs a fleet.',
  concerns: ['Empty runs', 'Fuel'],
  ...more,
})
const term = (definition: string, more: object = {}) => ({ kind: 'term', definition, ...more })

let count = 0
const fresh = (word: string) => `${word} ${++count}`

async function begin(name: Name, body: object = profile(), more: object = {}) {
  const answer = await world.as(name).post(`${api}/agreements`, { title: fresh('Fleets'), body, ...more })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
const act = (name: Name, id: number, what: string, body?: object) =>
  world.as(name).post(`${api}/agreement-versions/${id}/${what}`, body)
const propose = async (name: Name, version: { id: number; revision: number }) => {
  const answer = await act(name, version.id, 'proposal', { revision: version.revision })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}
const sign = (name: Name, version: { id: number; revision: number }) =>
  act(name, version.id, 'signatures', { revision: version.revision })
const read = async (id: number, name: Name = 'theo') =>
  (await world.as(name).get(`${api}/agreement-versions/${id}`)).body
async function agreed(body: object = profile(), more: object = {}) {
  const version = await propose('theo', await begin('theo', body, more))
  expect((await sign('theo', version)).status).toBe(201)
  const answer = await sign('mara', version)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
const draft = async (name: Name, agreementId: string, body: object = {}) => {
  const answer = await world.as(name).post(`${api}/agreements/${agreementId}/versions`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
const change = (name: Name, version: { id: number; revision: number }, body: object) =>
  world.as(name).patch(`${api}/agreement-versions/${version.id}`, { revision: version.revision, ...body })

/** What somebody was told of a version, but for what they were asked to sign. */
async function told(name: Name, version: { id: number; agreement: { id: string } }) {
  const { items } = (await world.as(name).get(`${api}/notifications?limit=200`)).body
  const path = `/agreements/${version.agreement.id}?version=${version.id}`
  return items.filter(
    (one: { kind: string; path: string }) => one.path.startsWith(path) && one.kind !== 'agreement.proposed',
  )
}

describe('the life of a version', () => {
  test('goes from a draft over the signatures of both teams into force', async () => {
    const version = await begin('theo')
    expect(version).toMatchObject({ number: 1, state: 'draft', revision: 1, adopted: false, waitsFor: [] })
    const proposed = await propose('theo', version)
    expect(proposed).toMatchObject({ state: 'proposed', waitsFor: ['marketing', 'sales'], awaitsMe: true })
    expect((await sign('theo', version)).body).toMatchObject({ state: 'proposed', waitsFor: ['sales'] })
    expect((await sign('mara', version)).body).toMatchObject({
      state: 'in-force',
      agreedAt: noon.toISOString(),
      inForceFrom: noon.toISOString(),
      inForceUntil: null,
      signatures: [{ team: 'marketing' }, { team: 'sales', member: { name: 'Mara Lind' } }],
    })
    const events = await world.as('theo').get(`${api}/events?subjectId=${version.agreement.id}`)
    expect(events.body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'agreement.agreed',
      'agreement.signed',
      'agreement.proposed',
      'agreement.drafted',
    ])
  })

  test('is announced once, when its time has come', async () => {
    const version = await agreed()
    await world.runJobs()
    await world.runJobs()
    const path = `${api}/events?subjectId=${version.agreement.id}&kind=agreement.in-force`
    const events = await world.as('theo').get(path)
    expect(events.body.items).toMatchObject([{ payload: { versionId: version.id, number: 1 } }])
  })

  test('waits for the day that was wished', async () => {
    const wish = '2026-06-01T00:00:00.000Z'
    const version = await agreed(profile(), { effectiveFrom: wish })
    expect(version).toMatchObject({ state: 'agreed', inForceFrom: wish })
    const at = async (instant: string) =>
      (await world.scope('theo', (scope) => inForce(scope, 'profile', new Date(instant)))).some(
        ({ versionId }) => versionId === version.id,
      )
    expect([await at('2026-05-31T23:59:59.999Z'), await at(wish)]).toEqual([false, true])
    moveClock(wish)
    expect((await read(version.id)).state).toBe('in-force')
    moveClock(noon)
  })

  test('says its day as the workspace counts days', async () => {
    const zone = (timeZone: string) => world.as('aylin').patch(`${api}/workspace`, { timeZone })
    expect((await zone('Europe/Berlin')).status).toBe(200)
    const version = await agreed(profile(), { effectiveFrom: '2026-05-31T22:00:00.000Z' })
    await zone('UTC')
    expect((await told('theo', version))[0].text).toContain('it is in force from 1 June 2026')
  })

  test('gives way to the next version, and stays what it was for the time before', async () => {
    const first = await agreed()
    moveClock('2026-05-12T12:00:00Z')
    const second = await propose('theo', await draft('theo', first.agreement.id, { why: 'Narrower.' }))
    await sign('theo', second)
    await sign('mara', second)
    const before = await world.as('theo').get(`${api}/agreements/in-force?at=2026-05-12T11:59:59Z`)
    const after = await world.as('theo').get(`${api}/agreements/in-force`)
    moveClock(noon)
    const of = (answer: { body: { items: { id: number; agreement: { id: string } }[] } }) =>
      answer.body.items.filter(({ agreement }) => agreement.id === first.agreement.id).map(({ id }) => id)
    expect([of(before), of(after)]).toEqual([[first.id], [second.id]])
  })

  test('ends where it is withdrawn, with a reason', async () => {
    const version = await agreed()
    moveClock('2026-05-12T12:00:00Z')
    const answer = await act('jonas', version.id, 'withdrawal', { reason: 'We left that market.' })
    moveClock(noon)
    expect(answer.body).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'We left that market.' })
    const found = await world.scope('theo', (scope) =>
      inForce(scope, 'profile', new Date('2026-05-12T12:00:00Z')),
    )
    expect(found.filter(({ versionId }) => versionId === version.id)).toEqual([])
  })

  test('does not end where the funnel runs on it', async () => {
    const [stage] = (await world.as('theo').get(`${api}/agreements?kind=stage&q=mql`)).body.items
    const answer = await act('aylin', stage.inForce.id, 'withdrawal', { reason: 'Away with it.' })
    expect(answer.body.error).toMatchObject({
      code: 'not-possible-now',
      remedy: expect.stringContaining('Draft'),
    })
  })
})

describe('a signature', () => {
  test('is for one’s own team, and for nobody’s where one is of neither', async () => {
    const version = await propose('theo', await begin('theo'))
    for (const name of ['ines', 'carl', 'noor'] as const) {
      const answer = await sign(name, version)
      expect(answer.body.error, name).toMatchObject({ code: 'not-allowed', remedy: expect.any(String) })
      expect((await read(version.id, name)).signsNot).toBe(answer.body.error.message)
    }
    expect((await sign('theo', version)).status).toBe(201)
    expect((await sign('aylin', version)).body.error.code).toBe('not-possible-now')
  })

  test('is never given for both teams, not even by somebody who changes teams', async () => {
    const version = await propose('theo', await begin('theo'))
    await sign('theo', version)
    await world.as('carl').patch(`${api}/members/${world.ids.theo}`, { team: 'sales' })
    const answer = await sign('theo', version)
    await world.as('carl').patch(`${api}/members/${world.ids.theo}`, { team: 'marketing' })
    expect(answer.body.error).toMatchObject({ code: 'not-possible-now' })
    expect((await read(version.id)).waitsFor).toEqual(['sales'])
  })

  test('is void once the text changes, and told to whoever gave it', async () => {
    const version = await propose('theo', await begin('theo'))
    await sign('theo', version)
    const changed = await change('mara', version, { body: profile({ persona: 'Runs two fleets.' }) })
    expect(changed.body).toMatchObject({
      state: 'proposed',
      revision: 2,
      waitsFor: ['marketing', 'sales'],
      signatures: [{ team: 'marketing', revision: 1, voidedWhy: 'Mara Lind changed the text.' }],
    })
    expect(await told('theo', version)).toMatchObject([
      { kind: 'agreement.signature-voided', from: { name: 'Mara Lind' } },
    ])
    expect((await sign('theo', version)).body.error.code).toBe('changed-meanwhile')
    expect((await sign('theo', changed.body)).status).toBe(201)
  })

  test('is left alone by a change that changes nothing', async () => {
    const version = await propose('theo', await begin('theo'))
    await sign('theo', version)
    const answer = await change('mara', version, { body: version.body, why: version.why })
    expect(answer.body).toMatchObject({ revision: 1, waitsFor: ['sales'] })
  })

  test('is only for proposals, and only for who is named where somebody is', async () => {
    const version = await begin('theo')
    expect((await sign('theo', version)).body.error.code).toBe('not-possible-now')
    await propose('theo', version)
    const seats = await world.as('aylin').put(`${api}/signatories/sales`, { memberIds: [world.ids.jonas] })
    expect(seats.body).toMatchObject({ team: 'sales', members: [{ name: 'Jonas Keller' }] })
    expect((await sign('mara', version)).body.error.remedy).toContain('signatories')
    expect((await sign('jonas', version)).status).toBe(201)
    await world.as('jonas').put(`${api}/signatories/sales`, { memberIds: [] })
  })

  test('is not what a charter without that power gives', async () => {
    const powers = {
      sign: false,
      export: false,
      exportRowsMax: null,
      discountPercentMax: 5,
      promise: 'standard',
      seeRevenue: true,
      seeContactData: true,
    }
    const body = {
      kind: 'role_charter',
      role: 'Scout',
      team: 'sales',
      holders: [world.ids.jonas],
      purpose: 'Finds.',
      powers,
    }
    const charter = await agreed(body)
    const held = await world.as('jonas').get(`${api}/powers`)
    expect(held.body).toMatchObject({ powers: { sign: false }, charters: [{ id: charter.agreement.id }] })
    const version = await propose('theo', await begin('theo'))
    expect((await sign('jonas', version)).body.error).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('charter'),
    })
    await act('carl', charter.id, 'withdrawal', { reason: 'Tried out.' })
    expect((await world.as('jonas').get(`${api}/powers`)).body).toMatchObject({
      powers: { sign: true },
      charters: [],
    })
  })
})

describe('what a charter keeps from its holders', () => {
  test('are exports, amounts and contact data, in every answer, until it ends', async () => {
    const contact = {
      firstName: 'Ada',
      lastName: 'Byron',
      emails: ['ada@engines.test'],
      phones: ['+49 30 901820'],
    }
    const person = (await world.as('mara').post(`${api}/contacts`, contact)).body
    const [pipeline] = (await world.as('mara').get(`${api}/pipelines`)).body.items
    const deal = { name: 'Engines', pipelineId: pipeline.id, contactId: person.id, amount: '900.00' }
    expect((await world.as('mara').post(`${api}/deals`, deal)).status).toBe(201)
    const powers = {
      sign: true,
      export: false,
      exportRowsMax: null,
      discountPercentMax: 0,
      promise: 'nothing',
      seeRevenue: false,
      seeContactData: false,
    }
    const body = {
      kind: 'role_charter',
      role: 'Guest',
      team: 'joint',
      holders: [world.ids.ines],
      purpose: 'Looks.',
      powers,
    }
    const charter = await agreed(body)
    const look = (path: string) => world.as('ines').get(`${api}${path}`)
    expect((await look(`/contacts/${person.id}`)).body).toMatchObject({
      name: 'Ada Byron',
      email: null,
      phone: null,
      identities: [],
      deals: [{ name: 'Engines', amount: null }],
    })
    expect((await look('/deals')).body.items[0]).toMatchObject({ name: 'Engines', amount: null })
    const { columns } = (await look(`/pipelines/${pipeline.id}/board`)).body
    expect(columns.map(({ total }: { total: unknown }) => total)).toEqual(columns.map(() => null))
    const everything = await Promise.all(
      [`/events`, `/contacts/${person.id}/timeline`, '/contacts', '/leads'].map((path) => look(path)),
    )
    for (const { status, text } of everything) {
      expect(status).toBe(200)
      expect(text).not.toMatch(/engines\.test|901820|900\.00/)
    }
    const found = async (path: string) => (await look(path)).body.items.length
    for (const path of ['/contacts', '/deals'])
      expect([await found(`${path}?q=engines.test`), await found(`${path}?q=901820`)], path).toEqual([0, 0])
    expect([await found('/contacts?q=byron'), await found('/deals?q=engines')]).toEqual([1, 1])
    expect((await look('/deals?sort=-amount')).body.error).toMatchObject({
      code: 'not-allowed',
      place: 'sort',
    })
    const asked = (of: string, field: string, is: string, value: unknown) => ({
      kind: 'group',
      join: 'any',
      of: [{ kind: 'group', join: 'all', of: [{ kind: 'attribute', of, field, is, value }] }],
    })
    const probing = asked('contact', 'email', 'contains', 'engines')
    const match = (criteria: object) => world.as('ines').post(`${api}/criteria/matches`, { criteria })
    for (const criteria of [
      probing,
      asked('contact', 'phone', 'equals', '+4930901820'),
      asked('deal', 'amount', 'at-least', 800),
    ])
      expect((await match(criteria)).body.error).toMatchObject({ code: 'not-allowed', place: 'criteria' })
    expect((await match(asked('contact', 'lastName', 'equals', 'Byron'))).status).toBe(200)
    const guess = await begin('ines', profile({ criteria: probing }))
    const replay = await world.as('ines').post(`${api}/back-tests`, { versionId: guess.id })
    expect(replay.body.error).toMatchObject({ code: 'not-allowed', place: 'versionId' })
    const file = 'Name,Email\nAda,ada@engines.test\n'
    const theirs = await upload(world.as('mara'), 'people.csv', file)
    for (const part of ['preview', 'proposal?kind=contact', 'problems'])
      expect((await look(`/imports/${theirs.id}/${part}`)).body.error, part).toMatchObject({
        code: 'not-allowed',
      })
    expect((await look(`/imports/${theirs.id}`)).text).not.toContain('engines.test')
    const own = await upload(world.as('ines'), 'own.csv', file)
    expect((await look(`/imports/${own.id}/preview`)).text).toContain('ada@engines.test')
    expect((await look('/members')).body.items[0].email).toMatch(/@nordwind/)
    expect((await look('/funnel.csv')).body.error).toMatchObject({
      code: 'not-allowed',
      remedy: expect.any(String),
    })
    await act('carl', charter.id, 'withdrawal', { reason: 'Tried out.' })
    expect([await found('/contacts?q=engines.test'), await found('/deals?sort=-amount')]).toEqual([1, 1])
    expect((await match(probing)).status).toBe(200)
    expect((await look(`/contacts/${person.id}`)).body).toMatchObject({
      email: 'ada@engines.test',
      deals: [{ amount: '900.00' }],
    })
  })
})

describe('two at once', () => {
  test('who sign for their teams are both counted', async () => {
    const version = await propose('theo', await begin('theo'))
    const answers = await Promise.all([sign('theo', version), sign('mara', version)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(await read(version.id)).toMatchObject({ state: 'in-force', waitsFor: [] })
  })

  test('who sign for the same team leave one signature', async () => {
    const version = await propose('theo', await begin('theo'))
    const answers = await Promise.all([sign('mara', version), sign('jonas', version)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect((await read(version.id)).signatures).toHaveLength(1)
  })

  test('of whom one signs and one edits never leave a signature under a text that was not read', async () => {
    for (let round = 0; round < 5; round++) {
      const version = await propose('theo', await begin('theo'))
      await sign('theo', version)
      const body = profile({ persona: `Another ${round}.` })
      const [signed, changed] = await Promise.all([sign('mara', version), change('aylin', version, { body })])
      const after = await read(version.id)
      // Whoever came first won: the signature made it agreed, or the edit voided what stood and refused the signature.
      if (after.state === 'in-force') expect([signed.status, changed.status]).toEqual([201, 409])
      else {
        expect([signed.status, changed.status]).toEqual([409, 200])
        expect(after.waitsFor).toEqual(['marketing', 'sales'])
      }
    }
  })

  test('who begin an agreement on the same word leave one', async () => {
    const body = { title: fresh('Churn'), body: term('Who does not come back.') }
    const answers = await Promise.all([
      world.as('theo').post(`${api}/agreements`, body),
      world.as('mara').post(`${api}/agreements`, body),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })
})

describe('two drafts side by side', () => {
  const quarrel = async () => {
    const first = await agreed()
    const id = first.agreement.id
    const [ours, theirs] = [await draft('theo', id), await draft('mara', id)]
    const changedBody = { body: profile({ persona: 'Runs buses.', concerns: ['Delays'] }) }
    const proposed = await propose('theo', (await change('theo', ours, changedBody)).body)
    await sign('theo', proposed)
    await sign('mara', proposed)
    return { first, ours, theirs }
  }

  test('stand beside each other until one is agreed; the other is told what changed beneath it', async () => {
    const { first, ours, theirs } = await quarrel()
    const stale = await read(theirs.id)
    expect(stale).toMatchObject({
      isStale: true,
      basedOn: { id: first.id },
      beneath: { newest: { id: ours.id } },
    })
    const changed = stale.beneath.changes.filter(({ change: kind }: { change: string }) => kind !== 'same')
    expect(changed).toMatchObject([
      {
        key: 'persona',
        change: 'changed',
        words: [
          { change: 'same', text: 'Runs ' },
          { change: 'removed', text: 'a fleet' },
          { change: 'added', text: 'buses' },
          { change: 'same', text: '.' },
        ],
      },
      { key: 'concerns', change: 'changed' },
    ])
    expect((await act('mara', theirs.id, 'proposal', { revision: 1 })).body.error).toMatchObject({
      code: 'not-possible-now',
      remedy: expect.stringContaining('rebase'),
    })
  })

  test('are brought together: what does not collide is taken over, what does is listed', async () => {
    const { ours, theirs } = await quarrel()
    const mine = await change('mara', theirs, {
      body: profile({ criteria: fromBerlin, persona: 'Runs trams.' }),
    })
    const answer = await act('mara', theirs.id, 'rebasing', { revision: mine.body.revision })
    expect(answer.body).toMatchObject({
      taken: ['concerns'],
      collisions: ['persona'],
      version: {
        isStale: false,
        basedOn: { id: ours.id },
        body: { criteria: fromBerlin, persona: 'Runs trams.', concerns: ['Delays'] },
      },
    })
    const again = await act('mara', theirs.id, 'rebasing', { revision: answer.body.version.revision })
    expect(again.body.error.code).toBe('not-possible-now')
  })
})

describe('what is agreed', () => {
  test('begins with defaults that are in force and signed by nobody', async () => {
    const { items } = (await world.as('theo').get(`${api}/agreements/in-force`)).body
    const mql = items.find(({ agreement }: { agreement: { subject: string } }) => agreement.subject === 'mql')
    expect(mql).toMatchObject({
      number: 1,
      adopted: true,
      signatures: [],
      agreement: { kind: 'stage', name: 'MQL' },
    })
    const entry = mql.clauses.find(({ key }: { key: string }) => key === 'entry')
    expect(entry.text).toContain('at least 60')
  })

  test('is refused where it cannot be, with place and remedy', async () => {
    const scoring = { kind: 'scoring', fit: [], halfLifeDays: 30, groups: [] }
    const circle = {
      kind: 'group',
      join: 'all',
      of: [{ kind: 'score', score: 'fit', is: 'at-least', points: 1 }],
    }
    const tries: [object, string][] = [
      [profile({ criteria: circle }), 'body.criteria'],
      [profile({ products: [crypto.randomUUID()] }), 'body.products.0'],
      [
        { kind: 'metric', metric: 'happiness', meaning: 'x', ownerTeam: 'joint', countedWhen: '' },
        'body.metric',
      ],
      [
        profile({ criteria: { ...fromBerlin, of: [{ ...fromBerlin.of[0], field: 'aura' }] } }),
        'body.criteria.of[0].field',
      ],
      [term('x', { executes: { as: 'stage', stage: 'nirvana' } }), 'body.executes.stage'],
      [
        {
          kind: 'stage',
          stage: 'nirvana',
          meaning: 'x',
          movedBy: 'criteria',
          entry: null,
          whenNoLongerMet: 'stay',
        },
        'body.entry',
      ],
    ]
    for (const [body, place] of tries) {
      const answer = await world.as('theo').post(`${api}/agreements`, { title: fresh('Bad'), body })
      expect(answer.body.error, place).toMatchObject({
        code: 'invalid-input',
        place,
        remedy: expect.any(String),
      })
    }
    const second = await world.as('theo').post(`${api}/agreements`, { title: 'Scoring', body: scoring })
    expect(second.body.error.code).toBe('already-exists')
  })

  test('says what runs on it', async () => {
    const [scoring] = (await world.as('theo').get(`${api}/agreements?kind=scoring`)).body.items
    const { items } = (await world.as('theo').get(`${api}/agreements/${scoring.id}/dependents`)).body
    expect(items).toMatchObject([{ label: 'Stage definitions', count: 1, agreements: [{ title: 'MQL' }] }])
  })

  test('says which drafts refer to it, and no more once these are withdrawn', async () => {
    const [mql] = (await world.as('theo').get(`${api}/agreements?kind=stage&q=MQL`)).body.items
    const draftsOn = async () =>
      (await world.as('theo').get(`${api}/agreements/${mql.id}/dependents`)).body.items.filter(
        ({ label }: { label: string }) => label === 'Drafts and proposals that refer to it',
      )
    const executes = { as: 'stage', stage: 'mql' }
    const reader = await begin('theo', term('Fit for sales.', { executes }))
    expect(await draftsOn()).toMatchObject([
      { count: 1, agreements: [{ id: reader.agreement.id, kind: 'term' }] },
    ])
    await act('theo', reader.id, 'withdrawal', { reason: 'No.' })
    expect(await draftsOn()).toEqual([])
  })

  test('is put away only when nothing of it binds, and comes back', async () => {
    const version = await begin('theo')
    const path = `${api}/agreements/${version.agreement.id}/archival`
    await propose('theo', version)
    expect((await world.as('theo').post(path)).body.error.code).toBe('not-possible-now')
    await act('theo', version.id, 'withdrawal', { reason: 'No.' })
    expect((await world.as('theo').post(path)).body.archivedAt).toBe(noon.toISOString())
    expect((await world.as('theo').delete(path)).body.archivedAt).toBeNull()
  })

  test('is written by members, not by viewers, strangers or other workspaces', async () => {
    const version = await begin('theo')
    const body = { title: fresh('X'), body: term('x') }
    expect((await world.as('noor').post(`${api}/agreements`, body)).status).toBe(403)
    expect((await change('noor', version, { why: 'x' })).status).toBe(403)
    expect((await world.stranger().get(`${api}/agreement-versions/${version.id}`)).status).toBe(401)
    expect((await change('ines', version, { why: 'x' })).status).toBe(403)
    const rita = await Promise.all([
      world.as('rita').get(`${api}/agreement-versions/${version.id}`),
      change('rita', version, { why: 'x' }),
      sign('rita', version),
      world.as('rita').get(`${api}/agreements/${version.agreement.id}`),
      world.as('rita').get(`${api}/agreements/${version.agreement.id}/comments`),
    ])
    expect(rita.map(({ status }) => status)).toEqual(rita.map(() => 404))
  })
})

describe('the discussion', () => {
  test('tells whoever is mentioned, counts objections, and lets only their side settle them', async () => {
    const version = await propose('theo', await begin('theo'))
    const said = { body: 'Too wide for us.', clause: 'criteria', objection: true, mentions: [world.ids.ines] }
    const objection = (await act('mara', version.id, 'comments', said)).body
    expect(objection).toMatchObject({
      clause: 'criteria',
      objection: true,
      mentions: [{ name: 'Ines Okafor' }],
    })
    const where = `/agreements/${version.agreement.id}?version=${version.id}&said=${objection.id}`
    expect(await told('ines', version)).toMatchObject([
      { kind: 'agreement.mentioned', from: { name: 'Mara Lind' }, path: where },
    ])
    const path = `${api}/agreements/${version.agreement.id}`
    expect((await world.as('theo').get(path)).body).toMatchObject({ objections: 1, comments: 1 })
    const settle = (name: Name) => world.as(name).post(`${api}/agreement-comments/${objection.id}/resolution`)
    expect((await settle('theo')).status).toBe(403)
    expect((await settle('jonas')).body).toMatchObject({ resolvedBy: { name: 'Jonas Keller' } })
    expect((await world.as('theo').get(path)).body.objections).toBe(0)
    const list = await world.as('theo').get(`${path}/comments`)
    expect(list.body).toMatchObject({ total: 1, items: [{ id: objection.id }] })
  })

  test('refuses a mention of nobody and an answer to another discussion', async () => {
    const [one, other] = [await begin('theo'), await begin('theo')]
    const said = (await act('mara', other.id, 'comments', { body: 'Elsewhere.' })).body
    const wrong = await act('mara', one.id, 'comments', { body: 'x', replyToId: said.id })
    expect(wrong.body.error.place).toBe('replyToId')
    const nobody = await act('mara', one.id, 'comments', { body: 'x', mentions: [world.ids.rita] })
    expect(nobody.body.error.place).toBe('mentions.0')
  })
})

describe('knowing it', () => {
  const quiz = [
    { key: 'who', question: 'Who is it?', choices: ['Fleets', 'Everybody'], right: [0], why: 'It says so.' },
    { key: 'many', question: 'Which count?', choices: ['a', 'b', 'c'], right: [0, 2], why: 'Both do.' },
  ]

  test('is confirmed by reading, once', async () => {
    const version = await agreed()
    const receipt = () => act('noor', version.id, 'receipt')
    expect([(await receipt()).status, (await receipt()).status]).toEqual([200, 200])
    expect(await read(version.id, 'noor')).toMatchObject({ read: { count: 1, of: 7 }, readByMe: true })
    const path = `${api}/events?subjectId=${version.agreement.id}&kind=agreement.read`
    expect((await world.as('theo').get(path)).body.items).toHaveLength(1)
  })

  test('is shown by the quiz, which tells what is right only to who has answered', async () => {
    const version = await agreed(profile(), { quiz })
    expect((await read(version.id, 'noor')).quiz[0]).toMatchObject({ right: null, why: null })
    const answer = (choices: number[]) =>
      act('noor', version.id, 'quiz-answers', {
        answers: [
          { question: 'who', choices: [0] },
          { question: 'many', choices },
        ],
      })
    expect((await answer([0])).body).toMatchObject({
      result: { right: 1, of: 2, knows: false },
      questions: [{ isRight: true }, { key: 'many', isRight: false, right: [0, 2], why: 'Both do.' }],
    })
    expect((await answer([2, 0])).body.result.knows).toBe(true)
    expect(await read(version.id, 'noor')).toMatchObject({
      know: { count: 1, of: 7 },
      quiz: [{ right: [0] }, {}],
      quizResults: [{ right: 2 }],
    })
  })

  test('refuses a quiz whose right choice is not there, and answers to questions that are not', async () => {
    const wrong = [{ ...quiz[0], right: [5] }]
    const body = { title: fresh('Quiz'), body: profile(), quiz: wrong }
    expect((await world.as('theo').post(`${api}/agreements`, body)).body.error.place).toBe('quiz.0.right')
    const version = await agreed(profile(), { quiz })
    const answers = [{ question: 'nothing', choices: [0] }]
    expect((await act('noor', version.id, 'quiz-answers', { answers })).body.error.place).toBe(
      'answers.0.question',
    )
  })
})

describe('a workspace from before there were agreements', () => {
  test('adopts the defaults once, in force from when it was founded', async () => {
    await world.database.ownerPool.query('delete from agreements where workspace_id = $1', [world.rival])
    moveClock('2100-01-01T00:00:00Z')
    const at = new Date('2100-01-01T00:00:00Z')
    const adopt = () => world.inWorkspace(world.rival, (scope) => adoptDefaults({ ...scope, now: at }))
    await adopt()
    await adopt()
    const inForceNow = await world.inWorkspace(world.rival, (scope) => inForce(scope, 'stage', at))
    moveClock(noon)
    const founded = await world.database.ownerPool.query('select created_at from workspaces where id = $1', [
      world.rival,
    ])
    expect(inForceNow).toHaveLength(10)
    expect(inForceNow[0]?.inForceFrom).toEqual(founded.rows[0].created_at)
  })
})

describe('whoever leaves', () => {
  test('hands their seat to a member of the same team, and to nobody else', async () => {
    await world.as('aylin').put(`${api}/signatories/sales`, { memberIds: [world.ids.jonas] })
    const leave = (successorId: string) =>
      world.as('aylin').post(`${api}/members/${world.ids.jonas}/departure`, { successorId })
    expect((await leave(world.ids.theo)).body.error.place).toBe('successorIds.signatory-seat')
    expect((await leave(world.ids.mara)).status).toBe(201)
    const { items } = (await world.as('theo').get(`${api}/signatories`)).body
    expect(items[1]).toMatchObject({ team: 'sales', members: [{ name: 'Mara Lind' }] })
  })
})
