import { FlaskConical } from 'lucide-react'
import type { BackTestView } from '../../../contract/backtests.ts'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Select } from '../../ui/input.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { AskForm } from './ask-form.tsx'
import { LeadsSheet } from './leads-sheet.tsx'
import { BackTestResultView } from './result.tsx'
import { RunLine } from './run-line.tsx'
import { isUnderWay, useBackTests } from './use-back-tests.ts'

/**
 * What a version would have done to the company's own history, beside what is in force: asked for, watched, and kept
 * where both teams sign. Nothing is shown for an agreement that judges nobody.
 */
export function BackTestPanel({ versionId }: { versionId: number }) {
  const tests = useBackTests(versionId)
  const [state] = useUrlState()
  if (tests.isError) return <ErrorState problem={tests.error} onRetry={() => void tests.refetch()} />
  if (tests.isPending) return <SkeletonLines />
  const { items, stages, can } = tests.data
  if (stages.length === 0 && items.length === 0) return null
  const finished = items.filter(({ result }) => result !== null)
  const shown = finished.find(({ id }) => id === state['test']) ?? finished[0]
  const newest = items[0]
  return (
    <section id="back-test" aria-label="Back-test">
      <Card
        title="Back-test"
        note="What this version would have done to our own history: judged at each moment by what was known then."
        aside={finished.length > 1 && <EarlierResults items={finished} shown={shown} />}
      >
        <div className="space-y-6">
          {can.run && stages.length > 0 && (
            <AskForm versionId={versionId} stages={stages} busy={items.some(isUnderWay)} />
          )}
          {newest && newest.result === null && <RunLine test={newest} />}
          {shown?.result && <BackTestResultView key={shown.id} test={shown} result={shown.result} />}
          {items.length === 0 && (
            <EmptyState icon={FlaskConical} title="Nobody has back-tested this version yet" className="py-6">
              Whoever proposes it shows with it what it would have changed, and both teams sign on that.
            </EmptyState>
          )}
        </div>
      </Card>
      {shown && <LeadsSheet test={shown} />}
    </section>
  )
}

type EarlierProps = { items: readonly BackTestView[]; shown: BackTestView | undefined }

function EarlierResults({ items, shown }: EarlierProps) {
  const format = useFormat()
  const [, setState] = useUrlState()
  return (
    <Select
      aria-label="Which result"
      className="w-64"
      value={shown?.id ?? ''}
      options={items.map(({ id, askedAt, stage, isOlderRevision }) => ({
        value: id,
        label: `${format.dayTime(askedAt)}, ${stage.name}${isOlderRevision ? ', older text' : ''}`,
      }))}
      onChange={(event) =>
        setState({ test: event.target.value === items[0]?.id ? undefined : event.target.value })
      }
    />
  )
}
