import type { Condition, TouchCondition } from '../../../contract/criteria.ts'
import { criteriaDaysMax, criteriaTimesMax } from '../../../contract/criteria.ts'
import { touchKindNames } from '../../../contract/touches.ts'
import { useChannelOptions } from '../choices.ts'
import { MultiCombobox } from '../../ui/combobox.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select, Textarea } from '../../ui/input.tsx'
import { NumberInput } from './number-input.tsx'
import { linesOf } from './tree.ts'
import { useCampaignOptions } from './use-choices.ts'

type TouchEditorProps = { condition: TouchCondition; onChange: (next: Condition) => void }

const kindOptions = touchKindNames.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ') }))
const sinceOptions = [
  { value: '', label: 'ever' },
  { value: 'lead-entered', label: 'since the lead entered' },
]

/** How often somebody did what, and within which time. */
export function TouchEditor({ condition, onChange }: TouchEditorProps) {
  const change = (next: Partial<TouchCondition>) => onChange({ ...condition, ...next })
  return (
    <>
      <Select
        aria-label="At least or at most"
        className="w-32"
        value={condition.is}
        options={[
          { value: 'at-least', label: 'at least' },
          { value: 'at-most', label: 'at most' },
        ]}
        onChange={(event) => change({ is: event.target.value === 'at-most' ? 'at-most' : 'at-least' })}
      />
      <NumberInput
        label="Times"
        value={condition.times}
        max={criteriaTimesMax}
        onChange={(times) => change({ times })}
      />
      <MultiCombobox
        label="Kinds of touch"
        placeholder="any touch"
        className="w-full sm:w-64"
        options={kindOptions}
        values={condition.kinds}
        onChange={(values) => change({ kinds: touchKindNames.filter((kind) => values.includes(kind)) })}
      />
      <Days condition={condition} change={change} />
      <Narrower condition={condition} change={change} />
    </>
  )
}

type PartProps = { condition: TouchCondition; change: (next: Partial<TouchCondition>) => void }

function Days({ condition, change }: PartProps) {
  return (
    <span className="flex max-w-full flex-wrap items-center gap-2 text-sm text-ink-2">
      within
      <Input
        type="number"
        aria-label="Days"
        className="num w-20!"
        min={1}
        max={criteriaDaysMax}
        placeholder="any"
        value={condition.withinDays === undefined ? '' : String(condition.withinDays)}
        onChange={(event) => {
          const days = event.target.valueAsNumber
          change({
            withinDays: Number.isInteger(days) && days >= 1 ? Math.min(days, criteriaDaysMax) : undefined,
          })
        }}
      />
      days,
      <Select
        aria-label="Since"
        className="w-52 max-w-full"
        value={condition.since?.event === 'lead-entered' ? 'lead-entered' : ''}
        options={sinceOptions}
        onChange={(event) =>
          change({ since: event.target.value === 'lead-entered' ? { event: 'lead-entered' } : undefined })
        }
      />
    </span>
  )
}

/** Which channels, campaigns and pieces of content count; folded away until somebody needs them. */
function Narrower({ condition, change }: PartProps) {
  const channels = useChannelOptions()
  const campaigns = useCampaignOptions()
  const chosen = condition.channels.length + condition.campaigns.length + condition.assets.length
  return (
    <details className="w-full min-w-0 text-sm" open={chosen > 0}>
      <summary className="cursor-pointer text-xs text-ink-2">
        Only certain channels, campaigns or content
      </summary>
      <div className="mt-2 grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Field label="Channels">
          <MultiCombobox
            placeholder="any"
            options={channels}
            values={condition.channels.map(String)}
            onChange={(values) => change({ channels: values.map(Number) })}
          />
        </Field>
        <Field label="Campaigns">
          <MultiCombobox
            placeholder="any"
            options={campaigns}
            values={condition.campaigns}
            onChange={(values) => change({ campaigns: [...values] })}
          />
        </Field>
        <Field label="Forms, files, mails" hint="One name in a line; empty means any.">
          <Textarea
            rows={2}
            value={condition.assets.join('\n')}
            onChange={(event) => change({ assets: linesOf(event.target.value) })}
          />
        </Field>
      </div>
    </details>
  )
}
