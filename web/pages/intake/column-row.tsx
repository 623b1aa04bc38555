import type { ColumnMapping, ColumnProposal, TargetField } from '../../../contract/intake.ts'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/input.tsx'

type ColumnRowProps = {
  column: ColumnMapping
  proposal: ColumnProposal | undefined
  targets: readonly TargetField[]
  onChange: (column: ColumnMapping) => void
}

const ignore = 'ignore'
const fieldPrefix = 'field:'
const custom = 'custom'

/** One column: its name and real values, where they go, how sure that is, and what only a person can settle. */
export function ColumnRow({ column, proposal, targets, onChange }: ColumnRowProps) {
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 text-sm md:grid-cols-[minmax(0,1fr)_260px]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {column.column}
          {proposal && <Sureness share={proposal.confidence} />}
        </p>
        <p className="truncate text-xs text-ink-3">
          {proposal?.samples.slice(0, 4).join(' · ') || 'no values'}
          {proposal !== undefined && proposal.blankRows > 0 && ` · ${proposal.blankRows} blank`}
        </p>
        {proposal?.because[0] && <p className="text-xs text-ink-3">{proposal.because[0]}</p>}
        <Ambiguity column={column} proposal={proposal} onChange={onChange} />
        <NearNames proposal={proposal} />
      </div>
      <Select
        className="self-start"
        aria-label={`Target of ${column.column}`}
        value={valueOf(column)}
        options={optionsFor(column, proposal, targets)}
        onChange={(event) => onChange(retargeted(column, event.target.value, proposal))}
      />
    </li>
  )
}

function Sureness({ share }: { share: number }) {
  const words = `${Math.round(share * 100)} % sure`
  if (share >= 0.8) return <Chip tone="ok">{words}</Chip>
  return <Chip tone={share >= 0.5 ? 'plain' : 'warn'}>{words}</Chip>
}

function Ambiguity({ column, proposal, onChange }: Omit<ColumnRowProps, 'targets'>) {
  if (!proposal?.ambiguity) return null
  const { message, options } = proposal.ambiguity
  const chosen = options.findIndex(
    ({ transform }) => JSON.stringify(transform) === JSON.stringify(column.transform),
  )
  return (
    <fieldset className="mt-2 rounded-lg bg-warn-soft px-3 py-2">
      <legend className="sr-only">{column.column}</legend>
      <p className="text-xs font-medium">{message}</p>
      {options.map((option, index) => (
        <label key={option.label} className="mt-1 flex items-center gap-2 text-xs">
          <input
            type="radio"
            name={`ambiguity-${column.column}`}
            checked={index === chosen}
            onChange={() => onChange({ ...column, transform: option.transform })}
          />
          {option.label}: <span className="num">{option.example}</span>
        </label>
      ))}
    </fieldset>
  )
}

function NearNames({ proposal }: { proposal: ColumnProposal | undefined }) {
  const near = proposal?.nearNames ?? []
  if (near.length === 0) return null
  return (
    <ul className="mt-2 space-y-1 text-xs">
      {near.map((name) => (
        <li key={name.written} className="flex flex-wrap items-center gap-2">
          <Chip tone={name.automatic ? 'plain' : 'warn'}>
            {name.automatic ? 'the same as' : 'probably the same as'}
          </Chip>
          “{name.written}” = “{name.probably}” in {name.rows} rows
        </li>
      ))}
    </ul>
  )
}

function valueOf({ target }: ColumnMapping): string {
  if (target.to === 'field') return `${fieldPrefix}${target.field}`
  return target.to
}

function optionsFor(
  column: ColumnMapping,
  proposal: ColumnProposal | undefined,
  targets: readonly TargetField[],
) {
  const own = column.target.to === 'custom' ? column.target.label : (proposal?.column ?? column.column)
  return [
    { value: ignore, label: 'Do not import' },
    { value: custom, label: `Custom field “${own}”` },
    ...targets.map((target) => ({
      value: `${fieldPrefix}${target.field}`,
      label: target.need === 'required' ? `${target.label} (needed)` : target.label,
    })),
  ]
}

/** A new target keeps the proposal's transform where it is the proposed one, and reads plain text otherwise. */
function retargeted(
  column: ColumnMapping,
  value: string,
  proposal: ColumnProposal | undefined,
): ColumnMapping {
  if (value === ignore) return { ...column, target: { to: 'ignore' } }
  if (value === custom) {
    const key = column.column
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^[^a-z]+|_+$/g, '')
    const label = column.column.slice(0, 120)
    return {
      ...column,
      target: { to: 'custom', key: (key || 'field').slice(0, 60), label, type: 'text' },
      transform: { type: 'text' },
    }
  }
  const field = value.slice(fieldPrefix.length)
  const proposed = proposal?.target.to === 'field' && proposal.target.field === field
  return {
    ...column,
    target: { to: 'field', field },
    transform: proposed ? proposal.transform : (proposal?.transform ?? column.transform),
  }
}
