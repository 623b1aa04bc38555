import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeWorkspace } from '../../../contract/workspace.ts'
import type { WorkspaceView } from '../../../contract/workspace.ts'
import { call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { SampleCard } from './sample-card.tsx'

const months = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, index, 1)),
  ),
}))

/** Name, currency, zone, language and fiscal year of the workspace; the sample company can be removed here. */
export function WorkspaceTab() {
  const { workspace } = useSession()
  return (
    <div className="space-y-6">
      <SettingsCard workspace={workspace} />
      {workspace.sample && workspace.can.change && <SampleCard />}
    </div>
  )
}

function SettingsCard({ workspace }: { workspace: WorkspaceView }) {
  const client = useQueryClient()
  const [values, setValues] = useState(workspace)
  const save = useMutation({
    mutationFn: () => call(changeWorkspace, { body: changesOf(values) }),
    onSuccess: async () => {
      await client.invalidateQueries()
      showToast('Settings saved')
    },
    onError: showProblem,
  })
  const text = (key: 'name' | 'currency' | 'timeZone' | 'locale', label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      <Input
        value={values[key]}
        disabled={!workspace.can.change}
        onChange={(event) => setValues({ ...values, [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <Card title="Workspace">
      <form
        className="max-w-lg space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {text('name', 'Name')}
        <div className="grid gap-4 sm:grid-cols-2">
          {text('currency', 'Currency', 'A code of three letters.')}
          {text('timeZone', 'Time zone', 'Times without a zone in files are read in it.')}
          {text('locale', 'Language of figures and days', 'Such as en or de-AT.')}
          <Field label="The fiscal year starts in">
            <Select
              value={String(values.fiscalYearStartMonth)}
              disabled={!workspace.can.change}
              options={months}
              onChange={(event) => setValues({ ...values, fiscalYearStartMonth: Number(event.target.value) })}
            />
          </Field>
        </div>
        {workspace.can.change && (
          <Button tone="primary" type="submit" busy={save.isPending}>
            Save
          </Button>
        )}
      </form>
    </Card>
  )
}

function changesOf({ name, currency, timeZone, locale, fiscalYearStartMonth }: WorkspaceView) {
  return { name, currency, timeZone, locale, fiscalYearStartMonth }
}
