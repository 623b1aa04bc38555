import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ContactView } from '../../../contract/contacts.ts'
import { eraseContact, erasureReasons } from '../../../contract/erasures.ts'
import type { ErasureReason } from '../../../contract/erasures.ts'
import { fileKeptDays } from '../../../contract/imports.ts'
import { keysOf } from '../../../contract/keys.ts'
import { oneOf } from '../../../contract/records.ts'
import { call, errorAt } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

type EraseDialogProps = { person: Pick<ContactView, 'id' | 'name'>; onClose: () => void }
type Asked = { name: string; reason: ErasureReason; requestedOn: string }

const reasons = keysOf(erasureReasons).map((value) => ({ value, label: erasureReasons[value] }))

/** The right to be forgotten: says what goes and what stays, and asks for the name, because nothing brings it back. */
export function EraseDialog({ person, onClose }: EraseDialogProps) {
  const form = useId()
  const [asked, setAsked] = useState<Asked>({ name: '', reason: 'request', requestedOn: '' })
  const erase = useErase(person.id, onClose)
  const isReady = asked.name.trim() === person.name && asked.requestedOn !== ''
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title="Erase this person for good"
      description="Nobody can undo this: no import, no merge and no trash brings the person back."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button tone="danger" type="submit" form={form} busy={erase.isPending} disabled={!isReady}>
            Erase for good
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !erase.isPending) erase.mutate(asked)
        }}
      >
        <WhatHappens />
        <Questions
          name={person.name}
          asked={asked}
          problem={erase.error}
          onChange={(part) => setAsked({ ...asked, ...part })}
        />
      </form>
    </Dialog>
  )
}

function useErase(id: string, onErased: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Asked) => call(eraseContact, { params: { id }, body }),
    onSuccess: ({ filesRemoved }) => {
      const files = filesRemoved.map(({ fileName }) => fileName).join(', ')
      showToast(
        files === '' ? 'The person was erased' : `The person was erased, and with them these files: ${files}`,
      )
      onErased()
    },
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
}

function WhatHappens() {
  return (
    <div className="space-y-3 text-sm text-ink-2">
      <div>
        <h3 className="font-semibold text-ink">What goes</h3>
        <p className="mt-1">
          Names, mails, phone numbers, outside ids, job, place and company; next steps, notes and reasons;
          your own fields, those of leads where they are texts or dates; the details of every touch; the
          history of all this; the same of everybody who was merged into this person. Texts of deals where
          they name the person. The values of refused rows, and the uploaded files that brought the person.
        </p>
      </div>
      <div>
        <h3 className="font-semibold text-ink">What stays, without a name</h3>
        <p className="mt-1">
          That a lead entered, from which origin and campaign, and the stages it passed; that a touch of some
          kind happened in a channel; points; deals with their amounts. So no figure of the funnel changes.
        </p>
      </div>
      <p>
        Not erased with them: records of the same person that were not merged, so merge these first; other
        uploaded files, each removed {fileKeptDays} days after its last use; comments on agreements; backups.
      </p>
    </div>
  )
}

type QuestionsProps = {
  name: string
  asked: Asked
  problem: unknown
  onChange: (part: Partial<Asked>) => void
}

function Questions({ name, asked, problem, onChange }: QuestionsProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Reason" required>
          <Select
            options={reasons}
            value={asked.reason}
            onChange={(event) => onChange({ reason: oneOf(keysOf(erasureReasons), event.target.value) })}
          />
        </Field>
        <Field label="Asked on" required error={errorAt(problem, 'requestedOn')}>
          <Input
            type="date"
            required
            value={asked.requestedOn}
            onChange={(event) => onChange({ requestedOn: event.target.value })}
          />
        </Field>
      </div>
      <Field label={`Type “${name}” to confirm`} required error={errorAt(problem, 'name')}>
        <Input
          required
          autoComplete="off"
          value={asked.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
    </>
  )
}
