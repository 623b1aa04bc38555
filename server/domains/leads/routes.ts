import * as contract from '../../../contract/leads.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as leads from './index.ts'
import { presentLead } from './present.ts'

/** Leads and stages over HTTP. */
export function leadRoutes(desk: Desk): void {
  serve(desk, contract.listStages, async (scope) => ({ items: await leads.stages(scope) }))
  serve(desk, contract.listLeads, (scope, { query }) => leads.leadPage(scope, query))
  serve(desk, contract.readLead, async (scope, { params }) =>
    presentLead(await leads.leadWithHistory(scope, params.id), scope.actor),
  )
  serve(desk, contract.createLead, async (scope, { body }) =>
    presentLead(await leads.beginLead(scope, body), scope.actor),
  )
  serve(desk, contract.changeLead, async (scope, { params, body }) =>
    presentLead(await leads.amendLead(scope, params.id, body), scope.actor),
  )
  serve(desk, contract.moveLead, async (scope, { params, body }) =>
    presentLead(await leads.move(scope, params.id, body), scope.actor),
  )
  serve(desk, contract.undoLeadMove, async (scope, { params }) =>
    presentLead(await leads.undoMove(scope, params.id, params.changeId), scope.actor),
  )
  serve(desk, contract.trashLead, async (scope, { params }) => {
    await leads.trash(scope, params.id)
    return undefined
  })
  serve(desk, contract.restoreLead, async (scope, { params }) =>
    presentLead(await leads.restore(scope, params.id), scope.actor),
  )
}
