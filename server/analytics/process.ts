/** The process of the columnar copies: a child of main.ts, or a program part of its own. */
import { runAsChild } from '../platform/child.ts'
import { createLog } from '../platform/log.ts'
import { readSettings } from '../platform/settings.ts'
import { openEngine } from './engine.ts'

runAsChild(async ({ connections, dataDir }) => {
  const settings = readSettings()
  const log = createLog({ level: settings.LOG_LEVEL, process: 'analytics' })
  return openEngine({
    connection: connections.app,
    dataDir,
    memory: settings.ANALYTICS_MEMORY,
    log,
    follow: true,
  })
})
