/** The process that does jobs. It takes them from the queue as the owner and does them as the application's role. */
import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { runAsChild, type RunningChild } from './platform/child.ts'
import { openDatabase } from './platform/database.ts'
import { openLive } from './platform/live.ts'
import { clock } from './platform/clock.ts'
import { createLog, type Log } from './platform/log.ts'
import { joinWorkers } from './platform/presence.ts'
import type { ChildContext } from './platform/process-messages.ts'
import type { JobContext, Jobs } from './platform/programs.ts'
import { readSettings } from './platform/settings.ts'
import { readTimetable } from './platform/timetable.ts'
import { jobs } from './jobs.ts'

const JOBS_AT_ONCE = 4
/** One connection listens, one takes jobs for each that runs, and one is spare. */
const QUEUE_CONNECTIONS = JOBS_AT_ONCE + 2
/** What happens within this time of the first news is followed by one job. */
const NEWS_PAUSE_MS = 250

runAsChild(async ({ connections, dataDir }: ChildContext): Promise<RunningChild> => {
  const settings = readSettings()
  const log = createLog({ level: settings.LOG_LEVEL, process: 'worker' })
  const database = openDatabase(connections.app)
  const pool = openQueue(connections.owner, log)
  const stopping = new AbortController()
  const presence = await joinWorkers(connections.owner, log)
  const runner = await run({
    pgPool: pool,
    concurrency: JOBS_AT_ONCE,
    noHandleSignals: true,
    taskList: tasks(jobs, { database, settings, log, dataDir, stopping: stopping.signal }),
    parsedCronItems: readTimetable(jobs.timetable ?? ''),
    logger: new Logger(() => (level, message) => log[level === 'error' ? 'error' : 'debug'](message)),
  })
  for (const task of jobs.atStart ?? []) await runner.addJob(task, {}, { jobKey: task })
  const live = await openLive(connections.app, log)
  live.follow((workspaceId) => void react(runner, workspaceId, log))
  const stop = async () => {
    stopping.abort()
    await live.close()
    // When the jobs have ended so does the process, and its connections with it.
    await runner.stop()
    await presence.stop()
  }
  return { stop }
})

/** Puts the tasks that follow news into the queue: one of each for a workspace, however much happens at once. */
async function react(runner: Runner, workspaceId: number, log: Log): Promise<void> {
  const runAt = new Date(clock.now().getTime() + NEWS_PAUSE_MS)
  for (const task of jobs.onNews ?? []) {
    const queue = `${task}:${workspaceId}`
    const options = { jobKey: queue, jobKeyMode: 'preserve_run_at', queueName: queue, runAt } as const
    await runner
      .addJob(task, { workspaceId }, options)
      .catch((error: unknown) => log.warn({ err: error }, 'A job that follows news could not be added'))
  }
}

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
