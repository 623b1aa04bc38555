import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { cancelImport, exportImportProblems, readImport, runImport } from '../../../contract/imports.ts'
import type { ImportView } from '../../../contract/imports.ts'
import { addressOf, call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns } from '../../ui/page.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { Counts } from './counts.tsx'
import { Problems } from './problems.tsx'
import { Progress } from './progress.tsx'

type CheckStepProps = { view: ImportView; onBack: () => void; onDone: () => void }

/** The dry run: what would be new, changed, duplicate and refused, with every remedy, before anything is written. */
export function CheckStep({ view, onBack, onDone }: CheckStepProps) {
  const client = useQueryClient()
  const params = { id: view.id }
  const refresh = () => client.invalidateQueries({ queryKey: [readImport.id] })
  const run = useMutation({
    mutationFn: () => call(runImport, { params }),
    onSuccess: onDone,
    onError: showProblem,
    onSettled: refresh,
  })
  const cancel = useMutation({
    mutationFn: () => call(cancelImport, { params }),
    onError: showProblem,
    onSettled: refresh,
  })
  if (view.check === null) {
    return (
      <Card title="Dry run" note="Every row is read and judged; nothing is written.">
        <Progress view={view} />
        <div className="mt-4 flex gap-2">
          {view.can.cancel && <Button onClick={() => cancel.mutate()}>Cancel</Button>}
          {view.state !== 'checking' && <Button onClick={onBack}>Back to the mapping</Button>}
        </div>
      </Card>
    )
  }
  return (
    <Columns side={<WouldCreate view={view} />}>
      <Card title="What would happen" note="Nothing is written yet.">
        <Counts counts={view.check.counts} />
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onBack}>Change the mapping</Button>
          <Button tone="primary" busy={run.isPending} disabled={!view.can.run} onClick={() => run.mutate()}>
            Run the import
          </Button>
        </div>
      </Card>
      <Problems
        problems={view.check.firstProblems}
        total={view.check.counts.refused + view.check.counts.flagged}
        aside={
          <a
            href={addressOf(exportImportProblems, { params, query: { pass: 'check' } })}
            download
            className="contents"
          >
            <Button size="sm" icon={Download}>
              All as a file
            </Button>
          </a>
        }
      />
    </Columns>
  )
}

const madeWords = [
  ['stages', 'Stages'],
  ['customFields', 'Custom fields'],
  ['campaigns', 'Campaigns'],
  ['members', 'Members'],
  ['products', 'Products'],
  ['channels', 'Channels'],
] as const

function WouldCreate({ view }: { view: ImportView }) {
  const format = useFormat()
  const made = view.check?.wouldCreate
  if (!made) return null
  const named = madeWords.flatMap(([key, label]) =>
    made[key].length > 0 ? [{ label, names: made[key] }] : [],
  )
  return (
    <Card title="Would be made">
      <Facts>
        {made.contacts > 0 && <Fact name="People">{format.number(made.contacts)}</Fact>}
        {made.accounts > 0 && <Fact name="Companies">{format.number(made.accounts)}</Fact>}
        {named.map(({ label, names }) => (
          <Fact key={label} name={label}>
            <span className="line-clamp-3" title={names.join(', ')}>
              {names.join(', ')}
            </span>
          </Fact>
        ))}
      </Facts>
      {named.length === 0 && made.contacts + made.accounts === 0 && (
        <p className="text-sm text-ink-3">Nothing beside the rows themselves.</p>
      )}
    </Card>
  )
}
