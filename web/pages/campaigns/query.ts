import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { campaignAims, campaignSorts, campaignTypes } from '../../../contract/campaigns.ts'
import type { listCampaigns } from '../../../contract/campaigns.ts'
import type { EndpointInput } from '../../../contract/endpoint.ts'
import { readCampaignFigures } from '../../../contract/figures.ts'
import type { CampaignFiguresView } from '../../../contract/figures.ts'
import { ask } from '../../app/client.ts'
import type { UrlState } from '../../ui/url-state.ts'

type CampaignsQuery = NonNullable<EndpointInput<typeof listCampaigns>['query']>
export type CampaignFigures = CampaignFiguresView['groups'][number]['figures']

/** The list's query from the address, in the endpoint's shape. */
export function campaignsQuery(state: UrlState): CampaignsQuery {
  return {
    q: state.q,
    type: campaignTypes.find((type) => type === state.type),
    worksOn: campaignAims.find((aim) => aim === state.worksOn),
    channel: state.channel,
    owner: state.owner,
    runningOn: state.runningOn,
    deleted: state.deleted === undefined ? undefined : 'true',
    sort: campaignSorts.find((sort) => sort === state.sort) ?? '-spend',
  }
}

/** What each campaign cost and what came of it, by its id; empty until the figures are there. */
export function useCampaignFigures(campaign?: string): ReadonlyMap<string, CampaignFigures> {
  const figures = useQuery(ask(readCampaignFigures, { query: { campaign } }))
  return useMemo(() => {
    const groups = figures.data?.groups ?? []
    return new Map(groups.flatMap(({ key, figures: of }) => (key === null ? [] : [[key, of] as const])))
  }, [figures.data])
}
