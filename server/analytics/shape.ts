import type { Duck, Row } from './duck.ts'
import { relations } from './relations.ts'
import type { Relation } from './relations.ts'

/** Raise it whenever a table of the copy or the way it is computed changes: every copy is then made anew. */
export const SHAPE_VERSION = 3

/** A file that followed nothing for so long may have missed removals that were tidied away since. */
export const ABSENCE_DAYS_MAX = 7

/** Lags are kept for so many main-line stages; a workspace with more gets none for the later ones. */
export const LAG_STAGES_MAX = 24

/** Which database the copy is of, and how far it follows it. */
export type Standing = {
  readonly shape: number
  /** Names the cluster and the database: a restored or another database begins with a new copy. */
  readonly source: string
  /** Every transaction below is in the copy. */
  readonly watermark: number
  readonly asOf: Date
  /** Fingerprints of the tables that are read whole, by name. */
  readonly fingerprints: Readonly<Record<string, string>>
}

/** Months are counted from this day, so that they are numbers as well. */
export const MONTH_ZERO = "date '2000-01-01'"

/** What leads are grouped and filtered by: small numbers, because they are counted several times faster than texts. */
const groupColumns = `
  entered_at timestamp, month integer, origin_no integer, segment_no integer, campaign_no integer, owner_no integer,
  channel_id smallint`

/** Tables of the copy beside the relations: its standing, what is derived once, and the summary of each lead. */
const derivedTables = [
  'create table standing (shape integer, source varchar, watermark bigint, as_of timestamp, fingerprints varchar)',
  'create table workspace (currency varchar)',
  // The main line in order; `rank` begins with 1.
  'create table ranks (stage_id smallint, rank smallint, won boolean)',
  'create table first_touches (contact_no integer, first_key hugeint)',
  // The numbers of the texts that leads carry.
  'create table origins (no integer not null, name varchar not null)',
  'create table segments (no integer not null, name varchar not null)',
  `create table lead_facts (
     lead_no integer not null, lead_id uuid not null, ${groupColumns}, reached smallint, left_line boolean,
     won_at timestamp, win_microseconds bigint, won_amount decimal(18,2), has_negative_lag boolean)`,
  // One row for each lag that a lead has: most leads have few, so this is less to read than a column for each stage.
  `create table lead_lags (
     lead_no integer not null, ${groupColumns}, rank smallint not null, lag_microseconds bigint not null)`,
]

/** Lays the empty tables of a new copy. */
export async function layTables(duck: Duck): Promise<void> {
  for (const relation of relations) {
    await duck.run(`create table ${relation.name} (${columnList(relation)})`)
  }
  for (const table of derivedTables) await duck.run(table)
}

/** The columns of a relation as the copy keeps them: large tables refer by number instead of by id. */
function columnList(relation: Relation): string {
  const number = relation.way === 'numbered' ? ['no integer not null'] : []
  const columns = Object.entries(relation.columns).map(([name, [type]]) => `${name} ${type}`)
  return [...number, ...columns].map((column) => numberedIn(relation, column)).join(', ')
}

function numberedIn({ name }: Relation, column: string): string {
  if (name !== 'touches') return column
  if (column === 'contact_id uuid') return 'contact_no integer not null'
  return column === 'campaign_id uuid' ? 'campaign_no integer' : column
}

/** What the copy says of itself; undefined where it says nothing readable. */
export async function readStanding(duck: Duck): Promise<Standing | undefined> {
  const [row] = await duck.rows({
    text: `select shape, source, watermark, as_of, fingerprints from standing`,
  })
  return row === undefined ? undefined : standingOf(row)
}

function standingOf(row: Row): Standing | undefined {
  const { shape, source, watermark, as_of: asOf, fingerprints } = row
  if (typeof shape !== 'number' || typeof source !== 'string' || typeof watermark !== 'number')
    return undefined
  if (!(asOf instanceof Date) || typeof fingerprints !== 'string') return undefined
  return { shape, source, watermark, asOf, fingerprints: readFingerprints(fingerprints) }
}

function readFingerprints(text: string): Record<string, string> {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null) return {}
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
}

export async function writeStanding(duck: Duck, standing: Standing): Promise<void> {
  await duck.run('delete from standing')
  await duck.run(
    'insert into standing values ($shape, $source, $watermark, $asOf::timestamp, $fingerprints)',
    {
      shape: standing.shape,
      source: standing.source,
      watermark: BigInt(standing.watermark),
      asOf: standing.asOf.toISOString(),
      fingerprints: JSON.stringify(standing.fingerprints),
    },
  )
}
