import { type ReactNode, useContext, useState } from 'react'
import { cx } from './cx.ts'
import { CloseContext } from './floating/close.ts'
import { dressed, type Trigger } from './floating/dressed.ts'
import { useFrames } from './floating/frames.ts'

export type OverlayProps = {
  /** Controlled: give `open` and `onOpenChange`. Uncontrolled: give `trigger`. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: Trigger
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** The buttons; they stay outside of what scrolls. The primary one stands last. */
  actions?: ReactNode
}

type DialogProps = OverlayProps & { width?: 'sm' | 'md' | 'lg' | 'xl' }

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl', xl: 'sm:max-w-4xl' } as const

/**
 * A dialog over the page, for a short act that needs the whole attention. On a phone it rises from below. Wrap the
 * content in a `form` inside `children` and put the submit button into `actions` with `form="…"`.
 */
export function Dialog({ width = 'md', ...props }: DialogProps) {
  return (
    <Overlay
      {...props}
      place="items-end sm:items-center justify-center sm:p-6"
      shape={cx('max-h-[88dvh] w-full rounded-t-xl sm:rounded-xl', widths[width])}
    />
  )
}

/** A panel from the right, for reading or editing beside the list it came from. Full width on a phone. */
export function Sheet({ width = 'md', ...props }: OverlayProps & { width?: 'md' | 'lg' }) {
  return (
    <Overlay
      {...props}
      place="items-stretch justify-end"
      shape={cx('h-dvh w-full border-l', width === 'md' ? 'sm:max-w-md' : 'sm:max-w-2xl')}
    />
  )
}

function Overlay({ trigger, onOpenChange, ...props }: OverlayProps & { place: string; shape: string }) {
  const [own, setOwn] = useState(false)
  const open = props.open ?? own
  const frames = useFrames(open)
  const setOpen = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
  }
  return (
    <>
      {trigger &&
        dressed(trigger, {
          onClick: () => setOpen(true),
          'aria-haspopup': 'dialog',
          'aria-expanded': open,
        })}
      {frames && <frames.DialogFrame {...props} open={open} onOpenChange={setOpen} />}
    </>
  )
}

/** Closes the surrounding dialog, sheet or popover: `<DialogClose render={<Button>Cancel</Button>} />`. */
export function DialogClose({ render }: { render: Trigger }) {
  return dressed(render, { onClick: useContext(CloseContext) })
}
