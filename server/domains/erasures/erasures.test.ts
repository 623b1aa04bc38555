import { beforeAll, expect, test } from 'vitest'
import type { FunnelView } from '../../../contract/funnel.ts'
import { analyticsInTest } from '../../../test/analytics.ts'
import { act, checkAndRun, layGround, oneOf, rowsOf, upload } from '../../../test/conformance/company.ts'
import { plainFunnel } from '../../../test/plain-figures.ts'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World
const analytics = analyticsInTest()

/** Everything that the person is known by, in whatever record; nobody and nothing else bears any of it. */
const marks = /zelda|quist|zq@|7446013|hermit|tinsmith|ullapool|kelpie/i
const mail = 'zelda.quist@hermit.test'
const otto = { name: 'Otto Vogel', email: 'otto@vogel.test' }
const asked = { name: 'Zelda Quist', reason: 'request', requestedOn: '2026-05-08' }

const peopleFile = `Record ID,First Name,Last Name,Email,Phone Number,Job Title,City,Favourite Animal,Lifecycle Stage,Create Date
771,Zelda,Quist,${mail},+44 20 7446 0134,Tinsmith,Ullapool,Kelpie,lead,2025-01-02 10:00
772,Otto,Vogel,otto@vogel.test,,Baker,Bonn,Dog,lead,2025-01-03 10:00
,Zelda,Quist,zelda.quist(at)hermit.test,,,,,lead,2025-01-04 10:00
`

async function said(method: string, path: string, body?: object, by: 'aylin' | 'mara' = 'aylin') {
  const answer = await world.as(by).request(method, `/api/v1${path}`, { body })
  expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 300)}`).toBeLessThan(300)
  return answer.body
}

const idOf = async (email: string): Promise<string> =>
  (await said('GET', `/contacts?q=${encodeURIComponent(email)}`)).items[0].id
const erase = (id: string, by: 'aylin' | 'mara' | 'noor' | 'rita' = 'aylin', body: object = asked) =>
  world.as(by).post(`/api/v1/contacts/${id}/erasure`, body)

/** Where in the workspace's tables any of the marks stands, as a text or within a stored file. */
async function placesOfMarks(): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    world,
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') order by 1`,
  )
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const text = name === 'import_parts' ? `convert_from(t.bytes, 'UTF8')` : 't::text'
      const rows = await rowsOf(world, `select 1 from ${name} t where ${text} ~* $1 limit 1`, [marks.source])
      return rows.length > 0 ? [name] : []
    }),
  )
  return found.flat()
}

/** Every figure of the funnel, by each of its groups. */
async function figures() {
  const groups = ['none', 'month', 'origin', 'segment', 'campaign', 'owner', 'channel']
  const views: FunnelView[] = []
  for (const group of groups) views.push({ ...(await said('GET', `/funnel?group=${group}`)), asOf: group })
  return views
}

const known = { id: '', lead: '', loser: '', merge: '', import: 0, oldKey: '' }

beforeAll(async () => {
  world = await openWorld({ web: { analytics } })
  await analytics.openOn(world.database.app)
  await layGround(world)
  const { run } = await checkAndRun(
    world,
    world.as('theo'),
    await upload(world.as('theo'), 'crm.csv', peopleFile),
  )
  Object.assign(known, { id: await idOf(mail), import: run.id })
  await beMet()
  await beSoldTo()
})

/** What both teams did with the person, and wrote down of them. */
async function beMet(): Promise<void> {
  const { id } = known
  const strayed = await said('POST', '/contacts', { name: 'Z. Quist', emails: ['zq@hermit.test'] })
  const ottos = await idOf(otto.email)
  const mistaken = await said('POST', '/merges', {
    recordKind: 'contact',
    winnerId: ottos,
    loserId: strayed.id,
  })
  await said('DELETE', `/merges/${mistaken.id}`)
  const merged = await said('POST', '/merges', { recordKind: 'contact', winnerId: id, loserId: strayed.id })
  const account = await said('POST', '/accounts', { name: 'Fjord Cables' })
  await said('PATCH', `/contacts/${id}`, {
    accountId: account.id,
    nextStep: 'Call Zelda before noon',
    emails: ['zq2@hermit.test', mail],
  })
  await said('POST', `/contacts/${id}/committee-seats`, { role: 'champion' })
  await said('POST', '/touches', {
    touches: [
      {
        contactId: id,
        kind: 'form',
        channel: 'email',
        occurredAt: '2025-02-01T00:00:00Z',
        page: `https://us.test/hello?mail=${mail}`,
        title: 'Hello Zelda',
      },
    ],
  })
  Object.assign(known, { loser: strayed.id, merge: merged.id })
}

