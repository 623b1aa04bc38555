import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { inScope, openDatabase, systemActor } from './database.ts'
import type { Database, Queries } from './database.ts'
import type { Fragment, PageAsked } from './keyset.ts'
import { readList } from './list.ts'
import type { List, ListFilter } from './list.ts'

type Name = 'label' | 'at' | 'weight'

let database: Database

beforeAll(async () => {
  const { app } = await createTestDatabase()
  database = openDatabase({ ...app })
  return () => database.close()
})

function listOf(filters: readonly ListFilter<Name>[]): List<Name> {
  return {
    from: sql`t`,
    alias: 't',
    within: sql`t.live`,
    filters,
    id: sql`t.id`,
    idType: 'bigint',
    sorts: {
      label: { by: sql`t.label`, type: 'text', nullable: false },
      at: { by: sql`t.at`, type: 'timestamptz', nullable: true },
      weight: {
        by: sql`w.weight`,
        type: 'integer',
        nullable: true,
        join: sql`left join w on w.id = t.id`,
      },
    },
  }
}

/** Rows whose tag is spread evenly, and whose `late` comes last in every order: the hard case for a walk. */
async function withRows<T>(count: number, work: (tx: Queries) => Promise<T>): Promise<T> {
  const input = { workspaceId: 1, actor: systemActor, now: new Date(0) }
  return inScope(database, input, async ({ tx }) => {
    await sql`create temp table t (id bigint primary key, live boolean, label text, at timestamptz, tag int, late boolean)
      on commit drop`.execute(tx)
    await sql`create temp table w (id bigint primary key, weight int) on commit drop`.execute(tx)
    await sql`insert into t select n, n % 50 <> 0, lpad((n / 3)::text, 8, '0'),
      case when n % 4 > 0 then timestamptz '2026-01-01' + n * interval '1 hour' end, n % 7, n > ${count} * 0.98
      from generate_series(1, ${count}::int) n`.execute(tx)
    await sql`insert into w select n, n / 5 from generate_series(1, ${count}::int) n where n % 3 > 0`.execute(
      tx,
    )
    await sql`create index on t (label, id)`.execute(tx)
    await sql`create index on t (at, id)`.execute(tx)
    await sql`create index on t (tag, label, id)`.execute(tx)
    await sql`analyze t`.execute(tx)
    await sql`analyze w`.execute(tx)
    return work(tx)
  })
}

async function everyPage(tx: Queries, list: List<Name>, asked: PageAsked<Name>): Promise<number[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await readList(tx, list, { ...asked, cursor })
    expect(page.total === null).toBe(cursor !== undefined)
    ids.push(...page.ids)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return ids.map(Number)
}

const since = { whole: sql`t.at >= timestamptz '2026-03-01'`, bounds: 'at' as const }
const tagged = { whole: sql`t.tag = 3`, along: ['label'] as const }
const weighty = {
  whole: sql`t.id in (select w.id from w where w.weight % 2 = 0)`,
  row: sql`exists (select from w as o where o.id = t.id and o.weight % 2 = 0)`,
}

const everyFilter: Readonly<Record<string, readonly ListFilter<Name>[]>> = {
  none: [],
  bounded: [since],
  'bounded and common': [since, sql`t.tag < 5`],
  'through an index': [tagged],
  'through an index and common': [tagged, sql`t.id % 2 = 0`],
  'in other words': [weighty],
  everything: [weighty, tagged, since, sql`t.id % 3 > 0`],
  common: [sql`t.tag < 5`],
  rare: [sql`t.tag = 3`, sql`t.id % 11 = 0`],
  last: [sql`t.late`],
  nobody: [sql`t.tag = 9`],
}

const wholeOf = (filter: ListFilter<Name>): Fragment => ('whole' in filter ? filter.whole : filter)

describe('a filtered list', () => {
  test('is whole and in order, whichever way its pages are found', async () => {
    await withRows(4000, async (tx) => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            sort: fc.constantFrom<Name>('label', 'at', 'weight'),
            direction: fc.constantFrom('asc' as const, 'desc' as const),
            limit: fc.constantFrom(20, 150, 700),
            filter: fc.constantFrom(...Object.keys(everyFilter)),
          }),
          async ({ sort, direction, limit, filter }) => {
            const filters = everyFilter[filter] ?? []
            const [way, by] = [sql.raw(direction), sort === 'weight' ? sql`w.weight` : sql.ref(`t.${sort}`)]
            const whole = await sql<{ id: number }>`select t.id from t left join w on w.id = t.id
              where ${sql.join([sql`t.live`, ...filters.map(wholeOf)], sql` and `)}
              order by ${by} ${way} nulls last, t.id ${way}`.execute(tx)
            const read = await everyPage(tx, listOf(filters), { sort, direction, limit })
            expect(read).toEqual(whole.rows.map((row) => row.id))
          },
        ),
        { numRuns: 50 },
      )
    })
  })

  test('says exactly how many there are where counting is cheap', async () => {
    await withRows(4000, async (tx) => {
      const asked = { sort: 'label', direction: 'asc', limit: 5 } as const
      const page = await readList(tx, listOf([sql`t.tag = 3`]), asked)
      const { rows } = await sql<{
        count: number
      }>`select count(*) as count from t where live and tag = 3`.execute(tx)
      expect(page).toMatchObject({ total: rows[0]?.count, totalIsEstimate: false })
    })
  })

  test('does not walk a whole list for a few rows at its end', async () => {
    await withRows(60_000, async (tx) => {
      const list = listOf([sql`t.late`])
      const walked = await readList(tx, list, { sort: 'label', direction: 'asc', limit: 3 })
      const first = await sql<{
        id: number
      }>`select id from t where live and late order by label, id limit 3`.execute(tx)
      expect(walked.ids.map(Number)).toEqual(first.rows.map((row) => row.id))
    })
  })

  test('begins where a range begins, and meets only rows of an index that a filter leads into', async () => {
    await withRows(60_000, async (tx) => {
      const late = {
        whole: sql`t.at >= timestamptz '2026-01-01' + interval '30000 hours'`,
        bounds: 'at',
      } as const
      const bounded = { list: listOf([late, sql`t.tag < 5`]), sort: 'at' } as const
      const inRange = 22_500
      // The first page also counts all that match; a walk from the beginning would meet a thousand others.
      expect((await met(tx, bounded)).read).toBeLessThan(inRange + 100)

      const rare = { whole: sql`t.tag = 3`, along: ['label'] } as const
      const led = { list: listOf([rare, sql`t.at is not null`]), sort: 'label' } as const
      const { nextCursor } = await met(tx, led)
      // Three in four have a date: ten of them stand among some fourteen, and seven times as many in the whole list.
      expect((await met(tx, { ...led, cursor: nextCursor ?? undefined })).read).toBeLessThan(40)
    })
  })
})

type Met = { readonly list: List<Name>; readonly sort: Name; readonly cursor?: string | undefined }

/** Reads a page of ten and tells how many rows that took. */
async function met(tx: Queries, { list, sort, cursor }: Met) {
  const before = await rowsRead(tx)
  const page = await readList(tx, list, { sort, direction: 'asc', limit: 10, cursor })
  expect(page.ids).toHaveLength(10)
  return { nextCursor: page.nextCursor, read: (await rowsRead(tx)) - before }
}

/** How many rows of `t` this transaction was given, by whatever scan. */
async function rowsRead(tx: Queries): Promise<number> {
  const { rows } = await sql<{
    read: number
  }>`select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read
    from pg_stat_xact_all_tables where relid = 't'::regclass`.execute(tx)
  return rows[0]?.read ?? 0
}
