import { useState } from 'react'
import { Combobox } from '../ui/combobox.tsx'
import { Input } from '../ui/input.tsx'
import { showProblem } from '../ui/toast.tsx'

type InlineFactProps = {
  label: string
  value: string | null
  editable: boolean
  type?: 'text' | 'number' | 'date'
  /** What is shown while it is not being changed, where the value itself is not for reading. */
  text?: string | null
  save: (value: string | null) => Promise<unknown>
}

/** A value that turns into its editor when it is clicked; Enter saves, Escape keeps what was. */
export function InlineFact({ label, value, editable, type = 'text', text = value, save }: InlineFactProps) {
  const [draft, setDraft] = useState<string | null>(null)
  if (!editable) return <span>{text ?? '–'}</span>
  if (draft === null) return <Opener label={label} text={text} onOpen={() => setDraft(value ?? '')} />
  const keep = () => {
    setDraft(null)
    const next = draft.trim() === '' ? null : draft.trim()
    if (next !== value) save(next).catch(showProblem)
  }
  return (
    <Input
      autoFocus
      aria-label={label}
      type={type}
      value={draft}
      maxLength={300}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}

type InlineChoiceProps = Omit<InlineFactProps, 'type' | 'text'> & {
  /** What is shown while it is not being changed. */
  text: string | null
  options: readonly { value: string; label: string }[]
}

/** The same for a choice, such as an owner. */
export function InlineChoice({ label, value, text, editable, options, save }: InlineChoiceProps) {
  const [open, setOpen] = useState(false)
  if (!editable) return <span>{text ?? '–'}</span>
  if (!open) return <Opener label={label} text={text} onOpen={() => setOpen(true)} />
  return (
    <Combobox
      label={label}
      options={options}
      value={value}
      clearable
      onChange={(next) => {
        setOpen(false)
        if (next !== value) save(next).catch(showProblem)
      }}
    />
  )
}

/** A label within a sentence; names and months in it keep their capitals. */
function withoutCapital(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`
}

function Opener({ label, text, onOpen }: { label: string; text: string | null; onOpen: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Change ${withoutCapital(label)}: ${text ?? 'not set'}`}
      onClick={onOpen}
      className="max-w-full truncate border-b border-dashed border-line-strong text-left hover:bg-sunken"
    >
      {text ?? <span className="text-ink-3">not set</span>}
    </button>
  )
}