async function beSoldTo(): Promise<void> {
  const { id } = known
  await said('POST', '/fields', { recordKind: 'lead', label: 'Wish', type: 'text' })
  await said('POST', '/fields', { recordKind: 'lead', label: 'Seats', type: 'number' })
  const lead = await said('POST', '/leads', {
    contactId: id,
    origin: 'fair',
    landingPage: `/hello?mail=${mail}`,
    nextStep: 'Send Quist the offer',
    custom: { wish: 'a kelpie', seats: 12 },
  })
  await said('POST', `/leads/${lead.id}/stage-changes`, { stageId: 3 })
  await said('POST', `/leads/${lead.id}/stage-changes`, { stageId: 2, reason: 'Zelda is ill' })
  const { account } = await said('GET', `/contacts/${id}`)
  const deal = { contactId: id, leadId: lead.id, amount: '900.00', nextStep: 'Ask Zelda Quist' }
  const own = await said('POST', '/deals', { ...deal, name: 'For her' })
  const firm = await said('POST', '/deals', {
    ...deal,
    accountId: account.id,
    name: 'Fjord Cables, 12 seats',
  })
  await said('POST', '/deals', { ...deal, accountId: account.id, name: 'Fjord Cables (Zelda)' })
  expect([own.name, firm.name]).toEqual(['For her', 'Fjord Cables, 12 seats'])
  known.lead = lead.id
  const { key } = await oneOf<{ key: string }>(world, 'select key from touches where contact_id = $1', [id])
  known.oldKey = key
}

test('only an admin erases, only whom they name, and nobody of another workspace', async () => {
  const { id } = known
  expect((await erase(id, 'mara')).status).toBe(403)
  expect((await erase(id, 'noor')).status).toBe(403)
  expect((await erase(id, 'rita')).status).toBe(404)
  expect((await world.stranger().post(`/api/v1/contacts/${id}/erasure`, asked)).status).toBe(401)
  const mistaken = await erase(id, 'aylin', { ...asked, name: 'Zelda Quest' })
  expect(mistaken.body.error).toMatchObject({ code: 'invalid-input', place: 'name' })
  const early = await erase(id, 'aylin', { ...asked, requestedOn: '2026-05-12' })
  expect(early.body.error).toMatchObject({ code: 'invalid-input', place: 'requestedOn' })
  expect((await erase(id, 'aylin', { name: asked.name, requestedOn: '2026-05-08' })).status).toBe(400)
})

test('nobody is erased while a file is imported', async () => {
  const client = await world.database.ownerPool.connect()
  await client.query('select pg_advisory_lock(7273002, $1)', [world.home])
  try {
    expect((await erase(known.id)).body.error.code).toBe('not-possible-now')
  } finally {
    await client.query('select pg_advisory_unlock(7273002, $1)', [world.home])
    client.release()
  }
})

test('an erasure leaves nothing of the person in any table or stored file, and every figure as it was', async () => {
  const before = await figures()
  expect(await placesOfMarks()).toEqual(
    expect.arrayContaining(['contacts', 'attribute_changes', 'touches', 'import_parts', 'events', 'deals']),
  )
  const answer = await erase(known.id)
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body).toMatchObject({
    contactId: known.id,
    erasedAt: noon.toISOString(),
    erased: { records: 2, touches: 1, leads: 1, deals: 3 },
    filesRemoved: [{ importId: known.import, fileName: 'crm.csv' }],
  })
  expect(answer.body.erased.refusedRows).toBeGreaterThan(0)
  expect(await placesOfMarks()).toEqual([])
  await world.runJobs()
  const after = await figures()
  expect(after).toEqual(before)
  await said('POST', '/analytics/rebuilds')
  expect(await figures()).toEqual(before)
  const plain = await plainFunnel(world.database.ownerPool, world.home, 'origin')
  const counted = after[2]!.groups.map(({ key, figures: of }) => [
    key,
    of['leads-entered'].value,
    of['leads-won'].value,
  ])
  expect(new Set(counted)).toEqual(new Set(plain.map((row) => [row.key, row.entered, row.won])))
})

