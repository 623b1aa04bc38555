import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronDown, X } from 'lucide-react'
import type { RefObject } from 'react'
import type { ComboboxProps, ComboOption, MultiComboboxProps } from '../combobox.tsx'
import { cx } from '../cx.ts'
import { useFieldControl } from '../field.tsx'
import { floatItem, floatShape } from '../float-shape.ts'
import { controlShape } from '../input.tsx'
import { useHome } from './use-home.ts'

/** One of many, found by typing. With `onSearch` the server finds; otherwise the list is filtered here. */
export function ComboboxFrame({ value, onChange, clearable, ...props }: ComboboxProps) {
  const [home, anchor] = useHome()
  const chosen = props.options.find((option) => option.value === value) ?? null
  return (
    <Base.Root
      items={props.options}
      value={chosen}
      onValueChange={(option: ComboOption | null) => onChange(option?.value ?? null)}
      isItemEqualToValue={sameValue}
      onInputValueChange={props.onSearch}
      filter={props.onSearch ? null : undefined}
      disabled={props.disabled}
    >
      <Base.InputGroup ref={anchor} className={cx('relative', props.className)}>
        <Base.Input
          {...useFieldControl()}
          {...(props.label && { 'aria-label': props.label })}
          placeholder={props.placeholder}
          className={cx(controlShape, 'h-9 pr-14 sm:h-8')}
        />
        <span className="absolute top-1/2 right-1 flex -translate-y-1/2 text-ink-3">
          {clearable && chosen && (
            <Base.Clear aria-label="Clear" className="inline-flex size-6 items-center justify-center">
              <X aria-hidden className="size-3.5" />
            </Base.Clear>
          )}
          <Base.Trigger
            aria-label="Show the choices"
            className="inline-flex size-6 items-center justify-center"
          >
            <ChevronDown aria-hidden className="size-4" />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Choices searching={props.searching} home={home} />
    </Base.Root>
  )
}

/** Several of many, as chips in the control. */
export function MultiComboboxFrame({ values, onChange, ...props }: MultiComboboxProps) {
  const [home, anchor] = useHome()
  const chosen = props.options.filter((option) => values.includes(option.value))
  return (
    <Base.Root
      multiple
      items={props.options}
      value={chosen}
      onValueChange={(options: ComboOption[]) => onChange(options.map((option) => option.value))}
      isItemEqualToValue={sameValue}
      onInputValueChange={props.onSearch}
      filter={props.onSearch ? null : undefined}
      disabled={props.disabled}
    >
      <Base.Chips
        ref={anchor}
        className={cx(controlShape, 'flex min-h-8 flex-wrap items-center gap-1 px-1 py-1', props.className)}
      >
        {chosen.map((option) => (
          <Base.Chip
            key={option.value}
            aria-label={option.label}
            className="flex h-6 items-center gap-1 rounded-sm bg-sunken pl-2 text-xs font-medium"
          >
            {option.label}
            <Base.ChipRemove
              aria-label={`Remove ${option.label}`}
              className="inline-flex size-6 items-center justify-center"
            >
              <X aria-hidden className="size-3" />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          {...useFieldControl()}
          {...(props.label && { 'aria-label': props.label })}
          placeholder={chosen.length > 0 ? undefined : props.placeholder}
          className="h-6 min-w-16 flex-1 bg-transparent px-1.5 outline-none"
        />
      </Base.Chips>
      <Choices searching={props.searching} home={home} />
    </Base.Root>
  )
}

type ChoicesProps = { searching: boolean | undefined; home: RefObject<HTMLElement | null> }

function Choices({ searching, home }: ChoicesProps) {
  return (
    <Base.Portal container={home}>
      <Base.Positioner sideOffset={4} className="z-10 outline-none">
        <Base.Popup
          className={cx(
            floatShape,
            'max-h-(--available-height) w-(--anchor-width) min-w-56 overflow-y-auto p-1',
          )}
        >
          <Base.Status className="px-2 py-1.5 text-xs text-ink-3 empty:hidden">
            {searching ? 'Searching…' : null}
          </Base.Status>
          <Base.Empty className="px-2 py-1.5 text-sm text-ink-3 empty:hidden">
            {searching ? null : 'Nothing is called that.'}
          </Base.Empty>
          <Base.List>
            {(option: ComboOption) => (
              <Base.Item key={option.value} value={option} className={floatItem}>
                {option.mark}
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                {option.hint && <span className="truncate text-xs text-ink-3">{option.hint}</span>}
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-4" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

function sameValue(one: ComboOption, other: ComboOption): boolean {
  return one.value === other.value
}
