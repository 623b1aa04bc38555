import { useState } from 'react'
import { readAccountTimeline, readContactTimeline, timelineKinds } from '../../../contract/contacts.ts'
import type { TimelineEntry } from '../../../contract/contacts.ts'
import { call } from '../../app/client.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { SeamTimeline } from '../../ui/seam-timeline.tsx'
import type { SeamEntry, SeamGroup } from '../../ui/seam-timeline.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'

const tabs = [
  { key: 'all', label: 'Everything' },
  { key: 'touch', label: 'Touches' },
  { key: 'stage', label: 'Stages' },
  { key: 'deal', label: 'Deals' },
  { key: 'attribute', label: 'Changes' },
] as const
type Shown = (typeof tabs)[number]['key']

type TimelineProps = { of: 'contact' | 'account'; id: string }

/** One story of both teams, newest first, from first touch to revenue. */
export function Timeline({ of, id }: TimelineProps) {
  const [shown, setShown] = useState<Shown>('all')
  const format = useFormat()
  const endpoint = of === 'contact' ? readContactTimeline : readAccountTimeline
  const kind = shown === 'all' ? [...timelineKinds] : [shown]
  const story = usePages({
    endpoint,
    query: { id, kind },
    load: (page, signal) => call(endpoint, { params: { id }, query: { kind, ...page } }, signal),
  })
  return (
    <Card
      title="One story, both teams"
      aside={<Tabs label="Show" look="plain" tabs={tabs} value={shown} onChange={setShown} />}
    >
      {story.problem && <ErrorState problem={story.problem} onRetry={story.retry} />}
      {story.table.loading && <SkeletonLines lines={8} />}
      {!story.table.loading && !story.problem && story.rows.length === 0 && (
        <EmptyState title="Nothing yet">Touches arrive by import, by form and by the API.</EmptyState>
      )}
      <SeamTimeline
        label="Timeline"
        groups={groupsOf(story.rows, format)}
        more={
          story.table.hasMore && (
            <Button busy={story.table.loadingMore} onClick={story.table.onEndReached}>
              Show earlier
            </Button>
          )
        }
      />
    </Card>
  )
}

/** One heading a day keeps a long story readable. */
function groupsOf(entries: readonly TimelineEntry[], format: Format): SeamGroup[] {
  const groups: { key: string; heading: string; entries: SeamEntry[] }[] = []
  for (const entry of entries) {
    const heading = format.day(entry.at)
    const last = groups.at(-1)
    if (last?.heading === heading) last.entries.push(seamEntry(entry, format))
    else groups.push({ key: heading, heading, entries: [seamEntry(entry, format)] })
  }
  return groups
}

function seamEntry(entry: TimelineEntry, format: Format): SeamEntry {
  const actor = entry.actor ? ` by ${entry.actor.name}` : ''
  const about = entry.contact ? ` · ${entry.contact.name}` : ''
  return {
    key: entry.id,
    team: entry.team ?? 'joint',
    title: (
      <>
        <span className="font-medium">{entry.title}</span>
        {actor}
        <span className="text-ink-3">{about}</span>
      </>
    ),
    when: format.time(entry.at),
    detail: entry.detail,
    children: entry.rows && entry.rows.length > 0 ? <Rows rows={entry.rows} /> : undefined,
  }
}

function Rows({ rows }: { rows: NonNullable<TimelineEntry['rows']> }) {
  return (
    <dl className="rounded-lg border border-line px-3 py-1.5 text-xs">
      {rows.map((row) => (
        <div key={row.label} className="flex flex-wrap gap-x-2 py-0.5">
          <dt className="text-ink-3">{row.label}</dt>
          <dd className="min-w-0 break-words">
            {row.before !== null && <del className="mr-1.5 text-ink-3">{row.before}</del>}
            <ins className="no-underline">{row.after ?? 'taken away'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
