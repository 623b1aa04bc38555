import { sql } from 'kysely'
import {
  blamingCursor,
  countCostMax,
  exactTotalMax,
  explain,
  readCursor,
  roundEstimate,
  walkOf,
  walksFrom,
  writeCursor,
} from './keyset.ts'
import type { Cursor, Fragment, PageAsked, PageKeys, Sort, Total, Walk } from './keyset.ts'
import type { Queries } from './database.ts'

/** Up to this many matching rows, finding them all and sorting them beats walking the list in its order. */
const sortedRowsMax = 10_000
/** How many rows a walk looks at for each one it wants, before the filter counts as rarer than it seemed. */
const walkedRowsPerWanted = 200

/** A sort of a list; where its value stands in another table, `join` brings it. */
export type ListSort = Sort & {
  readonly join?: Fragment
  /** How to say that the value is missing, where an index knows that by other words. */
  readonly blank?: Fragment
}

/** A list of many rows: what it is read from, what every one of its rows fulfils, and the orders it comes in. */
export type List<Name extends string> = {
  /** The relation with its alias, such as ``sql`walled_contacts c` ``. */
  readonly from: Fragment
  readonly alias: string
  /** What the indexes of the sorts already know: the workspace, and that the row is not in the trash. */
  readonly within: Fragment
  /** What the reader asks for beyond that, as conditions on the alias alone. */
  readonly filters: readonly Fragment[]
  readonly id: Fragment
  readonly idType: 'uuid' | 'bigint'
  readonly sorts: Readonly<Record<Name, ListSort>>
}

/** The ids of a page in order; the total comes with the first page only, where nobody knows it yet. */
export type ListPage = {
  readonly ids: string[]
  readonly nextCursor: string | null
  readonly total: number | null
  readonly totalIsEstimate: boolean
}

/**
 * Reads the ids of one page of a filtered, sorted list, in a time that hardly depends on how many rows there are.
 * The planner alone would sometimes walk a million rows in the list's order to find fifty that match. So a rare
 * filter (by the planner's own estimate) finds all its rows first; a common one walks, but only so far, and where
 * that was too far it starts over the other way. Refuses `invalid-input` for a cursor of another order.
 */
export async function readList<Name extends string>(
  tx: Queries,
  list: List<Name>,
  asked: PageAsked<Name>,
): Promise<ListPage> {
  const reading = {
    tx,
    list,
    asked,
    sort: list.sorts[asked.sort],
    cursor: readCursor(asked, list.sorts[asked.sort]),
  }
  try {
    return await pageOf(reading)
  } catch (error) {
    throw blamingCursor(error, reading.cursor)
  }
}

async function pageOf(reading: Reading): Promise<ListPage> {
  const matching = sql`select 1 from ${reading.list.from} where ${conditions(reading.list)}`
  const plan = await explain(reading.tx, matching)
  if (plan.rows <= sortedRowsMax) return pageOfSorted(reading)
  const walked = await walkedRows(reading)
  if (walked === undefined) return pageOfSorted(reading)
  const total = reading.cursor === undefined ? await totalOf(reading, matching, plan) : undefined
  return cut(reading, walked, total)
}

type Reading<Name extends string = string> = {
  readonly tx: Queries
  readonly list: List<Name>
  readonly asked: PageAsked<Name>
  readonly sort: ListSort
  readonly cursor: Cursor | undefined
}

function conditions(list: List<string>): Fragment {
  return sql.join([list.within, ...list.filters], sql` and `)
}

function cut({ asked }: Reading, rows: readonly PageKeys[], total: Total | undefined): ListPage {
  const kept = rows.slice(0, asked.limit)
  const last = kept.at(-1)
  return {
    ids: kept.map((row) => row.page_id),
    nextCursor: rows.length > kept.length && last !== undefined ? writeCursor(asked, last) : null,
    total: total?.total ?? null,
    totalIsEstimate: total?.totalIsEstimate ?? false,
  }
}

