import { useQuery } from '@tanstack/react-query'
import type { BodyOf } from '../../../../contract/agreement-bodies.ts'
import { listMetrics } from '../../../../contract/metrics.ts'
import { ask } from '../../../app/client.ts'
import { Card } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import type { EditorProps } from './body-editor.tsx'
import { ProseField } from './lines-field.tsx'
import { TeamSelect } from './team-select.tsx'

/** A figure that both teams answer for. */
export function MetricEditor({ body, onChange }: EditorProps<BodyOf<'metric'>>) {
  const metrics = useQuery(ask(listMetrics, {}))
  const chosen = metrics.data?.items.find(({ id }) => id === body.metric)
  return (
    <Card title="The metric">
      <div className="space-y-4">
        <Field label="Figure of the registry" hint={chosen?.formula}>
          <Input readOnly value={chosen?.name ?? body.metric} />
        </Field>
        <ProseField
          label="What it means to us"
          value={body.meaning}
          onChange={(meaning) => onChange({ ...body, meaning })}
        />
        <TeamSelect
          label="Who answers for it"
          team={body.ownerTeam}
          onChange={(ownerTeam) => onChange({ ...body, ownerTeam })}
        />
        <ProseField
          label="When it is read"
          hint="Such as: on the last working day of the month."
          rows={2}
          required={false}
          value={body.countedWhen}
          onChange={(countedWhen) => onChange({ ...body, countedWhen })}
        />
      </div>
    </Card>
  )
}
