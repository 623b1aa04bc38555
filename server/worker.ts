/** The process that does jobs. It takes them from the queue as the owner and does them as the application's role. */
import { Logger, run, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { runAsChild, type RunningChild } from './platform/child.ts'
import { openDatabase } from './platform/database.ts'
import { createLog, type Log } from './platform/log.ts'
import type { ChildContext } from './platform/process-messages.ts'
import type { JobContext, Jobs } from './platform/programs.ts'
import { readSettings } from './platform/settings.ts'
import { readTimetable } from './platform/timetable.ts'
import { jobs } from './jobs.ts'

const JOBS_AT_ONCE = 4
/** One connection listens, one takes jobs for each that runs, and one is spare. */
const QUEUE_CONNECTIONS = JOBS_AT_ONCE + 2

runAsChild(async ({ connections, dataDir }: ChildContext): Promise<RunningChild> => {
  const settings = readSettings()
  const log = createLog({ level: settings.LOG_LEVEL, process: 'worker' })
  const database = openDatabase(connections.app)
  const pool = openQueue(connections.owner, log)
  const stopping = new AbortController()
  const runner = await run({
    pgPool: pool,
    concurrency: JOBS_AT_ONCE,
    noHandleSignals: true,
    taskList: tasks(jobs, { database, settings, log, dataDir, stopping: stopping.signal }),
    parsedCronItems: readTimetable(jobs.timetable ?? ''),
    logger: new Logger(() => (level, message) => log[level === 'error' ? 'error' : 'debug'](message)),
  })
  for (const task of jobs.atStart ?? []) await runner.addJob(task, {}, { jobKey: task })
  const stop = () => {
    stopping.abort()
    // When the jobs have ended so does the process, and its connections with it.
    return runner.stop()
  }
  return { stop }
})

function tasks({ handlers }: Jobs, context: JobContext): TaskList {
  const entries = Object.entries(handlers)
  return Object.fromEntries(
    entries.map(([name, handle]) => [name, (payload: unknown) => handle(payload, context)]),
  )
}

function openQueue(options: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...options, max: QUEUE_CONNECTIONS, application_name: 'rapport worker' })
  const tell = (error: Error) => log.warn({ err: error }, 'A connection of the job queue broke')
  pool.on('error', tell)
  pool.on('connect', (client) => client.on('error', tell))
  return pool
}
