import { run } from './database.ts'
import type { Database, Scope } from './database.ts'

const attemptsMaxDefault = 10
const enqueueStatement = 'select rapport_enqueue($1, $2::json, $3::timestamptz, $4, $5, $6)'

export type JobOptions = {
  readonly runAt?: Date
  /** Jobs of one queue run one after another. */
  readonly queue?: string
  /** A waiting job with the same key is replaced instead of joined. */
  readonly key?: string
  readonly attemptsMax?: number
}

/** Puts a job into the caller's transaction: it exists exactly when the act that asked for it has committed. */
export async function enqueue(
  scope: Scope,
  job: { task: string; payload: Record<string, unknown> },
  options: JobOptions = {},
): Promise<void> {
  const payload = JSON.stringify({ ...job.payload, workspaceId: scope.workspaceId })
  const values = [
    job.task,
    payload,
    options.runAt ?? null,
    options.queue ?? null,
    options.key ?? null,
    options.attemptsMax ?? attemptsMaxDefault,
  ]
  await run(scope.tx, enqueueStatement, values)
}

/** For the few jobs that belong to no workspace, such as finding out whose mail address somebody typed. */
export async function enqueueOpen(
  database: Database,
  job: { task: string; payload: Record<string, unknown> },
): Promise<void> {
  const values = [job.task, JSON.stringify(job.payload), null, null, null, attemptsMaxDefault]
  await run(database.open, enqueueStatement, values)
}
