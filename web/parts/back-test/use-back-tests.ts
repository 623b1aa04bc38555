import { useQuery } from '@tanstack/react-query'
import { listBackTests } from '../../../contract/backtests.ts'
import type { BackTestState, BackTestView } from '../../../contract/backtests.ts'
import { ask } from '../../app/client.ts'

const askAgainMs = 700
const goingOn: ReadonlySet<BackTestState> = new Set(['waiting', 'running', 'cancelling'])

export function isUnderWay({ state }: BackTestView): boolean {
  return goingOn.has(state)
}

/** The back-tests of a version, newest first; asked again and again while one of them is under way. */
export function useBackTests(versionId: number) {
  return useQuery({
    ...ask(listBackTests, { query: { version: versionId } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? askAgainMs : false),
  })
}
