import { beforeAll, describe, expect, test } from 'vitest'
import { moveClock, noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const mara = () => world.as('mara')
const stages = { firstTouch: 1, engaged: 2, mql: 3, sal: 4, won: 7, disqualified: 21, recycled: 23 }

let people = 0
const person = async (body: Record<string, unknown> = {}): Promise<string> => {
  people += 1
  const answer = await mara().post('/api/v1/contacts', { name: `Person ${people}`, ...body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

const begin = async (body: Record<string, unknown> = {}) => {
  const contactId = body['contactId'] ?? (await person())
  const answer = await mara().post('/api/v1/leads', { contactId, ...body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

const move = (id: string, body: Record<string, unknown>) =>
  mara().post(`/api/v1/leads/${id}/stage-changes`, body)

const kindsOf = async (id: string): Promise<string[]> => {
  const answer = await mara().get(`/api/v1/events?subjectKind=lead&subjectId=${id}`)
  return answer.body.items.map((one: { kind: string }) => one.kind)
}

const standingOf = async (contactId: string) => {
  const { stageId, stageSince } = (await mara().get(`/api/v1/contacts/${contactId}`)).body
  return { stageId, stageSince }
}

const unknownId = '0190b2a5-0000-7000-8000-000000000000'

describe('the stages', () => {
  test('begin as defaults: the main line in order up to won, then the exits', async () => {
    const { body } = await world.as('noor').get('/api/v1/stages')
    expect(body.items.map((one: { id: number }) => one.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 21, 22, 23])
    expect(body.items.filter((one: { won: boolean }) => one.won)).toMatchObject([
      { key: 'won', line: 'main' },
    ])
  })

  test('are not for strangers', async () => {
    expect((await world.stranger().get('/api/v1/stages')).status).toBe(401)
  })
})

describe('beginning a lead', () => {
  test('enters the first stage with one dated row and one event', async () => {
    const lead = await begin({ origin: 'Webinar', ownerId: world.ids.mara, nextStep: 'Call' })
    expect(lead).toMatchObject({
      origin: 'Webinar',
      stageId: stages.firstTouch,
      enteredAt: noon.toISOString(),
      stageSince: noon.toISOString(),
      owner: { name: 'Mara Lind' },
      nextStep: 'Call',
      can: { edit: true, move: true, remove: true },
    })
    expect(lead.stageChanges).toMatchObject([
      { fromStageId: null, toStageId: stages.firstTouch, kind: 'entry', actor: { name: 'Mara Lind' } },
    ])
    expect(await kindsOf(lead.id)).toEqual(['lead.begun'])
  })

  test('may lie in the past and at a later stage, and the person stands there', async () => {
    const contactId = await person()
    const enteredAt = '2026-03-01T08:00:00.000Z'
    const lead = await begin({ contactId, stageId: stages.mql, enteredAt })
    expect(lead).toMatchObject({ stageId: stages.mql, stageSince: enteredAt, enteredAt })
    expect(await standingOf(contactId)).toEqual({ stageId: stages.mql, stageSince: enteredAt })
  })

  test('never lies in the future', async () => {
    const answer = await mara().post('/api/v1/leads', {
      contactId: await person(),
      enteredAt: '2026-05-11T12:00:01.000Z',
    })
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'enteredAt' })
  })

  test('never begins at an exit', async () => {
    const answer = await mara().post('/api/v1/leads', {
      contactId: await person(),
      stageId: stages.disqualified,
    })
    expect(answer.body.error).toMatchObject({ code: 'not-possible-now', place: 'stageId' })
  })

  test('is refused for a stage, a person or a campaign that is not there', async () => {
    const contactId = await person()
    const tries = [{ contactId, stageId: 99 }, { contactId: unknownId }, { contactId, campaignId: unknownId }]
    const answers = await Promise.all(tries.map((body) => mara().post('/api/v1/leads', body)))
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 400])
  })

  test('is not for viewers or strangers', async () => {
    const contactId = await person()
    expect((await world.as('noor').post('/api/v1/leads', { contactId })).body.error.code).toBe('not-allowed')
    expect((await world.stranger().post('/api/v1/leads', { contactId })).body.error.code).toBe('signed-out')
  })
})

describe('changing a lead', () => {
  test('writes a dated row that says what stood before', async () => {
    const { id } = await begin({ origin: 'Webinar' })
    const answer = await mara().patch(`/api/v1/leads/${id}`, { origin: null, segment: 'Enterprise' })
    expect(answer.body).toMatchObject({ origin: null, segment: 'Enterprise' })
    const history = await mara().get(`/api/v1/records/lead/${id}/attribute-changes`)
    expect(history.body.items[0].fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'origin', before: 'Webinar', after: null }),
        expect.objectContaining({ field: 'segment', before: null, after: 'Enterprise' }),
      ]),
    )
    expect(await kindsOf(id)).toEqual(['lead.changed', 'lead.begun'])
  })

  test('is refused for an owner who is not a member', async () => {
    const { id } = await begin()
    const answer = await mara().patch(`/api/v1/leads/${id}`, { ownerId: world.ids.rita })
    expect(answer.body.error.code).toBe('invalid-input')
  })

  test('is not for viewers, strangers or a lead in the trash', async () => {
    const { id } = await begin()
    const change = { segment: 'SMB' }
    expect((await world.as('noor').patch(`/api/v1/leads/${id}`, change)).status).toBe(403)
    expect((await world.stranger().patch(`/api/v1/leads/${id}`, change)).status).toBe(401)
    await mara().delete(`/api/v1/leads/${id}`)
    expect((await mara().patch(`/api/v1/leads/${id}`, change)).status).toBe(404)
  })
})

