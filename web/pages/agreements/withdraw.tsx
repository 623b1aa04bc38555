import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { withdrawAgreementVersion } from '../../../contract/agreements.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Textarea } from '../../ui/input.tsx'
import { showProblem } from '../../ui/toast.tsx'

const formId = 'withdraw'

/** Takes a draft or a proposal back, and says why. */
export function Withdraw({ version }: { version: VersionView }) {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = useMutation({
    mutationFn: () => call(withdrawAgreementVersion, { params: { id: version.id }, body: { reason } }),
    onSuccess: () => setOpen(false),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Withdraw</Button>}
      title={`Withdraw version ${version.number}`}
      description="It stays readable, with the reason. Nobody can sign it any more."
      actions={
        <>
          <DialogClose render={<Button>Keep it</Button>} />
          <Button tone="danger" type="submit" form={formId} busy={withdraw.isPending}>
            Withdraw
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          withdraw.mutate()
        }}
      >
        <Field label="Why">
          <Textarea
            autoFocus
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}
