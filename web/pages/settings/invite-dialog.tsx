import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { roles } from '../../../contract/inputs.ts'
import { invite, listInvitations } from '../../../contract/members.ts'
import { oneOf, teams } from '../../../contract/records.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { teamNames } from '../../ui/team.tsx'
import { wordsOf } from '../../ui/toast.tsx'

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }
const start = { email: '', team: 'marketing', role: 'member' }

/** Invites somebody by mail; the link is also shown once, for where no mail server is set. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const client = useQueryClient()
  const [values, setValues] = useState(start)
  const act = useMutation({
    mutationFn: () =>
      call(invite, {
        body: { email: values.email, team: oneOf(teams, values.team), role: oneOf(roles, values.role) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: [listInvitations.id] }),
  })
  const close = (next: boolean) => {
    onOpenChange(next)
    act.reset()
    setValues(start)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="Invite somebody"
      actions={
        act.isSuccess ? (
          <Button tone="primary" onClick={() => close(false)}>
            Done
          </Button>
        ) : (
          <Button tone="primary" type="submit" form="invite" busy={act.isPending}>
            Invite
          </Button>
        )
      }
    >
      {act.isSuccess ? (
        <Field
          label="Invitation link"
          hint="It was also mailed, or kept in the outbox where no mail server is set. Shown this once."
        >
          <Input readOnly value={act.data.link} onFocus={(event) => event.target.select()} />
        </Field>
      ) : (
        <form
          id="invite"
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault()
            act.mutate()
          }}
        >
          <Field label="Mail" required error={act.error ? wordsOf(act.error).message : undefined}>
            <Input
              type="email"
              required
              value={values.email}
              onChange={(event) => setValues({ ...values, email: event.target.value })}
            />
          </Field>
          <TeamAndRole values={values} onChange={setValues} />
        </form>
      )}
    </Dialog>
  )
}

type TeamAndRoleProps = { values: typeof start; onChange: (values: typeof start) => void }

function TeamAndRole({ values, onChange }: TeamAndRoleProps) {
  return (
    <>
      <Field label="Team">
        <Select
          value={values.team}
          options={teams.map((value) => ({ value, label: teamNames[value] }))}
          onChange={(event) => onChange({ ...values, team: event.target.value })}
        />
      </Field>
      <Field label="Role" hint="Admins manage members and settings; viewers only read.">
        <Select
          value={values.role}
          options={roles.map((value) => ({ value, label: value }))}
          onChange={(event) => onChange({ ...values, role: event.target.value })}
        />
      </Field>
    </>
  )
}
