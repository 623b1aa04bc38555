import { agreementSurroundings } from './agreement-surroundings.ts'
import { loadSampleOnce } from './domains/sample/index.ts'
import { foundings } from './foundings.ts'
import { clock } from './platform/clock.ts'
import type { ConnectionOptions } from './platform/connection.ts'
import { openDatabase } from './platform/database.ts'
import type { Log } from './platform/log.ts'

/** Loads the sample company at the first start; later starts find it, or a company of one's own, and do nothing. */
export async function loadSampleCompany(connection: ConnectionOptions, log: Log): Promise<void> {
  const database = openDatabase({ ...connection, application_name: 'rapport sample' })
  try {
    const { checks } = agreementSurroundings
    await loadSampleOnce({ database, now: () => clock.now(), log, foundings, checks })
  } finally {
    await database.close()
  }
}
