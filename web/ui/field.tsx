import { createContext, type ReactNode, useContext, useId, useMemo } from 'react'
import { CircleAlert } from 'lucide-react'

type Control = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }

const FieldContext = createContext<Control | null>(null)

/** What a control inside a `Field` spreads onto its element; empty outside of one. */
export function useFieldControl() {
  const control = useContext(FieldContext)
  if (!control) return {}
  return {
    id: control.id,
    'aria-describedby': control.describedBy,
    'aria-invalid': control.invalid || undefined,
    'aria-required': control.required || undefined,
  }
}

type FieldProps = {
  label: string
  /** Help that is always readable, under the control. */
  hint?: ReactNode
  /** What is wrong and what to do; takes the place of the hint's attention, not of the hint. */
  error?: string | undefined
  required?: boolean
  /** Keeps the label for readers only, where the place says it all (a search box). */
  labelHidden?: boolean
  className?: string
  children: ReactNode
}

/**
 * A labelled control: `<Field label="Name" error={errors.name}><Input … /></Field>`. Any control of this folder
 * inside it takes the id, the description and the invalid state by itself.
 */
export function Field({ label, hint, error, required, labelHidden, className, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined
  const control = useMemo(
    () => ({ id, describedBy, invalid: Boolean(error), required: Boolean(required) }),
    [id, describedBy, error, required],
  )
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className={labelHidden ? 'sr-only' : 'mb-1.5 flex gap-1.5 text-sm font-medium text-ink'}
      >
        {label}
        {required === false && <span className="font-normal text-ink-3">optional</span>}
      </label>
      <FieldContext value={control}>{children}</FieldContext>
      {hint && (
        <p id={hintId} className="mt-1.5 text-xs text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="mt-1.5 flex items-start gap-1.5 text-xs text-bad">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
