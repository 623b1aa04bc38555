import { beforeAll, expect, test } from 'vitest'
import type { QualityGroup, QualityRecord } from '../../../contract/data-quality.ts'
import { analyticsInTest } from '../../../test/analytics.ts'
import { crowd } from '../../../test/crowd.ts'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
let leadId: string
const analytics = analyticsInTest()

beforeAll(async () => {
  world = await openWorld({ web: { analytics } })
  await analytics.openOn(world.database.app)
  await crowd(world.database.ownerPool, world.home)
  const { rows } = await world.database.ownerPool.query(
    'select id from leads where workspace_id = $1 order by id limit 1',
    [world.home],
  )
  leadId = rows[0].id
  for (const field of ['won_at', 'origin', 'owner']) await flag(field)
})

async function flag(field: string): Promise<void> {
  await world.database.ownerPool.query(
    `insert into quality_flags (workspace_id, record_kind, record_id, code, field, value, message)
     values ($1, 'lead', $2, 'won-before-contact', $3, '2017-01-01', 'Won before the first contact.')`,
    [world.home, leadId, field],
  )
}

const groups = async (): Promise<QualityGroup[]> =>
  (await world.as('theo').get('/api/v1/data-quality')).body.groups
const groupOf = async (code: string) => (await groups()).find((group) => group.code === code)

async function recordsOf(code: string): Promise<QualityRecord[]> {
  const all: QualityRecord[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const after = cursor === '' ? '' : `&cursor=${cursor}`
    const { body } = await world
      .as('theo')
      .get(`/api/v1/data-quality/${encodeURIComponent(code)}/records?limit=100${after}`)
    all.push(...body.items)
    cursor = body.nextCursor
  }
  return all
}

test('every group opens to exactly the records it counts', async () => {
  const all = await groups()
  expect(all.length).toBeGreaterThan(15)
  for (const { code, count, recordKind } of all) {
    const records = await recordsOf(code)
    expect(records, code).toHaveLength(count)
    expect(new Set(records.map((one) => `${one.recordId} ${one.flagId}`)).size).toBe(count)
    expect(records.every((one) => one.recordKind === recordKind)).toBe(true)
  }
})

test('blanks, missing owners and missing next steps are counted as PostgreSQL counts them', async () => {
  const count = async (text: string) => (await world.database.ownerPool.query(text, [world.home])).rows[0].n
  const leads = `select count(*)::int as n from leads l where workspace_id = $1 and deleted_at is null`
  expect((await groupOf('blank.lead.origin'))?.count).toBe(
    await count(`${leads} and coalesce(origin, '') = ''`),
  )
  expect((await groupOf('blank.contact.mail'))?.count).toBe(
    await count(
      `select count(*)::int as n from contacts where workspace_id = $1 and deleted_at is null and merged_into_id is null and coalesce(email, '') = ''`,
    ),
  )
  const deals = `select count(*)::int as n from deals where workspace_id = $1 and deleted_at is null and outcome = 'open'`
  expect((await groupOf('without-owner.deal'))?.count).toBe(await count(`${deals} and owner_id is null`))
  expect((await groupOf('without-next-step.deal'))?.count).toBe(await count(`${deals} and next_step is null`))
})

test('an origin that is no channel is named, however it is written; a channel is not', async () => {
  const { rows } = await world.database.ownerPool.query(
    'select key from channels where workspace_id = $1 order by id limit 1',
    [world.home],
  )
  const respelt = ` ${String(rows[0].key).toUpperCase()}! `
  await world.database.ownerPool.query(
    'update leads set origin = $3, changed_xid = rapport_xid() where workspace_id = $1 and id = $2',
    [world.home, leadId, respelt],
  )
  const codes = (await groups()).filter(({ family }) => family === 'unmapped').map(({ code }) => code)
  expect(codes).toContain('unmapped.lead.origin.unknown')
  expect(codes).not.toContain(`unmapped.lead.origin.${respelt}`)
})

test('a settled flag is counted no more, once, and can be opened again', async () => {
  const before = (await groupOf('flag.won-before-contact'))?.count
  const [first] = await recordsOf('flag.won-before-contact')
  const path = `/api/v1/data-quality/flags/${first?.flagId}/settlement`
  expect((await world.as('theo').post(path)).status).toBe(201)
  expect((await world.as('theo').post(path)).body.error.code).toBe('not-possible-now')
  expect((await groupOf('flag.won-before-contact'))?.count).toBe((before ?? 0) - 1)
  expect((await world.as('theo').delete(path)).status).toBe(204)
  expect((await world.as('theo').delete(path)).body.error.code).toBe('not-possible-now')
  expect((await groupOf('flag.won-before-contact'))?.count).toBe(before)
})

test('settling and reopening are each one event in the journal', async () => {
  const [first] = await recordsOf('flag.won-before-contact')
  const path = `/api/v1/data-quality/flags/${first?.flagId}/settlement`
  await world.as('mara').post(path)
  await world.as('mara').delete(path)
  const { rows } = await world.database.ownerPool.query(
    `select kind from events where workspace_id = $1 and subject_kind = 'flag' order by id desc limit 2`,
    [world.home],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['flag.reopened', 'flag.settled'])
})

test('a viewer settles nothing', async () => {
  const [first] = await recordsOf('flag.won-before-contact')
  const answer = await world.as('noor').post(`/api/v1/data-quality/flags/${first?.flagId}/settlement`)
  expect(answer.status).toBe(403)
})

test("another workspace's flag is not there", async () => {
  const [first] = await recordsOf('flag.won-before-contact')
  const answer = await world.as('rita').post(`/api/v1/data-quality/flags/${first?.flagId}/settlement`)
  expect(answer.status).toBe(404)
})

test('an unknown code is not found', async () => {
  const answer = await world.as('theo').get('/api/v1/data-quality/blank.lead.shoe-size/records')
  expect(answer.status).toBe(404)
})
