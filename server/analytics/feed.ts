/**
 * How the copy follows PostgreSQL. One feed reads one snapshot under the application's role, behind the
 * workspace's wall, and lands in one transaction of the copy together with its watermark: whatever happens in
 * between, the copy is exactly what PostgreSQL was at one instant. Rows at or above the watermark are read again
 * until every transaction before them has ended, and are replaced, so nothing is missed and nothing is doubled.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Pool, PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Duck } from './duck.ts'
import { CopyBroken } from './copy-broken.ts'
import { WorkspaceGone } from './workspace-gone.ts'
import { firstTouches, rankStages, summariseAll, summariseChanged } from './facts.ts'
import { fill, replace, rowsOf } from './load.ts'
import { beginReading, readNews } from './news.ts'
import type { News } from './news.ts'
import { relations, sourceQuery } from './relations.ts'
import type { Relation } from './relations.ts'
import { applyRemovals } from './removals.ts'
import { layTables, SHAPE_VERSION, writeStanding } from './shape.ts'
import type { Standing } from './shape.ts'

/** Touches of a new copy travel in pieces, so that one is written while the one before is read in. */
const TOUCHES_A_PIECE = 2_000_000

export type FeedPlace = {
  readonly pool: Pool
  readonly duck: Duck
  readonly workspaceId: number
  /** Where rows lie for a moment on their way. */
  readonly spoolFolder: string
}

export type Fed = { readonly standing: Standing; readonly snapshot: string; readonly rows: number }

/** Fills a new, empty file with everything. */
export async function feedAll(place: FeedPlace): Promise<Fed> {
  return reading(place, 0, (client, news) =>
    place.duck.transaction(async () => {
      await layTables(place.duck)
      const pieces = await allPieces(client, place.workspaceId)
      const rows = await eachPiece({ place, client }, pieces, ({ relation, path }) =>
        fill(place.duck, relation, path),
      )
      await place.duck.run('insert into workspace values ($currency)', { currency: news.currency })
      await rankStages(place.duck)
      await summariseAll(place.duck)
      return finish(place, news, rows)
    }),
  )
}

/** Brings a copy to where PostgreSQL stands; answers the same standing where nothing happened. */
export async function feedNews(place: FeedPlace, standing: Standing): Promise<Fed> {
  return reading(place, standing.watermark, async (client, news) => {
    if (news.source !== standing.source) throw new CopyBroken('The copy is of another database.')
    const changes = whatChanged(news, standing)
    if (changes.length === 0 && news.changed.size === 0) {
      return { standing: { ...standing, asOf: news.asOf }, snapshot: news.snapshot, rows: 0 }
    }
    return place.duck.transaction(() => takeIn({ place, client, news }, standing))
  })
}

async function reading(
  place: FeedPlace,
  since: number,
  work: (client: PoolClient, news: News) => Promise<Fed>,
): Promise<Fed> {
  const client = await place.pool.connect()
  let broken = true
  try {
    await beginReading(client, place.workspaceId)
    const news = await readNews(client, { workspaceId: place.workspaceId, since })
    if (news === undefined) throw new WorkspaceGone()
    const fed = await work(client, news)
    await client.query('commit')
    broken = false
    return fed
  } finally {
    // A connection that failed in the midst of COPY is not worth mending.
    client.release(broken)
  }
}

/** What the tables without a watermark say by their fingerprints. */
function whatChanged(news: News, standing: Standing): string[] {
  return Object.entries(news.fingerprints)
    .filter(([name, print]) => standing.fingerprints[name] !== print)
    .map(([name]) => name)
}

type Taking = { readonly place: FeedPlace; readonly client: PoolClient; readonly news: News }

async function takeIn({ place, client, news }: Taking, standing: Standing): Promise<Fed> {
  const { duck, workspaceId } = place
  const since = standing.watermark
  await duck.run('create or replace temp table changed_leads (id uuid)')
  await duck.run('create or replace temp table changed_people (id uuid)')
  await duck.run('create or replace temp table changed_contacts (no integer)')
  if (news.changed.has('removals')) await takeRemovals({ place, client, news }, since)
  const whole = new Set(whatChanged(news, standing))
  const concerned = relations.filter(({ name }) => whole.has(name) || news.changed.has(name))
  const pieces = concerned.map((relation) => ({
    relation,
    query: sourceQuery(relation, { workspaceId, since }),
  }))
  const rows = await eachPiece({ place, client }, pieces, ({ relation, path }) =>
    replace(duck, relation, { path, since }),
  )
  await summarise({ place, client, news }, { since, stagesChanged: whole.has('stages') })
  return finish(place, news, rows)
}

async function takeRemovals({ place, client }: Taking, since: number): Promise<void> {
  const removals = {
    columns: { relation: ['varchar', 'r.relation'], key: ['varchar', 'r.row_key'] },
  } as const
  const query = sourceQuery(
    { name: 'removals', way: 'appended', ...removals },
    { workspaceId: place.workspaceId, since },
  )
  const { path } = await spool({ place, client }, 'removals', query)
  await place.duck.run(`create or replace temp table removed as select * from ${rowsOf(removals, path)}`)
  await rm(path)
  await applyRemovals(place.duck)
}

