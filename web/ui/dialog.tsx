import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './button.tsx'

type OverlayProps = {
  /** Controlled: give `open` and `onOpenChange`. Uncontrolled: give `trigger`. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** The buttons; they stay outside of what scrolls. The primary one stands last. */
  actions?: ReactNode
}

type DialogProps = OverlayProps & { width?: 'sm' | 'md' | 'lg' | 'xl' }

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl', xl: 'sm:max-w-4xl' } as const
const veil =
  'fixed inset-0 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'

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

function Overlay({ place, shape, ...props }: OverlayProps & { place: string; shape: string }) {
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      {props.trigger && <Base.Trigger render={props.trigger} />}
      <Base.Portal>
        <Base.Backdrop className={veil} />
        <Base.Viewport className={cx('fixed inset-0 flex', place)}>
          <Base.Popup
            className={cx(
              'flex flex-col border-line bg-surface text-ink shadow-overlay outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:border',
              shape,
            )}
          >
            <OverlayHead title={props.title} description={props.description} />
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{props.children}</div>
            {props.actions && (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">
                {props.actions}
              </div>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

function OverlayHead({ title, description }: Pick<OverlayProps, 'title' | 'description'>) {
  return (
    <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3.5">
      <div className="min-w-0">
        <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
        {description && (
          <Base.Description className="mt-0.5 text-sm text-ink-3">{description}</Base.Description>
        )}
      </div>
      <Base.Close render={<IconButton icon={X} label="Close" size="sm" className="-mr-1.5" />} />
    </header>
  )
}

/** Closes the surrounding `Dialog` or `Sheet`: `<DialogClose render={<Button>Cancel</Button>} />`. */
export const DialogClose = Base.Close
