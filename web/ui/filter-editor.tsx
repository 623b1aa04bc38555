import { useState } from 'react'
import { Field } from './field.tsx'
import type { Filter } from './filter-bar.tsx'
import { Checkbox, Input, type Option, RadioCard, SearchInput } from './input.tsx'
import { listOf, listText, type UrlState } from './url-state.ts'

type FilterEditorProps<Kind extends Filter['kind'] = Filter['kind']> = {
  filter: Extract<Filter, { kind: Kind }>
  state: UrlState
  onChange: (change: UrlState) => void
}

/** The inside of a filter's popover. Every change takes effect at once. */
export function FilterEditor({ filter, ...steering }: FilterEditorProps) {
  if (filter.kind === 'many') return <ManyEditor filter={filter} {...steering} />
  if (filter.kind === 'choice') return <ChoiceEditor filter={filter} {...steering} />
  if (filter.kind === 'text') return <TextEditor filter={filter} {...steering} />
  if (filter.kind === 'flag') return null
  return <SpanEditor filter={filter} {...steering} />
}

const searchFromOptions = 9
const shownOptionsMax = 200

function ManyEditor({ filter, state, onChange }: FilterEditorProps<'many'>) {
  const [search, setSearch] = useState('')
  const chosen = listOf(state[filter.key])
  const toggle = (value: string, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((one) => one !== value)
    onChange({ [filter.key]: listText(next) })
  }
  return (
    <div className="space-y-2">
      {filter.options.length >= searchFromOptions && (
        <SearchInput label={`Search ${filter.label}`} value={search} onChange={setSearch} />
      )}
      <div role="group" aria-label={filter.label} className="max-h-64 space-y-0.5 overflow-y-auto p-0.5">
        {matching(filter.options, search).map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
            className="py-1"
          />
        ))}
      </div>
    </div>
  )
}

function matching(options: readonly Option[], search: string): readonly Option[] {
  const wanted = search.trim().toLocaleLowerCase()
  return options
    .filter((option) => option.label.toLocaleLowerCase().includes(wanted))
    .slice(0, shownOptionsMax)
}

function ChoiceEditor({ filter, state, onChange }: FilterEditorProps<'choice'>) {
  return (
    <div role="radiogroup" aria-label={filter.label} className="max-h-72 space-y-1 overflow-y-auto p-0.5">
      {filter.options.map((option) => (
        <RadioCard
          key={option.value}
          name={filter.key}
          label={option.label}
          checked={listOf(state[filter.key])[0] === option.value}
          onChange={() => onChange({ [filter.key]: listText([option.value]) })}
          className="border-transparent px-2 py-1"
        />
      ))}
    </div>
  )
}

function TextEditor({ filter, state, onChange }: FilterEditorProps<'text'>) {
  return (
    <Field label={`${filter.label} contains`} labelHidden>
      <Input
        defaultValue={state[filter.key] ?? ''}
        placeholder={filter.placeholder ?? 'contains…'}
        onBlur={(event) => onChange({ [filter.key]: event.target.value || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange({ [filter.key]: event.currentTarget.value || undefined })
        }}
      />
    </Field>
  )
}

function SpanEditor({ filter, state, onChange }: FilterEditorProps<'days' | 'range'>) {
  const type = filter.kind === 'days' ? 'date' : 'number'
  const ends = [
    { key: filter.fromKey, label: filter.kind === 'days' ? 'From' : 'At least' },
    { key: filter.toKey, label: filter.kind === 'days' ? 'To' : 'At most' },
  ]
  return (
    <div className="grid gap-3">
      {ends.map(({ key, label }) => (
        <Field key={key} label={filter.kind === 'range' && filter.unit ? `${label}, ${filter.unit}` : label}>
          <Input
            type={type}
            value={state[key] ?? ''}
            onChange={(event) => onChange({ [key]: event.target.value || undefined })}
          />
        </Field>
      ))}
    </div>
  )
}
