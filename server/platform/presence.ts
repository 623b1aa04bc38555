import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { ConnectionOptions } from './connection.ts'
import type { Log } from './log.ts'

/** Apart from the locks that other parts of the program take: those have two numbers, this has one. */
const presenceLock = 7_273_060
const REJOIN_PAUSE_MS = 1000

const freeOrphans = `
select graphile_worker.force_unlock_workers(array(
  select locked_by from graphile_worker._private_jobs where locked_by is not null
  union select locked_by from graphile_worker._private_job_queues where locked_by is not null))`

/** Being one of the processes that do jobs. */
export type Presence = { stop(): Promise<void> }

/**
 * Says that this process does jobs, for as long as it lives, and frees what dead ones had taken: the jobs of a killed
 * worker, and the queues in which they ran, would stay taken for four hours. While another worker lives nothing is freed.
 */
export async function joinWorkers(options: ConnectionOptions, log: Log): Promise<Presence> {
  let stopping = false
  let client = await join(options, { frees: true })
  const watch = async (): Promise<void> => {
    await lost(client)
    if (stopping) return
    log.warn('The connection that says that a worker lives broke')
    const next = await rejoin(options, () => stopping)
    if (!next) return
    client = next
    if (stopping) await client.end()
    else await watch()
  }
  void watch()
  const stop = async () => {
    stopping = true
    await client.end().catch(() => {})
  }
  return { stop }
}

/** Whoever is alone for a moment may free what is taken: nobody alive has taken it. */
async function join(options: ConnectionOptions, { frees }: { frees: boolean }): Promise<pg.Client> {
  const client = new pg.Client({ ...options, application_name: 'rapport worker' })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    presenceLock,
  ])
  const isAlone = rows[0]?.alone === true
  if (isAlone && frees) await client.query(freeOrphans)
  await client.query('select pg_advisory_lock_shared($1)', [presenceLock])
  if (isAlone) await client.query('select pg_advisory_unlock($1)', [presenceLock])
  return client
}

function lost(client: pg.Client): Promise<void> {
  return new Promise((resolve) => client.once('end', () => resolve()))
}

/** This process may be at work on what it has taken, so nothing is freed. */
async function rejoin(options: ConnectionOptions, stopping: () => boolean): Promise<pg.Client | undefined> {
  while (!stopping()) {
    try {
      return await join(options, { frees: false })
    } catch {
      await pause(REJOIN_PAUSE_MS, undefined, { ref: false })
    }
  }
  return undefined
}