describe('moving a lead', () => {
  test('goes forward without a reason, and the person with it', async () => {
    const contactId = await person()
    const { id } = await begin({ contactId })
    moveClock('2026-05-12T09:00:00.000Z')
    const answer = await move(id, { stageId: stages.mql, fromStageId: stages.firstTouch })
    moveClock(noon)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ stageId: stages.mql, stageSince: '2026-05-12T09:00:00.000Z' })
    expect(answer.body.stageChanges.at(-1)).toMatchObject({
      fromStageId: stages.firstTouch,
      toStageId: stages.mql,
      kind: 'forward',
      reason: null,
    })
    expect(await standingOf(contactId)).toEqual({
      stageId: stages.mql,
      stageSince: '2026-05-12T09:00:00.000Z',
    })
    expect(await kindsOf(id)).toEqual(['lead.moved', 'lead.begun'])
  })

  test.each([
    ['backward', stages.engaged],
    ['to an exit', stages.disqualified],
  ])('%s without a reason is refused, and nothing is written', async (_, stageId) => {
    const { id } = await begin({ stageId: stages.mql })
    const answer = await move(id, { stageId })
    expect(answer.status).toBe(409)
    expect(answer.body.error).toMatchObject({ code: 'not-possible-now', place: 'reason' })
    expect((await mara().get(`/api/v1/leads/${id}`)).body).toMatchObject({
      stageId: stages.mql,
      stageChanges: [{ kind: 'entry' }],
    })
    expect(await kindsOf(id)).toEqual(['lead.begun'])
  })

  test('backward and to an exit keeps the reason, and comes back from the exit', async () => {
    const { id } = await begin({ stageId: stages.mql })
    await move(id, { stageId: stages.engaged, reason: 'The budget was withdrawn.' })
    await move(id, { stageId: stages.recycled, reason: 'Not this year.' })
    const answer = await move(id, { stageId: stages.engaged })
    expect(answer.body.stageChanges.slice(1)).toMatchObject([
      { kind: 'backward', reason: 'The budget was withdrawn.' },
      { kind: 'exit', reason: 'Not this year.' },
      { kind: 'forward', reason: null },
    ])
  })

  test('with a reason of nothing but blanks is refused', async () => {
    const { id } = await begin({ stageId: stages.mql })
    expect((await move(id, { stageId: stages.engaged, reason: '   ' })).body.error.code).toBe('invalid-input')
  })

  test('to where it stands is refused', async () => {
    const { id } = await begin()
    expect((await move(id, { stageId: stages.firstTouch, reason: 'Again.' })).body.error.code).toBe(
      'not-possible-now',
    )
  })

  test('that somebody else moved meanwhile is refused', async () => {
    const { id } = await begin()
    const seen = { fromStageId: stages.firstTouch }
    await world.as('theo').post(`/api/v1/leads/${id}/stage-changes`, { ...seen, stageId: stages.engaged })
    const answer = await move(id, { ...seen, stageId: stages.mql })
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('changed-meanwhile')
  })

  test('twice in the same instant moves it once', async () => {
    const { id } = await begin()
    const seen = { fromStageId: stages.firstTouch }
    const answers = await Promise.all([
      move(id, { ...seen, stageId: stages.engaged }),
      world.as('theo').post(`/api/v1/leads/${id}/stage-changes`, { ...seen, stageId: stages.mql }),
    ])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409])
    expect((await mara().get(`/api/v1/leads/${id}`)).body.stageChanges).toHaveLength(2)
  })

  test('is refused to a stage that is not there', async () => {
    const { id } = await begin()
    expect((await move(id, { stageId: 99 })).body.error).toMatchObject({
      code: 'not-found',
      place: 'stageId',
    })
  })

  test('is not for viewers or strangers', async () => {
    const { id } = await begin()
    const path = `/api/v1/leads/${id}/stage-changes`
    const body = { stageId: stages.mql }
    expect((await world.as('noor').post(path, body)).status).toBe(403)
    expect((await world.stranger().post(path, body)).status).toBe(401)
  })
})

