import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, Undo2 } from 'lucide-react'
import {
  cancelImport,
  exportImportProblems,
  fileKeptDays,
  listImportProblems,
  resumeImport,
  undoImport,
} from '../../../contract/imports.ts'
import type { ImportView } from '../../../contract/imports.ts'
import { addressOf, ask, call } from '../../app/client.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { showProblem } from '../../ui/toast.tsx'
import { Counts } from './counts.tsx'
import { Problems } from './problems.tsx'
import { Progress } from './progress.tsx'

const busyStates = new Set(['running', 'cancelling', 'undoing'])

/** The run: progress while it lasts, the result afterwards, and the way back for the whole batch. */
export function RunStep({ view }: { view: ImportView }) {
  const params = { id: view.id }
  const problems = useQuery({
    ...ask(listImportProblems, { params, query: { pass: 'run', limit: 50 } }),
    enabled: !busyStates.has(view.state),
  })
  return (
    <>
      <Card title={titleOf(view)} note={noteOf(view)}>
        {busyStates.has(view.state) ? <Progress view={view} /> : <Counts counts={view.counts} />}
        {view.undo && <UndoResult undo={view.undo} />}
        {view.fileRemovedAt !== null && <FileGone view={view} since={view.fileRemovedAt} />}
        <Acts view={view} />
      </Card>
      <Problems
        problems={problems.data?.items ?? []}
        total={problems.data?.total ?? 0}
        aside={
          <a
            href={addressOf(exportImportProblems, { params, query: { pass: 'run' } })}
            download
            className="contents"
          >
            <Button size="sm" icon={Download}>
              All as a file
            </Button>
          </a>
        }
      />
    </>
  )
}

function titleOf(view: ImportView): string {
  const words: Readonly<Record<string, string>> = {
    running: 'Importing',
    cancelling: 'Stopping after the rows in hand',
    cancelled: 'Stopped',
    failed: 'The import failed',
    finished: 'Imported',
    undoing: 'Undoing',
    undone: 'Undone',
  }
  return words[view.state] ?? 'Import'
}

function noteOf(view: ImportView): string | undefined {
  if (view.state === 'failed')
    return `${view.failure ?? ''} What was written stays and can be resumed or undone.`
  if (view.state === 'cancelled') return 'What was written stays; resume where it stopped, or undo it.'
  return undefined
}

/** Files are not kept for ever; what was made of them is. */
function FileGone({ view, since }: { view: ImportView; since: string }) {
  const format = useFormat()
  return (
    <p className="mt-4 text-sm text-ink-3">
      The file itself was removed on {format.day(since)}, {fileKeptDays} days after its last use.{' '}
      {view.can.undo ? 'The import can still be undone; to' : 'To'} import it again, upload it again.
    </p>
  )
}

function UndoResult({ undo }: { undo: NonNullable<ImportView['undo']> }) {
  const format = useFormat()
  return (
    <p className="mt-4 text-sm">
      {format.number(sum(undo.removed))} rows were taken back and {format.number(undo.restored)} records got
      their values again.
      {sum(undo.kept) > 0 &&
        ` ${format.number(sum(undo.kept))} records were kept because something else was built on them since.`}
    </p>
  )
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function Acts({ view }: { view: ImportView }) {
  const client = useQueryClient()
  const params = { id: view.id }
  const settle = { onError: showProblem, onSettled: () => client.invalidateQueries() }
  const cancel = useMutation({ mutationFn: () => call(cancelImport, { params }), ...settle })
  const resume = useMutation({ mutationFn: () => call(resumeImport, { params }), ...settle })
  const undo = useMutation({ mutationFn: () => call(undoImport, { params }), ...settle })
  return (
    <div className="mt-5 flex flex-wrap justify-end gap-2">
      {view.can.cancel && <Button onClick={() => cancel.mutate()}>Stop</Button>}
      {view.can.undo && (
        <Button icon={Undo2} busy={undo.isPending} onClick={() => undo.mutate()}>
          Undo this import
        </Button>
      )}
      {view.can.resume && (
        <Button tone="primary" busy={resume.isPending} onClick={() => resume.mutate()}>
          Resume
        </Button>
      )}
      {view.state === 'finished' && (
        <ButtonLink to="/funnel" tone="primary">
          See the funnel
        </ButtonLink>
      )}
    </div>
  )
}
