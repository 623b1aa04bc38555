import { Menu as Base } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'
import { useHome } from './use-home.ts'

/** The sheet that menus, comboboxes and popovers lie on. */
export const floatShape =
  'rounded-lg border border-line bg-surface text-ink shadow-overlay outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0'

/** One line of a floating list. */
export const floatItem =
  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 text-sm text-ink outline-none select-none data-disabled:cursor-not-allowed data-disabled:text-ink-3 data-highlighted:bg-sunken'

export type MenuItem =
  | {
      kind?: 'act'
      label: string
      icon?: LucideIcon
      hint?: ReactNode
      keyHint?: string
      tone?: 'plain' | 'danger'
      disabled?: boolean
      onSelect: () => void
    }
  | {
      kind: 'choice'
      label: string
      icon?: LucideIcon
      hint?: ReactNode
      chosen: boolean
      onSelect: () => void
    }
  | { kind: 'line' }
  | { kind: 'heading'; label: string }

type MenuProps = {
  /** The button that opens it, such as `<Button>More</Button>`; it must spread its props. */
  trigger: ReactElement
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}

/**
 * A menu of acts and choices. `items` are data: `{ label, icon, onSelect }`, `{ kind: 'choice', chosen }`,
 * `{ kind: 'heading', label }`, `{ kind: 'line' }`. Destructive acts take `tone: 'danger'` and offer undo in a toast.
 */
export function Menu({ trigger, items, align = 'end', side = 'bottom' }: MenuProps) {
  const [home, anchor] = useHome()
  return (
    <Base.Root>
      <Base.Trigger ref={anchor} render={trigger} />
      <Base.Portal container={home}>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-10 outline-none">
          <Base.Popup className={cx(floatShape, 'max-h-(--available-height) min-w-52 overflow-y-auto p-1')}>
            {keyed(items).map(({ key, item }) => (
              <MenuLine key={key} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Labels tell the lines apart; a hairline goes by its place. */
function keyed(items: readonly MenuItem[]) {
  return items.map((item, place) => ({ item, key: item.kind === 'line' ? `line ${place}` : item.label }))
}

function MenuLine({ item }: { item: MenuItem }) {
  if (item.kind === 'line') return <Base.Separator className="mx-2 my-1 h-px bg-line" />
  if (item.kind === 'heading')
    return (
      <div role="presentation" className="px-2 pt-2 pb-1 text-xs font-medium text-ink-3">
        {item.label}
      </div>
    )
  if (item.kind === 'choice') return <ChoiceLine item={item} />
  return (
    <Base.Item
      disabled={item.disabled}
      onClick={item.onSelect}
      className={cx(floatItem, item.tone === 'danger' && 'text-bad data-highlighted:bg-bad-soft')}
    >
      {item.icon && <item.icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.hint && <span className="text-xs text-ink-3">{item.hint}</span>}
      {item.keyHint && <KeyHint keys={item.keyHint} />}
    </Base.Item>
  )
}

function ChoiceLine({ item }: { item: Extract<MenuItem, { kind: 'choice' }> }) {
  return (
    <Base.CheckboxItem
      checked={item.chosen}
      onCheckedChange={item.onSelect}
      closeOnClick
      className={floatItem}
    >
      {item.icon && <item.icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.hint && <span className="text-xs text-ink-3">{item.hint}</span>}
      <Check aria-hidden className={cx('size-4 shrink-0', !item.chosen && 'invisible')} />
    </Base.CheckboxItem>
  )
}
