import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'

type BulkBarProps = {
  count: number
  /** The count in words: "3 people", "about 1,200 deals". */
  counted: string
  onClear: () => void
  /** Offered while only some are ticked and more match. */
  onSelectAll?: () => void
  total?: number | null
  /** "Select all 12,043 that match". */
  allLabel?: string
  /** What cannot be done with so many. */
  note?: string
  /** The acts; each offers undo in its toast. */
  children: ReactNode
}

/** What can be done with the ticked rows. It stands under the list and takes no room while nothing is ticked. */
export function BulkBar({
  count,
  counted,
  onClear,
  onSelectAll,
  total,
  allLabel,
  note,
  children,
}: BulkBarProps) {
  if (count === 0) return null
  const more = onSelectAll && total != null && total > count
  return (
    <section
      aria-label="Selection"
      className="noprint flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-surface px-4 py-2.5 lg:px-8"
    >
      <IconButton icon={X} label="Clear the selection" size="sm" onClick={onClear} />
      <p role="status" className="num text-sm font-medium">
        {counted} selected
      </p>
      {more && (
        <button
          type="button"
          onClick={onSelectAll}
          className="text-sm text-ink-2 underline underline-offset-2 hover:text-ink"
        >
          {allLabel ?? 'Select all'}
        </button>
      )}
      {note && <p className="text-sm text-ink-3">{note}</p>}
      <div className="ml-auto flex flex-wrap gap-2">{children}</div>
    </section>
  )
}
