import type { AttributeCondition, AttributeTest, Condition } from '../../../contract/criteria.ts'
import { criteriaDaysMax } from '../../../contract/criteria.ts'
import type { CriteriaField } from '../../../contract/criteria-fields.ts'
import { MultiCombobox } from '../../ui/combobox.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { useCriteriaFields } from './use-choices.ts'

type AttributeEditorProps = { condition: AttributeCondition; onChange: (next: Condition) => void }

const testWords: Record<AttributeTest, string> = {
  filled: 'is known',
  blank: 'is blank',
  equals: 'is',
  'not-equals': 'is not',
  'one-of': 'is one of',
  'none-of': 'is none of',
  contains: 'contains',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'on-or-after': 'is on or after',
  'on-or-before': 'is on or before',
  'in-last-days': 'was in the last days',
}
const recordWords = { contact: 'Person', account: 'Company', lead: 'Lead', deal: 'Deal' } as const

/** A field, a test that fits it, and the value to test against. */
export function AttributeEditor({ condition, onChange }: AttributeEditorProps) {
  const fields = useCriteriaFields()
  const field = fields.find(({ of, field: name }) => of === condition.of && name === condition.field)
  return (
    <>
      <Select
        aria-label="Attribute"
        className="w-full sm:w-56"
        value={`${condition.of} ${condition.field}`}
        options={groupsOf(fields)}
        onChange={(event) => {
          const next = fields.find(({ of, field: name }) => `${of} ${name}` === event.target.value)
          if (next) onChange(begun(next, next.tests.includes(condition.is) ? condition.is : next.tests[0]))
        }}
      />
      <Select
        aria-label="Test"
        className="w-44"
        value={condition.is}
        options={(field?.tests ?? [condition.is]).map((test) => ({ value: test, label: testWords[test] }))}
        onChange={(event) => {
          const test = field?.tests.find((each) => each === event.target.value)
          if (field && test) onChange(begun(field, test))
        }}
      />
      <ValueOf condition={condition} field={field} onChange={onChange} />
    </>
  )
}

function groupsOf(fields: readonly CriteriaField[]) {
  const kinds = ['account', 'contact', 'lead', 'deal'] as const
  return kinds.map((kind) => ({
    label: recordWords[kind],
    options: fields
      .filter(({ of }) => of === kind)
      .map(({ field, label }) => ({ value: `${kind} ${field}`, label: `${recordWords[kind]}: ${label}` })),
  }))
}

/** A condition on a field with a value of the right sort, so that a half-made one can be saved as little as possible. */
function begun(
  { of, field, options, samples, type }: CriteriaField,
  is: AttributeTest = 'filled',
): AttributeCondition {
  const first = options[0]?.value ?? samples[0] ?? ''
  const condition = { kind: 'attribute', of, field, is } as const
  switch (is) {
    case 'filled':
    case 'blank':
      return condition
    case 'one-of':
    case 'none-of':
      return first === '' ? condition : { ...condition, value: [first] }
    case 'at-least':
    case 'at-most':
      return { ...condition, value: 1 }
    case 'in-last-days':
      return { ...condition, value: 30 }
    case 'on-or-after':
    case 'on-or-before':
      return { ...condition, value: new Date().toISOString().slice(0, 10) }
    default:
      return { ...condition, value: firstValue(type, first) }
  }
}

function firstValue(type: CriteriaField['type'], first: string): AttributeCondition['value'] {
  if (type === 'boolean') return true
  return type === 'number' || type === 'money' ? 1 : first
}

type ValueProps = AttributeEditorProps & { field: CriteriaField | undefined }

function ValueOf({ condition, field, onChange }: ValueProps) {
  const set = (value: AttributeCondition['value']) => onChange({ ...condition, value })
  const { is, value } = condition
  if (is === 'filled' || is === 'blank') return null
  if (is === 'one-of' || is === 'none-of') {
    const values = Array.isArray(value) ? value.map(String) : []
    return (
      <MultiCombobox
        label="Values"
        className="w-full sm:w-72"
        options={choicesOf(field, values)}
        values={values}
        onChange={(next) => next.length > 0 && set([...next])}
      />
    )
  }
  if (typeof value === 'boolean') {
    return (
      <Select
        aria-label="Value"
        className="w-28"
        value={String(value)}
        options={[
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ]}
        onChange={(event) => set(event.target.value === 'true')}
      />
    )
  }
  if (typeof value === 'number') return <NumberValue value={value} is={is} set={set} />
  return <TextValue value={String(value ?? '')} field={field} is={is} set={set} />
}

type SetValue = (value: AttributeCondition['value']) => void

function NumberValue({ value, is, set }: { value: number; is: AttributeTest; set: SetValue }) {
  return (
    <span className="flex items-center gap-2 text-sm text-ink-2">
      <Input
        type="number"
        aria-label="Value"
        className="num w-32!"
        max={is === 'in-last-days' ? criteriaDaysMax : undefined}
        value={String(value)}
        onChange={(event) => Number.isFinite(event.target.valueAsNumber) && set(event.target.valueAsNumber)}
      />
      {is === 'in-last-days' && 'days'}
    </span>
  )
}

type TextValueProps = { value: string; field: CriteriaField | undefined; is: AttributeTest; set: SetValue }

function TextValue({ value, field, is, set }: TextValueProps) {
  const isDay = is === 'on-or-after' || is === 'on-or-before'
  if (field && field.options.length > 0 && is !== 'contains') {
    return (
      <Select
        aria-label="Value"
        className="w-full sm:w-56"
        value={value}
        options={field.options.map((option) => ({ value: option.value, label: option.name }))}
        onChange={(event) => set(event.target.value)}
      />
    )
  }
  return (
    <Input
      type={isDay ? 'date' : 'text'}
      aria-label="Value"
      className="w-full! sm:w-56!"
      maxLength={200}
      list={isDay ? undefined : `samples-${field?.of}-${field?.field}`}
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  )
}

function choicesOf(field: CriteriaField | undefined, chosen: readonly string[]) {
  const known = field?.options.map(({ value, name }) => ({ value, label: name })) ?? []
  const samples = (field?.samples ?? []).map((sample) => ({ value: sample, label: sample }))
  const all = known.length > 0 ? known : samples
  const missing = chosen.filter((value) => !all.some((each) => each.value === value))
  return [...all, ...missing.map((value) => ({ value, label: value }))]
}
