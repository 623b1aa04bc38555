import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

const theo = () => world.as('theo')

const add = async (body: Record<string, unknown>) => {
  const answer = await theo().post('/api/v1/campaigns', body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

describe('a campaign', () => {
  test('is added with its plan and changed, each act one event', async () => {
    const plan = {
      name: 'Autumn Fair',
      type: 'event',
      worksOn: 'place',
      budget: '12000.50',
      startsOn: '2026-05-01',
      endsOn: '2026-05-31',
    }
    const campaign = await add({ ...plan, channelId: 6, ownerId: world.ids.theo })
    expect(campaign).toMatchObject({
      ...plan,
      spend: '0.00',
      channel: { name: 'Event' },
      owner: { name: 'Theo Brandt' },
    })
    const answer = await theo().patch(`/api/v1/campaigns/${campaign.id}`, {
      budget: '9000',
      talkTrack: 'Ask about the fair.',
    })
    expect(answer.body).toMatchObject({ budget: '9000.00', talkTrack: 'Ask about the fair.' })
    const event = await theo().get(`/api/v1/events?subjectKind=campaign&subjectId=${campaign.id}`)
    expect(event.body.items.map((one: { kind: string }) => one.kind)).toEqual([
      'campaign.changed',
      'campaign.created',
    ])
    expect(event.body.items[0].payload.before).toEqual({ budget: '12000.50', talk_track: null })
  })

  test('has a name that no other has, but for case and punctuation', async () => {
    await add({ name: 'Winter Sale' })
    const answer = await theo().post('/api/v1/campaigns', { name: 'winter-sale' })
    expect(answer.body.error).toMatchObject({ code: 'already-exists', place: 'name' })
  })

  test('goes to the trash and comes back, unless its name is taken by then', async () => {
    const campaign = await add({ name: 'Short Lived' })
    expect((await theo().delete(`/api/v1/campaigns/${campaign.id}`)).status).toBe(204)
    expect((await theo().get('/api/v1/campaigns?q=short%20lived')).body.total).toBe(0)
    await add({ name: 'Short Lived' })
    expect((await theo().post(`/api/v1/campaigns/${campaign.id}/restoration`)).body.error.code).toBe(
      'already-exists',
    )
  })

  test('is run by marketing, not by sales, viewers, strangers or other workspaces', async () => {
    const campaign = await add({ name: 'Ours' })
    const path = `/api/v1/campaigns/${campaign.id}`
    expect((await world.as('mara').post('/api/v1/campaigns', { name: 'X' })).status).toBe(403)
    expect((await world.as('noor').patch(path, { segment: 'x' })).status).toBe(403)
    expect((await world.as('mara').get(path)).body.can).toEqual({ edit: false, spend: false, remove: false })
    expect((await world.stranger().get(path)).status).toBe(401)
    const rita = world.as('rita')
    const tries = [
      rita.get(path),
      rita.patch(path, { segment: 'x' }),
      rita.delete(path),
      rita.post(`${path}/restoration`),
      rita.get(`${path}/spend`),
      rita.put(`${path}/spend/2026-05-01`, { amount: '1' }),
      rita.delete(`${path}/spend/2026-05-01`),
      rita.get(`${path}/tagged-link?url=example.com`),
    ]
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual(tries.map(() => 404))
    expect((await rita.get('/api/v1/campaigns')).body.items).toEqual([])
  })

  test('builds links that count for it', async () => {
    const campaign = await add({ name: 'Link Week', utmSource: 'newsletter', utmMedium: 'email' })
    const url = encodeURIComponent('https://example.com/a?b=1&utm_source=old#c')
    const answer = await theo().get(`/api/v1/campaigns/${campaign.id}/tagged-link?url=${url}&content=top`)
    expect(answer.body.link).toBe(
      'https://example.com/a?b=1&utm_source=newsletter&utm_medium=email&utm_campaign=link-week&utm_content=top#c',
    )
    const none = await theo().get(`/api/v1/campaigns/${campaign.id}/tagged-link?url=ftp://x`)
    expect(none.body.error).toMatchObject({ code: 'invalid-input', place: 'url' })
  })
})

describe('spend', () => {
  test('is set by day, once a day by hand, and summed', async () => {
    const { id } = await add({ name: 'Costly' })
    const put = (day: string, amount: string) =>
      theo().put(`/api/v1/campaigns/${id}/spend/${day}`, { amount })
    await put('2026-05-01', '10.10')
    await put('2026-05-02', '0.20')
    expect((await put('2026-05-01', '100.10')).body).toMatchObject({ day: '2026-05-01', amount: '100.10' })
    expect((await theo().get(`/api/v1/campaigns/${id}`)).body).toMatchObject({
      spend: '100.30',
      firstSpendOn: '2026-05-01',
      lastSpendOn: '2026-05-02',
    })
    expect((await theo().delete(`/api/v1/campaigns/${id}/spend/2026-05-01`)).status).toBe(204)
    expect((await theo().delete(`/api/v1/campaigns/${id}/spend/2026-05-01`)).status).toBe(404)
    const listed = await theo().get(`/api/v1/campaigns/${id}/spend`)
    expect(listed.body.items).toMatchObject([{ day: '2026-05-02', amount: '0.20', entryKey: '' }])
    const { rows } = await world.database.ownerPool.query(
      `select relation from removals where workspace_id = $1`,
      [world.home],
    )
    expect(rows).toEqual([{ relation: 'campaign_spend' }])
  })

  test('is never negative, and not for sales', async () => {
    const { id } = await add({ name: 'Cheap' })
    const path = `/api/v1/campaigns/${id}/spend/2026-05-01`
    expect((await theo().put(path, { amount: '-1' })).status).toBe(400)
    expect((await world.as('mara').put(path, { amount: '1' })).status).toBe(403)
    expect((await world.stranger().put(path, { amount: '1' })).status).toBe(401)
  })
})

describe('the list of campaigns', () => {
  test.each(['name', '-name', 'createdAt', 'startsOn', '-startsOn', 'spend', '-spend'])(
    'comes whole by %s',
    async (sort) => {
      const all = await theo().get(`/api/v1/campaigns?sort=${sort}&limit=200`)
      const ids: string[] = []
      let cursor = ''
      do {
        const page = await theo().get(`/api/v1/campaigns?sort=${sort}&limit=2${cursor}`)
        ids.push(...page.body.items.map((one: { id: string }) => one.id))
        cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
      } while (cursor !== '')
      expect(ids).toEqual(all.body.items.map((one: { id: string }) => one.id))
    },
  )

  test('shows what runs on a day', async () => {
    await add({ name: 'Running', startsOn: '2026-04-01' })
    await add({ name: 'Over', startsOn: '2026-03-01', endsOn: '2026-03-31' })
    const names = (await theo().get('/api/v1/campaigns?runningOn=2026-04-15')).body.items.map(
      (one: { name: string }) => one.name,
    )
    expect(names).toEqual(['Running'])
  })
})
