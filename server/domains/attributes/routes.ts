import * as contract from '../../../contract/attributes.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as attributes from './index.ts'

/** Custom fields, the history of records, bulk changes and their reversal over HTTP. */
export function attributeRoutes(desk: Desk, selectors: attributes.Selectors): void {
  serve(desk, contract.listFields, async (scope, { query }) => ({
    items: await attributes.fields(scope, query.recordKind),
  }))
  serve(desk, contract.createField, (scope, { body }) => attributes.addField(scope, body))
  serve(desk, contract.changeField, (scope, { params, body }) =>
    attributes.amendField(scope, params.id, body),
  )
  serve(desk, contract.retireField, async (scope, { params }) => {
    await attributes.retire(scope, params.id)
    return undefined
  })
  serve(desk, contract.reviveField, (scope, { params }) => attributes.revive(scope, params.id))
  serve(desk, contract.listAttributeChanges, (scope, { params, query }) =>
    attributes.history(scope, { ...params, ...query }),
  )
  serve(desk, contract.createBulkChange, (scope, { body }) => attributes.changeInBulk(scope, body, selectors))
  serve(desk, contract.createReversal, (scope, { body }) => attributes.reverse(scope, body.eventId))
}