test('what stays names nobody: stages, kinds of touches, numbers, and deals of a company', async () => {
  const lead = await oneOf(
    world,
    'select origin, landing_page, custom, external_id from leads where id = $1',
    [known.lead],
  )
  expect(lead).toEqual({ origin: 'fair', landing_page: '/hello', custom: { seats: 12 }, external_id: null })
  const moves = await rowsOf(
    world,
    'select to_stage_id, kind, reason from stage_changes where lead_id = $1 order by id',
    [known.lead],
  )
  expect(moves).toMatchObject([
    { to_stage_id: 1, kind: 'entry' },
    { to_stage_id: 3, kind: 'forward' },
    { to_stage_id: 2, kind: 'backward', reason: 'Erased with the person.' },
  ])
  const deals = await rowsOf<{ name: string; amount: string }>(
    world,
    'select name, amount from deals where lead_id = $1 order by name',
    [known.lead],
  )
  expect(deals.map(({ name, amount }) => [name, Number(amount)])).toEqual([
    ['Deal of an erased person', 900],
    ['Deal of an erased person', 900],
    ['Fjord Cables, 12 seats', 900],
  ])
  const touch = await oneOf<{ key: string }>(
    world,
    'select key, detail, channel_id is not null as placed from touches where contact_id = $1',
    [known.id],
  )
  expect(touch).toMatchObject({ detail: null, placed: true })
  expect(touch.key).not.toBe(known.oldKey)
})

test('the record says that the person was erased, the journal why, and neither whom', async () => {
  const view = await said('GET', `/contacts/${known.loser}`)
  expect(view).toMatchObject({
    id: known.id,
    name: 'Erased person',
    email: null,
    identities: [],
    touchCount: 1,
    erasure: { at: noon.toISOString(), by: { name: 'Aylin Demir' }, reason: 'request' },
    can: { edit: false, remove: false, merge: false, erase: false },
  })
  const events = await said('GET', `/events?subjectKind=contact&subjectId=${known.id}&kind=contact.erased`)
  expect(events.items).toHaveLength(1)
  expect(events.items[0]).toMatchObject({
    actor: { name: 'Aylin Demir' },
    payload: { reason: 'request', requestedOn: '2026-05-08', imports: [known.import] },
  })
  const listed = async (query: string): Promise<{ id: string }[]> =>
    (await said('GET', `/contacts?${query}`)).items
  expect(
    [...(await listed('limit=50')), ...(await listed('deleted=true'))].map(({ id }) => id),
  ).not.toContain(known.id)
})

test('neither the trash nor a merge nor an import brings the person back', async () => {
  const { id } = known
  const refused = [
    erase(id),
    world.as('aylin').post(`/api/v1/contacts/${id}/restoration`),
    world.as('aylin').delete(`/api/v1/merges/${known.merge}`),
    world.as('aylin').post('/api/v1/leads', { contactId: id }),
  ]
  for (const answer of await Promise.all(refused))
    expect(answer.body.error?.code, answer.text).toBe('not-possible-now')
  const touched = await said('POST', '/touches', {
    touches: [{ contactId: id, kind: 'call', occurredAt: '2026-05-01T00:00:00Z' }],
  })
  expect(touched).toMatchObject({ created: 0, refused: 1 })
  const undone = await act(world, world.as('theo'), known.import, 'undoing')
  expect(undone.state).toBe('undone')
  expect(await placesOfMarks()).toEqual([])
})

test('who comes again with the same mail address is somebody new', async () => {
  const file = `First Name,Last Name,Email,Lifecycle Stage\nZelda,Quist,${mail},lead\n`
  await checkAndRun(world, world.as('theo'), await upload(world.as('theo'), 'again.csv', file))
  const view = await said('GET', `/contacts/${await idOf(mail)}`)
  expect(view.id).not.toBe(known.id)
  expect(view).toMatchObject({ name: 'Zelda Quist', touchCount: 0, erasure: null, leadCount: 0 })
})
