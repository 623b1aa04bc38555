import { sql } from 'kysely'
import {
  blamingCursor,
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

/** What looking at one row of a walk costs, in the planner's units; a sort by another table's column looks at two. */
const walkedRowCost = 2
const joinedRowCost = 4
/** What sorting one row costs beside finding it, alone or with a look into the other table. */
const sortedRowCost = 0.5
const joinedSortedRowCost = 2.5
/** How much further than expected a walk goes before its filter counts as unevenly spread. */
const walkPatience = 3
const walkedRowsMin = 500
const walkedRowsMax = 10_000
/** What counting may cost beside a walk, in the planner's units: some 20 ms. */
const countCostMax = 12_000

/** From so many times the limit on, by the planner's estimate, nobody tries to count up to it. */
const hopelessPart = 1.2

/** A sort of a list; where its value stands in another table, `join` brings it. */
export type ListSort = Sort & {
  readonly join?: Fragment
  /** How to say that the value is missing, where an index knows that by other words. */
  readonly blank?: Fragment
}

/**
 * What the reader asks for, as a condition on the alias alone. `row` says the same of one row, where finding all
 * that fulfil it is best said in other words. An order in `along` has an index that begins with the filter's own
 * column, and so a walk that meets no row but those; an order in `bounds` is the column of which it is a range.
 */
export type ListFilter<Name extends string = string> =
  | Fragment
  | {
      readonly whole: Fragment
      readonly row?: Fragment
      readonly along?: readonly Name[]
      readonly bounds?: Name
    }

/** A list of many rows: what it is read from, what every one of its rows fulfils, and the orders it comes in. */
export type List<Name extends string> = {
  /** The relation with its alias, such as ``sql`walled_contacts c` ``. */
  readonly from: Fragment
  readonly alias: string
  /** What the indexes of the sorts already know: the workspace, and that the row is not in the trash. */
  readonly within: Fragment
  /** What the reader asks for beyond that. */
  readonly filters: readonly ListFilter<Name>[]
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
  const sort = list.sorts[asked.sort]
  const walk = walkThrough(list, asked.sort)
  const reading = { tx, list, asked, sort, walk, cursor: readCursor(asked, sort) }
  try {
    return await pageOf(reading)
  } catch (error) {
    throw blamingCursor(error, reading.cursor)
  }
}

/** The ids of everything that is in a list, in no order and at most `limit`: for acts on all of it. */
export async function selectListIds(tx: Queries, list: List<string>, limit: number): Promise<string[]> {
  const found = await sql<{ id: string }>`select ${list.id}::text as id from ${list.from}
    where ${conditionsOf(list)} limit ${limit}`.execute(tx)
  return found.rows.map((row) => row.id)
}

async function pageOf(reading: Reading): Promise<ListPage> {
  const { tx, list, cursor } = reading
  const matching = sql`select 1 from ${list.from} where ${conditionsOf(list)}`
  const plan = await explain(tx, matching)
  const walkable = await foresee(reading, plan)
  const walked = walkable === undefined ? undefined : await walkedRows(walkable)
  if (walked === undefined) return pageOfSorted(reading)
  return cut(reading, walked, cursor === undefined ? await totalOf(reading, matching, plan) : undefined)
}

/** How far a walk must go for each row it wants; undefined where finding all and sorting them is cheaper. */
async function foresee(reading: Reading, plan: Plan): Promise<WalkReading | undefined> {
  const { tx, list, asked, sort, walk } = reading
  if (walk.filters.length === 0) return { ...reading, stride: 1 }
  const whole = await explain(tx, sql`select 1 from ${list.from} where ${walk.within}`)
  const stride = whole.rows / Math.max(plan.rows, 1)
  const isJoined = sort.join !== undefined
  const walkCost = stride * (asked.limit + 1) * (isJoined ? joinedRowCost : walkedRowCost)
  const sortCost = plan.cost + plan.rows * (isJoined ? joinedSortedRowCost : sortedRowCost)
  return sortCost <= walkCost ? undefined : { ...reading, stride }
}

type Reading<Name extends string = string> = {
  readonly tx: Queries
  readonly list: List<Name>
  readonly asked: PageAsked<Name>
  readonly sort: ListSort
  readonly walk: Through
  readonly cursor: Cursor | undefined
}

type Plan = { readonly rows: number; readonly cost: number }
/** `stride` is how many rows a walk passes for each that matches. */
type WalkReading = Reading & { readonly stride: number }

/** Everything that a row of the list fulfils. */
export function conditionsOf({ within, filters }: Pick<List<string>, 'within' | 'filters'>): Fragment {
  return sql.join([within, ...filters.map(wholeOf)], sql` and `)
}

const wholeOf = (filter: ListFilter): Fragment => ('whole' in filter ? filter.whole : filter)

/** What a walk's index knows, and what each row that it meets is asked beyond that. */
type Through = { readonly within: Fragment; readonly filters: readonly Fragment[] }

/** One filter leads into an index, and no more: a second would be asked of rows that nobody counts. */
function walkThrough<Name extends string>({ within, filters }: List<Name>, sort: Name): Through {
  const door = filters.find((filter) => 'along' in filter && filter.along?.includes(sort))
  const known = filters.filter((filter) => filter === door || ('bounds' in filter && filter.bounds === sort))
  const asked = filters.filter((filter) => !known.includes(filter))
  return {
    within: sql.join([within, ...known.map(wholeOf)], sql` and `),
    filters: asked.map((filter) => ('row' in filter && filter.row) || wholeOf(filter)),
  }
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

async function totalOf({ tx }: Reading, matching: Fragment, plan: Plan): Promise<Total> {
  const estimate = { total: roundEstimate(plan.rows), totalIsEstimate: true }
  // Counting up to a limit that is sure to be passed would tell nothing.
  if (plan.cost > countCostMax || plan.rows > exactTotalMax * hopelessPart) return estimate
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
    from (select ${alias}.* from ${list.from} where ${conditionsOf(list)} offset 0) as ${alias} ${sort.join ?? sql``}
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
async function walkedRows(reading: WalkReading): Promise<PageKeys[] | undefined> {
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

async function walkOnce(reading: WalkReading, walk: Walk, wanted: number): Promise<PageKeys[]> {
  const { tx, list, sort } = reading
  const alias = sql.ref(list.alias)
  const filters = reading.walk.filters.length === 0 ? sql`true` : sql.join(reading.walk.filters, sql` and `)
  const { order } = walkPart(reading, walk)
  const inner = sql`select ${alias}.*, ${sort.by} as page_sort ${walkFrom(reading, walk, wanted)}`
  const key = walk === 'blank' ? sql`null::text` : sql`page_sort::text`
  const found = await sql<PageKeys>`
    select ${key} as page_key, ${list.id}::text as page_id from (${inner}) as ${alias}
    where ${filters} order by ${order(sql`page_sort`)} limit ${wanted}`.execute(tx)
  return found.rows
}

/** Whether a walk that found too few has seen every row there is. */
async function exhausted(reading: WalkReading, walk: Walk, wanted: number): Promise<boolean> {
  if (reading.walk.filters.length === 0) return true
  const seen = await sql<{ seen: number }>`
    select count(*) as seen from (select 1 ${walkFrom(reading, walk, wanted)}) as walked`.execute(reading.tx)
  return (seen.rows[0]?.seen ?? 0) < walkLength(reading, wanted)
}

function walkFrom(reading: WalkReading, walk: Walk, wanted: number): Fragment {
  const { list, sort } = reading
  const { after, order } = walkPart(reading, walk)
  return sql`from ${list.from} ${sort.join ?? sql``} where ${reading.walk.within} and ${after}
    order by ${order(sort.by)} limit ${walkLength(reading, wanted)}`
}

function walkLength({ walk, stride }: WalkReading, wanted: number): number {
  if (walk.filters.length === 0) return wanted
  return Math.min(Math.ceil(wanted * stride * walkPatience) + walkedRowsMin, walkedRowsMax)
}

function walkPart({ list, asked, sort, cursor }: Reading, walk: Walk) {
  return walkOf({ keyset: list, sort, direction: asked.direction }, { walk, cursor })
}