describe('undoing a move', () => {
  const moved = async () => {
    const lead = await begin()
    const { body } = await move(lead.id, { stageId: stages.mql })
    return {
      id: lead.id,
      contactId: lead.contact.id,
      entry: body.stageChanges[0],
      last: body.stageChanges[1],
    }
  }
  const undo = (id: string, changeId: number) =>
    mara().delete(`/api/v1/leads/${id}/stage-changes/${changeId}`)

  test('strikes the last one, tells the columnar copy, and the journal keeps both acts', async () => {
    const { id, contactId, last } = await moved()
    const answer = await undo(id, last.id)
    expect(answer.body).toMatchObject({ stageId: stages.firstTouch, stageChanges: [{ kind: 'entry' }] })
    expect(await standingOf(contactId)).toMatchObject({ stageId: stages.firstTouch })
    expect(await kindsOf(id)).toEqual(['lead.move-undone', 'lead.moved', 'lead.begun'])
    const { rows } = await world.database.ownerPool.query(
      `select 1 from removals where workspace_id = $1 and relation = 'stage_changes' and row_key = $2`,
      [world.home, String(last.id)],
    )
    expect(rows).toHaveLength(1)
  })

  test('is refused for an earlier one and for the entry', async () => {
    const { id, entry, last } = await moved()
    await move(id, { stageId: stages.sal })
    expect((await undo(id, last.id)).body.error.code).toBe('not-possible-now')
    expect((await undo(id, entry.id)).body.error.code).toBe('not-possible-now')
    const alone = await begin()
    expect((await undo(alone.id, alone.stageChanges[0].id)).body.error.code).toBe('not-possible-now')
  })

  test('is refused for a move of another lead', async () => {
    const [one, other] = [await moved(), await moved()]
    expect((await undo(one.id, other.last.id)).body.error.code).toBe('not-found')
  })

  test('is not for viewers or strangers', async () => {
    const { id, last } = await moved()
    const path = `/api/v1/leads/${id}/stage-changes/${last.id}`
    expect((await world.as('noor').delete(path)).status).toBe(403)
    expect((await world.stranger().delete(path)).status).toBe(401)
  })
})