async function totalOf(
  { tx }: Reading,
  matching: Fragment,
  plan: { rows: number; cost: number },
): Promise<Total> {
  const estimate = { total: roundEstimate(plan.rows), totalIsEstimate: true }
  if (plan.cost > countCostMax) return estimate
  const capped = sql`select 1 from (${matching} limit ${exactTotalMax + 1}) as matching`
  const counted = await sql<{ total: number }>`select count(*) as total from (${capped}) as counted`.execute(
    tx,
  )
  const total = counted.rows[0]?.total ?? 0
  return total <= exactTotalMax ? { total, totalIsEstimate: false } : estimate
}

/** Finds every matching row, then sorts: `offset 0` keeps the planner from joining the two into a walk. */
async function pageOfSorted(reading: Reading): Promise<ListPage> {
  const { tx, list, asked, sort, cursor } = reading
  const way = sql.raw(asked.direction)
  const alias = sql.ref(list.alias)
  const rows = await sql<PageKeys & { total: number }>`
    select ${sort.by}::text as page_key, ${list.id}::text as page_id, count(*) over () as total
    from (select ${alias}.* from ${list.from} where ${conditions(list)} offset 0) as ${alias} ${sort.join ?? sql``}
    where ${afterInSorted(reading)}
    order by (${sort.by} is null), ${sort.by} ${way}, ${list.id} ${way}
    limit ${asked.limit + 1}`.execute(tx)
  const total = { total: rows.rows[0]?.total ?? 0, totalIsEstimate: false }
  return cut(reading, rows.rows, cursor === undefined ? total : undefined)
}

function afterInSorted(reading: Reading): Fragment {
  if (reading.cursor === undefined) return sql`true`
  if (reading.cursor.key === null) return walkPart(reading, 'blank').after
  const valued = walkPart(reading, 'valued').after
  return reading.sort.nullable ? sql`(${reading.sort.by} is null or ${valued})` : valued
}

/** Walks the index of the sort; answers undefined where the walk went far without finding enough. */
async function walkedRows(reading: Reading): Promise<PageKeys[] | undefined> {
  const { asked, sort, cursor } = reading
  const rows: PageKeys[] = []
  for (const walk of walksFrom(cursor, sort)) {
    const wanted = asked.limit + 1 - rows.length
    const found = await walkOnce(reading, walk, wanted)
    rows.push(...found)
    if (found.length >= wanted) return rows
    if (!(await exhausted(reading, walk, wanted))) return undefined
  }
  return rows
}

async function walkOnce(reading: Reading, walk: Walk, wanted: number): Promise<PageKeys[]> {
  const { tx, list, sort } = reading
  const alias = sql.ref(list.alias)
  const { order } = walkPart(reading, walk)
  const inner = sql`select ${alias}.*, ${sort.by} as page_sort ${walkFrom(reading, walk, wanted)}`
  const key = walk === 'blank' ? sql`null::text` : sql`page_sort::text`
  const filters = list.filters.length === 0 ? sql`true` : sql.join(list.filters, sql` and `)
  const found = await sql<PageKeys>`
    select ${key} as page_key, ${list.id}::text as page_id from (${inner}) as ${alias}
    where ${filters} order by ${order(sql`page_sort`)} limit ${wanted}`.execute(tx)
  return found.rows
}

/** Whether a walk that found too few has seen every row there is. */
async function exhausted(reading: Reading, walk: Walk, wanted: number): Promise<boolean> {
  if (reading.list.filters.length === 0) return true
  const seen = await sql<{ seen: number }>`
    select count(*) as seen from (select 1 ${walkFrom(reading, walk, wanted)}) as walked`.execute(reading.tx)
  return (seen.rows[0]?.seen ?? 0) < walkLength(reading, wanted)
}

function walkFrom(reading: Reading, walk: Walk, wanted: number): Fragment {
  const { list, sort } = reading
  const { after, order } = walkPart(reading, walk)
  return sql`from ${list.from} ${sort.join ?? sql``} where ${list.within} and ${after}
    order by ${order(sort.by)} limit ${walkLength(reading, wanted)}`
}

function walkLength({ list }: Reading, wanted: number): number {
  return list.filters.length === 0 ? wanted : wanted * walkedRowsPerWanted
}

function walkPart({ list, asked, sort, cursor }: Reading, walk: Walk) {
  return walkOf({ keyset: list, sort, direction: asked.direction }, { walk, cursor })
}
