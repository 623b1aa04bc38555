import { useQuery } from '@tanstack/react-query'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { readCoverage } from '../../../contract/profiles.ts'
import { ask } from '../../app/client.ts'

export type Coverage = EndpointAnswer<typeof readCoverage>

/** Counting reads the whole workspace, so an answer is good for a while. */
const staleMs = 60_000

/** How much of the market falls in each profile; every card of the page reads the same answer. */
export function useCoverage() {
  return useQuery({ ...ask(readCoverage, {}), staleTime: staleMs })
}
