import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { acceptLead, returnReasonKinds, returnReasonLengthMax } from '../../../contract/judging.ts'
import { call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, Textarea } from '../../ui/input.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { useStages } from '../choices.ts'
import type { Why } from './why-card.tsx'

const formId = 'return-lead'
const kindWords = {
  procedural: 'It was handed over in the wrong way',
  clerical: 'Something is missing or wrong in it',
  definitional: 'It is not what we call qualified',
} as const

/** For sales, on a lead that marketing hands over: accept it, or return it with a reason. */
export function HandoverActs({ why }: { why: Why }) {
  const { member } = useSession()
  const stages = useStages().filter(({ line }) => line === 'main')
  const at = stages.findIndex(({ id }) => id === why.stage.id)
  const isHandover = stages[at]?.team === 'marketing' && stages[at + 1]?.team === 'sales'
  const say = useSay(why.leadId)
  if (!isHandover || member.team !== 'sales' || member.role === 'viewer') return null
  return (
    <div className="mt-4 flex gap-2">
      <Button
        tone="primary"
        className="flex-1"
        icon={Check}
        busy={say.isPending}
        onClick={() => say.mutate({ outcome: 'accepted' })}
      >
        Accept
      </Button>
      <Return onReturn={(said) => say.mutateAsync(said)} />
    </div>
  )
}

type Said = Parameters<typeof call<typeof acceptLead>>[1]['body']

function useSay(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: Said) => call(acceptLead, { params: { id }, body: said }),
    onSuccess: (_, { outcome }) =>
      showToast(outcome === 'accepted' ? 'Accepted: it is yours now' : 'Returned to marketing'),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
}

function Return({ onReturn }: { onReturn: (said: Said) => Promise<unknown> }) {
  const [open, setOpen] = useState(false)
  const [reasonKind, setReasonKind] = useState<(typeof returnReasonKinds)[number]>('clerical')
  const [reason, setReason] = useState('')
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className="flex-1" icon={Undo2}>
          Return
        </Button>
      }
      title="Return this lead to marketing"
      description="Before you have talked to anybody. After a conversation, disqualify it instead."
      actions={
        <>
          <DialogClose render={<Button>Keep it</Button>} />
          <Button tone="primary" type="submit" form={formId}>
            Return it
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          void onReturn({ outcome: 'returned', reasonKind, reason }).then(() => setOpen(false))
        }}
      >
        <Field label="What kind of reason">
          <Select
            value={reasonKind}
            options={returnReasonKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
            onChange={(event) =>
              setReasonKind(returnReasonKinds.find((kind) => kind === event.target.value) ?? 'clerical')
            }
          />
        </Field>
        <Field label="Why" hint="Marketing reads this, and learns from it.">
          <Textarea
            autoFocus
            required
            maxLength={returnReasonLengthMax}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}
