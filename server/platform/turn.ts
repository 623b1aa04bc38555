import { sql } from 'kysely'
import type { Database, Scope } from './database.ts'

/**
 * What is done by one at a time in a workspace. PostgreSQL knows its advisory locks by numbers only, so that all of
 * ours stand here: two of the same would make strangers wait for each other.
 */
const numbers = {
  import: 7_273_002,
  judge: 7_273_053,
  replay: 7_273_042,
  'ask for a back-test': 7_273_041,
  'ask to learn': 7_273_022,
  'begin an agreement': 7_273_020,
  'name signatories': 7_273_021,
  'make newcomers': 7_273_101,
} as const

export type Turn = {
  readonly database: Database
  readonly workspaceId: number
  readonly to: keyof typeof numbers
  /** Whether whoever comes second waits instead of being told. */
  readonly waits?: boolean
}

/** Whoever else does this in the workspace waits until the transaction has ended. */
export async function holdTurn({ tx, workspaceId }: Scope, to: Turn['to']): Promise<void> {
  await sql`select pg_advisory_xact_lock(${numbers[to]}, ${workspaceId})`.execute(tx)
}

/** The same, without waiting: whether nobody else does it now, nor begins before the transaction has ended. */
export async function tryTurn({ tx, workspaceId }: Scope, to: Turn['to']): Promise<boolean> {
  const asked = sql<{
    taken: boolean
  }>`select pg_try_advisory_xact_lock(${numbers[to]}, ${workspaceId}) as taken`
  return isTaken(asked.execute(tx))
}

/**
 * Runs work of many transactions while nobody else does the same in the workspace; answers false without having begun
 * when somebody does, unless told to wait for them. The lock goes with its connection, so that a killed process leaves
 * none behind.
 */
export async function takeTurn(
  { database, workspaceId, to, waits = false }: Turn,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await database.pool.connect()
  let broken = false
  // The work has connections of its own; if this one breaks, its checkpoints still keep two runs apart.
  const note = () => (broken = true)
  client.on('error', note)
  const key = [numbers[to], workspaceId]
  try {
    if (waits) await client.query('select pg_advisory_lock($1, $2)', key)
    else if (!(await isTaken(client.query('select pg_try_advisory_lock($1, $2) as taken', key)))) return false
    try {
      await work()
      return true
    } finally {
      if (!broken) await client.query('select pg_advisory_unlock($1, $2)', key).catch(note)
    }
  } finally {
    client.off('error', note)
    client.release(broken)
  }
}

async function isTaken(asked: Promise<{ rows: { taken: boolean }[] }>): Promise<boolean> {
  const { rows } = await asked
  return rows[0]?.taken === true
}
