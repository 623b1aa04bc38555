import { beforeAll, describe, expect, test } from 'vitest'
import type {
  AttributeSuspicion,
  LeadExplanation,
  ModelView,
  SurveyView,
} from '../../../contract/learning-views.ts'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

const leads = 240
const dayMs = 86_400_000
const places = Array.from({ length: leads }, (_, place) => place)

let world: World

const day = (place: number, after = 0) => new Date(noon.getTime() - (500 - place - after) * dayMs)
const idOf = (kind: string, place: number) => `0190${kind}-0000-7000-8000-${String(place).padStart(12, '0')}`
/** Two in five are won. Fairs win more often than mails, but not always. */
const isWon = (place: number) => place % 5 < 2
const originOf = (place: number) => (place % 5 < 2 === place % 7 < 5 ? 'Fair' : 'Mail')

/** Leads of the last months, with a history that says when each value was written. */
async function plantPast(): Promise<void> {
  const { ownerPool } = world.database
  const put = (text: string, values: unknown[]) => ownerPool.query(text, [world.home, ...values])
  const contactIds = places.map((place) => idOf('aaaa', place))
  const leadIds = places.map((place) => idOf('bbbb', place))
  const entered = places.map((place) => day(place))
  const decided = places.map((place) => day(place, 30))
  const stages = places.map((place) => (isWon(place) ? 7 : 22))
  await put(
    `insert into contacts (workspace_id, id, full_name, created_at) select $1, * from unnest($2::uuid[], $3::text[], $4::timestamptz[])`,
    [contactIds, places.map((place) => `Person ${place}`), entered],
  )
  await put(
    `insert into leads (workspace_id, id, contact_id, entered_at, stage_id, stage_since, created_at, external_id, external_source)
     select $1, l.id, l.contact, l.entered, l.stage, l.decided, l.entered, l.key, 'test'
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::smallint[], $6::timestamptz[], $7::text[]) l(id, contact, entered, stage, decided, key)`,
    [leadIds, contactIds, entered, stages, decided, places.map(String)],
  )
  await put(
    `insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind)
     select $1, * from unnest($2::uuid[], $3::smallint[], $4::timestamptz[], $5::text[])`,
    [leadIds, places.map(() => 1), entered, places.map(() => 'entry')],
  )
  await put(
    `insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind)
     select $1, * from unnest($2::uuid[], $3::smallint[], $4::timestamptz[], $5::text[])`,
    [leadIds, stages, decided, places.map((place) => (isWon(place) ? 'forward' : 'exit'))],
  )
  const written = (
    field: string,
    how: { at: Date[]; assumed: boolean; valueAt: (place: number) => unknown },
  ) =>
    put(
      `insert into attribute_changes (workspace_id, record_kind, record_id, known_from, assumed, source_kind, changed)
       select $1, 'lead', w.id, w.at, $4, 'member', w.changed from unnest($2::uuid[], $3::timestamptz[], $5::jsonb[]) w(id, at, changed)`,
      [leadIds, how.at, how.assumed, places.map((place) => JSON.stringify({ [field]: how.valueAt(place) }))],
    )
  await written('origin', { at: entered, assumed: false, valueAt: originOf })
  // Sales corrects the origin long after the outcome: whoever reads the present value would be cheating.
  await written('origin', {
    at: decided,
    assumed: false,
    valueAt: (place) => (isWon(place) ? 'Fair' : 'Mail'),
  })
  await written('custom.verdict', {
    at: decided.map((at) => new Date(at.getTime() + dayMs)),
    assumed: false,
    valueAt: isWon,
  })
  await written('segment', { at: entered, assumed: true, valueAt: (place) => ['Small', 'Large'][place % 2] })
  await written('custom.note', {
    at: entered,
    assumed: true,
    valueAt: (place) => (isWon(place) ? 'signed' : 'gone'),
  })
}

const overview = async () => (await world.as('ines').get('/api/v1/learning')).body
const survey = async (): Promise<SurveyView> => (await overview()).survey

async function findAttribute(name: string): Promise<AttributeSuspicion> {
  const found = (await survey()).attributes.find(({ attribute }) => attribute === name)
  if (found === undefined) throw new Error(`no attribute ${name}`)
  return found
}

