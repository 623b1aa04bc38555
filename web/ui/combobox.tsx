import type { ReactNode } from 'react'
import { useFrames } from './floating/frames.ts'
import { Input } from './input.tsx'

export type ComboOption = { value: string; label: string; hint?: ReactNode; mark?: ReactNode }

type Sides = {
  options: readonly ComboOption[]
  placeholder?: string
  /** Names it for readers where no `Field` stands around it. */
  label?: string
  /** For options that the server looks up: called with what was typed; hand the findings back as `options`. */
  onSearch?: (text: string) => void
  searching?: boolean
  disabled?: boolean
  className?: string
}

export type ComboboxProps = Sides & {
  value: string | null
  onChange: (value: string | null) => void
  clearable?: boolean
}

export type MultiComboboxProps = Sides & { values: readonly string[]; onChange: (values: string[]) => void }

/** One of many, found by typing. With `onSearch` the server finds; otherwise the list is filtered here. */
export function Combobox(props: ComboboxProps) {
  const frames = useFrames(true)
  return frames ? <frames.ComboboxFrame {...props} /> : <Waiting {...props} />
}

/** Several of many, as chips in the control. */
export function MultiCombobox(props: MultiComboboxProps) {
  const frames = useFrames(true)
  return frames ? <frames.MultiComboboxFrame {...props} /> : <Waiting {...props} />
}

function Waiting({ placeholder, label, className }: Sides) {
  return <Input disabled placeholder={placeholder} aria-label={label} className={className} />
}
