/** The engine of the columnar copies inside a test: no process of its own, and it looks for news only when asked. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openEngine } from '../server/analytics/engine.ts'
import type { Engine } from '../server/analytics/engine.ts'
import type { ConnectionOptions } from '../server/platform/connection.ts'
import { createLog } from '../server/platform/log.ts'
import type { Supervised } from '../server/platform/supervise.ts'

/** What a world is given as its analytics process; it answers once it was opened on the world's database. */
export type TestAnalytics = Supervised & { openOn(connection: ConnectionOptions): Promise<Engine> }

/** Hand it to `openWorld({ web: { analytics } })`, then call `analytics.openOn(world.database.app)`. */
export function analyticsInTest(): TestAnalytics {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-analytics-'))
  let engine: Engine | undefined
  const stop = async () => {
    await engine?.stop()
    engine = undefined
    rmSync(dataDir, { recursive: true, force: true })
  }
  afterAll(stop)
  return {
    name: 'analytics',
    pid: () => undefined,
    ask: async (body) => {
      if (engine === undefined) throw new Error('The analytics process is down.')
      return engine.answer(body)
    },
    openOn: async (connection) => {
      const log = createLog({ level: 'silent', process: 'test' })
      engine = await openEngine({ connection, dataDir, memory: '256MB', log, follow: false })
      return engine
    },
    stop,
  }
}
