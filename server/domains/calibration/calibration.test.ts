import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'

const hourMs = 3_600_000
const hours = (count: number) => new Date(noon.getTime() + count * hourMs)
const people = 24

let world: World
let versionId: number
/** One calibration of six leads that nobody has answered yet, and its path. */
let id: string
let path: string

const send = (name: Name) => world.as(name)
const get = async (name: Name, at: string) => (await send(name).get(at)).body
const say = (name: Name, place: number, answer = 'yes', reason = `${name} on ${place}`) =>
  send(name).put(`${path}/leads/${place}/answer`, { answer, reason })

/** Twelve leads far from the line, six a little below and six a little above, in a workspace of a default MQL. */
beforeAll(async () => {
  world = await openWorld()
  await agreeOnProfile()
  const { items } = await get('aylin', '/api/v1/agreements/in-force?kind=stage')
  versionId = items.find((one: { agreement: { subject: string } }) => one.agreement.subject === 'mql').id
  for (let index = 0; index < people; index++) await someone(index)
})

beforeEach(async () => {
  moveClock(hours(1))
  const started = await send('aylin').post(`/api/v1/agreement-versions/${versionId}/calibrations`, {
    leads: 6,
    seed: 7,
  })
  expect(started.status, started.text).toBe(201)
  id = started.body.id
  path = `/api/v1/calibrations/${id}`
  return async () => {
    await send('carl').post(`${path}/closure`)
  }
})

async function agreeOnProfile() {
  const ulm = { kind: 'attribute', of: 'contact', field: 'city', is: 'equals', value: 'Ulm' }
  const body = {
    kind: 'profile',
    criteria: { kind: 'group', join: 'all', of: [ulm] },
    persona: '',
    concerns: [],
    products: [],
    decides: [],
  }
  const drafted = await send('aylin').post('/api/v1/agreements', { title: 'Machine builders', body })
  const version = `/api/v1/agreement-versions/${drafted.body.id}`
  const { revision } = drafted.body
  await send('aylin').post(`${version}/proposal`, { revision })
  await send('aylin').post(`${version}/signatures`, { revision })
  const signed = await send('mara').post(`${version}/signatures`, { revision })
  expect(signed.status, signed.text).toBeLessThan(300)
}

function filesOf(index: number): number {
  if (index < 12) return index % 2
  return index < 18 ? 13 : 14
}

async function someone(index: number) {
  const email = `person${index}@example.test`
  const contact = await send('theo').post('/api/v1/contacts', {
    name: `Secret Person ${index}`,
    emails: [email],
    city: index < 6 ? 'Kiel' : 'Ulm',
    title: `Buyer ${index}`,
  })
  await send('theo').post('/api/v1/leads', { contactId: contact.body.id, stageId: 2, origin: 'Fair' })
  const touches = Array.from({ length: filesOf(index) }, (_, at) => ({
    email,
    kind: 'file',
    asset: 'Price list',
    // Each day takes at most twenty points of a kind.
    occurredAt: hours(-24 * (at % 4)).toISOString(),
    key: `${index} ${at}`,
  }))
  if (touches.length > 0) await send('theo').post('/api/v1/touches', { touches })
}

