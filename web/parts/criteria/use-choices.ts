import { useQuery } from '@tanstack/react-query'
import { listAgreements } from '../../../contract/agreements.ts'
import { listCampaigns } from '../../../contract/campaigns.ts'
import { listCriteriaFields } from '../../../contract/criteria-fields.ts'
import type { CriteriaField } from '../../../contract/criteria-fields.ts'
import { pageLimitMax } from '../../../contract/endpoint.ts'
import { ask } from '../../app/client.ts'

const staleMs = 300_000
const none: readonly CriteriaField[] = []

/** The fields that criteria can ask of, with the tests that fit each. */
export function useCriteriaFields(): readonly CriteriaField[] {
  return useQuery({ ...ask(listCriteriaFields, {}), staleTime: staleMs }).data?.items ?? none
}

/** Customer profiles to choose from. */
export function useProfileOptions() {
  const profiles = useQuery({
    ...ask(listAgreements, { query: { kind: 'profile', limit: pageLimitMax } }),
    staleTime: staleMs,
  })
  return (profiles.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))
}

/** Campaigns to choose from. */
export function useCampaignOptions() {
  const campaigns = useQuery({
    ...ask(listCampaigns, { query: { limit: pageLimitMax } }),
    staleTime: staleMs,
  })
  return (campaigns.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
