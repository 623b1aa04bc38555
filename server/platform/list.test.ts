import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { inScope, openDatabase, systemActor } from './database.ts'
import type { Database, Queries } from './database.ts'
import type { Fragment, PageAsked } from './keyset.ts'
import { readList } from './list.ts'
import type { List } from './list.ts'

type Name = 'label' | 'at' | 'weight'

let database: Database

beforeAll(async () => {
  const { app } = await createTestDatabase()
  database = openDatabase({ ...app })
  return () => database.close()
})

function listOf(filters: readonly Fragment[]): List<Name> {
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

const everyFilter: Readonly<Record<string, readonly Fragment[]>> = {
  none: [],
  common: [sql`t.tag < 5`],
  rare: [sql`t.tag = 3`, sql`t.id % 11 = 0`],
  last: [sql`t.late`],
  nobody: [sql`t.tag = 9`],
}

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
              where ${sql.join([sql`t.live`, ...filters], sql` and `)}
              order by ${by} ${way} nulls last, t.id ${way}`.execute(tx)
            const read = await everyPage(tx, listOf(filters), { sort, direction, limit })
            expect(read).toEqual(whole.rows.map((row) => row.id))
          },
        ),
        { numRuns: 40 },
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
})
