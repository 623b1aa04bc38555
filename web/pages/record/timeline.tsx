import { ChevronRight } from 'lucide-react'
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
import { chapterOf } from './story.ts'

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
        groups={groupsOf(story.rows, { format, id })}
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

function groupsOf(
  entries: readonly TimelineEntry[],
  { format, id }: Telling,
  now: number = Date.now(),
): SeamGroup[] {
  const groups: { key: string; heading: string; entries: SeamEntry[] }[] = []
  for (const entry of entries) {
    const heading = chapterOf(entry.at, now, format)
    const last = groups.at(-1)
    if (last?.heading === heading) last.entries.push(seamEntry(entry, heading, { format, id }))
    else groups.push({ key: heading, heading, entries: [seamEntry(entry, heading, { format, id })] })
  }
  return groups
}

type Telling = {
  readonly format: Format
  /** Whose story it is. */
  readonly id: string
}

function seamEntry(entry: TimelineEntry, chapter: string, { format, id }: Telling): SeamEntry {
  const actor = entry.actor ? ` by ${entry.actor.name}` : ''
  const about = entry.contact && entry.contact.id !== id ? ` · ${entry.contact.name}` : ''
  const money = entry.money && format.money(entry.money.amount, entry.money)
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
    when: <When at={entry.at} near={nearDays.has(chapter)} />,
    detail: [money, entry.detail].filter(Boolean).join(' · '),
    children: entry.rows && entry.rows.length > 0 ? <Rows rows={entry.rows} /> : undefined,
  }
}

const nearDays = new Set(['Today', 'Yesterday'])

/** Of today and yesterday the hour; of what is older the day, and the hour where there is room. */
function When({ at, near }: { at: string; near: boolean }) {
  const format = useFormat()
  if (near) return <time dateTime={at}>{format.time(at)}</time>
  return (
    <time dateTime={at}>
      {format.weekDay(at)}
      <span className="max-sm:hidden">, {format.time(at)}</span>
    </time>
  )
}

type ChangedRows = NonNullable<TimelineEntry['rows']>
const unfoldedMax = 3

/** What changed, value by value. A whole record that came at once is folded: it is long and seldom read. */
function Rows({ rows }: { rows: ChangedRows }) {
  if (rows.length <= unfoldedMax) return <Values rows={rows} />
  const named = rows.slice(0, unfoldedMax).map(({ label }) => label)
  return (
    <details className="group/rows">
      <summary className="inline-flex items-center gap-1.5 rounded-sm text-xs text-ink-2 hover:text-ink">
        <ChevronRight
          aria-hidden
          className="size-3.5 transition-transform duration-150 group-open/rows:rotate-90"
        />
        {named.join(', ')} and {rows.length - unfoldedMax} more
      </summary>
      <div className="mt-1.5">
        <Values rows={rows} />
      </div>
    </details>
  )
}

function Values({ rows }: { rows: ChangedRows }) {
  return (
    <dl className="grid gap-x-6 rounded-lg border border-line px-3 py-1.5 text-xs xl:grid-cols-2">
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
