import { beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../test/client.ts'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { agreementSurroundings } from '../../agreement-surroundings.ts'
import { foundings } from '../../foundings.ts'
import { foundWorkspace } from '../workspace/index.ts'
import { loadSampleOnce } from './index.ts'
import { monthsBefore } from './rules/campaigns.ts'
import { storyDates } from './rules/story-dates.ts'

/** The machine of a test is seldom quiet. */
const loadingMsMax = 240_000
const now = new Date('2026-05-11T12:00:00.000Z')

let world: World

const ground = (more: { stopping?: AbortSignal } = {}) => ({
  database: world.app,
  now: () => now,
  log: { info: () => {}, warn: () => {}, error: () => {} },
  foundings,
  checks: agreementSurroundings.checks,
  ...more,
})

const rows = async (statement: string): Promise<Record<string, number>[]> =>
  (await world.database.ownerPool.query(statement)).rows

const count = async (table: string): Promise<number> =>
  (await rows(`select count(*)::int as count from ${table}`))[0]?.['count'] ?? 0

/** Every table of a workspace, from the catalogs, with how many rows it has. */
async function census(): Promise<Record<string, number>> {
  const tables = await world.database.ownerPool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )
  const counted: Record<string, number> = {}
  for (const { name } of tables.rows) counted[name] = await count(name)
  return counted
}

type Agreed = {
  readonly agreement: { readonly name: string; readonly kind: string; readonly subject: string | null }
  readonly number: number
  readonly adopted: boolean
  readonly inForceFrom: string
  readonly signatures: { readonly team: string; readonly member: { readonly name: string } }[]
  readonly clauses: { readonly key: string; readonly text: string }[]
}

