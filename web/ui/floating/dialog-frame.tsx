import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../button.tsx'
import { cx } from '../cx.ts'
import type { OverlayProps } from '../dialog.tsx'
import { CloseContext } from './close.ts'
import { focusBefore } from './focus-history.ts'

type DialogFrameProps = OverlayProps & {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Where it stands in the window, and its own edges. */
  place: string
  shape: string
}

const veil =
  'fixed inset-0 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'

/** A dialog or a sheet over the page. */
export function DialogFrame({ place, shape, ...props }: DialogFrameProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={veil} />
        <Base.Viewport className={cx('fixed inset-0 flex', place)}>
          <Base.Popup
            ref={popup}
            finalFocus={() => focusBefore(popup.current) ?? true}
            className={cx(
              'relative flex flex-col border-line bg-surface text-ink shadow-overlay outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:border',
              shape,
            )}
          >
            <CloseContext value={() => props.onOpenChange(false)}>
              <OverlayHead title={props.title} description={props.description} />
              <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{props.children}</div>
              {props.actions && (
                <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">
                  {props.actions}
                </div>
              )}
            </CloseContext>
            {/* Last in order and first in place: the focus begins at the first field, not here. */}
            <Base.Close
              render={<IconButton icon={X} label="Close" size="sm" className="absolute top-3.5 right-3.5" />}
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

function OverlayHead({ title, description }: Pick<OverlayProps, 'title' | 'description'>) {
  return (
    <header className="px-5 pt-4 pr-14 pb-3.5">
      <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
      {description && (
        <Base.Description className="mt-0.5 text-sm text-ink-3">{description}</Base.Description>
      )}
    </header>
  )
}
