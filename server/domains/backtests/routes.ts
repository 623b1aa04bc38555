import * as contract from '../../../contract/backtests.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as backTests from './index.ts'

/** Back-tests over HTTP: asking for one, how far it is, what it found and which leads it gains or loses. */
export function backTestRoutes(desk: Desk): void {
  serve(desk, contract.createBackTest, (scope, { body }) => backTests.askBackTest(scope, body))
  serve(desk, contract.listBackTests, (scope, { query }) => backTests.backTestsOf(scope, query.version))
  serve(desk, contract.readBackTest, (scope, { params }) => backTests.readBackTest(scope, params.id))
  serve(desk, contract.listBackTestLeads, (scope, { params, query }) =>
    backTests.leadPage(scope, params.id, query),
  )
  serve(desk, contract.cancelBackTest, (scope, { params }) => backTests.cancelBackTest(scope, params.id))
}
