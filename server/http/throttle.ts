import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Queries } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { tokenHash } from '../platform/secrets.ts'
import { nextAttempts } from './rules/attempts.ts'
import type { AttemptLimit } from './rules/attempts.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Guessing one account is slowed wherever it comes from; one address may try more, as many people can share it. */
export const attemptLimits = {
  account: { free: 5, waitMsMax: minuteMs, forgetMs: hourMs },
  address: { free: 30, waitMsMax: minuteMs, forgetMs: hourMs },
  mailTo: { free: 3, waitMsMax: 10 * minuteMs, forgetMs: hourMs },
  tokens: { free: 60, waitMsMax: minuteMs, forgetMs: hourMs },
} as const satisfies Record<string, AttemptLimit>

export type AttemptKind = keyof typeof attemptLimits
export type Attempt = { readonly kind: AttemptKind; readonly of: string; readonly now: Date }

/**
 * Counts an attempt before its outcome is known, so that many at once cannot slip through together.
 * Refuses `too-many-attempts`. The counts stand in the database: several web processes share them.
 */
export async function attempt(queries: Queries, { kind, of, now }: Attempt): Promise<void> {
  const key = keyOf(kind, of)
  const heard = await queries.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
    const row = await tx.selectFrom('auth.rate_limits').selectAll().where('key', '=', key).executeTakeFirst()
    const known = row && { count: row.count, lastAt: row.last_request }
    const next = nextAttempts(known, now.getTime(), attemptLimits[kind])
    if (next === null) return false
    const state = { count: next.count, last_request: next.lastAt }
    await tx
      .insertInto('auth.rate_limits')
      .values({ id: uuid(), key, ...state })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(state))
      .execute()
    return true
  })
  if (!heard) throw new Refusal('too-many-attempts')
}

/** The attempts led to success: nobody was guessing. */
export async function forgive(queries: Queries, kind: AttemptKind, of: string): Promise<void> {
  await queries.deleteFrom('auth.rate_limits').where('key', '=', keyOf(kind, of)).execute()
}

/** This one attempt led to success, which says nothing about the others from the same place. */
export async function forgiveOne(queries: Queries, kind: AttemptKind, of: string): Promise<void> {
  await queries
    .updateTable('auth.rate_limits')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where('key', '=', keyOf(kind, of))
    .where('count', '>', 0)
    .execute()
}

// Hashed, because a list of who tried to sign in is nobody's business.
function keyOf(kind: AttemptKind, of: string): string {
  return `${kind}:${tokenHash(of)}`
}
