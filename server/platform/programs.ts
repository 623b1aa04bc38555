/**
 * The seams between the ground and the programs that run on it: what `main.ts` hands to the web server
 * (`web.ts`) and `worker.ts` to the handlers of jobs (`jobs.ts`). The analytics process
 * (`analytics/process.ts`) is a child that calls `runAsChild` of `child.ts`.
 */
import type { ConnectionOptions } from './connection.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'
import type { Supervised } from './supervise.ts'

/** Everything that the web server is given. */
export type WebContext = {
  readonly settings: Settings
  readonly log: Log
  /** The way in as the application's role. */
  readonly connection: ConnectionOptions
  readonly dataDir: string
  /** Signs sessions. */
  readonly secret: string
  /** Whoever shows this token speaks from the machine itself and acts as the operator. */
  readonly operatorToken: string
  /** The process that owns the columnar copies; absent where it is not built or not asked for. */
  readonly analytics: Supervised | undefined
  /** The process that does the jobs; absent where it was not asked for. */
  readonly worker?: Supervised | undefined
}

/** A web server that listens. */
export type RunningWeb = {
  /** Where it answers, such as `http://127.0.0.1:4400`. */
  readonly address: string
  /** How to sign in, in a sentence or two, printed beneath the address. */
  readonly signIn?: string
  stop(): Promise<void>
}

export type StartWeb = (context: WebContext) => Promise<RunningWeb>

/** What a job may use. A handler opens its own scope on the database. */
export type JobContext = {
  readonly database: Database
  readonly settings: Settings
  readonly log: Log
  readonly dataDir: string
  /** Fires when the worker stops: a long job ends at its next checkpoint. */
  readonly stopping: AbortSignal
}

export type JobHandler = (payload: unknown, context: JobContext) => Promise<void>

/**
 * Jobs by task name, those that are done whenever the worker starts, those that follow what happens, and those that
 * return by the clock (crontab lines of graphile-worker).
 */
export type Jobs = {
  readonly handlers: Readonly<Record<string, JobHandler>>
  readonly atStart?: readonly string[]
  /** Tasks that are done for a workspace, soon, whenever something happened in it. */
  readonly onNews?: readonly string[]
  readonly timetable?: string
}
