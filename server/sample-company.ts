import { isSampleWanted } from './domains/sample/index.ts'
import { clock } from './platform/clock.ts'
import type { ConnectionOptions } from './platform/connection.ts'
import { openDatabase } from './platform/database.ts'
import type { Supervised } from './platform/supervise.ts'

const loadDeadlineMs = 600_000

/** Whether this start is to load the sample company; later ones find it, or a company of one's own. */
export async function wantsSampleCompany(connection: ConnectionOptions): Promise<boolean> {
  const database = openDatabase({ ...connection, max: 1, application_name: 'rapport sample' })
  try {
    return await isSampleWanted({ database, now: () => clock.now() })
  } finally {
    await database.close()
  }
}

/** Has the process that loads the sample company do it, and ends the process. */
export async function loadSampleCompany(loader: Supervised): Promise<void> {
  await loader.ask('load', { deadlineMs: loadDeadlineMs })
  await loader.stop()
}
