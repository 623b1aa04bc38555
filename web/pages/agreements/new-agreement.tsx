import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { createAgreement } from '../../../contract/agreements.ts'
import { listMetrics } from '../../../contract/metrics.ts'
import { ask, call, errorAt } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { beginnableKinds, emptyBody } from './empty-bodies.ts'
import type { BeginnableKind } from './empty-bodies.ts'
import { kindWords } from './words.ts'

const firstMetric = 'win-rate-by-count'
const options = beginnableKinds.map((kind) => ({ value: kind, label: kindWords[kind].one }))

/** Begins an agreement with the draft of its first version, and opens the draft. */
export function NewAgreement() {
  const { member } = useSession()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<BeginnableKind>('term')
  const [title, setTitle] = useState('')
  const [metric, setMetric] = useState<string>(firstMetric)
  const begin = useBegin(() => setOpen(false))
  if (member.role === 'viewer') return null
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button tone="primary" icon={Plus}>
          Draft an agreement
        </Button>
      }
      title="Draft an agreement"
      description="It binds nobody until both teams have signed it."
      send="Begin the draft"
      onSend={() => begin.mutate({ kind, title, metric })}
      busy={begin.isPending}
    >
      <Field label="What it settles">
        <Select
          options={options}
          value={kind}
          onChange={(event) => setKind(beginnableKinds.find((each) => each === event.target.value) ?? 'term')}
        />
      </Field>
      {kind === 'metric' && <MetricField metric={metric} onChange={setMetric} />}
      <Field label="Title" error={errorAt(begin.error, 'title')} hint="The word or name that both teams use.">
        <Input
          autoFocus
          required
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}

/** Which figure is agreed on is said at once: a version is about what its agreement is about. */
function MetricField({ metric, onChange }: { metric: string; onChange: (metric: string) => void }) {
  const metrics = useQuery(ask(listMetrics, {}))
  return (
    <Field label="Figure of the registry">
      <Select
        value={metric}
        options={(metrics.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

function useBegin(onBegun: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ kind, title, metric }: { kind: BeginnableKind; title: string; metric: string }) =>
      call(createAgreement, { body: { title, body: emptyBody(kind, title, metric) } }),
    onSuccess: async (version) => {
      onBegun()
      await client.invalidateQueries()
      await navigate({ to: `/agreements/${version.agreement.id}/edit/${version.id}` })
    },
    onError: showProblem,
  })
}
