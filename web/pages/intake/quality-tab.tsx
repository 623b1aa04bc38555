import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import {
  listQualityRecords,
  readDataQuality,
  reopenFlag,
  settleFlag,
} from '../../../contract/data-quality.ts'
import type { QualityGroup, QualityRecord } from '../../../contract/data-quality.ts'
import { ask, call } from '../../app/client.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { useUrlState } from '../../ui/url-state.ts'

/** What looks wrong or is missing in the data, each group opening to its records. Blank is not unknown. */
export function QualityTab() {
  const [state, setState] = useUrlState()
  const quality = useQuery(ask(readDataQuality, {}))
  const open = quality.data?.groups.find(({ code }) => code === state.group)
  return (
    <div className={cx('grid items-start gap-4', open && 'lg:grid-cols-2')}>
      <Card flush title="Worth a look">
        {quality.isError && <ErrorState problem={quality.error} onRetry={() => void quality.refetch()} />}
        {quality.isPending && <SkeletonLines lines={6} />}
        {quality.data?.groups.length === 0 && (
          <EmptyState title="Nothing stands out">Flags of imports appear here.</EmptyState>
        )}
        <ul className="divide-y divide-line">
          {quality.data?.groups.map((group) => (
            <GroupLine
              key={group.code}
              group={group}
              open={group.code === open?.code}
              onOpen={() => setState({ group: group.code })}
            />
          ))}
        </ul>
      </Card>
      {open && <Records key={open.code} group={open} />}
    </div>
  )
}

function GroupLine({ group, open, onOpen }: { group: QualityGroup; open: boolean; onOpen: () => void }) {
  const format = useFormat()
  return (
    <li>
      <button
        type="button"
        aria-pressed={open}
        onClick={onOpen}
        className={cx(
          'flex w-full items-center gap-3 px-5 py-2.5 text-left text-sm hover:bg-sunken',
          open && 'bg-sel',
        )}
      >
        <Chip tone={group.family === 'flag' || group.family === 'negative-lag' ? 'warn' : 'plain'}>
          {group.recordKind}
        </Chip>
        <span className="min-w-0 flex-1">{group.message}</span>
        <span className="num text-right">
          {format.number(group.count)}
          {group.of !== null && group.of > 0 && (
            <span className="block text-xs text-ink-3">{format.percent(group.count / group.of)}</span>
          )}
        </span>
      </button>
    </li>
  )
}

const pathOf: Readonly<Partial<Record<QualityRecord['recordKind'], string>>> = {
  contact: '/people',
  account: '/companies',
  deal: '/deals',
  campaign: '/campaigns',
}

function Records({ group }: { group: QualityGroup }) {
  const format = useFormat()
  const records = usePages({
    endpoint: listQualityRecords,
    query: { code: group.code },
    load: (page, signal) => call(listQualityRecords, { params: { code: group.code }, query: page }, signal),
  })
  return (
    <Card flush title={group.message} aside={`${format.number(group.count)} records`}>
      {records.problem && <ErrorState problem={records.problem} onRetry={records.retry} />}
      {records.table.loading && <SkeletonLines />}
      <Rows className="max-h-[32rem] overflow-y-auto px-5">
        {records.rows.map((record) => (
          <RecordLine key={`${record.recordId}-${record.field}`} record={record} />
        ))}
      </Rows>
      {records.table.hasMore && (
        <div className="px-5 py-3">
          <Button onClick={records.table.onEndReached} busy={records.table.loadingMore}>
            Show more
          </Button>
        </div>
      )}
    </Card>
  )
}

function RecordLine({ record }: { record: QualityRecord }) {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(
      [readDataQuality, listQualityRecords].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
    )
  const reopen = useMutation({
    mutationFn: (id: number) => call(reopenFlag, { params: { id } }),
    onError: showProblem,
    onSettled: refresh,
  })
  const settle = useMutation({
    mutationFn: (id: number) => call(settleFlag, { params: { id } }),
    onSuccess: ({ id }) => showToast('Settled: it stands as it is', { undo: () => reopen.mutate(id) }),
    onError: showProblem,
    onSettled: refresh,
  })
  const path = pathOf[record.recordKind]
  const { flagId } = record
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <span className="min-w-0 flex-1">
        {path ? (
          <Link to={`${path}/${record.recordId}`} className="font-medium underline-offset-4 hover:underline">
            {record.name}
          </Link>
        ) : (
          <span className="font-medium">{record.name}</span>
        )}
        <span className="block truncate text-xs text-ink-3">
          {[record.value, record.message].filter(Boolean).join(' · ')}
        </span>
      </span>
      {flagId !== null && (
        <Button size="sm" icon={Check} onClick={() => settle.mutate(flagId)}>
          It stands
        </Button>
      )}
    </li>
  )
}