async function inForceAt(at: Date, kind?: string): Promise<{ items: Agreed[] }> {
  const query = new URLSearchParams({ at: at.toISOString(), ...(kind === undefined ? {} : { kind }) })
  const answer = await world.operator('halden').get(`/api/v1/agreements/in-force?${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

/** Somebody of the cast, looked through. */
async function through(name: string): Promise<Client> {
  const client = world.stranger()
  const members = (await client.get('/api/v1/session')).body.cast
  const memberId = members.find((one: { name: string }) => one.name === name).id
  const answer = await client.post('/api/v1/session/eyes', { memberId })
  expect(answer.status, answer.text).toBe(200)
  return client
}

/** A version of the definition of an MQL. */
async function versionNumbered(number: number): Promise<{ id: number }> {
  const { rows: found } = await world.database.ownerPool.query<{ id: number }>(
    `select v.id from agreement_versions v join agreements a on a.id = v.agreement_id
     where a.subject = 'mql' and a.kind = 'stage' and v.number = $1`,
    [number],
  )
  const [version] = found
  if (version === undefined) throw new Error(`there is no version ${number}`)
  return version
}

const stateOf = async () => (await world.stranger().get('/api/v1/sample')).body

describe('the sample company', () => {
  beforeAll(async () => {
    world = await openWorld({ empty: true })
    expect(await stateOf()).toEqual({ state: 'none', slug: null })
    const stopping = new AbortController()
    const interrupted = loadSampleOnce(ground({ stopping: stopping.signal }))
    stopping.abort()
    await expect(interrupted).rejects.toThrow('not imported whole')
    expect((await stateOf()).state).toBe('loading')
    expect(await count('workspaces')).toBe(1)
    expect((await world.operator('halden').post('/api/v1/sample')).status).toBe(202)
    await world.runJobs()
  }, loadingMsMax)

  test('is begun anew in the background where its loading was interrupted, and is there once', async () => {
    expect(await count('workspaces')).toBe(1)
    expect(await stateOf()).toEqual({ state: 'ready', slug: 'halden' })
    const { rows: loaded } = await world.database.ownerPool.query(
      `select 1 from events where kind = 'sample.loaded'`,
    )
    expect(loaded).toHaveLength(1)
  })

  test('is not loaded twice by a second start', async () => {
    expect(await loadSampleOnce(ground())).toBe(false)
    expect(await count('leads')).toBe(4000)
  })

  test('has the size of a company of eighteen months', async () => {
    const counted = await census()
    expect(counted).toMatchObject({
      accounts: 2500,
      contacts: 12_000,
      leads: 4000,
      members: 18,
      campaigns: 40,
    })
    expect(counted['touches']).toBeGreaterThanOrEqual(100_000)
    expect(counted['touches']).toBeLessThan(110_000)
    expect(counted['deals']).toBeGreaterThan(650)
    expect(counted['deals']).toBeLessThan(750)
    expect(counted['campaign_spend']).toBeGreaterThan(1000)
  })

  test('ends today and lies within eighteen months', async () => {
    const [span] = (
      await world.database.ownerPool.query(
        `select min(entered_at) as first, max(entered_at) as last from leads`,
      )
    ).rows
    const months = (now.getTime() - span.first.getTime()) / (30.44 * 86_400_000)
    expect(months).toBeGreaterThan(16)
    expect(months).toBeLessThan(18.5)
    expect(now.getTime() - span.last.getTime()).toBeLessThan(4 * 86_400_000)
    expect(span.last.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(
      await rows(`select 1 as late from touches where occurred_at > '${now.toISOString()}' limit 1`),
    ).toEqual([])
  })

  test('wins and loses like a business, in eight channels', async () => {
    const outcomes = await rows(
      `select count(*) filter (where outcome = 'won')::int as won, count(*) filter (where outcome = 'lost')::int as lost,
         count(*) filter (where outcome = 'open')::int as open, count(distinct owner_id)::int as owners from deals`,
    )
    const { won = 0, lost = 0, open = 0, owners = 0 } = outcomes[0] ?? {}
    expect(won / (won + lost)).toBeGreaterThan(0.2)
    expect(won / (won + lost)).toBeLessThan(0.6)
    expect(open).toBeGreaterThan(20)
    expect(owners).toBeGreaterThanOrEqual(4)
    expect(await rows('select count(distinct channel_id)::int as channels from touches')).toEqual([
      { channels: 8 },
    ])
  })

  test('speaks a dozen words that both teams signed about a year ago', async () => {
    const { items } = await inForceAt(now)
    const signed = items.filter(({ agreement: { kind }, adopted }) => kind === 'term' && !adopted)
    const words =
      'Customer, Hand-off, Ideal customer profile, Lead, MQL, Opportunity, Recycling, SAL, SQL, Service level, '
    expect(
      signed
        .map(({ agreement }) => agreement.name)
        .toSorted()
        .join(', '),
    ).toBe(`${words}Speed to lead, Touch`)
    for (const { signatures, inForceFrom } of signed) {
      expect(signatures.map(({ team }) => team).toSorted()).toEqual(['marketing', 'sales'])
      const months = (now.getTime() - Date.parse(inForceFrom)) / (30.44 * 86_400_000)
      expect(months).toBeGreaterThan(11)
    }
  })

  test('has changed its mind once about what an MQL is', async () => {
    const at = async (monthsAgo: number) => {
      const evening = new Date(monthsBefore(now, monthsAgo).getTime() + 20 * 3_600_000)
      const { items } = await inForceAt(evening, 'stage')
      return items.find(({ agreement }) => agreement.subject === 'mql')
    }
    expect([(await at(15))?.adopted, (await at(13))?.number, (await at(7))?.number]).toEqual([true, 2, 3])
    const standing = await at(1)
    expect(standing?.signatures.map(({ member }) => member.name)).toEqual(['Aylin Tekin', 'Elif Novak'])
    expect(standing?.clauses.find(({ key }) => key === 'entry')?.text).toMatch(
      /^Fit is at least 60 and engagement is at least 40/,
    )
  })

  test('waits for sales to sign a stricter one, which some have read and few know', async () => {
    const elif = await through('Elif Novak')
    const { items } = (await elif.get('/api/v1/agreements?awaitsMe=true')).body
    const [attribution] = items
    expect(items.map(({ title }: { title: string }) => title)).toEqual(['Attribution', 'MQL'])
    const mql = items.find(({ title }: { title: string }) => title === 'MQL')
    expect(mql).toMatchObject({ know: { count: 9, of: 18 }, read: { count: 15, of: 18 }, objections: 0 })
    expect(mql.open).toMatchObject([{ number: 4, state: 'proposed', waitsFor: ['sales'], awaitsMe: true }])
    const version = (await elif.get(`/api/v1/agreement-versions/${mql.open[0].id}`)).body
    expect(version).toMatchObject({ read: { count: 7 }, know: { count: 3 }, can: { sign: true } })
    expect(version.clauses.find(({ key }: { key: string }) => key === 'entry').text).toContain('60')
    expect(attribution.objections).toBe(1)
  })

  test('tells each of its cast what concerns them, and what is old is read', async () => {
    const { items } = (await (await through('Elif Novak')).get('/api/v1/notifications?unread=true')).body
    const texts = items.map(({ text }: { text: string }) => text).join('\n')
    expect(texts).toContain('Quinn Ito proposed version 4 of “MQL”. It waits for signatures.')
    expect(texts).toContain('Lena Koch mentioned you on version 4 of “MQL”.')
    expect(items.length).toBeLessThan(6)
  })

  test('has leads that became MQLs by the definition that was in force on that day', async () => {
    const { replaced, workshop } = storyDates(now)
    const moves = await world.database.ownerPool.query(
      `select v.number, min(s.at) as first, max(s.at) as last, count(*)::int as moves from stage_changes s
       join agreement_versions v on v.workspace_id = s.workspace_id and v.id = s.version_id group by 1 order by 1`,
    )
    const [first, standing] = moves.rows
    expect(moves.rows.map(({ number }) => number)).toEqual([2, 3])
    expect([first.first >= workshop, first.last < replaced, standing.first >= replaced]).toEqual([
      true,
      true,
      true,
    ])
    expect(Math.min(first.moves, standing.moves)).toBeGreaterThan(300)
    const [found] = await rows(
      `select count(*) filter (where sal.lead_id is not null)::int as accepted, count(*) filter (where mql.at < sal.at)::int as judged
       from (select lead_id, at from stage_changes where to_stage_id = 4 and at > '${workshop.toISOString()}') sal
       left join stage_changes mql on mql.lead_id = sal.lead_id and mql.to_stage_id = 3`,
    )
    const { accepted = 0, judged = 0 } = found ?? {}
    expect(judged / accepted).toBeGreaterThan(0.95)
  })

  test('has both teams classify the same leads, and agree only so far', async () => {
    const { items } = (await (await through('Mara Kurt')).get('/api/v1/calibrations')).body
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ leads: 20, definition: { title: 'MQL', number: 3 } })
    expect(items[0].result.kappa.value).toBeGreaterThan(0.4)
    expect(items[0].result.kappa.value).toBeLessThan(0.6)
  })

  test('has replayed the definition in force and the proposed one before they are signed', async () => {
    const elif = await through('Elif Novak')
    const tests = []
    for (const number of [3, 4]) {
      const { id } = await versionNumbered(number)
      const { items } = (await elif.get(`/api/v1/back-tests?version=${id}`)).body
      expect(items).toMatchObject([
        { state: 'finished', version: { number }, comparedWith: { number: number - 1 } },
      ])
      tests.push(items[0].result.total)
    }
    for (const { inForce, proposed } of tests) {
      expect(proposed.leads).toBeLessThan(inForce.leads)
      expect(proposed.won / proposed.leads).toBeGreaterThan(inForce.won / inForce.leads)
    }
  })

  test('is never more than one', async () => {
    const answer = await world.operator('halden').post('/api/v1/sample')
    expect(answer.body.error.code).toBe('already-exists')
    expect((await world.stranger().post('/api/v1/sample')).body.error.code).toBe('not-allowed')
  })

  test(
    'is removed by one of its cast who is an admin, and by nobody less',
    async () => {
      expect((await world.stranger().delete('/api/v1/workspace')).status).toBe(401)
      expect((await (await through('Mara Kurt')).delete('/api/v1/workspace')).status).toBe(403)
      const aylin = await through('Aylin Tekin')
      expect((await aylin.delete('/api/v1/workspace')).status).toBe(204)
      expect((await aylin.get('/api/v1/workspace')).status).toBe(401)
    },
    loadingMsMax,
  )

  test('leaves nothing behind', async () => {
    expect(Object.entries(await census()).filter(([, left]) => left > 0)).toEqual([])
    expect([await count('workspaces'), await count('auth.users'), await count('auth.sessions')]).toEqual([
      0, 0, 0,
    ])
    expect(await stateOf()).toEqual({ state: 'none', slug: null })
  })

  test('stays away at the next start, also where there is no other workspace', async () => {
    expect(await loadSampleOnce(ground())).toBe(false)
    expect(await count('workspaces')).toBe(0)
    expect((await world.stranger().get('/api/v1/session')).body).toMatchObject({ signUpOpen: true, cast: [] })
  })

  test('can be asked for anew', async () => {
    const answer = await world.stranger().post('/api/v1/sample')
    expect(answer.status).toBe(202)
    expect(answer.body.state).toBe('loading')
  })
})

describe('beside a company of its own', () => {
  beforeAll(async () => {
    world = await openWorld()
  })

  test('the sample is not loaded by a start', async () => {
    expect(await loadSampleOnce(ground())).toBe(false)
    expect(await count('workspaces')).toBe(2)
  })

  test('the sample is asked for by admins and the operator only', async () => {
    const codes = []
    for (const client of [world.stranger(), world.as('mara'), world.as('aylin'), world.operator()])
      codes.push((await client.post('/api/v1/sample')).status)
    expect(codes).toEqual([403, 403, 202, 202])
  })

  test('a real workspace is not removed', async () => {
    for (const client of [world.as('aylin'), world.operator()]) {
      expect((await client.delete('/api/v1/workspace')).body.error.code).toBe('not-possible-now')
    }
    expect((await world.as('mara').delete('/api/v1/workspace')).body.error.code).toBe('not-allowed')
    expect(await count('workspaces')).toBe(2)
  })

  test('removing a sample touches no other workspace', async () => {
    const before = await census()
    const plan = { name: 'Halden', currency: 'EUR', timeZone: 'UTC', founder: { kind: 'nobody' } as const }
    const { view } = await foundWorkspace({ database: world.app, now }, plan, foundings)
    expect((await world.operator(view.slug).delete('/api/v1/workspace')).status).toBe(204)
    expect(await census()).toEqual(before)
  })
})
