import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { dismissDuplicate, listDuplicates, searchDuplicates } from '../../../contract/merges.ts'
import type { DuplicateView, MergeableKind } from '../../../contract/merges.ts'
import { call } from '../../app/client.ts'
import { MergeDialog } from '../../parts/merge-dialog.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

const kinds = [
  { key: 'contact', label: 'People' },
  { key: 'account', label: 'Companies' },
] as const

/** Pairs of records that are probably one; a person decides, and can take it back. */
export function DuplicatesTab() {
  const [kind, setKind] = useState<MergeableKind>('contact')
  const [merging, setMerging] = useState<DuplicateView | null>(null)
  const pairs = usePages({
    endpoint: listDuplicates,
    query: { recordKind: kind },
    load: (page, signal) => call(listDuplicates, { query: { recordKind: kind, ...page } }, signal),
  })
  const search = useMutation({
    mutationFn: () => call(searchDuplicates, { body: { recordKind: kind } }),
    onSuccess: () => showToast('Looking for duplicates; they appear here as they are found'),
    onError: showProblem,
  })
  return (
    <Card
      title="Probably one"
      aside={
        <span className="flex items-center gap-3">
          <Tabs label="Kind of record" look="plain" tabs={kinds} value={kind} onChange={setKind} />
          <Button size="sm" icon={Search} busy={search.isPending} onClick={() => search.mutate()}>
            Look for duplicates
          </Button>
        </span>
      }
    >
      {pairs.problem && <ErrorState problem={pairs.problem} onRetry={pairs.retry} />}
      {pairs.table.loading && <SkeletonLines />}
      {!pairs.table.loading && pairs.rows.length === 0 && (
        <EmptyState title="No pair looks like one record" />
      )}
      <Rows>
        {pairs.rows.map((pair) => (
          <PairLine key={`${pair.first.id}${pair.second.id}`} pair={pair} onMerge={() => setMerging(pair)} />
        ))}
      </Rows>
      {pairs.table.hasMore && <Button onClick={pairs.table.onEndReached}>Show more</Button>}
      {merging && (
        <MergeDialog
          pair={{ recordKind: merging.recordKind, winnerId: merging.first.id, loserId: merging.second.id }}
          onClose={() => setMerging(null)}
        />
      )}
    </Card>
  )
}

function PairLine({ pair, onMerge }: { pair: DuplicateView; onMerge: () => void }) {
  const client = useQueryClient()
  const format = useFormat()
  const dismiss = useMutation({
    mutationFn: () =>
      call(dismissDuplicate, {
        body: { recordKind: pair.recordKind, firstId: pair.first.id, secondId: pair.second.id },
      }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listDuplicates.id] }),
  })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 text-sm">
      <Side side={pair.first} />
      <Side side={pair.second} />
      <span className="min-w-40 flex-1 text-xs text-ink-3">
        {format.percent(pair.score)} alike:{' '}
        {pair.reasons.map((reason) => reason.replaceAll('-', ' ')).join(', ')}
      </span>
      <Button size="sm" onClick={onMerge}>
        Compare and merge
      </Button>
      <Button size="sm" tone="ghost" onClick={() => dismiss.mutate()}>
        Not the same
      </Button>
    </li>
  )
}

function Side({ side }: { side: DuplicateView['first'] }) {
  return (
    <span className="w-56 min-w-0">
      <span className="block truncate font-medium">{side.name}</span>
      <span className="block truncate text-xs text-ink-3">{side.hint}</span>
    </span>
  )
}
