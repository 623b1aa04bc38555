import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Queries } from './database.ts'
import { Refusal } from './refusal.ts'
import { errorCode } from './start-failure.ts'

/** How far a total is counted row by row; beyond, the planner's estimate answers and says so. */
export const exactTotalMax = 50_000
/** What counting may cost, in the planner's units, before its estimate is good enough: some 30 ms of work. */
export const countCostMax = 25_000
const dataException = '22'

export type Direction = 'asc' | 'desc'

/** A piece of SQL. */
export type Fragment = RawBuilder<unknown>

/** One order that a list can be read in. */
export type Sort = {
  /** The column, as the list's query names it; an index on (workspace_id, column, id) makes it fast. */
  readonly by: Fragment
  /** The column's type in PostgreSQL, to read the cursor with. */
  readonly type: 'text' | 'timestamptz' | 'date' | 'numeric' | 'bigint' | 'integer' | 'smallint' | 'real'
  /** Rows without a value come last in both directions. */
  readonly nullable: boolean
}

/** The orders of one list, and the column that tells rows of equal rank apart. */
export type Keyset<Name extends string> = {
  readonly sorts: Readonly<Record<Name, Sort>>
  readonly id: Fragment
  readonly idType: 'uuid' | 'bigint'
}

/** Which page is asked for. */
export type PageAsked<Name extends string> = {
  readonly sort: Name
  readonly direction: Direction
  readonly limit: number
  readonly cursor?: string | undefined
}

/** What a list's query puts in its places: in the select list, at the end of `where`, and after it. */
export type PagePart = { readonly keys: Fragment; readonly after: Fragment; readonly tail: Fragment }

export type PageKeys = { readonly page_key: string | null; readonly page_id: string }
export type Page<Row> = { readonly rows: Row[]; readonly nextCursor: string | null }
export type Total = { readonly total: number; readonly totalIsEstimate: boolean }

/**
 * Reads one page. `read` writes the list's query around the three parts:
 * ``sql`select ${keys}, c.name from contacts c where c.workspace_id = 1 and ${after} ${tail}` ``.
 * Rows that have the sort's value and rows that lack it are two walks along the same index, one after the
 * other: so the lacking ones are last in both directions without a second index. Refuses `invalid-input`.
 */
export async function readPage<Row, Name extends string>(
  tx: Queries,
  { keyset, asked }: { keyset: Keyset<Name>; asked: PageAsked<Name> },
  read: (part: PagePart) => RawBuilder<Row & PageKeys>,
): Promise<Page<Row & PageKeys>> {
  const cursor = readCursor(asked, keyset.sorts[asked.sort])
  const rows: (Row & PageKeys)[] = []
  try {
    for (const walk of walksFrom(cursor, keyset.sorts[asked.sort])) {
      const part = pagePart(keyset, asked, { walk, cursor, wanted: asked.limit + 1 - rows.length })
      const result = await read(part).execute(tx)
      rows.push(...result.rows)
      if (rows.length > asked.limit) break
    }
  } catch (error) {
    throw blamingCursor(error, cursor)
  }
  return cutPage(rows, asked)
}

function cutPage<Row>(rows: (Row & PageKeys)[], asked: PageAsked<string>): Page<Row & PageKeys> {
  const kept = rows.slice(0, asked.limit)
  const last = kept.at(-1)
  const more = rows.length > kept.length && last !== undefined
  return { rows: kept, nextCursor: more ? writeCursor(asked, last) : null }
}

/** One of two walks along the index of a sort: first the rows that have its value, then those that lack it. */
export type Walk = 'valued' | 'blank'
export type Cursor = { readonly key: string | null; readonly id: string }

/** The walks that are still ahead of a cursor. */
export function walksFrom(cursor: Cursor | undefined, sort: Sort): Walk[] {
  if (!sort.nullable) return ['valued']
  return cursor !== undefined && cursor.key === null ? ['blank'] : ['valued', 'blank']
}

function pagePart<Name extends string>(
  keyset: Keyset<Name>,
  asked: PageAsked<Name>,
  { walk, cursor, wanted }: { walk: Walk; cursor: Cursor | undefined; wanted: number },
): PagePart {
  const sort = keyset.sorts[asked.sort]
  const { after, order } = walkOf({ keyset, sort, direction: asked.direction }, { walk, cursor })
  return {
    keys: sql`${sort.by}::text as page_key, ${keyset.id}::text as page_id`,
    after,
    tail: sql`order by ${order(sort.by)} limit ${wanted}`,
  }
}

export type Way = {
  readonly keyset: Pick<Keyset<string>, 'id' | 'idType'>
  readonly sort: Sort & { readonly blank?: Fragment; readonly join?: Fragment }
  readonly direction: Direction
}

