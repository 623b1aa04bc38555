import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createDeal, listDeals, readBoard } from '../../../contract/pipeline.ts'
import type { PipelineView } from '../../../contract/pipeline.ts'
import { call, RefusalError } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'

type NewDealProps = { pipeline: PipelineView; open: boolean; onOpenChange: (open: boolean) => void }

const blank = { name: '', amount: '', nextStep: '', stageId: '' }

/** Opens a deal with the least that it needs; the rest is added on its page. */
export function NewDeal({ pipeline, open, onOpenChange }: NewDealProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [values, setValues] = useState(blank)
  const create = useMutation({
    mutationFn: () =>
      call(createDeal, {
        body: {
          name: values.name,
          pipelineId: pipeline.id,
          stageId: values.stageId || undefined,
          amount: values.amount.trim() === '' ? undefined : values.amount.trim().replace(',', '.'),
          nextStep: values.nextStep.trim() === '' ? undefined : values.nextStep,
        },
      }),
    onSuccess: async (deal) => {
      await Promise.all([readBoard, listDeals].map(({ id }) => client.invalidateQueries({ queryKey: [id] })))
      onOpenChange(false)
      void navigate({ to: `/deals/${deal.id}` })
    },
  })
  const refused = create.error instanceof RefusalError ? create.error : null
  const errorAt = (place: string) => (refused?.place === place ? refused.message : undefined)
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New deal"
      actions={
        <Button tone="primary" type="submit" form="new-deal" busy={create.isPending}>
          Open deal
        </Button>
      }
    >
      <form
        id="new-deal"
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DealFields pipeline={pipeline} values={values} set={set} errorAt={errorAt} />
        {refused && !['name', 'amount'].includes(refused.place ?? '') && (
          <p role="alert" className="text-sm text-bad">
            {refused.message} {refused.remedy}
          </p>
        )}
      </form>
    </Dialog>
  )
}

type DealFieldsProps = {
  pipeline: PipelineView
  values: typeof blank
  set: (change: Partial<typeof blank>) => void
  errorAt: (place: string) => string | undefined
}

function DealFields({ pipeline, values, set, errorAt }: DealFieldsProps) {
  return (
    <>
      <Field label="Name" required error={errorAt('name')}>
        <Input
          value={values.name}
          required
          maxLength={300}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label="Stage">
        <Select
          value={values.stageId}
          options={pipeline.stages
            .filter(({ outcome }) => outcome === 'open')
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => set({ stageId: event.target.value })}
        />
      </Field>
      <Field label="Amount" hint="Leave empty when it is not known yet." error={errorAt('amount')}>
        <Input
          inputMode="decimal"
          value={values.amount}
          onChange={(event) => set({ amount: event.target.value })}
        />
      </Field>
      <Field label="Next step" hint="A deal without one says so on the board.">
        <Input
          value={values.nextStep}
          maxLength={300}
          onChange={(event) => set({ nextStep: event.target.value })}
        />
      </Field>
    </>
  )
}
