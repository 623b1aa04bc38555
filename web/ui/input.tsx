import { ChevronDown, type LucideIcon, Search, X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { useFieldControl } from './field.tsx'

/** The frame that every text control wears: 32 high, 16 px type on a phone so that it does not zoom. */
export const controlShape =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-lg text-ink transition-colors duration-150 sm:text-sm aria-invalid:border-bad disabled:bg-sunken disabled:text-ink-3'

/** A one-line text control. Put it in a `Field`, or give it an `aria-label`. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...useFieldControl()} {...rest} className={cx(controlShape, 'h-9 sm:h-8', className)} />
}

/** A text control of several lines; `rows` sets how many. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useFieldControl()}
      rows={rows}
      {...rest}
      className={cx(controlShape, 'block resize-y py-1.5 leading-5', className)}
    />
  )
}

export type Option<Value extends string = string> = { value: Value; label: string; disabled?: boolean }
export type OptionGroup = { label: string; options: readonly Option[] }

type SelectProps = Omit<ComponentProps<'select'>, 'children'> & {
  options: readonly (Option | OptionGroup)[]
  /** The first, empty choice, such as "Any owner". Leave it out where something must be chosen. */
  placeholder?: string
}

/** The platform's own select: best on a phone, with a keyboard and for a reader. For more than 20 options use `Combobox`. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <span className={cx('relative block', className)}>
      <select
        {...useFieldControl()}
        {...rest}
        className={cx(controlShape, 'h-9 appearance-none pr-8 sm:h-8')}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(optionOf)}
            </optgroup>
          ) : (
            optionOf(entry)
          ),
        )}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}

function optionOf({ value, label, disabled }: Option) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  )
}

type SearchInputProps = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  icon?: LucideIcon
  className?: string
}

/** A search box with a way to clear it. `label` names it for readers. */
export function SearchInput({ label, value, onChange, placeholder, icon, className }: SearchInputProps) {
  const Icon = icon ?? Search
  return (
    <span className={cx('relative block', className)}>
      <Icon
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={cx(controlShape, 'h-9 pr-8 pl-8 sm:h-8 [&::-webkit-search-cancel-button]:hidden')}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onChange('')}
          className="absolute top-1/2 right-1.5 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  )
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }

/** A native checkbox with its label beside it. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx('flex items-start gap-2.5 text-sm text-ink', className)}>
      <input type="checkbox" {...rest} className="checkbox mt-0.5" />
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  )
}

/** A native radio button in a bordered choice; put several with the same `name` in a `fieldset`. */
export function RadioCard({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={cx(
        'flex items-start gap-2.5 rounded-md border border-line bg-surface px-3 py-2 text-sm text-ink has-checked:border-ink has-checked:bg-sel',
        className,
      )}
    >
      <input type="radio" {...rest} className="mt-0.5 size-4 accent-(--ink)" />
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  )
}

/** A switch for what takes effect at once; for what is saved with a form use `Checkbox`. */
export function Switch({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx('flex items-start justify-between gap-4 text-sm text-ink', className)}>
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
      <span className="relative mt-0.5 inline-flex shrink-0">
        <input
          type="checkbox"
          {...rest}
          className="peer h-5 w-9 appearance-none rounded-full border border-line-strong bg-sunken transition-colors duration-150 checked:border-ink checked:bg-ink disabled:opacity-50"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-1 left-1 size-3 rounded-full bg-line-strong peer-checked:left-5 peer-checked:bg-surface"
        />
      </span>
    </label>
  )
}
