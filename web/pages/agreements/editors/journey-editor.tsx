import { useQuery } from '@tanstack/react-query'
import type { BodyOf } from '../../../../contract/agreement-bodies.ts'
import { listMetrics } from '../../../../contract/metrics.ts'
import { ask } from '../../../app/client.ts'
import { Card } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import type { EditorProps } from './body-editor.tsx'
import { LinesField } from './lines-field.tsx'
import { TeamSelect } from './team-select.tsx'

type Step = BodyOf<'journey'>['steps'][number]

/** How we lead a customer through the funnel: one card for each step of the buyer. */
export function JourneyEditor({ body, onChange }: EditorProps<BodyOf<'journey'>>) {
  const change = (index: number, step: Step) =>
    onChange({ ...body, steps: body.steps.map((each, at) => (at === index ? step : each)) })
  return body.steps.map((step, index) => (
    <Card key={step.step} title={<span className="capitalize">{step.step}</span>}>
      <StepEditor step={step} onChange={(next) => change(index, next)} />
    </Card>
  ))
}

function StepEditor({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="What the buyer asks" className="sm:col-span-2">
        <Input
          maxLength={300}
          value={step.question}
          onChange={(event) => onChange({ ...step, question: event.target.value })}
        />
      </Field>
      <TeamSelect
        label="Whose step it is"
        team={step.ownerTeam}
        onChange={(ownerTeam) => onChange({ ...step, ownerTeam })}
      />
      <Measure measure={step.measure} onChange={(measure) => onChange({ ...step, measure })} />
      <div className="grid grid-cols-2 gap-4 sm:col-span-2">
        <Field label="Conversion, %" required={false}>
          <NumberOrNone
            max={100}
            value={step.expectedConversionPercent}
            onChange={(value) => onChange({ ...step, expectedConversionPercent: value })}
          />
        </Field>
        <Field label="Lag, days" required={false}>
          <NumberOrNone
            max={3650}
            value={step.expectedLagDays}
            onChange={(value) => onChange({ ...step, expectedLagDays: value })}
          />
        </Field>
      </div>
      <LinesField label="Plays" lines={step.plays} onChange={(plays) => onChange({ ...step, plays })} />
      <LinesField label="Content" lines={step.assets} onChange={(assets) => onChange({ ...step, assets })} />
    </div>
  )
}

type MeasureProps = { measure: string | null; onChange: (measure: string | null) => void }

/** The figure of the registry by which both teams see whether a step works. */
function Measure({ measure, onChange }: MeasureProps) {
  const metrics = useQuery(ask(listMetrics, {}))
  return (
    <Field label="Measured by" required={false}>
      <Select
        placeholder="Nothing yet"
        value={measure ?? ''}
        options={(metrics.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </Field>
  )
}

type NumberProps = { value: number | null; max: number; onChange: (value: number | null) => void }

/** A number that may be left out. */
export function NumberOrNone({ value, max, onChange }: NumberProps) {
  return (
    <Input
      type="number"
      className="num"
      min={0}
      max={max}
      step="any"
      value={value === null ? '' : String(value)}
      onChange={(event) => {
        const next = event.target.valueAsNumber
        onChange(Number.isFinite(next) ? Math.min(max, Math.max(0, next)) : null)
      }}
    />
  )
}
