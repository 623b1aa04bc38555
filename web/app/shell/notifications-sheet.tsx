import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Bell, Check, CheckCheck } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import {
  countNotifications,
  listNotifications,
  markNotificationRead,
  markNotificationsRead,
} from '../../../contract/notifications.ts'
import type { NotificationView } from '../../../contract/notifications.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Rows } from '../../ui/card.tsx'
import { cx } from '../../ui/cx.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { MemberMark } from '../../ui/team.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { call } from '../client.ts'
import { useUnread } from './bell.tsx'

const views = [
  { key: 'all', label: 'All' },
  { key: 'unread', label: 'Unread' },
] as const
type View = (typeof views)[number]['key']

/** What this member was told, newest first. J and K walk, Enter opens, E marks as read. */
export function NotificationsSheet({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const [view, setView] = useState<View>('all')
  const unread = useUnread()
  const { readAll } = useReading()
  return (
    <Sheet
      open
      onOpenChange={onOpenChange}
      title="Notifications"
      description={unread === 0 ? 'Nothing is unread.' : `${unread} unread.`}
      actions={
        <Button
          icon={CheckCheck}
          busy={readAll.isPending}
          disabled={unread === 0}
          onClick={() => readAll.mutate()}
        >
          Mark all as read
        </Button>
      }
    >
      <div role="presentation" onKeyDown={onWalk}>
        <Tabs<View> label="Which notifications" tabs={views} value={view} onChange={setView} />
        <NoticeList unreadOnly={view === 'unread'} onLeave={() => onOpenChange(false)} />
      </div>
    </Sheet>
  )
}

function NoticeList({ unreadOnly, onLeave }: { unreadOnly: boolean; onLeave: () => void }) {
  const query = unreadOnly ? { unread: 'true' } : {}
  const notices = usePages({
    endpoint: listNotifications,
    query,
    load: (page, signal) => call(listNotifications, { query: { ...query, ...page } }, signal),
  })
  if (notices.problem) return <ErrorState problem={notices.problem} onRetry={notices.retry} />
  if (notices.table.loading) return <SkeletonLines lines={6} />
  if (notices.rows.length === 0)
    return (
      <EmptyState
        icon={Bell}
        title={unreadOnly ? 'You have read everything' : 'Nobody has told you anything yet'}
      >
        Here stands what concerns you: what waits for your signature, where you are mentioned, what came into
        force.
      </EmptyState>
    )
  return (
    <>
      <Rows className="mt-2">
        {notices.rows.map((notice) => (
          <Notice key={notice.id} notice={notice} onLeave={onLeave} />
        ))}
      </Rows>
      {notices.table.hasMore && (
        <Button className="mt-3" busy={notices.table.loadingMore} onClick={notices.table.onEndReached}>
          Show earlier
        </Button>
      )}
    </>
  )
}

function Notice({ notice, onLeave }: { notice: NotificationView; onLeave: () => void }) {
  const format = useFormat()
  const navigate = useNavigate()
  const { readOne } = useReading()
  const isUnread = notice.readAt === null
  const open = (event: MouseEvent) => {
    if (isUnread) readOne.mutate(notice.id)
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onLeave()
    void navigate({ href: notice.path })
  }
  return (
    <li className="group flex items-start gap-1" data-notice>
      <a href={notice.path} onClick={open} className="flex min-w-0 flex-1 gap-3 rounded-md py-3 text-sm">
        <span className="relative">
          <MemberMark name={notice.from?.name ?? 'Rapport'} team={notice.from?.team ?? 'joint'} size="lg" />
          {isUnread && (
            <span className="absolute -top-0.5 -right-0.5 size-2.5 rounded-full border-2 border-surface bg-ink" />
          )}
        </span>
        <span className="min-w-0">
          {isUnread && <span className="sr-only">Unread: </span>}
          <span className={cx('block break-words', isUnread ? 'font-medium text-ink' : 'text-ink-2')}>
            {notice.text}
          </span>
          <span className="mt-0.5 block text-xs text-ink-3">{format.dayTime(notice.createdAt)}</span>
        </span>
      </a>
      {isUnread && (
        <IconButton
          icon={Check}
          label="Mark as read"
          size="sm"
          data-reading
          className="mt-2.5"
          onClick={() => readOne.mutate(notice.id)}
        />
      )}
    </li>
  )
}

function useReading() {
  const client = useQueryClient()
  const common = {
    onError: showProblem,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [listNotifications.id] }),
        client.invalidateQueries({ queryKey: [countNotifications.id] }),
      ]),
  }
  const readOne = useMutation({
    ...common,
    mutationFn: (id: string) => call(markNotificationRead, { params: { id } }),
  })
  const readAll = useMutation({ ...common, mutationFn: () => call(markNotificationsRead, {}) })
  return { readOne, readAll }
}

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Keys of a list whose lines are links: the focus itself is the place where one stands. */
function onWalk(event: KeyboardEvent<HTMLElement>) {
  if (event.metaKey || event.ctrlKey || event.altKey) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-notice]')]
  const here = lines.findIndex((line) => line.contains(document.activeElement))
  const step = steps[event.key]
  if (step !== undefined) {
    event.preventDefault()
    const next = Math.min(Math.max(here + step, 0), lines.length - 1)
    lines[next]?.querySelector('a')?.focus()
  } else if (event.key === 'e') lines[here]?.querySelector<HTMLElement>('[data-reading]')?.click()
}