describe('the trash of leads', () => {
  test('hides a lead until it is restored, and the person stands nowhere meanwhile', async () => {
    const contactId = await person()
    const { id } = await begin({ contactId, segment: 'Trashed' })
    const listed = async (more = '') =>
      (await mara().get(`/api/v1/leads?segment=Trashed${more}`)).body.items.map(
        (one: { id: string }) => one.id,
      )
    expect((await mara().delete(`/api/v1/leads/${id}`)).status).toBe(204)
    expect([await listed(), await listed('&deleted=true')]).toEqual([[], [id]])
    expect((await standingOf(contactId)).stageId).toBeNull()
    expect((await mara().get(`/api/v1/leads/${id}`)).body.deletedAt).toBe(noon.toISOString())
    expect((await mara().post(`/api/v1/leads/${id}/restoration`)).body.deletedAt).toBeNull()
    expect([await listed(), await listed('&deleted=true')]).toEqual([[id], []])
    expect((await standingOf(contactId)).stageId).toBe(stages.firstTouch)
    expect(await kindsOf(id)).toEqual(['lead.restored', 'lead.trashed', 'lead.begun'])
  })

  test('takes a lead once and gives it back once', async () => {
    const { id } = await begin()
    expect((await mara().post(`/api/v1/leads/${id}/restoration`)).status).toBe(404)
    await mara().delete(`/api/v1/leads/${id}`)
    expect((await mara().delete(`/api/v1/leads/${id}`)).status).toBe(404)
    expect((await move(id, { stageId: stages.mql })).status).toBe(404)
  })

  test('is not for viewers or strangers', async () => {
    const { id } = await begin()
    for (const [client, status] of [
      [world.as('noor'), 403],
      [world.stranger(), 401],
    ] as const) {
      expect((await client.delete(`/api/v1/leads/${id}`)).status).toBe(status)
      expect((await client.post(`/api/v1/leads/${id}/restoration`)).status).toBe(status)
    }
  })
})

describe('where a person stands', () => {
  test('follows the newest pass, and falls back to the one before when it is trashed', async () => {
    const contactId = await person()
    await begin({ contactId, stageId: stages.won, enteredAt: '2026-01-01T00:00:00.000Z' })
    const second = await begin({ contactId, enteredAt: '2026-04-01T00:00:00.000Z' })
    expect((await standingOf(contactId)).stageId).toBe(stages.firstTouch)
    await mara().delete(`/api/v1/leads/${second.id}`)
    expect((await standingOf(contactId)).stageId).toBe(stages.won)
  })

  test('of a merged person follows the lead of the one who went', async () => {
    const [stays, goes] = [await person(), await person()]
    const { id } = await begin({ contactId: goes })
    const pair = { recordKind: 'contact', winnerId: stays, loserId: goes }
    const merge = await mara().post('/api/v1/merges', pair)
    expect(merge.status, merge.text).toBe(201)
    const answer = await move(id, { stageId: stages.mql })
    expect(answer.body.contact.id).toBe(stays)
    expect((await standingOf(stays)).stageId).toBe(stages.mql)
  })
})

describe('a lead of another workspace', () => {
  test('cannot be read, changed, moved, trashed or begun for a person there', async () => {
    const lead = await begin()
    const { body } = await move(lead.id, { stageId: stages.mql })
    const rita = world.as('rita')
    const path = `/api/v1/leads/${lead.id}`
    const tries = [
      rita.get(path),
      rita.patch(path, { segment: 'X' }),
      rita.post(`${path}/stage-changes`, { stageId: stages.won }),
      rita.delete(`${path}/stage-changes/${body.stageChanges[1].id}`),
      rita.delete(path),
      rita.post(`${path}/restoration`),
      rita.post('/api/v1/leads', { contactId: lead.contact.id }),
    ]
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual(tries.map(() => 404))
    expect((await rita.get('/api/v1/leads')).body).toMatchObject({ items: [], total: 0 })
    expect((await mara().get(path)).body.stageId).toBe(stages.mql)
  })
})

