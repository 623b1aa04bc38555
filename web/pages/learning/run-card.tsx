import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cancelLearningRun, listModels, showLearning } from '../../../contract/learning.ts'
import type { LearningRunView } from '../../../contract/learning-views.ts'
import { useEffect } from 'react'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/meter.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { isUnderWay, runWords } from './words.ts'

type RunCardProps = { run: LearningRunView; mayStop: boolean }

/** How far the newest run is, or how it ended. */
export function RunCard({ run, mayStop }: RunCardProps) {
  const format = useFormat()
  const goesOn = isUnderWay(run)
  useFreshModels(run)
  if (run.kind === 'survey' && run.state === 'finished') return null
  return (
    <section aria-label="The newest run" className="rounded-xl border border-line bg-surface px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className={`text-sm ${run.state === 'failed' ? 'text-bad' : 'text-ink'}`}>
          {runWords(run)}{' '}
          {run.modelId && (
            <Link to="/learning/$id" params={{ id: run.modelId }} className="underline underline-offset-4">
              See what it found
            </Link>
          )}
        </p>
        {goesOn && mayStop && run.state !== 'cancelling' && <Stop run={run} />}
      </div>
      {goesOn && (
        <div className="mt-3 space-y-1.5">
          <ProgressBar
            label={run.step === 'reading' ? 'Leads read' : 'Steps computed'}
            value={run.stepsTotal === 0 ? null : run.stepsDone}
            max={run.stepsTotal}
          />
          {run.stepsTotal > 0 && (
            <p className="num text-xs text-ink-3">
              {format.number(run.stepsDone)} of {format.number(run.stepsTotal)}
            </p>
          )}
        </div>
      )}
    </section>
  )
}

/** A run that ends changes what else stands on the page. */
function useFreshModels({ id, state }: LearningRunView) {
  const client = useQueryClient()
  const made = state === 'finished' ? id : null
  useEffect(() => {
    if (made !== null) void client.invalidateQueries({ queryKey: [listModels.id] })
  }, [client, made])
}

function Stop({ run }: { run: LearningRunView }) {
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => call(cancelLearningRun, { params: { id: run.id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [showLearning.id] }),
  })
  return (
    <Button size="sm" busy={stop.isPending} onClick={() => stop.mutate()}>
      Stop
    </Button>
  )
}
