import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createField, listFields, retireField, reviveField } from '../../../contract/attributes.ts'
import { oneOf, recordKinds } from '../../../contract/records.ts'
import { ask, call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { showProblem } from '../../ui/toast.tsx'

const types = ['text', 'number', 'boolean', 'date', 'url', 'money'] as const
const start = { label: '', recordKind: 'contact', type: 'text' }

/** The fields that this company added, typed, on people, companies, leads and deals. */
export function FieldsTab() {
  const fields = useQuery(ask(listFields, { query: {} }))
  const { can } = useSession()
  return (
    <Card title="Custom fields" note="A retired field keeps its values and takes no new ones.">
      {can.changeSettings && <NewField />}
      {fields.data?.items.length === 0 && (
        <EmptyState title="No field was added yet">An import adds them too.</EmptyState>
      )}
      <Rows>
        {fields.data?.items.map((field) => (
          <li key={field.id} className="flex flex-wrap items-center gap-3 py-2.5 text-sm">
            <span className="min-w-40 flex-1">
              <span className="font-medium">{field.label}</span>
              <span className="block text-xs text-ink-3">
                {field.recordKind} · <code>{field.key}</code>
              </span>
            </span>
            <Chip>{field.type}</Chip>
            {can.changeSettings && <Retire id={field.id} retired={field.retiredAt !== null} />}
          </li>
        ))}
      </Rows>
    </Card>
  )
}

function Retire({ id, retired }: { id: string; retired: boolean }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: async () => {
      await call(retired ? reviveField : retireField, { params: { id } })
    },
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listFields.id] }),
  })
  return (
    <Button size="sm" tone="ghost" onClick={() => act.mutate()}>
      {retired ? 'Revive' : 'Retire'}
    </Button>
  )
}

function NewField() {
  const client = useQueryClient()
  const [values, setValues] = useState(start)
  const create = useMutation({
    mutationFn: () =>
      call(createField, {
        body: {
          label: values.label,
          recordKind: oneOf(recordKinds, values.recordKind),
          type: oneOf(types, values.type),
        },
      }),
    onSuccess: () => setValues(start),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listFields.id] }),
  })
  return (
    <form
      className="mb-4 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <Field label="Label" className="min-w-48 flex-1">
        <Input
          required
          maxLength={120}
          value={values.label}
          onChange={(event) => setValues({ ...values, label: event.target.value })}
        />
      </Field>
      <Field label="On">
        <Select
          value={values.recordKind}
          options={recordKinds.map((value) => ({ value, label: value }))}
          onChange={(event) => setValues({ ...values, recordKind: event.target.value })}
        />
      </Field>
      <Field label="Type">
        <Select
          value={values.type}
          options={types.map((value) => ({ value, label: value }))}
          onChange={(event) => setValues({ ...values, type: event.target.value })}
        />
      </Field>
      <Button type="submit" busy={create.isPending}>
        Add field
      </Button>
    </form>
  )
}
