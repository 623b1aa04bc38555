import { beforeAll, describe, expect, test } from 'vitest'
import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { BackTestLead, BackTestSet, BackTestView } from '../../../contract/backtests.ts'
import type { Condition, Criteria } from '../../../contract/criteria.ts'
import { touchKinds } from '../../../contract/touches.ts'
import { createLog } from '../../platform/log.ts'
import { takeTurn } from '../../platform/turn.ts'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { replayWaiting } from './index.ts'

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(noon.getTime() - days * dayMs)
const iso = (days: number) => daysAgo(days).toISOString()

let world: World
let mql: { agreementId: string; versionId: number }

const all = (...of: Condition[]): Criteria => ({ kind: 'group', join: 'all', of })
const touched = (kind: 'form' | 'file' | 'call', times = 1): Condition => ({
  kind: 'touch',
  kinds: [kind],
  channels: [],
  campaigns: [],
  assets: [],
  is: 'at-least',
  times,
})
const city = (value: string): Condition => ({
  kind: 'attribute',
  of: 'contact',
  field: 'city',
  is: 'equals',
  value,
})
const industry = (value: string): Condition => ({
  kind: 'attribute',
  of: 'account',
  field: 'industry',
  is: 'equals',
  value,
})
const engaged = (points: number): Condition => ({
  kind: 'score',
  score: 'engagement',
  is: 'at-least',
  points,
})
const stageBody = (entry: Criteria): AgreementBody => ({
  kind: 'stage',
  stage: 'mql',
  meaning: 'Worth the time of sales.',
  movedBy: 'criteria',
  entry,
  whenNoLongerMet: 'stay',
})

const put = (text: string, values: unknown[]) => world.database.ownerPool.query(text, [world.home, ...values])

type Person = { contactId: string; leadId: string }
let people = 0

