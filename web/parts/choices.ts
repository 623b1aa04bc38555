import { useQuery } from '@tanstack/react-query'
import { listStages } from '../../contract/leads.ts'
import type { StageView } from '../../contract/leads.ts'
import { listMembers } from '../../contract/members.ts'
import { listChannels } from '../../contract/touches.ts'
import { ask } from '../app/client.ts'

const staleMs = 300_000
const noStages: readonly StageView[] = []

/** The stages of the workspace, main line first; they seldom change. */
export function useStages(): readonly StageView[] {
  return useQuery({ ...ask(listStages, {}), staleTime: staleMs }).data?.items ?? noStages
}

/** Members to choose an owner from. */
export function useMemberOptions() {
  const members = useQuery({ ...ask(listMembers, { query: {} }), staleTime: staleMs }).data?.items ?? []
  return members.map(({ id, name }) => ({ value: id, label: name }))
}

/** Channels of first touch. */
export function useChannelOptions() {
  const channels = useQuery({ ...ask(listChannels, {}), staleTime: staleMs }).data?.items ?? []
  return channels.map(({ id, name }) => ({ value: String(id), label: name }))
}
