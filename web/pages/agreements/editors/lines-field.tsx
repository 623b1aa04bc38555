import { useState } from 'react'
import { clauseListMax } from '../../../../contract/agreement-bodies.ts'
import { linesOf } from '../../../parts/criteria/tree.ts'
import { Field } from '../../../ui/field.tsx'
import { Textarea } from '../../../ui/input.tsx'

type LinesFieldProps = {
  label: string
  hint?: string
  lines: readonly string[]
  onChange: (lines: string[]) => void
}

/** A list of short texts, one in a line; empty lines are left out when it is saved. */
export function LinesField({ label, hint, lines, onChange }: LinesFieldProps) {
  const [text, setText] = useState(() => lines.join('\n'))
  return (
    <Field label={label} hint={hint ?? `One in a line, ${clauseListMax} at most.`} required={false}>
      <Textarea
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          onChange(linesOf(event.target.value).slice(0, clauseListMax))
        }}
      />
    </Field>
  )
}

type ProseFieldProps = {
  label: string
  hint?: string
  rows?: number
  required?: boolean
  value: string
  onChange: (value: string) => void
}

const proseLengthMax = 2000

/** What a draft begins with, such as “Our word means …”: typing replaces it instead of following it. */
function selectUnwritten(field: HTMLTextAreaElement): void {
  if (field.value.endsWith(' …')) field.select()
}

/** A text of some sentences. */
export function ProseField({ label, hint, rows = 3, required, value, onChange }: ProseFieldProps) {
  return (
    <Field label={label} hint={hint} {...(required !== undefined && { required })}>
      <Textarea
        rows={rows}
        maxLength={proseLengthMax}
        value={value}
        onFocus={(event) => selectUnwritten(event.target)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
