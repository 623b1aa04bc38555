/** The process that loads the sample company at the first start, and ends with it: a child of main.ts. */
import { agreementSurroundings } from './agreement-surroundings.ts'
import { loadSampleOnce } from './domains/sample/index.ts'
import { foundings } from './foundings.ts'
import { runAsChild } from './platform/child.ts'
import { clock } from './platform/clock.ts'
import { openDatabase } from './platform/database.ts'
import { createLog } from './platform/log.ts'
import { readSettings } from './platform/settings.ts'

runAsChild(async ({ connections }) => {
  const log = createLog({ level: readSettings().LOG_LEVEL, process: 'sample' })
  const database = openDatabase({ ...connections.app, application_name: 'rapport sample' })
  const stopping = new AbortController()
  const ground = {
    database,
    now: () => clock.now(),
    log,
    foundings,
    checks: agreementSurroundings.checks,
    stopping: stopping.signal,
  }
  return {
    answer: () => loadSampleOnce(ground),
    stop: async () => stopping.abort(),
  }
})
