import * as contract from '../../../contract/criteria-fields.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import { criteriaFields } from './index.ts'

/** Criteria over HTTP. */
export function criteriaRoutes(desk: Desk): void {
  serve(desk, contract.listCriteriaFields, async (scope) => ({ items: await criteriaFields(scope) }))
}
