import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dismissDuplicate, listDuplicates, undoMerge } from '../../../contract/merges.ts'
import type { DuplicateView, MergeableKind } from '../../../contract/merges.ts'
import { ask, call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { MergeDialog } from '../../parts/merge-dialog.tsx'

type Merged = {
  readonly mergeId: string
  readonly record: { id: string; name: string }
  readonly mergedAt: string
}
type MergesCardProps = { kind: MergeableKind; id: string; merged: readonly Merged[]; canMerge: boolean }

/** Who else this record is or might be: merges that can be taken apart, and pairs that look like one. */
export function MergesCard({ kind, id, merged, canMerge }: MergesCardProps) {
  const found = useQuery(ask(listDuplicates, { query: { recordKind: kind, recordId: id } }))
  const pairs = found.data?.items ?? []
  const [merging, setMerging] = useState<string | null>(null)
  if (merged.length === 0 && (pairs.length === 0 || !canMerge)) return null
  return (
    <Card title="Same as">
      <Rows>
        {merged.map((merge) => (
          <MergedLine key={merge.mergeId} merge={merge} canMerge={canMerge} />
        ))}
        {canMerge &&
          pairs.map((pair) => <Candidate key={other(pair, id).id} {...{ pair, id }} onMerge={setMerging} />)}
      </Rows>
      {merging && (
        <MergeDialog
          pair={{ recordKind: kind, winnerId: id, loserId: merging }}
          onClose={() => setMerging(null)}
        />
      )}
    </Card>
  )
}

function MergedLine({ merge, canMerge }: { merge: Merged; canMerge: boolean }) {
  const client = useQueryClient()
  const format = useFormat()
  const undo = useMutation({
    mutationFn: () => call(undoMerge, { params: { id: merge.mergeId } }),
    onSuccess: () => showToast(`${merge.record.name} stands apart again`),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <li className="flex items-center justify-between gap-3 py-2 text-sm">
      <span className="min-w-0">
        <span className="block truncate font-medium">{merge.record.name}</span>
        <span className="text-xs text-ink-3">merged {format.day(merge.mergedAt)}</span>
      </span>
      {canMerge && (
        <Button size="sm" busy={undo.isPending} onClick={() => undo.mutate()}>
          Take apart
        </Button>
      )}
    </li>
  )
}

type CandidateProps = { pair: DuplicateView; id: string; onMerge: (id: string) => void }

function Candidate({ pair, id, onMerge }: CandidateProps) {
  const client = useQueryClient()
  const twin = other(pair, id)
  const dismiss = useMutation({
    mutationFn: () =>
      call(dismissDuplicate, {
        body: { recordKind: pair.recordKind, firstId: pair.first.id, secondId: pair.second.id },
      }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listDuplicates.id] }),
  })
  return (
    <li className="py-2 text-sm">
      <span className="block font-medium">{twin.name}</span>
      <span className="text-xs text-ink-3">
        {[twin.hint, pair.reasons.map((reason) => reason.replaceAll('-', ' ')).join(', ')]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="mt-1.5 flex gap-2">
        <Button size="sm" onClick={() => onMerge(twin.id)}>
          Merge
        </Button>
        <Button size="sm" tone="ghost" onClick={() => dismiss.mutate()}>
          Not the same
        </Button>
      </span>
    </li>
  )
}

function other(pair: DuplicateView, id: string) {
  return pair.first.id === id ? pair.second : pair.first
}
