import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { cx } from '../cx.ts'
import { floatItem, floatShape } from '../float-shape.ts'
import { KeyHint } from '../key-hint.tsx'
import type { MenuItem, MenuProps } from '../menu.tsx'
import { useHome } from './use-home.ts'

/** The menu itself; it opens as soon as it stands, because the click that loaded it asked for it. */
export function MenuFrame({ trigger, items, align = 'end', side = 'bottom' }: MenuProps) {
  const [home, anchor] = useHome()
  return (
    <Base.Root defaultOpen>
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
