import { Popover as Base } from '@base-ui/react/popover'
import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { floatShape } from './menu.tsx'
import { useHome } from './use-home.ts'

type PopoverProps = {
  trigger: ReactElement
  /** Names the panel for readers; shown as its heading unless `titleHidden`. */
  title: string
  titleHidden?: boolean
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
  children: ReactNode
}

/** A small panel at its button, for a filter, a definition or a short form. */
export function Popover({ trigger, title, titleHidden, align = 'start', className, ...props }: PopoverProps) {
  const [home, anchor] = useHome()
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Trigger ref={anchor} render={trigger} />
      <Base.Portal container={home}>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-10">
          <Base.Popup
            className={cx(
              floatShape,
              'max-h-(--available-height) w-72 max-w-[calc(100vw-16px)] overflow-y-auto p-4',
              className,
            )}
          >
            <Base.Title className={titleHidden ? 'sr-only' : 'mb-2 text-sm font-semibold'}>
              {title}
            </Base.Title>
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the surrounding popover. */
export const PopoverClose = Base.Close

type TooltipProps = { label: ReactNode; children: ReactElement; side?: 'top' | 'right' | 'bottom' | 'left' }

/**
 * A word or two on hover and focus. Never the only place of a fact: a phone has no hover. The child must be
 * focusable and already carry its name.
 */
export function Tooltip({ label, children, side = 'top' }: TooltipProps) {
  const [home, anchor] = useHome()
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger ref={anchor} render={children} />
      <BaseTooltip.Portal container={home}>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-10">
          <BaseTooltip.Popup className="max-w-64 rounded-sm bg-ink px-2 py-1 text-xs font-medium text-surface shadow-overlay">
            {label}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
