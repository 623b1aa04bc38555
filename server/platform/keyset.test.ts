import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { inScope, openDatabase, systemActor } from './database.ts'
import type { Database, Queries } from './database.ts'
import { countMatching, exactTotalMax, readPage } from './keyset.ts'
import type { Keyset, PageAsked } from './keyset.ts'
import { Refusal } from './refusal.ts'

type Name = 'label' | 'at'
type Row = { id: number; label: string; at: string | null }

const keyset: Keyset<Name> = {
  sorts: {
    label: { by: sql`t.label`, type: 'text', nullable: false },
    at: { by: sql`t.at`, type: 'timestamptz', nullable: true },
  },
  id: sql`t.id`,
  idType: 'bigint',
}

let database: Database

beforeAll(async () => {
  const { app } = await createTestDatabase()
  database = openDatabase({ ...app })
  return () => database.close()
})

function withRows<T>(rows: readonly Row[], work: (tx: Queries) => Promise<T>): Promise<T> {
  const input = { workspaceId: 1, actor: systemActor, now: new Date(0) }
  return inScope(database, input, async ({ tx }) => {
    await sql`create temp table t (id bigint, label text, at timestamptz) on commit drop`.execute(tx)
    await sql`insert into t select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, label text, at timestamptz)`.execute(
      tx,
    )
    return work(tx)
  })
}

function page(tx: Queries, asked: PageAsked<Name>) {
  return readPage<{ id: number }, Name>(
    tx,
    { keyset, asked },
    ({ keys, after, tail }) => sql`select t.id, ${keys} from t where ${after} ${tail}`,
  )
}

async function everyPage(tx: Queries, asked: Omit<PageAsked<Name>, 'cursor'>): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | undefined
  do {
    const { rows, nextCursor } = await page(tx, { ...asked, cursor })
    expect(rows.length).toBeLessThanOrEqual(asked.limit)
    ids.push(...rows.map((row) => row.id))
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  return ids
}

const someRows = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 1000 }),
    label: fc.constantFrom('', 'a', 'b', 'Ä', '%'),
    at: fc.constantFrom(
      null,
      '2026-01-01T00:00:00.000001Z',
      '2026-01-01T00:00:00.000002Z',
      '1999-12-31T23:59:59Z',
    ),
  }),
  { selector: (row) => row.id, maxLength: 25 },
)

describe('a list read page by page', () => {
  test('is the whole list in order, blanks last, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows,
        fc.constantFrom<Name>('label', 'at'),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.integer({ min: 1, max: 7 }),
        async (rows, sort, direction, limit) =>
          withRows(rows, async (tx) => {
            const way = sql.raw(direction)
            const whole = await sql<{ id: number }>`
              select id from t order by ${sql.ref(sort)} ${way} nulls last, id ${way}`.execute(tx)
            expect(await everyPage(tx, { sort, direction, limit })).toEqual(whole.rows.map((row) => row.id))
          }),
      ),
      { numRuns: 60 },
    )
  })

  test('ends without a cursor', async () => {
    const rows = [{ id: 1, label: 'a', at: null }]
    const read = await withRows(rows, (tx) => page(tx, { sort: 'label', direction: 'asc', limit: 1 }))
    expect(read.nextCursor).toBeNull()
  })

  test.each([
    ['no base64', '***'],
    ['no tuple', encode({})],
    ['another order', encode(['at', 'asc', 'a', '1'])],
    ['another direction', encode(['label', 'desc', 'a', '1'])],
    ['a blank where none can be', encode(['label', 'asc', null, '1'])],
    ['an id that is none', encode(['label', 'asc', 'a', 'x'])],
  ])('refuses a cursor with %s', async (_name, cursor) => {
    const asking = withRows([], (tx) => page(tx, { sort: 'label', direction: 'asc', limit: 5, cursor }))
    await expect(asking).rejects.toMatchObject({ code: 'invalid-input', parts: { place: 'cursor' } })
    await expect(asking).rejects.toBeInstanceOf(Refusal)
  })
})

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('a total', () => {
  test('is exact up to its limit', async () => {
    const total = await withRows([], async (tx) => {
      await sql`insert into t select n, '', null from generate_series(1, ${exactTotalMax}) n`.execute(tx)
      return countMatching(tx, sql`select 1 from t`)
    })
    expect(total).toEqual({ total: exactTotalMax, totalIsEstimate: false })
  })

  test('is labelled an estimate beyond', async () => {
    const total = await withRows([], async (tx) => {
      await sql`insert into t select n, '', null from generate_series(1, ${exactTotalMax * 5}) n`.execute(tx)
      await sql`analyze t`.execute(tx)
      return countMatching(tx, sql`select 1 from t`)
    })
    expect(total).toEqual({ total: exactTotalMax * 5, totalIsEstimate: true })
  })
})
