import { type ReactNode, useId, useState } from 'react'
import { cx } from './cx.ts'
import { dressed, type Trigger } from './floating/dressed.ts'
import { useSummoned } from './floating/frames.ts'

export type PopoverProps = {
  trigger: Trigger
  /** Names the panel for readers; shown as its heading unless `titleHidden`. */
  title: string
  titleHidden?: boolean
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
  children: ReactNode
}

/** A small panel at its button, for a filter, a definition or a short form. `DialogClose` closes it too. */
export function Popover(props: PopoverProps) {
  const { open, onOpenChange } = props
  const [own, setOwn] = useState(true)
  const { frames, trigger } = useSummoned(props.trigger, {
    kind: 'dialog',
    open,
    onSummon: () => onOpenChange?.(true),
  })
  if (!frames) return trigger
  return <frames.PopoverFrame {...props} open={open ?? own} onOpenChange={onOpenChange ?? setOwn} />
}

type TooltipProps = {
  label: ReactNode
  children: Trigger
  side?: 'top' | 'bottom'
}

/**
 * A word or two on hover and focus; Escape puts it away. Never the only place of a fact: a phone has no hover. The
 * child must be focusable and carry its own name. Not for places that cut off what overflows.
 */
export function Tooltip({ label, children, side = 'top' }: TooltipProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  return (
    <span
      role="presentation"
      className="relative inline-flex"
      onPointerEnter={() => setShown(true)}
      onPointerLeave={() => setShown(false)}
      onFocus={() => setShown(true)}
      onBlur={() => setShown(false)}
      onKeyDown={(event) => event.key === 'Escape' && setShown(false)}
    >
      {dressed(children, { 'aria-describedby': id })}
      <span
        role="tooltip"
        id={id}
        className={cx(
          'pointer-events-none absolute left-1/2 z-10 w-max max-w-64 -translate-x-1/2 rounded-sm bg-ink px-2 py-1 text-xs font-medium text-surface shadow-overlay transition-opacity duration-120',
          side === 'top' ? 'bottom-full mb-1.5' : 'top-full mt-1.5',
          !shown && 'invisible opacity-0',
        )}
      >
        {label}
      </span>
    </span>
  )
}