/** Everything that a calibration answers while it is open, to whoever looks at it, and the journal. */
async function everythingSeenBy(name: Name): Promise<string> {
  const answers = await Promise.all(
    ['/api/v1/calibrations', path, '/api/v1/events?limit=200', '/api/v1/notifications'].map((at) =>
      send(name).get(at),
    ),
  )
  const leads = await Promise.all([1, 2, 3, 4, 5, 6].map((place) => send(name).get(`${path}/leads/${place}`)))
  expect(leads.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  // Events that made the people name them; only those of the calibration are looked at.
  const events = answers[2]?.body.items.filter((event: { kind: string }) =>
    event.kind.startsWith('calibration'),
  )
  return JSON.stringify([
    answers[0]?.body,
    answers[1]?.body,
    events,
    answers[3]?.body,
    ...leads.map((one) => one.body),
  ])
}

describe('while a calibration is open', () => {
  test('nobody is told what the other team said, whoever they are', async () => {
    await say('aylin', 1, 'yes', 'the word of marketing')
    await say('mara', 1, 'no', 'the word of sales')
    for (const name of ['mara', 'jonas'] as const)
      expect(await everythingSeenBy(name)).not.toContain('the word of marketing')
    for (const name of ['aylin', 'theo'] as const)
      expect(await everythingSeenBy(name)).not.toContain('the word of sales')
    for (const name of ['ines', 'carl', 'noor'] as const) {
      expect(await everythingSeenBy(name)).not.toContain('the word of')
      expect((await get(name, path)).mine).toBeNull()
    }
    const mine = (await get('theo', path)).mine
    expect(mine).toMatchObject({ team: 'marketing', answers: [{ place: 1, answer: 'yes' }] })
  })

  test('nothing tells who a lead is, where it stands, its points or what the definition says', async () => {
    await say('aylin', 1)
    const seen = await everythingSeenBy('aylin')
    expect(seen).not.toContain('Secret Person')
    expect(seen).not.toContain('@example.test')
    const { rows } = await world.database.ownerPool.query<{ id: string }>(
      'select lead_id as id from calibration_leads where calibration_id = $1 union select contact_id from leads',
      [id],
    )
    expect(rows.filter((row) => seen.includes(row.id))).toEqual([])
    for (const key of [
      'stage',
      'stageId',
      'met',
      'margin',
      'stratum',
      'fit',
      'engagement',
      'leadId',
      'owner',
    ])
      expect(seen).not.toContain(`"${key}":`)
    expect(seen).toContain('"report":null')
    expect(seen).toContain('"result":null')
    expect(seen).toContain('"value":"Buyer ')
    expect(seen).toContain('"asset":"Price list"')
  })

  test('a fact that became known after the draw is not shown', async () => {
    moveClock(hours(2))
    const before = await send('mara').get(`${path}/leads/1`)
    const { rows } = await world.database.ownerPool.query<{ id: string }>(
      `select contact_id as id from leads l join calibration_leads d on d.lead_id = l.id
        where d.calibration_id = $1 and d.place = 1`,
      [id],
    )
    const contactId = rows[0]?.id
    await send('theo').patch(`/api/v1/contacts/${contactId}`, { language: 'Danish' })
    const touch = { contactId, kind: 'form', occurredAt: hours(1.5).toISOString(), key: `late ${id}` }
    await send('theo').post('/api/v1/touches', { touches: [touch] })
    expect((await send('mara').get(`${path}/leads/1`)).text).toBe(before.text)
  })

  test('the first of a team to answer speaks for it, and may change the answer', async () => {
    expect((await say('aylin', 2)).body).toEqual({ team: 'marketing', answered: 1, of: 6, closed: false })
    const second = await say('theo', 2, 'no')
    expect([second.status, second.body.error.message]).toEqual([
      409,
      'Aylin Demir has answered for marketing.',
    ])
    expect((await say('aylin', 2, 'unsure')).body.answered).toBe(1)
    expect((await get('aylin', path)).mine.answers[0].answer).toBe('unsure')
  })

  test('members of neither team and viewers classify nothing', async () => {
    for (const name of ['ines', 'carl', 'noor'] as const) expect((await say(name, 1)).status).toBe(403)
    expect((await get('ines', path)).can).toEqual({ answer: false, close: false, discuss: false })
  })

  test('only whoever started it or an admin closes it, and nothing is discussed yet', async () => {
    expect((await send('mara').post(`${path}/closure`)).status).toBe(403)
    expect((await send('mara').post(`${path}/discussion`)).status).toBe(409)
    expect((await send('aylin').post(`${path}/closure`)).status).toBe(200)
    expect((await say('mara', 1)).status).toBe(409)
    expect((await send('aylin').post(`${path}/closure`)).status).toBe(409)
  })

  test('a lead or a reason that is missing is refused', async () => {
    expect((await say('mara', 77)).status).toBe(404)
    expect((await send('mara').get(`${path}/leads/77`)).status).toBe(404)
    expect((await say('mara', 1, 'yes', ' ')).status).toBe(400)
    expect((await say('mara', 1, 'perhaps')).status).toBe(400)
  })

  test('it is not there for another workspace, nor for who is signed out', async () => {
    for (const at of [path, `${path}/leads/1`]) {
      expect((await send('rita').get(at)).status).toBe(404)
      expect((await world.stranger().get(at)).status).toBe(401)
    }
    expect((await say('rita', 1)).status).toBe(404)
    for (const act of ['closure', 'discussion']) {
      expect((await send('rita').post(`${path}/${act}`)).status).toBe(404)
      expect((await world.stranger().post(`${path}/${act}`)).status).toBe(401)
    }
    expect((await get('rita', '/api/v1/calibrations')).items).toEqual([])
  })
})

describe('drawing', () => {
  const drawn = async () => {
    const { rows } = await world.database.ownerPool.query(
      'select lead_id, stratum, met, margin from calibration_leads where calibration_id = $1 order by place',
      [id],
    )
    return rows
  }

  test('takes half from nearest to the line on either side, and says so', async () => {
    const rows = await drawn()
    const near = rows.filter(({ stratum }) => stratum === 'near')
    expect(near).toHaveLength(3)
    expect(near.filter(({ margin }) => Math.abs(margin) < 0.2)).toHaveLength(3)
    expect(new Set(rows.map(({ met }) => met))).toEqual(new Set([true, false]))
    const { draw } = await get('aylin', path)
    expect(draw).toMatchObject({ seed: 7, wanted: 6, openLeads: people, judged: people, near: 3 })
    expect(draw.words).toContain('3 nearest to the line')
  })

  test('draws the same leads by the same seed', async () => {
    const first = await drawn()
    await send('aylin').post(`${path}/closure`)
    const again = await send('mara').post(`/api/v1/agreement-versions/${versionId}/calibrations`, {
      leads: 6,
      seed: 7,
    })
    ;({ id } = again.body)
    path = `/api/v1/calibrations/${id}`
    expect(await drawn()).toEqual(first)
  })

  test('of two that begin at once is one, and whoever comes second is told what to do', async () => {
    await send('carl').post(`${path}/closure`)
    const begin = (name: Name) =>
      send(name).post(`/api/v1/agreement-versions/${versionId}/calibrations`, { leads: 6 })
    const [first, second] = (await Promise.all([begin('mara'), begin('theo')])).toSorted(
      (one, other) => one.status - other.status,
    )
    path = `/api/v1/calibrations/${first?.body.id}`
    expect([first?.status, second?.status]).toEqual([201, 409])
    expect(second?.body.error.remedy).toContain('close it first')
  })

  test('is refused to viewers, for what is no definition or a draft, and while one is open', async () => {
    const at = (version: number) => `/api/v1/agreement-versions/${version}/calibrations`
    expect((await send('noor').post(at(versionId), {})).status).toBe(403)
    expect((await send('mara').post(at(versionId), {})).body.error.code).toBe('already-exists')
    expect((await send('rita').post(at(versionId), {})).status).toBe(404)
    expect((await world.stranger().post(at(versionId), {})).status).toBe(401)
    const { items } = await get('aylin', '/api/v1/agreements/in-force?kind=scoring')
    expect((await send('aylin').post(at(items[0].id), {})).status).toBe(409)
    const stage = (await get('aylin', '/api/v1/agreements/in-force?kind=stage')).items.find(
      (one: { id: number }) => one.id === versionId,
    )
    const draft = await send('aylin').post(`/api/v1/agreements/${stage.agreement.id}/versions`, {
      body: stage.body,
    })
    expect((await send('aylin').post(at(draft.body.id), {})).body.error.code).toBe('not-possible-now')
    expect((await send('aylin').post(at(versionId), { leads: 4 })).status).toBe(400)
  })
})

describe('once both teams have answered everything', () => {
  /** Marketing says yes to the first four, sales to the first and the last; sales is not sure of the fifth. */
  async function answerAll() {
    for (const place of [1, 2, 3, 4, 5, 6]) await say('theo', place, place <= 4 ? 'yes' : 'no')
    for (const place of [1, 2, 3, 4]) await say('mara', place, place === 1 ? 'yes' : 'no')
    await say('jonas', 5, 'unsure')
    return say('jonas', 6, 'yes')
  }

  test('it closes by itself and shows how far they agree, with kappa and its interval', async () => {
    expect((await answerAll()).body).toMatchObject({ answered: 6, closed: true })
    const { report, closedBy, closedAt } = await get('noor', path)
    expect([closedBy, closedAt]).toEqual([null, hours(1).toISOString()])
    expect(report.teams).toMatchObject({
      bothYes: 1,
      firstOnly: 3,
      secondOnly: 1,
      bothNo: 0,
      compared: 5,
      left: 1,
    })
    expect(report.teams.agreementShare).toBeCloseTo(0.2, 12)
    expect(report.teams.kappa.value).toBeCloseTo(-0.4286, 3)
    expect(report.teams.kappa.low).toBeLessThan(report.teams.kappa.value)
    expect(report.disagreements).toEqual([2, 3, 4, 6])
    const sixth = report.leads[5]
    expect(sixth.contact.name).toContain('Secret Person')
    expect(sixth.marketing).toMatchObject({ answer: 'no', reason: 'theo on 6', by: { name: 'Theo Brandt' } })
    expect(sixth.sales).toMatchObject({ answer: 'yes', reason: 'jonas on 6' })
    const yes = report.leads.filter((lead: { definition: string }) => lead.definition === 'yes').length
    expect(report.marketing.bothYes + report.marketing.secondOnly).toBe(yes)
    const [row] = (await get('aylin', '/api/v1/calibrations')).items
    expect(row.result).toEqual({
      agreementShare: report.teams.agreementShare,
      kappa: report.teams.kappa,
    })
    const told = (await get('mara', '/api/v1/notifications')).items
    expect(told.map(({ kind }: { kind: string }) => kind)).toContain('calibration.closed')
  })

  test('one click makes a discussion of it, anchored to the criteria, which mentions who answered', async () => {
    await answerAll()
    expect((await get('aylin', path)).can.discuss).toBe(true)
    expect((await send('noor').post(`${path}/discussion`)).status).toBe(403)
    const discussed = await send('aylin').post(`${path}/discussion`)
    expect(discussed.body, discussed.text).toMatchObject({ can: { discuss: false } })
    const agreementId = discussed.body.definition.agreementId
    const { items } = await get('aylin', `/api/v1/agreements/${agreementId}/comments?versionId=${versionId}`)
    const [begun] = items
    expect(begun).toMatchObject({ clause: 'entry', version: { id: versionId } })
    expect(begun.mentions.map(({ name }: { name: string }) => name)).toEqual([
      'Jonas Keller',
      'Mara Lind',
      'Theo Brandt',
    ])
    expect(begun.body).toContain('kappa -0.43')
    for (const said of ['theo on 2', 'mara on 2', 'jonas on 6']) expect(begun.body).toContain(said)
    expect(begun.body).not.toContain('theo on 1')
    expect((await send('mara').post(`${path}/discussion`)).status).toBe(409)
    const told = (await get('jonas', '/api/v1/notifications')).items
    expect(told.map(({ kind }: { kind: string }) => kind)).toContain('agreement.mentioned')
  })

  test('of two last answers at once, one closes it', async () => {
    for (const place of [1, 2, 3, 4, 5]) {
      await say('theo', place)
      await say('mara', place)
    }
    const last = await Promise.all([say('theo', 6), say('mara', 6)])
    expect(last.map(({ body }) => body.closed).toSorted()).toEqual([false, true])
    const { report } = await get('aylin', path)
    expect(report.teams).toMatchObject({ agreementShare: 1, kappa: { value: null } })
    expect(report.teams.kappa.words).toContain('No data')
    expect((await send('aylin').post(`${path}/discussion`)).status).toBe(409)
  })
})