async function trainAs(name: string, more: Record<string, unknown> = {}): Promise<ModelView | string> {
  const body = { name, split: { kind: 'time' }, ...more }
  const asked = await world.as('ines').post('/api/v1/learning/trainings', body)
  expect(asked.status).toBe(202)
  await world.runJobs()
  const run = (await world.as('ines').get(`/api/v1/learning/runs/${asked.body.id}`)).body
  if (run.modelId === null) return run.failure
  return (await world.as('theo').get(`/api/v1/learning/models/${run.modelId}`)).body
}

async function model(name: string, more: Record<string, unknown> = {}): Promise<ModelView> {
  const found = await trainAs(name, more)
  if (typeof found === 'string') throw new TypeError(found)
  return found
}

const mark = (field: string, said: string | null) =>
  world.as('ines').patch('/api/v1/learning/marks', { marks: [{ recordKind: 'lead', field, mark: said }] })

beforeAll(async () => {
  world = await openWorld()
  for (const label of ['Verdict', 'Note'])
    await world.as('aylin').post('/api/v1/fields', { recordKind: 'lead', label, type: 'text' })
  await plantPast()
  const asked = await world.as('ines').post('/api/v1/learning/surveys', {})
  expect(asked.status).toBe(202)
  await world.runJobs()
})

describe('a survey', () => {
  test('counts won and lost by the rule', async () => {
    expect((await survey()).counts).toMatchObject({ won: 96, lost: 144, open: 0, early: 0, datedShare: 1 })
  })

  test('refuses an attribute whose values were written after the outcome, and says so', async () => {
    const verdict = await findAttribute('lead.custom.verdict')
    expect(verdict).toMatchObject({ standing: 'refused', lateShare: 1 })
    expect(verdict.because[0]).toBe('100 % of its values were first written after the outcome.')
  })

  test('takes an attribute that its history proves, although it was edited later', async () => {
    expect(await findAttribute('lead.origin')).toMatchObject({ standing: 'dated', lateShare: 0 })
  })

  test('leaves what nothing dates to a person, the suspicious first', async () => {
    const undated = (await survey()).attributes.filter(({ standing }) => standing === 'undated')
    expect(undated.map(({ attribute }) => attribute)).toEqual(['lead.custom.note', 'lead.segment'])
    expect(undated[0]?.telling).toEqual([
      { value: 'gone', rows: 144, rate: 0 },
      { value: 'signed', rows: 96, rate: 1 },
    ])
  })

  test('proposes an order of time where entries are dated', async () => {
    expect((await survey()).proposedSplit).toMatchObject({ kind: 'time' })
  })
})

describe('a training', () => {
  test('reads what is proved or marked, and nothing else', async () => {
    await mark('segment', 'known_on_arrival')
    const found = await model('Marked')
    expect(found.features.map(({ attribute, because }) => [attribute, because])).toEqual([
      ['lead.origin', 'dated'],
      ['lead.segment', 'marked'],
    ])
    expect(found.leftOut.map(({ attribute }) => attribute).toSorted()).toEqual([
      'lead.custom.note',
      'lead.custom.verdict',
    ])
  })

  test('cannot be talked into reading what history refuses', async () => {
    await mark('custom.verdict', 'known_on_arrival')
    const found = await model('Cheat')
    expect(found.features.map(({ attribute }) => attribute)).not.toContain('lead.custom.verdict')
    await mark('custom.verdict', null)
  })

  test('learns from values as they were on arrival, not as they were edited later', async () => {
    const { evaluation } = await model('Then')
    expect(evaluation.auc).toBeGreaterThan(0.6)
    expect(evaluation.auc).toBeLessThan(0.9)
  })

  test('teaches with the older leads and judges with the newer ones', async () => {
    const found = await model('In time')
    expect(found).toMatchObject({ timeOrdered: true, rows: 180, heldRows: 60 })
    expect(found.evaluation.deciles).toHaveLength(10)
  })

  test('by a key says that it is not ordered by time', async () => {
    const found = await model('By key', { split: { kind: 'key', key: 'lead.externalId', parts: 5 } })
    expect(found).toMatchObject({ timeOrdered: false, rows: 240, heldRows: 240 })
    expect(found.splitWords).toContain('Not ordered by time: 5 parts by id in the source')
  })

  test('of too few leads ends with the reason', async () => {
    const failure = await trainAs('Few', {
      outcome: { lostStages: [], agedOutDays: 0 },
      momentHours: 24 * 31,
    })
    expect(failure).toContain('There are 0 won and')
  })

  test('makes a model that nobody can change', async () => {
    await model('Frozen')
    const change = world.scope('aylin', ({ client }) =>
      client.query('update learning_models set name = $1 where workspace_id = $2', ['Other', world.home]),
    )
    await expect(change).rejects.toThrow('permission denied')
  })

  test('is begun by nobody but a person: marks alone train nothing', async () => {
    const before = (await world.as('theo').get('/api/v1/learning/models')).body.total
    await mark('segment', 'known_on_arrival')
    await world.runJobs()
    expect((await world.as('theo').get('/api/v1/learning/models')).body.total).toBe(before)
  })
})