/** Somebody of a city and an industry who became a lead so many days ago, all of it known then. */
async function someone(
  enteredDaysAgo: number,
  { cityName = 'Ulm', ofIndustry = 'retail', assumed = false } = {},
): Promise<Person> {
  people++
  const idOf = (kind: string) => `0190${kind}-0000-7000-8000-${String(people).padStart(12, '0')}`
  const [contactId, leadId, accountId] = [idOf('aaaa'), idOf('bbbb'), idOf('cccc')]
  const at = daysAgo(enteredDaysAgo)
  await put(
    `insert into accounts (workspace_id, id, name, name_key, industry, created_at) values ($1, $2, $3, $3, $4, $5)`,
    [accountId, `company${people}`, ofIndustry, at],
  )
  await put(
    `insert into contacts (workspace_id, id, full_name, city, account_id, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [contactId, `Person ${people}`, cityName, accountId, at],
  )
  await put(
    `insert into leads (workspace_id, id, contact_id, entered_at, stage_id, stage_since, created_at) values ($1, $2, $3, $4, 2, $4, $4)`,
    [leadId, contactId, at],
  )
  const wrote = (kind: string, id: string, values: object, isAssumed: boolean) =>
    put(
      `insert into attribute_changes (workspace_id, record_kind, record_id, known_from, assumed, source_kind, changed)
       values ($1, $2, $3, $4, $5, 'member', $6)`,
      [kind, id, at, isAssumed, JSON.stringify(values)],
    )
  await wrote('contact', contactId, { city: cityName }, assumed)
  await wrote('contact', contactId, { accountId }, false)
  await wrote('account', accountId, { industry: ofIndustry }, false)
  return { contactId, leadId }
}

async function touch(
  { contactId }: Person,
  days: number,
  { kind = 'form', recordedDaysAgo = days }: { kind?: 'form' | 'file'; recordedDaysAgo?: number } = {},
): Promise<void> {
  await put(
    `insert into touches (workspace_id, contact_id, occurred_at, recorded_at, kind, key) values ($1, $2, $3, $4, $5, gen_random_uuid())`,
    [contactId, daysAgo(days), daysAgo(recordedDaysAgo), touchKinds[kind].code],
  )
}

async function winning({ leadId }: Person, days: number, amount: string): Promise<void> {
  const pipeline = (await world.as('ines').get('/api/v1/pipelines')).body.items[0]
  const won = pipeline.stages.find((stage: { outcome: string }) => stage.outcome === 'won')
  await put(
    `insert into deals (workspace_id, id, name, pipeline_id, stage_id, stage_since, outcome, lead_id, amount, currency, closed_at, created_at)
     values ($1, gen_random_uuid(), 'Deal', $2, $3, $4, 'won', $5, $6, 'EUR', $4, $4)`,
    [pipeline.id, won.id, daysAgo(days), leadId, amount],
  )
}

/** Drafts another version of an agreement, or begins one. */
async function draft(body: AgreementBody, { of, title }: { of?: string; title?: string } = {}) {
  const path = of === undefined ? '/api/v1/agreements' : `/api/v1/agreements/${of}/versions`
  const answer = await world.as('aylin').post(path, { title, body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { id: number; revision: number; agreement: { id: string } }
}

async function agree(body: AgreementBody, of: { of?: string; title?: string }) {
  const version = await draft(body, of)
  for (const [name, act] of [
    ['aylin', 'proposal'],
    ['aylin', 'signatures'],
    ['mara', 'signatures'],
  ] as const) {
    const answer = await world
      .as(name)
      .post(`/api/v1/agreement-versions/${version.id}/${act}`, { revision: version.revision })
    expect(answer.status, answer.text).toBeLessThan(300)
  }
  return version
}

const period = { from: iso(200), to: iso(5) }

async function ask(versionId: number, more: object = {}): Promise<BackTestView> {
  const asked = await world.as('theo').post('/api/v1/back-tests', { versionId, ...period, ...more })
  expect(asked.status, asked.text).toBe(202)
  return asked.body
}

const read = async (id: string): Promise<BackTestView> =>
  (await world.as('mara').get(`/api/v1/back-tests/${id}`)).body

/** Asks, waits for the job, and answers what it found. */
async function tested(versionId: number, more: object = {}) {
  const { id } = await ask(versionId, more)
  await world.runJobs()
  const view = await read(id)
  expect(view.failure).toBe(null)
  if (view.result === null) throw new Error(`the back-test is ${view.state}`)
  return { id, view, result: view.result }
}

async function list(id: string, set: BackTestSet, more = ''): Promise<BackTestLead[]> {
  const answer = await world.as('mara').get(`/api/v1/back-tests/${id}/leads?set=${set}${more}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body.items
}

/** Everything that a back-test says of who qualified, for comparing. */
async function evidence(versionId: number) {
  const { id, result } = await tested(versionId)
  const { replayed: _, ...counted } = result
  return {
    ...counted,
    gained: await list(id, 'gained'),
    lost: await list(id, 'lost'),
    both: await list(id, 'both'),
  }
}

const versionOf = (entry: Criteria) => draft(stageBody(entry), { of: mql.agreementId })

let early: Person
let late: Person
let never: Person
let won: Person

beforeAll(async () => {
  world = await openWorld()
  const [found] = (await world.as('aylin').get('/api/v1/agreements?kind=stage&q=MQL')).body.items
  mql = { agreementId: found.id, versionId: found.inForce.id }
  // In force from now on: one form, in Ulm. What was in force in the past judges nothing here.
  await agree(stageBody(all(city('Ulm'), touched('form'))), { of: mql.agreementId })
  early = await someone(150)
  await touch(early, 140)
  await touch(early, 120, { kind: 'file' })
  late = await someone(100)
  await touch(late, 90)
  await touch(late, 30)
  never = await someone(90, { cityName: 'Bonn' })
  await touch(never, 80)
  await touch(never, 70)
  won = await someone(80, { assumed: true })
  await touch(won, 75)
  await touch(won, 60)
  await winning(won, 50, '1200.50')
})

describe('a back-test', () => {
  test('shows who is gained and lost, month by month, and what became of them', async () => {
    const { id } = await versionOf(all(touched('form', 2)))
    const { id: testId, view, result } = await tested(id)
    expect(view).toMatchObject({ state: 'finished', stage: { key: 'mql' }, isOlderRevision: false })
    expect(result.total.inForce).toEqual({ leads: 3, accepted: 0, won: 1, amount: '1200.50' })
    expect(result.total.proposed).toEqual({ leads: 3, accepted: 0, won: 1, amount: '1200.50' })
    expect((await list(testId, 'gained')).map(({ leadId }) => leadId)).toEqual([never.leadId])
    expect((await list(testId, 'lost')).map(({ leadId }) => leadId)).toEqual([early.leadId])
    const both = await list(testId, 'both')
    expect(both.map(({ leadId, inForceAt, proposedAt }) => [leadId, inForceAt, proposedAt])).toEqual([
      [won.leadId, iso(75), iso(60)],
      [late.leadId, iso(90), iso(30)],
    ])
    expect(result.daysForward).toMatchObject({ leads: 2, earlier: 0, later: 2, medianDays: -37.5 })
    expect(result.wins).toEqual({ wins: 1, inForce: 1, proposed: 1 })
    const months = result.months.filter(({ inForce, proposed }) => inForce.leads + proposed.leads > 0)
    expect(months.map(({ month, inForce, proposed }) => [month, inForce.leads, proposed.leads])).toEqual([
      ['2025-12', 1, 0],
      ['2026-02', 2, 0],
      ['2026-03', 0, 2],
      ['2026-04', 0, 1],
    ])
    expect(result.sentence).toContain('would have qualified 3 leads as MQL')
  })

  test('opens the lists by month, page by page', async () => {
    const { id } = await versionOf(all(touched('form', 2)))
    const { id: testId } = await tested(id)
    expect((await list(testId, 'both', '&month=2026-03')).map(({ leadId }) => leadId)).toEqual([won.leadId])
    expect(await list(testId, 'both', '&month=2026-02')).toEqual([])
    const path = `/api/v1/back-tests/${testId}/leads?set=both&limit=1`
    const first = (await world.as('mara').get(path)).body
    expect(first.total).toBe(2)
    const second = (await world.as('mara').get(`${path}&cursor=${encodeURIComponent(first.nextCursor)}`)).body
    expect([...first.items, ...second.items].map(({ leadId }: BackTestLead) => leadId)).toEqual([
      won.leadId,
      late.leadId,
    ])
    expect(second.nextCursor).toBe(null)
    for (const nowhere of ['x', `2026-02-30T00:00:00.000000Z ${won.leadId}`, first.nextCursor.slice(0, -1)]) {
      const answer = await world.as('mara').get(`${path}&cursor=${encodeURIComponent(nowhere)}`)
      expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'cursor' })
    }
  })

  test('opens who qualifies sooner or later, and who within the period by one of the two only', async () => {
    const { id } = await versionOf(all(touched('form', 2)))
    const { id: testId, result } = await tested(id, { from: iso(80) })
    const ids = async (set: BackTestSet) => (await list(testId, set)).map(({ leadId }) => leadId)
    expect(await ids('moved-in')).toEqual([late.leadId])
    expect(await ids('moved-out')).toEqual([])
    expect(await ids('later')).toEqual([won.leadId, late.leadId])
    expect([await ids('earlier'), await ids('same')]).toEqual([[], []])
    expect(result.moved).toMatchObject({ movedIn: { leads: 1, won: 0 }, movedOut: { leads: 0 } })
    const sooner = await tested((await versionOf(all(city('Ulm')))).id, { from: iso(95) })
    expect((await list(sooner.id, 'moved-out')).map(({ leadId }) => leadId)).toEqual([late.leadId])
    expect((await list(sooner.id, 'earlier')).map(({ leadId }) => leadId)).toContain(won.leadId)
  })

  test('says how much rests on values whose source told no date', async () => {
    const strict = await tested((await versionOf(all(city('Ulm'), touched('form', 2)))).id)
    expect(strict.result.assumed).toEqual({ leads: 1, of: 2 })
    expect((await list(strict.id, 'both')).map(({ leadId, assumed }) => [leadId, assumed])).toEqual([
      [won.leadId, true],
      [late.leadId, false],
    ])
    const free = await tested((await versionOf(all(touched('form', 2)))).id)
    expect(free.result.assumed.leads).toBe(0)
  })

  test('counts only what lies within the period, and knows what came before it', async () => {
    const { id } = await versionOf(all(touched('form', 2)))
    const { result } = await tested(id, { from: iso(89) })
    expect(result.total.inForce.leads).toBe(1)
    expect(result.total.proposed.leads).toBe(3)
    expect(result.total.gained.leads).toBe(1)
  })

  test('replays a scoring by the points it would have given', async () => {
    const [found] = (await world.as('aylin').get('/api/v1/agreements?kind=scoring')).body.items
    const { body } = (await world.as('aylin').get(`/api/v1/agreement-versions/${found.inForce.id}`)).body
    await agree(stageBody(all(engaged(60))), { of: mql.agreementId })
    const raised = {
      ...body,
      groups: body.groups.map((group: { rules: object[] }) => ({
        ...group,
        rules: group.rules.map((rule) => ({ ...rule, points: 70, perDayMax: 70 })),
      })),
    }
    const { result } = await tested((await draft(raised, { of: found.id })).id)
    expect([result.total.inForce.leads, result.total.proposed.leads]).toEqual([3, 4])
    await agree(stageBody(all(city('Ulm'), touched('form'))), { of: mql.agreementId })
  })

  test('replays a profile that the definition of a stage asks for', async () => {
    const profile = (where: string): AgreementBody => ({
      kind: 'profile',
      criteria: all(city(where)),
      persona: '',
      concerns: [],
      products: [],
      decides: [],
    })
    const signed = await agree(profile('Ulm'), { title: 'Ulmers' })
    const unused = await world.as('theo').get(`/api/v1/back-tests?version=${signed.id}`)
    expect(unused.body.stages).toEqual([])
    const asks = all({ kind: 'profile', profile: signed.agreement.id, is: 'matched' }, touched('form'))
    await agree(stageBody(asks), { of: mql.agreementId })
    const { result } = await tested((await draft(profile('Bonn'), { of: signed.agreement.id })).id)
    expect([result.total.inForce.leads, result.total.proposed.leads]).toEqual([3, 1])
    await agree(stageBody(all(city('Ulm'), touched('form'))), { of: mql.agreementId })
  })
})

