import type { ClientBase, Pool } from 'pg'
import { isWatermarked, relations } from './relations.ts'

/** What one look into PostgreSQL says: where it stands, and which tables have rows that the copy lacks. */
export type News = {
  /** The snapshot as text: equal texts see exactly the same rows. */
  readonly snapshot: string
  /** Every transaction below has ended, and what it wrote is visible. */
  readonly horizon: number
  readonly asOf: Date
  readonly source: string
  readonly currency: string
  readonly fingerprints: Readonly<Record<string, string>>
  /** Tables with rows at or above the watermark, `removals` among them. */
  readonly changed: ReadonlySet<string>
}

type NewsRow = {
  readonly snapshot: string
  readonly horizon: string
  readonly as_of: Date
  readonly source: string
  readonly currency: string
} & Readonly<Record<string, unknown>>

/** Begins the transaction in which all of a feed is read: one snapshot, behind the wall of the workspace. */
export async function beginReading(client: ClientBase, workspaceId: number): Promise<void> {
  await client.query(
    `begin isolation level repeatable read read only; set local datestyle = 'ISO, YMD';
     select set_config('rapport.workspace_id', '${Math.trunc(workspaceId)}', true)`,
  )
}

/** The snapshot alone: the cheapest way to learn that nothing at all happened. */
export async function readSnapshot(pool: Pool): Promise<{ snapshot: string; asOf: Date }> {
  const { rows } = await pool.query<{ snapshot: string; as_of: Date }>(
    'select pg_current_snapshot()::text as snapshot, now() as as_of',
  )
  const [row] = rows
  if (row === undefined) throw new Error('PostgreSQL has no snapshot.')
  return { snapshot: row.snapshot, asOf: row.as_of }
}

/** Looks for news since the watermark; undefined where the workspace is gone. */
export async function readNews(
  client: ClientBase,
  { workspaceId, since }: { workspaceId: number; since: number },
): Promise<News | undefined> {
  const { rows } = await client.query<NewsRow>(newsQuery(Math.trunc(since)), [workspaceId])
  const row = rows[0]
  if (row === undefined) return undefined
  const watched = [...relations.filter(isWatermarked).map(({ name }) => name), 'removals']
  const whole = relations.filter((relation) => !isWatermarked(relation))
  return {
    snapshot: row.snapshot,
    horizon: Number(row.horizon),
    asOf: row.as_of,
    source: row.source,
    currency: row.currency,
    fingerprints: Object.fromEntries(whole.map(({ name }) => [name, String(row[`print_${name}`])])),
    changed: new Set(watched.filter((name) => row[`news_${name}`] === true)),
  }
}

function newsQuery(since: number): string {
  const watched = [...relations.filter(isWatermarked).map(({ name }) => name), 'removals']
  const news = watched.map(
    (name) =>
      `exists (select from ${name} r where r.workspace_id = $1 and r.changed_xid >= ${since}) as news_${name}`,
  )
  const prints = relations
    .filter((relation) => !isWatermarked(relation))
    .map(
      ({ name }) =>
        `(select md5(coalesce(string_agg(r::text, '' order by r.id), '')) from ${name} r where r.workspace_id = $1) as print_${name}`,
    )
  return `
    select pg_current_snapshot()::text as snapshot,
           pg_snapshot_xmin(pg_current_snapshot())::text as horizon, now() as as_of, w.currency,
           (select system_identifier from pg_control_system()) || '/' ||
           (select oid from pg_database where datname = current_database()) || '/' || extract(epoch from w.created_at) as source,
           ${[...news, ...prints].join(', ')}
    from workspaces w where w.id = $1`
}
