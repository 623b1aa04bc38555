import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { countNotifications } from '../../../contract/notifications.ts'
import { ask } from '../client.ts'

const shownMax = 99

/** How much this member was told and has not looked at. The answer is asked again when an event concerns members. */
export function useUnread(): number {
  return useQuery(ask(countNotifications, {})).data?.unread ?? 0
}

/** The bell of the sidebar and of a phone's sheet: a line that opens what one was told, with how much is unread. */
export function BellLine({ onOpen }: { onOpen: () => void }) {
  const unread = useUnread()
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-haspopup="dialog"
      aria-keyshortcuts="G N"
      className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm font-medium text-ink-2 hover:bg-line/40 hover:text-ink"
    >
      <Bell aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      Notifications
      <UnreadCount unread={unread} className="ml-auto" />
    </button>
  )
}

/** A number in ink; nothing at all where nothing waits. */
export function UnreadCount({ unread, className = '' }: { unread: number; className?: string }) {
  if (unread === 0) return null
  return (
    <span
      className={`num inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-full bg-ink px-1.5 text-2xs font-semibold text-surface ${className}`}
    >
      {unread > shownMax ? `${shownMax}+` : unread}
      <span className="sr-only"> unread</span>
    </span>
  )
}