describe('changing a single criterion', () => {
  const base = all(city('Ulm'), industry('retail'), touched('form', 2), engaged(30))
  const changed: [string, Criteria][] = [
    ['a value', all(city('Bonn'), industry('retail'), touched('form', 2), engaged(30))],
    ['a field of the company', all(city('Ulm'), industry('software'), touched('form', 2), engaged(30))],
    ['a count', all(city('Ulm'), industry('retail'), touched('form', 1), engaged(30))],
    ['a kind of touch', all(city('Ulm'), industry('retail'), touched('file'), engaged(30))],
    ['a score', all(city('Ulm'), industry('retail'), touched('form', 2), engaged(80))],
    ['a group', { kind: 'group', join: 'any', of: [...base.of] }],
  ]

  test.each(changed)('changes who qualifies: %s', async (_what, entry) => {
    const [before, after] = [await versionOf(base), await versionOf(entry)]
    const who = async (versionId: number) => {
      const { id } = await tested(versionId)
      const lists = [...(await list(id, 'gained')), ...(await list(id, 'both'))]
      return lists.map(({ leadId, proposedAt }) => `${leadId} ${proposedAt}`).toSorted()
    }
    expect(await who(after.id)).not.toEqual(await who(before.id))
  })
})

describe('a replay', () => {
  test('goes by what was known then, whatever comes to be known later', async () => {
    const { id } = await versionOf(all(city('Ulm'), industry('retail'), touched('form', 2), engaged(30)))
    const before = await evidence(id)
    expect(before.both.length).toBeGreaterThan(0)
    // A late touch: it occurred within the period, and was told after it.
    await touch(early, 110, { recordedDaysAgo: 1 })
    // A touch after the period.
    await touch(early, 2)
    expect(await evidence(id)).toEqual(before)
    // Later edits of what decides.
    const edit = await world.as('theo').patch(`/api/v1/contacts/${late.contactId}`, { city: 'Bonn' })
    expect(edit.status, edit.text).toBe(200)
    const account = (await world.as('theo').get(`/api/v1/contacts/${won.contactId}`)).body.account.id
    await world.as('theo').patch(`/api/v1/accounts/${account}`, { industry: 'software' })
    expect(await evidence(id)).toEqual(before)
    // A merge: what the other person did is theirs only from now on.
    const twin = await someone(99)
    await touch(twin, 95)
    const withTwin = await evidence(id)
    await put(
      `insert into merges (workspace_id, id, record_kind, winner_id, loser_id, event_id, merged_at)
       values ($1, gen_random_uuid(), 'contact', $2, $3, 1, $4)`,
      [early.contactId, twin.contactId, daysAgo(1)],
    )
    await put('update contacts set merged_into_id = $2 where workspace_id = $1 and id = $3', [
      early.contactId,
      twin.contactId,
    ])
    const merged = await evidence(id)
    expect(merged.total).toEqual(withTwin.total)
    expect(merged.both.map(momentsOf)).toEqual(withTwin.both.map(momentsOf))
    expect(merged.lost.map(momentsOf)).toEqual(withTwin.lost.map(momentsOf))
    // A version that was in force and is superseded: both sides are what they were.
    await agree(stageBody(all(city('Nowhere'))), { of: mql.agreementId })
    moveClock(daysAgo(-1))
    await agree(stageBody(all(city('Ulm'), touched('form'))), { of: mql.agreementId })
    const superseded = await evidence(id)
    expect(superseded.both.map(momentsOf)).toEqual(merged.both.map(momentsOf))
    expect(superseded.total).toEqual(merged.total)
  })
})

