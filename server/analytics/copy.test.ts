import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { openDuckFile, type Duck } from './duck.ts'
import { feedAll, feedNews, type FeedPlace } from './feed.ts'
import { beginReading } from './news.ts'

let database: TestDatabase
let slow: pg.Client
const folder = mkdtempSync(join(tmpdir(), 'rapport-copy-'))
const limits = { memory: '256MB', threads: 2, spillFolder: join(folder, 'spill') }

beforeAll(async () => {
  database = await createTestDatabase()
  slow = new pg.Client(database.owner)
  await slow.connect()
})
afterAll(async () => {
  await slow.end()
  rmSync(folder, { recursive: true, force: true })
})

/** One thing that happens in a workspace; `pick` chooses whom it happens to. */
type Act = (world: World, pick: number) => Promise<unknown>
type World = {
  readonly ws: number
  readonly sql: (text: string, values?: unknown[]) => Promise<pg.QueryResult>
}

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`
let made = 0
const fresh = () => id(++made)

/** The id of some row, by its order; null where there is none. */
const some = (table: string, key = 'id') =>
  `(select ${key} from ${table} where workspace_id = $1 order by ${key} offset ($2::int % greatest(1, (select count(*) from ${table} where workspace_id = $1))) limit 1)`
const remove = (
  table: string,
) => `with gone as (delete from ${table} where workspace_id = $1 and id = ${some(table)} returning id)
  insert into removals (workspace_id, relation, row_key) select $1, '${table}', id::text from gone`

const acts: Record<string, Act> = {
  meet: ({ ws, sql }, pick) =>
    sql(
      `insert into contacts (workspace_id, id, full_name, email, created_at) values ($1, $2, $3, $4, now())`,
      [ws, fresh(), `Ada "the, first"\n${pick}`, pick % 2 ? `a${pick}@example.com` : null],
    ),
  enter: async ({ ws, sql }, pick) => {
    const lead = fresh()
    await sql(
      `insert into leads (workspace_id, id, contact_id, entered_at, origin, segment, owner_id, campaign_id, stage_id, stage_since, created_at)
      select $1, $3, c, timestamptz '2024-01-01' + $2::int * interval '7 hours', (array['social', '', null, 'a,"b'])[1 + $2::int % 4], null, ${some('members')}, ${some('campaigns')}, 1, now(), now()
      from (select ${some('contacts')} as c) x where c is not null`,
      [ws, pick, lead],
    )
    await sql(
      `insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind) select $1, id, 1, entered_at, 'entry' from leads where workspace_id = $1 and id = $2`,
      [ws, lead],
    )
  },
  move: ({ ws, sql }, pick) =>
    sql(
      `insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind) select $1, l, 1 + $2::int % 5, timestamptz '2024-03-01' + ($2::int % 90 - 45) * interval '31 hours', 'forward' from (select ${some('leads')} as l) x where l is not null`,
      [ws, pick],
    ),
  unmove: ({ ws, sql }, pick) => sql(remove('stage_changes'), [ws, pick]),
  edit: ({ ws, sql }, pick) =>
    sql(
      `update leads set origin = (array['email', null])[1 + $2::int % 2], owner_id = ${some('members')}, stage_id = 1 + $2::int % 5, changed_xid = rapport_xid() where workspace_id = $1 and id = ${some('leads')}`,
      [ws, pick],
    ),
  trash: ({ ws, sql }, pick) =>
    sql(
      `update leads set deleted_at = case when deleted_at is null then now() end, changed_xid = rapport_xid() where workspace_id = $1 and id = ${some('leads')}`,
      [ws, pick],
    ),
  rehouse: ({ ws, sql }, pick) =>
    sql(
      `update leads set contact_id = ${some('contacts')}, changed_xid = rapport_xid() where workspace_id = $1 and id = ${some('leads')}`,
      [ws, pick],
    ),
  touch: ({ ws, sql }, pick) =>
    sql(
      `insert into touches (workspace_id, contact_id, occurred_at, channel_id, campaign_id, kind, key) select $1, c, timestamptz '2023-06-01' + ($2::int % 300) * interval '1 day', nullif($2::int % 3, 0), ${some('campaigns')}, 1, gen_random_uuid() from (select ${some('contacts')} as c) x where c is not null`,
      [ws, pick],
    ),
  untouch: ({ ws, sql }, pick) => sql(remove('touches'), [ws, pick]),
  merge: ({ ws, sql }, pick) =>
    sql(
      `update contacts set merged_into_id = w.id, changed_xid = rapport_xid() from (select id from contacts where workspace_id = $1 and merged_into_id is null order by id desc limit 1) w
    where contacts.workspace_id = $1 and contacts.id = ${some('contacts')} and contacts.id <> w.id and not exists (select from contacts f where f.workspace_id = $1 and f.merged_into_id = contacts.id)`,
      [ws, pick],
    ),
  unmerge: ({ ws, sql }, pick) =>
    sql(
      `update contacts set merged_into_id = null, changed_xid = rapport_xid() where workspace_id = $1 and id = ${some('contacts')}`,
      [ws, pick],
    ),
  erase: ({ ws, sql }, pick) => sql(remove('contacts'), [ws, pick]),
  sell: ({ ws, sql }, pick) =>
    sql(
      `insert into deals (workspace_id, id, name, pipeline_id, stage_id, stage_since, outcome, lead_id, owner_id, amount, currency, created_at, opened_at, closed_at)
    values ($1, $3, 'Deal', ${some('pipelines')}, ${some('pipeline_stages')}, now(), (array['open', 'won', 'lost'])[1 + $2::int % 3], ${some('leads')}, ${some('members')}, nullif($2::int % 7, 0) * 1000.01, (array['EUR', 'USD'])[1 + $2::int % 2], now(), '2024-02-01', '2024-04-01')`,
      [ws, pick, fresh()],
    ),
  resell: ({ ws, sql }, pick) =>
    sql(
      `update deals set outcome = (array['open', 'won', 'lost'])[1 + $2::int % 3], lead_id = ${some('leads')}, deleted_at = case when $2::int % 5 = 0 then now() end, changed_xid = rapport_xid() where workspace_id = $1 and id = ${some('deals')}`,
      [ws, pick],
    ),
  unsell: ({ ws, sql }, pick) => sql(remove('deals'), [ws, pick]),
  unlead: ({ ws, sql }, pick) => sql(remove('leads'), [ws, pick]),
  spend: ({ ws, sql }, pick) =>
    sql(
      `insert into campaign_spend (workspace_id, campaign_id, day, amount) values ($1, ${some('campaigns')}, date '2024-01-01' + $2::int, 12.34) on conflict (workspace_id, campaign_id, day, entry_key) do update set amount = 99.99, changed_xid = rapport_xid()`,
      [ws, pick % 5],
    ),
  unspend: ({ ws, sql }, pick) => sql(remove('campaign_spend'), [ws, pick]),
  leave: ({ ws, sql }, pick) => sql(remove('members'), [ws, pick]),
  hire: ({ ws, sql }, pick) =>
    sql(
      `insert into members (workspace_id, id, name, team, role, region) values ($1, $2, 'Emil', 'sales', 'member', (array['North', null])[1 + $3::int % 2])`,
      [ws, fresh(), pick],
    ),
  reorder: ({ ws, sql }, pick) =>
    sql(`update stages set position = (position + $2::int) % 7 where workspace_id = $1 and not won`, [
      ws,
      pick,
    ]),
  currency: ({ ws, sql }, pick) =>
    sql(`update workspaces set currency = (array['EUR', 'USD'])[1 + $2::int % 2] where id = $1`, [ws, pick]),
  undoImport: async ({ ws, sql }) => {
    await sql(
      `with gone as (delete from touches where workspace_id = $1 and occurred_at > '2023-12-01' returning id) insert into removals (workspace_id, relation, row_key) select $1, 'touches', id::text from gone`,
      [ws],
    )
    await sql(
      `with gone as (delete from leads where workspace_id = $1 and entered_at > '2024-01-10' returning id) insert into removals (workspace_id, relation, row_key) select $1, 'leads', id::text from gone`,
      [ws],
    )
  },
  /** A transaction that wrote and has not ended while later ones have: its rows appear below newer ones. */
  linger: async ({ ws }, pick) => {
    await slow.query('begin')
    await slow.query(
      `insert into touches (workspace_id, contact_id, occurred_at, channel_id, kind, key) select $1, c, timestamptz '2022-06-01' + $2::int * interval '1 hour', 2, 1, gen_random_uuid() from (select ${some('contacts')} as c) x where c is not null`,
      [ws, pick],
    )
  },
  settle: async () => slow.query('commit'),
}
const actNames = Object.keys(acts)

async function foundWorld(): Promise<World> {
  const sql = (text: string, values: unknown[] = []) => database.ownerPool.query(text, values)
  const { rows } = await sql(`select rapport_found_workspace($1, 'W', 'EUR', 'UTC', false) as id`, [
    `w-${++made}`,
  ])
  const ws = Number(rows[0].id)
  await sql(
    `insert into stages (workspace_id, id, key, name, name_key, buyer_step, team, line, position, won)
    select $1, i, 's' || i, 'S' || i, 's' || i, 'intent', 'sales', case when i = 5 then 'exit' else 'main' end, i, i = 4 from generate_series(1, 5) i`,
    [ws],
  )
  await sql(
    `insert into channels (workspace_id, id, key, name, team) select $1, i, 'c' || i, 'C' || i, 'sales' from generate_series(1, 2) i`,
    [ws],
  )
  for (const name of ['Berta', 'Chen'])
    await sql(
      `insert into members (workspace_id, id, name, team, role, region) values ($1, $2, $3, 'sales', 'member', 'North')`,
      [ws, fresh(), name],
    )
  for (const name of ['spring', 'autumn'])
    await sql(
      `insert into campaigns (workspace_id, id, name, name_key, created_at) values ($1, $2, $3, $3, now())`,
      [ws, fresh(), name],
    )
  const pipeline = fresh()
  await sql(`insert into pipelines (workspace_id, id, name) values ($1, $2, 'Sales')`, [ws, pipeline])
  await sql(
    `insert into pipeline_stages (workspace_id, id, pipeline_id, name, name_key, position, outcome) values ($1, $2, $3, 'Open', 'open', 1, 'open')`,
    [ws, fresh(), pipeline],
  )
  return { ws, sql }
}

/** What leads are grouped by, with numbers told as what they stand for. */
const named = `f.* exclude (lead_no, origin_no, segment_no, campaign_no, owner_no),
  o.name as origin, s.name as segment, k.id as campaign, m.id as owner`
const names = `left join origins o on o.no = f.origin_no left join segments s on s.no = f.segment_no
  left join campaigns k on k.no = f.campaign_no left join members m on m.no = f.owner_no`

/** Everything that the copy holds, with numbers told as the ids they stand for. */
const contents: Record<string, string> = {
  contacts: 'select * exclude (no) from contacts order by id',
  campaigns: 'select * exclude (no) from campaigns order by id',
  touches:
    'select t.* exclude (contact_no, campaign_no), c.id as contact, k.id as campaign from touches t join contacts c on c.no = t.contact_no left join campaigns k on k.no = t.campaign_no order by t.id',
  first_touches:
    'select f.first_key, c.id from first_touches f join contacts c on c.no = f.contact_no order by c.id',
  leads: 'select * exclude (no) from leads order by id',
  stage_changes: 'select * from stage_changes order by id',
  deals: 'select * from deals order by id',
  campaign_spend: 'select * from campaign_spend order by id',
  members: 'select * exclude (no) from members order by id',
  ranks: 'select * from ranks order by rank',
  origins: 'select name from origins order by name',
  segments: 'select name from segments order by name',
  lead_facts: `select ${named} from lead_facts f ${names} order by f.lead_id`,
  lead_lags: `select l.id as lead, ${named} from lead_lags f join leads l on l.no = f.lead_no ${names} order by l.id, f.rank`,
}

async function holdings(duck: Duck): Promise<Record<string, unknown>> {
  const read = Object.entries(contents).map(
    async ([name, text]) => [name, await duck.rows({ text })] as const,
  )
  return Object.fromEntries(await Promise.all(read))
}

async function inCopy<T>(ws: number, work: (place: FeedPlace) => Promise<T>): Promise<T> {
  const path = join(folder, `${++made}.duckdb`)
  const file = await openDuckFile(path, limits)
  const duck = await file.connect()
  try {
    return await work({ pool: database.appPool, duck, workspaceId: ws, spoolFolder: folder })
  } finally {
    duck.close()
    file.close()
    rmSync(path, { force: true })
  }
}

type Happening = { readonly name: string; readonly pick: number; readonly feed: boolean }
const beginning = ['meet', 'meet', 'meet', 'enter', 'enter', 'touch', 'sell']
/** What waits for no lock of a transaction that lingers. */
const besideLingering = new Set(['touch', 'meet'])

/** Lets everything happen, and the copy follow wherever the story says so. */
async function live(world: World, place: FeedPlace, happenings: readonly Happening[]): Promise<void> {
  for (const name of beginning) await acts[name]!(world, ++made)
  let { standing } = await feedAll(place)
  let lingering = false
  const settle = async () => {
    if (lingering) await acts['settle']!(world, 0)
    lingering = false
  }
  for (const { name, pick, feed } of happenings) {
    if (!besideLingering.has(name)) await settle()
    if (name !== 'settle') await acts[name]!(world, pick)
    if (name === 'linger') lingering = true
    if (feed) standing = (await feedNews(place, standing)).standing
  }
  await settle()
  await feedNews(place, standing)
}

test(
  'whatever happens in a workspace, a copy that followed it equals a new one',
  { timeout: 120_000 },
  async () => {
    const act = fc.record({ name: fc.constantFrom(...actNames), pick: fc.nat(500), feed: fc.boolean() })
    const story = fc.array(act, { minLength: 20, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(story, async (happenings) => {
        const world = await foundWorld()
        await inCopy(world.ws, async (place) => {
          await live(world, place, happenings)
          const followed = await holdings(place.duck)
          const anew = await inCopy(world.ws, async (other) =>
            feedAll(other).then(() => holdings(other.duck)),
          )
          expect(followed).toEqual(anew)
        })
      }),
      { numRuns: 12, endOnFailure: true },
    )
  },
)

const courses: Record<string, readonly string[]> = {
  'rows came in': ['meet', 'enter', 'move', 'touch', 'sell', 'spend', 'hire'],
  'rows changed': ['edit', 'rehouse', 'trash', 'resell', 'currency', 'reorder'],
  'moves, sales and touches were taken back': ['unmove', 'unsell', 'untouch', 'unlead'],
  'an import was undone': ['undoImport'],
  'people were merged': ['merge'],
  'people were merged and taken apart': ['merge', 'unmerge', 'merge'],
  'people were erased': ['erase'],
}

test.each(Object.entries(courses))('after %s, the summaries equal those computed anew', async (_, course) => {
  const world = await foundWorld()
  const peopled = ['meet', 'enter', 'touch', 'move', 'sell'].flatMap((name) =>
    Array.from({ length: 12 }, () => name),
  )
  for (const [pick, name] of peopled.entries()) await acts[name]!(world, 7 * pick)
  await inCopy(world.ws, async (place) => {
    const { standing } = await feedAll(place)
    const before = await holdings(place.duck)
    for (const name of course) for (const pick of [3, 11, 200]) await acts[name]!(world, pick)
    await feedNews(place, standing)
    const followed = await holdings(place.duck)
    expect(followed['lead_facts']).not.toEqual(before['lead_facts'])
    const anew = await inCopy(world.ws, (other) => feedAll(other).then(() => holdings(other.duck)))
    expect(followed).toEqual(anew)
  })
})

test('a merged person brings their earlier first touch to the leads of the other, and an unmerge takes it back', async () => {
  const world = await foundWorld()
  const [early, late] = [fresh(), fresh()]
  for (const [contact, channel, at] of [
    [early, 1, '2023-01-01'],
    [late, 2, '2023-02-01'],
  ] as const) {
    await world.sql(
      `insert into contacts (workspace_id, id, full_name, created_at) values ($1, $2, 'Ada', now())`,
      [world.ws, contact],
    )
    await world.sql(
      `insert into touches (workspace_id, contact_id, occurred_at, channel_id, kind, key) values ($1, $2, $3, $4, 1, gen_random_uuid())`,
      [world.ws, contact, at, channel],
    )
  }
  await world.sql(
    `insert into leads (workspace_id, id, contact_id, entered_at, stage_id, stage_since, created_at) values ($1, $2, $3, now(), 1, now(), now())`,
    [world.ws, fresh(), late],
  )
  const merge = (into: string | null) =>
    world.sql(
      'update contacts set merged_into_id = $3, changed_xid = rapport_xid() where workspace_id = $1 and id = $2',
      [world.ws, early, into],
    )
  await inCopy(world.ws, async (place) => {
    const channel = () => place.duck.rows({ text: 'select channel_id from lead_facts' })
    const { standing } = await feedAll(place)
    expect(await channel()).toEqual([{ channel_id: 2 }])
    await merge(late)
    const merged = await feedNews(place, standing)
    expect(await channel()).toEqual([{ channel_id: 1 }])
    await merge(null)
    await feedNews(place, merged.standing)
    expect(await channel()).toEqual([{ channel_id: 2 }])
  })
})

test('a copy of another database says so instead of following', async () => {
  const world = await foundWorld()
  await inCopy(world.ws, async (place) => {
    const { standing } = await feedAll(place)
    await expect(feedNews(place, { ...standing, source: 'elsewhere' })).rejects.toThrow('another database')
  })
})

test('a feed sees only its own workspace, even where a query forgets to name it', async () => {
  const [mine, other] = [await foundWorld(), await foundWorld()]
  await acts['meet']!(other, 1)
  const client = await database.appPool.connect()
  await beginReading(client, mine.ws)
  const { rows } = await client.query('select * from contacts')
  await client.query('rollback')
  client.release()
  expect(rows).toEqual([])
})

test('a feed without row-level security still takes only its own workspace, because every query names it', async () => {
  const [mine, other] = [await foundWorld(), await foundWorld()]
  for (const world of [mine, other]) for (const name of beginning) await acts[name]!(world, 1)
  const behindTheWall = await inCopy(mine.ws, async (place) =>
    feedAll(place).then(() => holdings(place.duck)),
  )
  const without = await inCopy(mine.ws, async (place) =>
    feedAll({ ...place, pool: database.ownerPool }).then(() => holdings(place.duck)),
  )
  expect(without).toEqual(behindTheWall)
})
