import * as contract from '../../../contract/judging.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as judging from './index.ts'

/** Scores, reasons and the word of sales over HTTP. */
export function judgingRoutes(desk: Desk): void {
  serve(desk, contract.whyLead, (scope, { params }) => judging.why(scope, params.id))
  serve(desk, contract.readScores, (scope, { params, query }) =>
    judging.scores(scope, params.id, query.at === undefined ? scope.now : new Date(query.at)),
  )
  serve(desk, contract.acceptLead, (scope, { params, body }) => judging.sayForSales(scope, params.id, body))
}