describe('the explanation of a lead', () => {
  const explained = async (found: ModelView, place: number): Promise<LeadExplanation> =>
    (await world.as('mara').get(`/api/v1/learning/models/${found.id}/leads/${idOf('bbbb', place)}`)).body

  test('adds up to the chance and says it in words', async () => {
    const found = await model('Explained')
    const { contributions, chance, averageChance } = await explained(found, 0)
    const logOdds = (share: number) => Math.log(share / (1 - share))
    const sum = contributions.reduce((all, one) => all + one.logOdds, logOdds(averageChance))
    expect(sum).toBeCloseTo(logOdds(chance), 8)
    expect(contributions[0]?.words).toMatch(/^Origin is Fair: this multiplies the odds by/)
  })

  test('reads the lead as it was known then', async () => {
    const found = await model('As of')
    const place = places.find((one) => isWon(one) && originOf(one) === 'Mail') ?? 0
    const { contributions } = await explained(found, place)
    expect(contributions.find(({ attribute }) => attribute === 'lead.origin')?.value).toBe('Mail')
  })
})

describe('runs', () => {
  test('come one after the other, and can be stopped', async () => {
    const first = await world.as('ines').post('/api/v1/learning/surveys', {})
    const second = await world.as('theo').post('/api/v1/learning/surveys', {})
    expect(second.status).toBe(409)
    const stopped = await world.as('theo').post(`/api/v1/learning/runs/${first.body.id}/cancellation`)
    expect(stopped.body.state).toBe('cancelling')
    await world.runJobs()
    expect((await overview()).run.state).toBe('cancelled')
    const again = await world.as('theo').post(`/api/v1/learning/runs/${first.body.id}/cancellation`)
    expect(again.status).toBe(409)
  })
})

describe('who may', () => {
  test('a viewer looks and does nothing', async () => {
    const noor = world.as('noor')
    expect((await noor.get('/api/v1/learning')).body.can).toEqual({ work: false })
    const acts = await Promise.all([
      noor.post('/api/v1/learning/surveys', {}),
      noor.post('/api/v1/learning/trainings', { name: 'Mine', split: { kind: 'time' } }),
      noor.patch('/api/v1/learning/marks', { marks: [{ recordKind: 'lead', field: 'origin', mark: null }] }),
    ])
    expect(acts.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  test('somebody signed out is sent to sign in', async () => {
    expect((await world.stranger().get('/api/v1/learning')).status).toBe(401)
    expect((await world.stranger().get('/api/v1/learning/models')).status).toBe(401)
  })

  test('a member of another workspace finds nothing', async () => {
    const { id } = await model('Ours')
    const rita = world.as('rita')
    expect((await rita.get(`/api/v1/learning/models/${id}`)).status).toBe(404)
    expect((await rita.get(`/api/v1/learning/models/${id}/leads/${idOf('bbbb', 1)}`)).status).toBe(404)
    expect((await rita.get('/api/v1/learning')).body).toMatchObject({ run: null, survey: null })
  })

  test('a field that nobody has takes no mark', async () => {
    const refused = await mark('custom.nowhere', 'known_on_arrival')
    expect(refused.status).toBe(404)
    expect(refused.body.error.place).toBe('marks.0.field')
  })
})

describe('an agreement on a learned score', () => {
  const agree = (modelId: string) =>
    world.as('aylin').post('/api/v1/agreements', {
      title: `Promising leads ${modelId}`,
      body: { kind: 'fitted_score', modelId, usedFor: 'Sales calls these first.', threshold: 0.5 },
    })

  test('names a model that was trained', async () => {
    expect((await agree((await model('To be signed')).id)).status).toBe(201)
  })

  test('is refused where no such model is there', async () => {
    const refused = await agree(idOf('cccc', 1))
    expect(refused.status).toBe(400)
    expect(refused.body.error.place).toBe('body.modelId')
  })
})
