import { Plus, Trash2 } from 'lucide-react'
import { clauseListMax } from '../../../../contract/agreement-bodies.ts'
import type { BodyOf } from '../../../../contract/agreement-bodies.ts'
import { useMemberOptions } from '../../../parts/choices.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import type { EditorProps } from './body-editor.tsx'
import { NumberOrNone } from './journey-editor.tsx'
import { LinesField, ProseField } from './lines-field.tsx'

type Plan = BodyOf<'lead_plan'>
type Source = Plan['sources'][number]
const newSource: Source = {
  source: 'Another source',
  leadsPerMonth: 0,
  acceptedPercent: 90,
  tactics: [],
  ownerId: null,
}

/** How many leads of what quality come from where, by whose work. */
export function PlanEditor({ body, onChange }: EditorProps<Plan>) {
  const change = (index: number, source: Source) =>
    onChange({ ...body, sources: body.sources.map((each, at) => (at === index ? source : each)) })
  return (
    <>
      <Card title="The plan">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="From">
            <Input
              type="date"
              required
              value={body.from}
              onChange={(event) => onChange({ ...body, from: event.target.value })}
            />
          </Field>
          <Field label="To">
            <Input
              type="date"
              required
              value={body.to}
              onChange={(event) => onChange({ ...body, to: event.target.value })}
            />
          </Field>
          <div className="sm:col-span-2">
            <ProseField
              label="What makes a lead of this plan a good one"
              value={body.quality}
              onChange={(quality) => onChange({ ...body, quality })}
            />
          </div>
        </div>
      </Card>
      {body.sources.map((source, index) => (
        <Card
          // oxlint-disable-next-line react/no-array-index-key -- sources have no key of their own and are never reordered.
          key={index}
          title={source.source || 'Source'}
          aside={
            body.sources.length > 1 && (
              <IconButton
                icon={Trash2}
                size="sm"
                label={`Take ${source.source} out of the plan`}
                onClick={() => onChange({ ...body, sources: body.sources.filter((_, at) => at !== index) })}
              />
            )
          }
        >
          <SourceEditor source={source} onChange={(next) => change(index, next)} />
        </Card>
      ))}
      {body.sources.length < clauseListMax && (
        <Button icon={Plus} onClick={() => onChange({ ...body, sources: [...body.sources, newSource] })}>
          Add a source
        </Button>
      )}
    </>
  )
}

function SourceEditor({ source, onChange }: { source: Source; onChange: (source: Source) => void }) {
  const members = useMemberOptions()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Source">
        <Input
          maxLength={300}
          value={source.source}
          onChange={(event) => onChange({ ...source, source: event.target.value })}
        />
      </Field>
      <Field label="Owner" required={false}>
        <Select
          placeholder="Nobody yet"
          value={source.ownerId ?? ''}
          options={members}
          onChange={(event) => onChange({ ...source, ownerId: event.target.value || null })}
        />
      </Field>
      <Field label="Leads a month">
        <NumberOrNone
          max={1_000_000}
          value={source.leadsPerMonth}
          onChange={(leads) => onChange({ ...source, leadsPerMonth: Math.trunc(leads ?? 0) })}
        />
      </Field>
      <Field label="Accepted by sales, %">
        <NumberOrNone
          max={100}
          value={source.acceptedPercent}
          onChange={(percent) => onChange({ ...source, acceptedPercent: percent ?? 0 })}
        />
      </Field>
      <LinesField
        label="Tactics"
        lines={source.tactics}
        onChange={(tactics) => onChange({ ...source, tactics })}
      />
    </div>
  )
}