const momentsOf = ({ leadId, inForceAt, proposedAt }: BackTestLead) => [leadId, inForceAt, proposedAt]

describe('the result', () => {
  test('stays what it was, and says when the text has changed since', async () => {
    const version = await versionOf(all(touched('form', 2)))
    const { id } = await tested(version.id)
    const before = await read(id)
    const lists = await list(id, 'both')
    await touch(never, 60)
    await winning(late, 7, '99.00')
    expect((await read(id)).result).toEqual(before.result)
    expect(await list(id, 'both')).toEqual(lists)
    const change = { revision: version.revision, body: stageBody(all(touched('form', 3))) }
    const answer = await world.as('aylin').patch(`/api/v1/agreement-versions/${version.id}`, change)
    expect(answer.status, answer.text).toBe(200)
    expect(await read(id)).toMatchObject({ isOlderRevision: true, revision: version.revision })
    const listed = (await world.as('mara').get(`/api/v1/back-tests?version=${version.id}`)).body
    expect(listed.items.map((item: BackTestView) => item.id)).toEqual([id])
    expect(listed.can.run).toBe(true)
  })

  test('compares with nobody where nothing was in force', async () => {
    const [sal] = (await world.as('aylin').get('/api/v1/agreements?kind=stage&q=SAL')).body.items
    const body = { ...stageBody(all(touched('form'))), stage: 'sal' } as AgreementBody
    const { result } = await tested((await draft(body, { of: sal.id })).id)
    expect(result).toMatchObject({ nothingInForce: true, total: { inForce: { leads: 0 } } })
    expect(result.total.gained.leads).toBe(result.total.proposed.leads)
    expect(result.sentence).toContain('nothing is in force to compare it with')
  })

  test('is nobody’s of another workspace', async () => {
    const { id } = await tested((await versionOf(all(touched('form', 2)))).id)
    for (const path of [`/api/v1/back-tests/${id}`, `/api/v1/back-tests/${id}/leads?set=both`])
      expect((await world.as('rita').get(path)).status).toBe(404)
    expect((await world.as('rita').delete(`/api/v1/back-tests/${id}`)).status).toBe(404)
    expect((await world.as('rita').get(`/api/v1/back-tests?version=${mql.versionId}`)).status).toBe(404)
    const asked = await world.as('rita').post('/api/v1/back-tests', { versionId: mql.versionId })
    expect(asked.status).toBe(404)
  })
})

