import { Check, CircleAlert, type LucideIcon, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type ChipTone = 'plain' | 'marketing' | 'sales' | 'ok' | 'warn' | 'bad' | 'outline'

const tones: Record<ChipTone, string> = {
  plain: 'bg-sunken text-ink-2',
  marketing: 'bg-mkt-soft text-mkt-ink',
  sales: 'bg-sal-soft text-sal-ink',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  outline: 'border border-line text-ink-2',
}

const statusIcons: Partial<Record<ChipTone, LucideIcon>> = {
  ok: Check,
  warn: TriangleAlert,
  bad: CircleAlert,
}

type ChipProps = {
  tone?: ChipTone
  /** `true` shows the icon that belongs to a status tone, so that the status does not hang on hue alone. */
  icon?: LucideIcon | true
  /** Adds a button that takes the chip away; the label says what goes. */
  onRemove?: () => void
  removeLabel?: string
  className?: string
  children: ReactNode
}

/** A small fact on a tinted ground: a stage, an origin, a status. 20 high, never a button. */
export function Chip({ tone = 'plain', icon, onRemove, removeLabel, className, children }: ChipProps) {
  const Icon = icon === true ? statusIcons[tone] : icon
  return (
    <span
      className={cx(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" strokeWidth={2} />}
      <span className="truncate">{children}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel ?? 'Remove'}
          onClick={onRemove}
          className="-mr-1 inline-flex size-5 items-center justify-center rounded-sm hover:bg-line"
        >
          <X aria-hidden className="size-3" />
        </button>
      )}
    </span>
  )
}
