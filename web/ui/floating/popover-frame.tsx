import { Popover as Base } from '@base-ui/react/popover'
import { cx } from '../cx.ts'
import { floatShape } from '../float-shape.ts'
import type { PopoverProps } from '../popover.tsx'
import { CloseContext } from './close.ts'
import { useHome } from './use-home.ts'

type PopoverFrameProps = PopoverProps & { open: boolean; onOpenChange: (open: boolean) => void }

/** The panel of a popover with its trigger. */
export function PopoverFrame(props: PopoverFrameProps) {
  const { trigger, title, titleHidden, align = 'start', open, onOpenChange, className } = props
  const [home, anchor] = useHome()
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
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
            <CloseContext value={() => onOpenChange(false)}>{props.children}</CloseContext>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
