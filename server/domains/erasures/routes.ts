import { eraseContact } from '../../../contract/erasures.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import { erase } from './index.ts'

/** The erasure of a person over HTTP. */
export function erasureRoutes(desk: Desk): void {
  serve(desk, eraseContact, (scope, { params, body }) => erase(scope, params.id, body))
}
