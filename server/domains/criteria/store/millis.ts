import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** A piece of SQL. */
export type Fragment = RawBuilder<unknown>

/** An instant as milliseconds since 1970, its microseconds behind the point: the order of instants is kept. */
export function millis(instant: Fragment): RawBuilder<number> {
  return sql<number>`(extract(epoch from ${instant}) * 1000)::float8`
}