const bench = () => ({
  database: world.app,
  workspaceId: world.home,
  now: () => noon,
  log: createLog({ level: 'silent', process: 'test' }),
})

describe('a run', () => {
  test('can be stopped before it began and on its way', async () => {
    const version = await versionOf(all(touched('form', 2)))
    const waiting = await ask(version.id)
    const stopped = await world.as('theo').delete(`/api/v1/back-tests/${waiting.id}`)
    expect([stopped.status, stopped.body.state]).toEqual([202, 'cancelled'])
    const running = await ask(version.id)
    await put(
      `update back_tests set step = 'replaying', heard_at = now() where workspace_id = $1 and id = $2`,
      [running.id],
    )
    const stopping = await world.as('theo').delete(`/api/v1/back-tests/${running.id}`)
    expect(stopping.body.state).toBe('cancelling')
    await world.runJobs()
    expect(await read(running.id)).toMatchObject({ state: 'cancelled', result: null })
    expect((await world.as('theo').delete(`/api/v1/back-tests/${running.id}`)).status).toBe(409)
    expect((await world.as('noor').delete(`/api/v1/back-tests/${running.id}`)).status).toBe(403)
  })

  test('begins anew when its worker was killed, and leaves nothing double', async () => {
    const { id } = await ask((await versionOf(all(touched('form', 2)))).id)
    const dying = new AbortController()
    dying.abort()
    await expect(replayWaiting({ ...bench(), stopping: dying.signal })).rejects.toThrow('begins anew')
    expect((await read(id)).state).not.toBe('failed')
    await put(
      `insert into back_test_leads (workspace_id, back_test_id, compared, at, lead_id, accepted, amount, assumed)
       values ($1, $2, 'both', now(), $3, false, 0, false)`,
      [id, never.leadId],
    )
    await world.runJobs()
    const view = await read(id)
    expect(view.state).toBe('finished')
    expect(await list(id, 'both')).toHaveLength(view.result?.daysForward.leads ?? -1)
  })
})

