import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { AgreementRow } from '../../../contract/agreement-views.ts'
import { agreementsMax, listAgreements } from '../../../contract/agreements.ts'
import {
  calibrationLeadsDefault,
  calibrationLeadsMax,
  calibrationLeadsMin,
  startCalibration,
} from '../../../contract/calibration.ts'
import { pageLimitMax } from '../../../contract/endpoint.ts'
import { ask, call, errorAt } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { showProblem } from '../../ui/toast.tsx'

/** Chooses a definition and how many leads, and opens the calibration that begins. */
export function StartCalibration() {
  const { member } = useSession()
  const [open, setOpen] = useState(false)
  const { versions, isLoading } = useVersions({ enabled: open })
  const [chosen, setChosen] = useState('')
  const [leads, setLeads] = useState(String(calibrationLeadsDefault))
  const start = useStart(() => setOpen(false))
  const versionId = chosen || (versions[0]?.value ?? '')
  if (member.role === 'viewer') return null
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button tone="primary" icon={Scale}>
          Start a calibration
        </Button>
      }
      title="Start a calibration"
      description="Both teams are asked. Nobody sees what the other side said until it closes."
      send="Draw the leads"
      onSend={() => start.mutate({ versionId: Number(versionId), leads: Number(leads) })}
      busy={start.isPending || isLoading}
    >
      <Field label="Definition" hint="Definitions of stages that are in force or proposed.">
        <Select
          required
          options={versions}
          value={versionId}
          onChange={(event) => setChosen(event.target.value)}
        />
      </Field>
      <Field
        label="Leads"
        hint={`From ${calibrationLeadsMin} to ${calibrationLeadsMax}. Half of them lie near the line that the definition draws.`}
        error={errorAt(start.error, 'leads')}
      >
        <Input
          type="number"
          required
          min={calibrationLeadsMin}
          max={calibrationLeadsMax}
          value={leads}
          onChange={(event) => setLeads(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}

/** Those proposed first: they are what is being talked about. */
function useVersions({ enabled }: { enabled: boolean }) {
  const limit = Math.min(pageLimitMax, agreementsMax)
  const agreements = useQuery({ ...ask(listAgreements, { query: { kind: 'stage', limit } }), enabled })
  const all = agreements.data?.items.flatMap(versionsOf) ?? []
  const versions = all.toSorted((one, other) => Number(other.isProposed) - Number(one.isProposed))
  return { versions, isLoading: agreements.isLoading }
}

function versionsOf({ title, inForce, open }: AgreementRow) {
  const proposed = open.filter(({ state }) => state === 'proposed')
  const offered = [
    ...proposed.map(({ id, number }) => ({ id, number, word: 'proposed' })),
    ...(inForce === null ? [] : [{ id: inForce.id, number: inForce.number, word: 'in force' }]),
  ]
  return offered.map(({ id, number, word }) => ({
    value: String(id),
    label: `${title}, version ${number}, ${word}`,
    isProposed: word === 'proposed',
  }))
}

function useStart(onStarted: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ versionId, leads }: { versionId: number; leads: number }) =>
      call(startCalibration, { params: { id: versionId }, body: { leads } }),
    onSuccess: async ({ id }) => {
      onStarted()
      await client.invalidateQueries()
      await navigate({ to: `/calibration/${id}` })
    },
    onError: showProblem,
  })
}
