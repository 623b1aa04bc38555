import * as contract from '../../../contract/sample.ts'
import { serveOpen } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as sample from './index.ts'

/** The sample company over HTTP. Removing it is removing its workspace. */
export function sampleRoutes(desk: Desk): void {
  const { database, now, production } = desk
  serveOpen(desk, contract.showSample, () => sample.showSample({ database, now }))
  serveOpen(desk, contract.loadSample, ({ visitor }) =>
    sample.askForSample({ database, now }, { actor: visitor?.actor ?? null, production }),
  )
}