/** The condition and the order of one walk from a cursor. */
export function walkOf(way: Way, { walk, cursor }: { walk: Walk; cursor: Cursor | undefined }) {
  const { keyset, direction } = way
  const turn = sql.raw(direction)
  const order = (by: Fragment): Fragment =>
    walk === 'blank' ? sql`${keyset.id} ${turn}` : sql`${by} ${turn}, ${keyset.id} ${turn}`
  return { after: walk === 'blank' ? afterBlank(way, cursor) : afterValued(way, cursor), order }
}

function afterValued({ keyset, sort, direction }: Way, cursor: Cursor | undefined): Fragment {
  if (cursor === undefined) return sort.nullable ? sql`${sort.by} is not null` : sql`true`
  const place = sql`(${cursor.key}::${sql.raw(sort.type)}, ${cursor.id}::${sql.raw(keyset.idType)})`
  const after = sql`(${sort.by}, ${keyset.id}) ${beyond(direction)} ${place}`
  if (sort.join === undefined) return after
  // No index holds a pair of columns of two tables: the first alone says where to begin.
  return sql`${after} and ${sort.by} ${beyond(direction)}= ${cursor.key}::${sql.raw(sort.type)}`
}

function afterBlank({ keyset, sort, direction }: Way, cursor: Cursor | undefined): Fragment {
  const blank = sort.blank ?? sql`${sort.by} is null`
  // The first blank row follows the last valued one, whatever its id.
  if (cursor === undefined || cursor.key !== null) return blank
  return sql`${blank} and ${keyset.id} ${beyond(direction)} ${cursor.id}::${sql.raw(keyset.idType)}`
}

function beyond(direction: Direction): Fragment {
  return direction === 'asc' ? sql`>` : sql`<`
}

const cursorShape = z.tuple([z.string(), z.enum(['asc', 'desc']), z.string().nullable(), z.string()])

/** Where a page ended, as one opaque word. */
export function writeCursor(asked: PageAsked<string>, { page_key: key, page_id: id }: PageKeys): string {
  return Buffer.from(JSON.stringify([asked.sort, asked.direction, key, id])).toString('base64url')
}

/** A cursor is only valid in the order it was given for; it holds nothing that its reader has not seen. */
export function readCursor(asked: PageAsked<string>, sort: Sort): Cursor | undefined {
  if (asked.cursor === undefined) return undefined
  const parsed = cursorShape.safeParse(parsedJson(Buffer.from(asked.cursor, 'base64url').toString('utf8')))
  if (!parsed.success) throw brokenCursor()
  const [name, direction, key, id] = parsed.data
  if (name !== asked.sort || direction !== asked.direction) throw brokenCursor()
  if (key === null && !sort.nullable) throw brokenCursor()
  return { key, id }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A cursor that PostgreSQL could not read is the asker's fault; every other error stays what it is. */
export function blamingCursor(error: unknown, cursor: Cursor | undefined): unknown {
  return cursor !== undefined && errorCode(error)?.startsWith(dataException) ? brokenCursor() : error
}

function brokenCursor(): Refusal {
  return new Refusal('invalid-input', {
    message: 'This cursor does not belong to this list in this order.',
    place: 'cursor',
    remedy: 'Ask for the first page again, without a cursor.',
  })
}

/**
 * How many rows match: `matching` is a `select 1 from … where …` without order. Exact up to `exactTotalMax` and
 * while counting is cheap; beyond, the planner's estimate, rounded so that nobody takes it for a count.
 */
export async function countMatching(tx: Queries, matching: Fragment): Promise<Total> {
  const capped = sql`select 1 from (${matching} limit ${exactTotalMax + 1}) as matching`
  const counting = await explain(tx, capped)
  if (counting.cost <= countCostMax) {
    const { rows } = await sql<{
      total: number
    }>`select count(*) as total from (${capped}) as counted`.execute(tx)
    const total = rows[0]?.total ?? 0
    if (total <= exactTotalMax) return { total, totalIsEstimate: false }
  }
  const { rows } = await explain(tx, matching)
  return { total: roundEstimate(rows), totalIsEstimate: true }
}

const explained = z.array(
  z.object({
    'QUERY PLAN': z.array(
      z.object({ Plan: z.object({ 'Plan Rows': z.number(), 'Total Cost': z.number() }) }),
    ),
  }),
)

export async function explain(tx: Queries, query: Fragment): Promise<{ rows: number; cost: number }> {
  const result = await sql`explain (format json) ${query}`.execute(tx)
  const plan = explained.parse(result.rows)[0]?.['QUERY PLAN'][0]?.Plan
  if (plan === undefined) throw new Error('PostgreSQL explained nothing.')
  return { rows: plan['Plan Rows'], cost: plan['Total Cost'] }
}

/** Two significant digits: an estimate is not better than that. */
export function roundEstimate(rows: number): number {
  return Number(rows.toPrecision(2))
}