describe('the list of leads', () => {
  const segment = 'Listed'
  let ids: Record<string, string>

  const listed = async (query: string) => {
    const answer = await mara().get(`/api/v1/leads?segment=${segment}&${query}`)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.total).toBe(answer.body.items.length)
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
    return answer.body.items.map((one: { id: string }) => names.get(one.id)).toSorted()
  }

  beforeAll(async () => {
    const campaign = await world.as('theo').post('/api/v1/campaigns', { name: 'Spring' })
    const lead = async (body: Record<string, unknown>) => (await begin({ segment, ...body })).id as string
    const zoe = await person({ name: 'Zoe Zander' })
    ids = {
      blank: await lead({ enteredAt: '2026-02-01T00:00:00.000Z' }),
      unknown: await lead({
        origin: 'unknown',
        enteredAt: '2026-02-28T23:59:59.000Z',
        ownerId: world.ids.mara,
      }),
      literal: await lead({ origin: 'none', enteredAt: '2026-03-01T00:00:00.000Z', nextStep: 'Call' }),
      zoe: await lead({ contactId: zoe, campaignId: campaign.body.id, stageId: stages.mql }),
    }
  })

  test('tells a blank origin from the origin unknown', async () => {
    expect(await listed('origin=blank')).toEqual(['blank', 'zoe'])
    expect(await listed('origin=unknown')).toEqual(['unknown'])
    expect(await listed('origin=none')).toEqual(['literal'])
  })

  test('shows leads without a segment only when asked for the blank ones', async () => {
    const { id } = await begin()
    const answer = await mara().get('/api/v1/leads?segment=blank&limit=200')
    const found = answer.body.items.map((one: { id: string }) => one.id)
    expect(found).toContain(id)
    expect(found).not.toContain(ids['blank'])
  })

  test('is filtered by stage, owner, campaign, next step, days of entry and words', async () => {
    expect(await listed(`stage=${stages.mql}`)).toEqual(['zoe'])
    expect(await listed(`stage=${stages.mql}&stage=${stages.firstTouch}`)).toHaveLength(4)
    expect(await listed(`owner=${world.ids.mara}`)).toEqual(['unknown'])
    expect(await listed('owner=none')).toEqual(['blank', 'literal', 'zoe'])
    const [campaign] = (await mara().get('/api/v1/campaigns?q=spring')).body.items
    expect(await listed(`campaign=${campaign.id}`)).toEqual(['zoe'])
    expect(await listed('noNextStep=true')).toEqual(['blank', 'unknown', 'zoe'])
    expect(await listed('enteredFrom=2026-02-01&enteredTo=2026-02-28')).toEqual(['blank', 'unknown'])
    expect(await listed('q=zand')).toEqual(['zoe'])
    expect(await listed('q=%25')).toEqual([])
  })

  test.each(['enteredAt', '-enteredAt', 'stageSince', '-stageSince'])(
    'comes whole in the order of %s, page by page',
    async (sort) => {
      const all = await mara().get(`/api/v1/leads?sort=${sort}&limit=200`)
      const key = sort.replace('-', '')
      const keys = all.body.items.map((one: Record<string, string>) => one[key])
      const ordered = keys.toSorted()
      expect(keys).toEqual(sort.startsWith('-') ? ordered.toReversed() : ordered)
      const found: string[] = []
      let cursor = ''
      do {
        const page = await mara().get(`/api/v1/leads?sort=${sort}&limit=7${cursor}`)
        found.push(...page.body.items.map((one: { id: string }) => one.id))
        cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
      } while (cursor !== '')
      expect(found).toEqual(all.body.items.map((one: { id: string }) => one.id))
      expect(found).toHaveLength(all.body.total)
    },
  )

  test('refuses a cursor of another order', async () => {
    const page = await mara().get('/api/v1/leads?sort=enteredAt&limit=1')
    const answer = await mara().get(`/api/v1/leads?sort=stageSince&cursor=${page.body.nextCursor}`)
    expect(answer.body.error).toMatchObject({ code: 'invalid-input', place: 'cursor' })
  })

  test('is for viewers, and not for strangers', async () => {
    expect((await world.as('noor').get('/api/v1/leads')).status).toBe(200)
    expect((await world.stranger().get('/api/v1/leads')).status).toBe(401)
  })
})
