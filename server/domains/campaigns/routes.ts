import * as contract from '../../../contract/campaigns.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as campaigns from './index.ts'
import { presentCampaign } from './present.ts'

/** Campaigns and their spend over HTTP. */
export function campaignRoutes(desk: Desk): void {
  serve(desk, contract.listCampaigns, (scope, { query }) => campaigns.campaignPage(scope, query))
  serve(desk, contract.readCampaign, async (scope, { params }) =>
    presentCampaign(await campaigns.campaign(scope, params.id), scope.actor),
  )
  serve(desk, contract.createCampaign, async (scope, { body }) =>
    presentCampaign(await campaigns.addCampaign(scope, body), scope.actor),
  )
  serve(desk, contract.changeCampaign, async (scope, { params, body }) =>
    presentCampaign(await campaigns.amendCampaign(scope, params.id, body), scope.actor),
  )
  serve(desk, contract.trashCampaign, async (scope, { params }) => {
    await campaigns.trashCampaign(scope, params.id)
    return undefined
  })
  serve(desk, contract.restoreCampaign, async (scope, { params }) =>
    presentCampaign(await campaigns.restoreCampaign(scope, params.id), scope.actor),
  )
  serve(desk, contract.buildTaggedLink, (scope, { params, query }) =>
    campaigns.linkFor(scope, params.id, query),
  )
  serve(desk, contract.listSpend, (scope, { params, query }) =>
    campaigns.spendPage(scope, { campaignId: params.id, ...query }),
  )
  serve(desk, contract.setSpend, (scope, { params, body }) =>
    campaigns.setSpend(scope, { campaignId: params.id, day: params.day, amount: body.amount }),
  )
  serve(desk, contract.removeSpend, async (scope, { params }) => {
    await campaigns.removeSpend(scope, { campaignId: params.id, day: params.day })
    return undefined
  })
}