test('one that ends its worker again and again is given up, and says so', async () => {
  const { id } = await ask((await versionOf(all(touched('form', 3)))).id)
  const dying = new AbortController()
  dying.abort()
  for (let beginning = 0; beginning < 5; beginning++)
    await expect(replayWaiting({ ...bench(), stopping: dying.signal })).rejects.toThrow('begins anew')
  expect((await read(id)).state).not.toBe('failed')
  await world.runJobs()
  const view = await read(id)
  expect(view.state).toBe('failed')
  expect(view.failure).toContain('ended 5 times')
})

describe('one after the other', () => {
  test('a back-test waits for its turn, and the journal says what became of it', async () => {
    const { id } = await ask((await versionOf(all(touched('form', 2)))).id)
    await takeTurn({ database: world.app, workspaceId: world.home, to: 'replay' }, async () => {
      await replayWaiting({ ...bench(), stopping: new AbortController().signal })
      expect((await read(id)).state).toBe('waiting')
    })
    await world.runJobs()
    expect((await read(id)).state).toBe('finished')
    const events = await put(
      'select kind from events where workspace_id = $1 and subject_id = $2 order by id',
      [id],
    )
    expect(events.rows.map(({ kind }) => kind)).toEqual(['back-test.asked', 'back-test.finished'])
  })
})

describe('asking', () => {
  const refused = async (body: object, name: 'theo' | 'noor' = 'theo') => {
    const answer = await world.as(name).post('/api/v1/back-tests', body)
    return [answer.status, answer.body.error?.place]
  }

  test('is refused at its place where nothing can come of it', async () => {
    const { id: versionId } = await versionOf(all(touched('form', 2)))
    expect(await refused({ versionId: 999_999 })).toEqual([404, undefined])
    expect(await refused({ versionId }, 'noor')).toEqual([403, undefined])
    expect(await refused({ versionId, stage: 'won' })).toEqual([400, 'stage'])
    expect(await refused({ versionId, to: iso(-9) })).toEqual([400, 'to'])
    expect(await refused({ versionId, from: iso(3), to: iso(4) })).toEqual([400, 'from'])
    expect(await refused({ versionId, from: iso(2000), to: iso(4) })).toEqual([400, 'from'])
    const term = await draft(
      { kind: 'term', definition: 'A word.', examples: [], isNot: [], aliases: [], executes: null },
      { title: 'Word' },
    )
    expect(await refused({ versionId: term.id })).toEqual([409, 'versionId'])
  })

  test('takes twelve whole months unless told', async () => {
    const { id: versionId } = await versionOf(all(touched('form', 2)))
    const asked = await world.as('theo').post('/api/v1/back-tests', { versionId })
    expect(asked.body.from).toBe('2025-05-01T00:00:00.000Z')
    await world.runJobs()
    expect((await read(asked.body.id)).result?.months).toHaveLength(13)
  })
})
