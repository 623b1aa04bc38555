import { beforeAll, describe, expect, test } from 'vitest'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

type Stage = { id: string; name: string; outcome: string }

let world: World
let pipelineId: string
let stages: Record<string, string>

const mara = () => world.as('mara')
const tomorrow = '2026-05-12T09:00:00.000Z'
const unknownId = '0190b2a5-0000-7000-8000-000000000000'

beforeAll(async () => {
  world = await openWorld()
  const [pipeline] = (await mara().get('/api/v1/pipelines')).body.items
  pipelineId = pipeline.id
  stages = Object.fromEntries(pipeline.stages.map((stage: Stage) => [stage.name, stage.id]))
})

const stage = (name: string): string => stages[name] ?? ''

const open = async (body: Record<string, unknown> = {}) => {
  const answer = await mara().post('/api/v1/deals', { name: 'A deal', ...body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

const move = (id: string, to: string, more: Record<string, unknown> = {}) =>
  mara().post(`/api/v1/deals/${id}/stage-changes`, { stageId: stage(to), ...more })

const undo = (id: string, changeId: number) => mara().delete(`/api/v1/deals/${id}/stage-changes/${changeId}`)

const kindsOf = async (id: string): Promise<string[]> => {
  const answer = await mara().get(`/api/v1/events?subjectKind=deal&subjectId=${id}`)
  return answer.body.items.map((one: { kind: string }) => one.kind)
}

const added = async (list: string, body: Record<string, unknown>): Promise<string> => {
  const answer = await world.as(list === 'campaigns' ? 'theo' : 'mara').post(`/api/v1/${list}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

async function addProduct(name: string): Promise<string> {
  const id = crypto.randomUUID()
  await world.database.ownerPool.query(
    `insert into products (workspace_id, id, name, name_key, list_price, created_at)
       values ($1, $2, $3, lower($3), 99.5, now())`,
    [world.home, id, name],
  )
  return id
}

describe('the default pipeline', () => {
  test('stands in every workspace, open stages first, then won and lost', async () => {
    const { body } = await world.as('noor').get('/api/v1/pipelines')
    expect(body.items).toHaveLength(1)
    expect(body.items[0].stages.map((one: Stage) => one.outcome)).toEqual([
      'open',
      'open',
      'open',
      'open',
      'won',
      'lost',
    ])
    expect((await world.as('rita').get('/api/v1/pipelines')).body.items[0].id).not.toBe(pipelineId)
  })

  test('is not for strangers, nor are the products', async () => {
    expect((await world.stranger().get('/api/v1/pipelines')).status).toBe(401)
    expect((await world.stranger().get('/api/v1/products')).status).toBe(401)
  })
})

describe('products', () => {
  test('are listed by name with their price, for their own workspace', async () => {
    await addProduct('Zebra')
    await addProduct('Anvil')
    expect((await world.as('noor').get('/api/v1/products')).body.items).toMatchObject([
      { name: 'Anvil', listPrice: '99.50', series: null },
      { name: 'Zebra' },
    ])
    expect((await world.as('rita').get('/api/v1/products')).body.items).toEqual([])
  })
})

describe('opening a deal', () => {
  test('enters the first open stage in the currency of the workspace, with one dated row and one event', async () => {
    const accountId = await added('accounts', { name: 'Acme' })
    const contactId = await added('contacts', { name: 'Ada Buyer', accountId })
    const campaignId = await added('campaigns', { name: 'Spring' })
    const lead = await mara().post('/api/v1/leads', { contactId, origin: 'Webinar', campaignId })
    const deal = await open({
      name: 'Acme renewal',
      accountId,
      contactId,
      leadId: lead.body.id,
      ownerId: world.ids.mara,
      amount: '1200.5',
      expectedCloseOn: '2026-06-30',
    })
    expect(deal).toMatchObject({
      name: 'Acme renewal',
      stageId: stage('Discovery'),
      outcome: 'open',
      currency: 'EUR',
      amount: '1200.50',
      account: { name: 'Acme' },
      contact: { name: 'Ada Buyer' },
      owner: { name: 'Mara Lind' },
      openedBy: 'Spring',
      openedAt: noon.toISOString(),
      closedAt: null,
      can: { edit: true, move: true, remove: true },
    })
    expect(deal.stageChanges).toMatchObject([{ kind: 'entry', fromStageId: null }])
    expect(await kindsOf(deal.id)).toEqual(['deal.opened'])
  })

  test('names the origin of its lead where no campaign opened the door', async () => {
    const contactId = await added('contacts', { name: 'Ned Cold' })
    const lead = await mara().post('/api/v1/leads', { contactId, origin: 'Referral' })
    expect((await open({ leadId: lead.body.id })).openedBy).toBe('Referral')
  })

  test('at the won stage is closed at once; at the lost one it is refused', async () => {
    expect(await open({ stageId: stage('Won') })).toMatchObject({
      outcome: 'won',
      closedAt: noon.toISOString(),
    })
    const answer = await mara().post('/api/v1/deals', { name: 'Stillborn', stageId: stage('Lost') })
    expect(answer.body.error).toMatchObject({ code: 'not-possible-now', place: 'stageId' })
  })

  test('is refused without a name, with an amount that is none, and for what is not there', async () => {
    const tries = [
      {},
      { name: '  ' },
      { name: 'X', amount: '12.345' },
      { name: 'X', accountId: unknownId },
      { name: 'X', pipelineId: unknownId },
      { name: 'X', stageId: unknownId },
    ]
    const answers = await Promise.all(tries.map((body) => mara().post('/api/v1/deals', body)))
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400, 404, 404])
  })

  test('is not for viewers or strangers', async () => {
    expect((await world.as('noor').post('/api/v1/deals', { name: 'X' })).body.error.code).toBe('not-allowed')
    expect((await world.stranger().post('/api/v1/deals', { name: 'X' })).body.error.code).toBe('signed-out')
  })
})

describe('changing a deal', () => {
  test('writes a dated row that says what stood before, and finds the deal by its new name', async () => {
    const { id } = await open({ name: 'Oldname', amount: '10' })
    const answer = await mara().patch(`/api/v1/deals/${id}`, { name: 'Newname', amount: null })
    expect(answer.body).toMatchObject({ name: 'Newname', amount: null })
    const history = await mara().get(`/api/v1/records/deal/${id}/attribute-changes`)
    expect(history.body.items[0].fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'name', before: 'Oldname', after: 'Newname' }),
        expect.objectContaining({ field: 'amount', after: null }),
      ]),
    )
    const found = async (q: string) => (await mara().get(`/api/v1/deals?q=${q}`)).body.total
    expect([await found('newname'), await found('oldname')]).toEqual([1, 0])
    expect(await kindsOf(id)).toEqual(['deal.changed', 'deal.opened'])
  })

  test('is found by the words of its company and person', async () => {
    const accountId = await added('accounts', { name: 'Quixotic Mills' })
    const { id } = await open({ name: 'Unnamed', accountId })
    const found = (await mara().get('/api/v1/deals?q=quixotic')).body.items
    expect(found).toMatchObject([{ id }])
  })

  test('is not for viewers, strangers or a deal in the trash', async () => {
    const { id } = await open()
    const change = { nextStep: 'Call' }
    expect((await world.as('noor').patch(`/api/v1/deals/${id}`, change)).status).toBe(403)
    expect((await world.stranger().patch(`/api/v1/deals/${id}`, change)).status).toBe(401)
    await mara().delete(`/api/v1/deals/${id}`)
    expect((await mara().patch(`/api/v1/deals/${id}`, change)).status).toBe(404)
  })
})

describe('moving a deal', () => {
  test('goes forward and back among open stages without a reason', async () => {
    const { id } = await open()
    moveClock(tomorrow)
    const forward = await move(id, 'Proposal', { fromStageId: stage('Discovery') })
    moveClock(noon)
    expect(forward.status).toBe(201)
    expect(forward.body).toMatchObject({ stageId: stage('Proposal'), stageSince: tomorrow, closedAt: null })
    await move(id, 'Evaluation')
    const { body } = await mara().get(`/api/v1/deals/${id}`)
    const kinds = body.stageChanges.map((one: { kind: string }) => one.kind)
    expect(kinds.toSorted()).toEqual(['backward', 'entry', 'forward'])
  })

  test('to won closes it now', async () => {
    const { id } = await open()
    moveClock(tomorrow)
    const answer = await move(id, 'Won')
    moveClock(noon)
    expect(answer.body).toMatchObject({ outcome: 'won', closedAt: tomorrow, lostReason: null })
    expect(answer.body.stageChanges.at(-1)).toMatchObject({ kind: 'close', actor: { name: 'Mara Lind' } })
    expect(await kindsOf(id)).toEqual(['deal.moved', 'deal.opened'])
  })

  test('to lost needs a reason, which is kept', async () => {
    const { id } = await open()
    const refused = await move(id, 'Lost')
    expect(refused.body.error).toMatchObject({ code: 'not-possible-now', place: 'reason' })
    expect(await kindsOf(id)).toEqual(['deal.opened'])
    const answer = await move(id, 'Lost', { reason: 'Chose a competitor' })
    expect(answer.body).toMatchObject({
      outcome: 'lost',
      lostReason: 'Chose a competitor',
      closedAt: noon.toISOString(),
    })
  })

  test('out of a closed stage reopens it', async () => {
    const { id } = await open()
    await move(id, 'Lost', { reason: 'Silence' })
    expect((await move(id, 'Commit')).body).toMatchObject({
      outcome: 'open',
      closedAt: null,
      lostReason: null,
    })
  })

  test('to where it stands, or to a stage of no pipeline, is refused', async () => {
    const { id } = await open()
    expect((await move(id, 'Discovery')).body.error.code).toBe('not-possible-now')
    const answer = await mara().post(`/api/v1/deals/${id}/stage-changes`, { stageId: unknownId })
    expect(answer.body.error).toMatchObject({ code: 'not-found', place: 'stageId' })
  })

  test('that somebody else moved meanwhile is refused', async () => {
    const { id } = await open()
    const seen = { fromStageId: stage('Discovery') }
    const answers = await Promise.all([move(id, 'Won', seen), move(id, 'Proposal', seen)])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409])
    expect(answers.find((answer) => answer.status === 409)?.body.error.code).toBe('changed-meanwhile')
  })

  test('is not for viewers or strangers', async () => {
    const { id } = await open()
    const path = `/api/v1/deals/${id}/stage-changes`
    expect((await world.as('noor').post(path, { stageId: stage('Won') })).status).toBe(403)
    expect((await world.stranger().post(path, { stageId: stage('Won') })).status).toBe(401)
  })
})

describe('undoing a move of a deal', () => {
  test('reopens a deal that was won by a slip', async () => {
    const { id } = await open()
    const won = await move(id, 'Won')
    const answer = await undo(id, won.body.stageChanges.at(-1).id)
    expect(answer.body).toMatchObject({
      stageId: stage('Discovery'),
      outcome: 'open',
      closedAt: null,
      stageChanges: [{ kind: 'entry' }],
    })
    expect(await kindsOf(id)).toEqual(['deal.move-undone', 'deal.moved', 'deal.opened'])
    const { rows } = await world.database.ownerPool.query(
      `select 1 from removals where workspace_id = $1 and relation = 'deal_stage_changes' and row_key = $2`,
      [world.home, String(won.body.stageChanges.at(-1).id)],
    )
    expect(rows).toHaveLength(1)
  })

  test('closes again a deal that was reopened by a slip, as it was closed before', async () => {
    const { id } = await open()
    await move(id, 'Lost', { reason: 'Silence' })
    moveClock(tomorrow)
    const reopened = await move(id, 'Commit')
    const answer = await undo(id, reopened.body.stageChanges.at(-1).id)
    moveClock(noon)
    expect(answer.body).toMatchObject({
      outcome: 'lost',
      closedAt: noon.toISOString(),
      stageSince: noon.toISOString(),
      lostReason: 'Silence',
    })
  })

  test('gives an imported deal back the day and the reason that its file knew', async () => {
    const { id } = await open({ stageId: stage('Won') })
    await world.database.ownerPool.query(
      `update deals set outcome = 'lost', stage_id = $2, closed_at = '2026-01-15', lost_reason = 'Price' where id = $1`,
      [id, stage('Lost')],
    )
    await world.database.ownerPool.query(
      'update deal_stage_changes set to_stage_id = $2 where deal_id = $1',
      [id, stage('Lost')],
    )
    const reopened = await move(id, 'Commit')
    const answer = await undo(id, reopened.body.stageChanges.at(-1).id)
    expect(answer.body).toMatchObject({
      outcome: 'lost',
      closedAt: '2026-01-15T00:00:00.000Z',
      lostReason: 'Price',
    })
  })

  test('is refused for an earlier move, for the opening and for a move of another deal', async () => {
    const [one, other] = [await open(), await open()]
    const first = (await move(one.id, 'Evaluation')).body.stageChanges.at(-1).id
    await move(one.id, 'Proposal')
    expect((await undo(one.id, first)).body.error.code).toBe('not-possible-now')
    expect((await undo(other.id, other.stageChanges[0].id)).body.error.code).toBe('not-possible-now')
    expect((await undo(other.id, first)).body.error.code).toBe('not-found')
  })

  test('is not for viewers or strangers', async () => {
    const { id } = await open()
    const { body } = await move(id, 'Won')
    const path = `/api/v1/deals/${id}/stage-changes/${body.stageChanges.at(-1).id}`
    expect((await world.as('noor').delete(path)).status).toBe(403)
    expect((await world.stranger().delete(path)).status).toBe(401)
  })
})

describe('the trash of deals', () => {
  test('hides a deal from list and board until it is restored', async () => {
    const { id } = await open({ name: 'Comeback' })
    const seen = async () => {
      const list = await mara().get('/api/v1/deals?q=comeback')
      const board = await mara().get(`/api/v1/pipelines/${pipelineId}/board?q=comeback`)
      return [list.body.total, board.body.columns[0].count]
    }
    expect((await mara().delete(`/api/v1/deals/${id}`)).status).toBe(204)
    expect(await seen()).toEqual([0, 0])
    expect((await mara().get('/api/v1/deals?q=comeback&deleted=true')).body.total).toBe(1)
    expect((await mara().delete(`/api/v1/deals/${id}`)).status).toBe(404)
    expect((await move(id, 'Won')).status).toBe(404)
    expect((await mara().post(`/api/v1/deals/${id}/restoration`)).body.deletedAt).toBeNull()
    expect(await seen()).toEqual([1, 1])
    expect((await mara().post(`/api/v1/deals/${id}/restoration`)).status).toBe(404)
    expect(await kindsOf(id)).toEqual(['deal.restored', 'deal.trashed', 'deal.opened'])
  })

  test('is not for viewers or strangers', async () => {
    const { id } = await open()
    for (const [client, status] of [
      [world.as('noor'), 403],
      [world.stranger(), 401],
    ] as const) {
      expect((await client.delete(`/api/v1/deals/${id}`)).status).toBe(status)
      expect((await client.post(`/api/v1/deals/${id}/restoration`)).status).toBe(status)
    }
  })
})

describe('a deal of another workspace', () => {
  test('cannot be read, changed, moved, trashed or put on a board', async () => {
    const deal = await open()
    const { body } = await move(deal.id, 'Won')
    const rita = world.as('rita')
    const path = `/api/v1/deals/${deal.id}`
    const tries = [
      rita.get(path),
      rita.patch(path, { nextStep: 'X' }),
      rita.post(`${path}/stage-changes`, { stageId: stage('Lost'), reason: 'X' }),
      rita.delete(`${path}/stage-changes/${body.stageChanges[1].id}`),
      rita.delete(path),
      rita.post(`${path}/restoration`),
      rita.get(`/api/v1/pipelines/${pipelineId}/board`),
      rita.post('/api/v1/deals', { name: 'X', pipelineId }),
    ]
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual(tries.map(() => 404))
    expect((await rita.get('/api/v1/deals')).body).toMatchObject({ items: [], total: 0 })
    expect((await mara().get(path)).body.outcome).toBe('won')
  })
})

describe('the list and the board of deals', () => {
  const q = 'q=harvest'
  let ids: Record<string, string>
  let accountId: string
  let contactId: string
  let productId: string

  const listed = async (query: string) => {
    const answer = await mara().get(`/api/v1/deals?${q}&${query}`)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.total).toBe(answer.body.items.length)
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
    return answer.body.items.map((one: { id: string }) => names.get(one.id)).toSorted()
  }

  beforeAll(async () => {
    accountId = await added('accounts', { name: 'Listed Ltd' })
    contactId = await added('contacts', { name: 'Lena Listed' })
    productId = await addProduct('Listed product')
    const deal = async (body: Record<string, unknown>) =>
      (await open({ name: 'Harvest deal', ...body })).id as string
    ids = {
      plain: await deal({ amount: '0.10' }),
      blank: await deal({ ownerId: world.ids.mara }),
      owned: await deal({ amount: '0.20', accountId, contactId, ownerId: world.ids.mara, nextStep: 'Call' }),
      won: await deal({ amount: '99.99', productId }),
      lost: await deal({ amount: '5' }),
      evaluated: await deal({ amount: '1000000.01' }),
    }
    moveClock('2026-03-31T23:59:59.000Z')
    await move(ids['won'] ?? '', 'Won')
    moveClock('2026-04-01T00:00:00.000Z')
    await move(ids['lost'] ?? '', 'Lost', { reason: 'Price' })
    moveClock(noon)
    await move(ids['evaluated'] ?? '', 'Evaluation')
  })

  test('are filtered by stage, outcome, owner, company, person, product and next step', async () => {
    expect(await listed(`pipeline=${pipelineId}`)).toHaveLength(6)
    expect(await listed(`stage=${stage('Evaluation')}`)).toEqual(['evaluated'])
    expect(await listed('outcome=open')).toEqual(['blank', 'evaluated', 'owned', 'plain'])
    expect(await listed(`owner=${world.ids.mara}`)).toEqual(['blank', 'owned'])
    expect(await listed('owner=none')).toEqual(['evaluated', 'lost', 'plain', 'won'])
    expect(await listed(`account=${accountId}`)).toEqual(['owned'])
    expect(await listed('account=none')).toHaveLength(5)
    expect(await listed(`contact=${contactId}`)).toEqual(['owned'])
    expect(await listed(`product=${productId}`)).toEqual(['won'])
    expect(await listed('noNextStep=true')).toEqual(['blank', 'evaluated', 'plain'])
  })

  test('are filtered by the day of closing, both days included', async () => {
    expect(await listed('closedTo=2026-03-31')).toEqual(['won'])
    expect(await listed('closedFrom=2026-04-01')).toEqual(['lost'])
    expect(await listed('closedFrom=2026-03-31&closedTo=2026-04-01')).toEqual(['lost', 'won'])
  })

  test('find the deals of a person who was merged under the one who stays', async () => {
    const [stays, goes] = [
      await added('contacts', { name: 'Stays Here' }),
      await added('contacts', { name: 'Goes Away' }),
    ]
    const { id } = await open({ name: 'Inherited', contactId: goes })
    await mara().post('/api/v1/merges', { recordKind: 'contact', winnerId: stays, loserId: goes })
    const { items } = (await mara().get(`/api/v1/deals?contact=${stays}`)).body
    expect(items).toMatchObject([{ id, contact: { id: stays, name: 'Stays Here' } }])
  })

  test.each([
    'createdAt',
    '-createdAt',
    'amount',
    '-amount',
    'closedAt',
    '-closedAt',
    'stageSince',
    '-stageSince',
  ])('come whole in the order of %s, page by page, those without a value last', async (sort) => {
    const all = await mara().get(`/api/v1/deals?sort=${sort}&limit=200`)
    const key = sort.replace('-', '')
    const keys = all.body.items.map((one: Record<string, string | null>) => one[key])
    const valued = keys.filter((value: string | null) => value !== null)
    if (key !== 'createdAt') {
      expect(keys).toEqual([...valued, ...keys.filter((value: string | null) => value === null)])
      const alphabetical = (a: string, b: string) => (a < b ? -1 : 1)
      const numerical = (a: string, b: string) => Number(a) - Number(b)
      const order = key === 'amount' ? numerical : alphabetical
      const ordered = valued.toSorted(order)
      expect(valued).toEqual(sort.startsWith('-') ? ordered.toReversed() : ordered)
    }
    const found: string[] = []
    let cursor = ''
    do {
      const page = await mara().get(`/api/v1/deals?sort=${sort}&limit=5${cursor}`)
      found.push(...page.body.items.map((one: { id: string }) => one.id))
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
    } while (cursor !== '')
    expect(found).toEqual(all.body.items.map((one: { id: string }) => one.id))
    expect(found).toHaveLength(all.body.total)
  })

  test('refuse a cursor of another order', async () => {
    const page = await mara().get('/api/v1/deals?sort=amount&limit=1')
    const answer = await mara().get(`/api/v1/deals?sort=-amount&cursor=${page.body.nextCursor}`)
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'cursor' })
  })

  test('show the same counts, totals and cards under the same filter', async () => {
    for (const filter of ['', q, `${q}&owner=${world.ids.mara}`, `${q}&outcome=won`]) {
      const board = await mara().get(`/api/v1/pipelines/${pipelineId}/board?${filter}`)
      const list = await mara().get(`/api/v1/deals?limit=200&${filter}`)
      expect(board.body.columns).toHaveLength(6)
      for (const column of board.body.columns) {
        const own = list.body.items.filter((deal: { stageId: string }) => deal.stageId === column.stage.id)
        const cents = own.map((deal: { amount: string | null }) => Math.round(Number(deal.amount ?? 0) * 100))
        const total = cents.reduce((sum: number, one: number) => sum + one, 0)
        expect(column).toMatchObject({
          count: own.length,
          total: (total / 100).toFixed(2),
          withoutAmount: own.filter((deal: { amount: string | null }) => deal.amount === null).length,
        })
        const cards = column.cards.map((card: { id: string }) => card.id)
        expect(cards.toSorted()).toEqual(own.map((deal: { id: string }) => deal.id).toSorted())
      }
    }
  })

  test('are for viewers, and not for strangers', async () => {
    const board = `/api/v1/pipelines/${pipelineId}/board`
    expect((await world.as('noor').get(board)).status).toBe(200)
    expect((await world.stranger().get(board)).status).toBe(401)
    expect((await world.stranger().get('/api/v1/deals')).status).toBe(401)
    expect((await mara().get(`/api/v1/pipelines/${unknownId}/board`)).status).toBe(404)
  })
})
