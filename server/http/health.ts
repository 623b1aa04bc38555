import type { FastifyInstance } from 'fastify'
import { run } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import type { Live } from '../platform/live.ts'
import { readMigrations } from '../platform/migration-files.ts'

const answerWithinMs = 3000
const notReadyStatus = 503

/** A part of the program that readiness depends on; without a process id it is down at the moment. */
export type Part = { readonly name: string; readonly pid: () => number | undefined }

export type HealthOptions = {
  readonly database: Database
  readonly live: Live
  readonly parts: readonly Part[]
}

/** `/healthz`: the process answers. `/readyz`: everything that a request may need is there. */
export function healthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const hidden = { schema: { hide: true } }
  app.get('/healthz', hidden, async () => ({ status: 'alive' }))
  app.get('/readyz', hidden, async (_request, reply) => {
    const checks = await readiness(options)
    const ready = Object.values(checks).every(Boolean)
    return reply.status(ready ? 200 : notReadyStatus).send({ status: ready ? 'ready' : 'not-ready', checks })
  })
}

async function readiness({ database, live, parts }: HealthOptions): Promise<Record<string, boolean>> {
  const newest = await within(newestMigration(database))
  return {
    database: newest !== undefined,
    migrations: newest !== undefined && newest === readMigrations().at(-1)?.version,
    live: live.listening(),
    ...Object.fromEntries(parts.map((part) => [part.name, part.pid() !== undefined])),
  }
}

async function newestMigration(database: Database): Promise<number | undefined> {
  const question = 'select coalesce(max(version), 0) as version from schema_migrations'
  const [row] = await run<{ version: number }>(database.open, question)
  return row?.version
}

/** A database that hangs must not make the question hang too. */
async function within<T>(answer: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), answerWithinMs)
  try {
    return await Promise.race([answer.catch(() => undefined), promise])
  } finally {
    clearTimeout(timer)
  }
}