async function summarise(
  { place: { duck }, news }: Taking,
  what: { since: number; stagesChanged: boolean },
): Promise<void> {
  const [workspace] = await duck.rows({ text: 'select currency from workspace' })
  const currencyChanged = workspace?.['currency'] !== news.currency
  if (currencyChanged)
    await duck.run('update workspace set currency = $currency', { currency: news.currency })
  if (what.stagesChanged) await rankStages(duck)
  if (what.stagesChanged || currencyChanged) return summariseAll(duck)
  if (news.changed.has('touches') || news.changed.has('removals')) await followFirstTouches(duck, what.since)
  await duck.run(
    `insert into changed_leads select l.id from leads l join contacts c on c.id = l.contact_id
     where coalesce(c.merged_into_id, c.id) in (select id from changed_people)`,
  )
  return summariseChanged(duck)
}

/** A new touch can only make a first touch earlier; a removed one asks all that are left. */
async function followFirstTouches(duck: Duck, since: number): Promise<void> {
  await duck.run('delete from first_touches where contact_no in (select no from changed_contacts)')
  await duck.run(
    `insert into first_touches ${firstTouches('where contact_no in (select no from changed_contacts)')}`,
  )
  // Few people are touched at once: theirs are found first, so that nobody else's are joined.
  await duck.run(`create or replace temp table newest as ${firstTouches(`where changed_xid >= ${since}`)}`)
  await duck.run(
    `create or replace temp table known as
     select * from first_touches where contact_no in (select contact_no from newest)`,
  )
  await duck.run(
    `create or replace temp table earlier as select newest.* from newest left join known using (contact_no)
     where known.contact_no is null or newest.first_key < known.first_key`,
  )
  await duck.run('delete from first_touches where contact_no in (select contact_no from earlier)')
  await duck.run('insert into first_touches select * from earlier')
  await duck.run(
    `insert into changed_people select coalesce(merged_into_id, id) from contacts
     where no in (select no from changed_contacts union all select contact_no from earlier)`,
  )
}

async function finish(place: FeedPlace, news: News, rows: number): Promise<Fed> {
  const { source, asOf, fingerprints } = news
  const standing = { shape: SHAPE_VERSION, source, watermark: news.horizon, asOf, fingerprints }
  await writeStanding(place.duck, standing)
  return { standing, snapshot: news.snapshot, rows }
}

type Piece = { readonly relation: Relation; readonly query: string }

async function allPieces(client: PoolClient, workspaceId: number): Promise<Piece[]> {
  const where = { workspaceId, since: 0 }
  const pieces = await Promise.all(
    relations.map(async (relation) => {
      const query = sourceQuery({ ...relation, way: 'whole' }, where)
      if (relation.name !== 'touches') return [{ relation, query }]
      const stretches = await touchStretches(client, workspaceId)
      return stretches.map(([from, to]) => ({
        relation,
        query: `${query} and r.id >= ${from} and r.id < ${to}`,
      }))
    }),
  )
  return pieces.flat()
}

async function touchStretches(
  client: PoolClient,
  workspaceId: number,
): Promise<[from: number, to: number][]> {
  const { rows } = await client.query<{ first: string | null; last: string | null }>(
    'select min(id)::text as first, max(id)::text as last from touches where workspace_id = $1',
    [workspaceId],
  )
  const first = Number(rows[0]?.first ?? 0)
  const last = Number(rows[0]?.last ?? -1)
  const count = Math.ceil((last - first + 1) / TOUCHES_A_PIECE)
  return Array.from({ length: count }, (_, index) => {
    const from = first + index * TOUCHES_A_PIECE
    return [from, from + TOUCHES_A_PIECE]
  })
}

type Spooled = { readonly relation: Relation; readonly path: string; readonly rows: number }
type Reader = { readonly place: FeedPlace; readonly client: PoolClient }

/** Reads piece after piece; while one is taken in, PostgreSQL already writes the next. Answers the rows read. */
async function eachPiece(
  reader: Reader,
  pieces: readonly Piece[],
  take: (spooled: Spooled) => Promise<void>,
): Promise<number> {
  const start = (index: number) => {
    const piece = pieces[index]
    const started = piece && spool(reader, `${index}-${piece.relation.name}`, piece.query)
    // Whoever awaits it hears of its failure; until then nobody does.
    started?.catch(() => {})
    return started
  }
  let rows = 0
  let next = start(0)
  for (const [index, { relation }] of pieces.entries()) {
    const spooled = await next
    next = start(index + 1)
    if (spooled === undefined) break
    rows += spooled.rows
    await take({ relation, ...spooled })
    await rm(spooled.path)
  }
  return rows
}

async function spool(
  { place, client }: Reader,
  name: string,
  query: string,
): Promise<{ path: string; rows: number }> {
  const path = join(place.spoolFolder, `${place.workspaceId}-${name}.csv`)
  const rows = client.query(copyTo(`copy (${query}) to stdout (format csv)`))
  await pipeline(rows, createWriteStream(path))
  return { path, rows: rows.rowCount }
}
