import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelBackTest, listBackTests } from '../../../contract/backtests.ts'
import type { BackTestView } from '../../../contract/backtests.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/meter.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { isUnderWay } from './use-back-tests.ts'
import { stateWords } from './words.ts'

/** How far the newest back-test is, with a way to stop it; or how it ended without a result. */
export function RunLine({ test }: { test: BackTestView }) {
  const format = useFormat()
  const { leadsDone, leadsTotal } = test.progress
  const counts = leadsTotal > 0 ? `: ${format.number(leadsDone)} of ${format.number(leadsTotal)} leads` : ''
  const goesOn = isUnderWay(test)
  return (
    <div className="rounded-lg border border-line px-4 py-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
        <p role="status" className={`num text-sm ${test.state === 'failed' ? 'text-bad' : 'text-ink-2'}`}>
          {stateWords(test)}
          {goesOn && counts}
        </p>
        {test.can.cancel && goesOn && test.state !== 'cancelling' && <Cancel id={test.id} />}
      </div>
      {goesOn && (
        <ProgressBar
          className="mt-2"
          label="Leads replayed"
          value={leadsTotal === 0 ? null : leadsDone}
          max={leadsTotal}
        />
      )}
    </div>
  )
}

function Cancel({ id }: { id: string }) {
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => call(cancelBackTest, { params: { id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listBackTests.id] }),
  })
  return (
    <Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel
    </Button>
  )
}
