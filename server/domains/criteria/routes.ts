import { listCriteriaFields } from '../../../contract/criteria-fields.ts'
import { matchCriteria } from '../../../contract/criteria-matches.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import { criteriaFields, whoFulfils } from './index.ts'

/** Criteria over HTTP. */
export function criteriaRoutes(desk: Desk): void {
  serve(desk, listCriteriaFields, async (scope) => ({ items: await criteriaFields(scope) }))
  serve(desk, matchCriteria, (scope, { body }) => whoFulfils(scope, body))
}
