import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { acceptInvitation, showInvitation } from '../../../contract/members.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useEnter } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { SkeletonLines } from '../../ui/states.tsx'
import { TeamMark, teamNames } from '../../ui/team.tsx'
import { EntryFrame, FormProblem } from './entry-frame.tsx'

/** What an invitation offers, and the act of joining. */
export function InvitationPage() {
  const token = useParam('token')
  const enter = useEnter()
  const [values, setValues] = useState({ name: '', password: '' })
  const offer = useQuery({ ...ask(showInvitation, { params: { token } }), retry: false })
  const join = useMutation({
    mutationFn: () =>
      call(acceptInvitation, {
        params: { token },
        body: { name: offer.data?.knownPerson ? undefined : values.name, password: values.password },
      }),
    onSuccess: (session) => enter(session),
  })
  if (offer.isError) return <Broken problem={offer.error} />
  if (offer.isPending) {
    return (
      <EntryFrame title="Invitation">
        <SkeletonLines />
      </EntryFrame>
    )
  }
  const { workspaceName, invitedBy, email, team, knownPerson } = offer.data
  return (
    <EntryFrame title={`Join ${workspaceName}`} note={`${invitedBy ?? 'An admin'} invites ${email}.`}>
      <p className="mb-4 flex items-center gap-2 text-sm">
        <TeamMark team={team} /> You join the team {teamNames[team]}.
      </p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          join.mutate()
        }}
      >
        {!knownPerson && (
          <Field label="Your name" required>
            <Input
              required
              autoComplete="name"
              value={values.name}
              onChange={(event) => setValues({ ...values, name: event.target.value })}
            />
          </Field>
        )}
        <Field label={knownPerson ? 'Your password' : 'Choose a password, ten characters or more'} required>
          <Input
            type="password"
            required
            minLength={knownPerson ? 1 : 10}
            autoComplete={knownPerson ? 'current-password' : 'new-password'}
            value={values.password}
            onChange={(event) => setValues({ ...values, password: event.target.value })}
          />
        </Field>
        <FormProblem problem={join.error} />
        <Button tone="primary" type="submit" busy={join.isPending}>
          Join
        </Button>
      </form>
    </EntryFrame>
  )
}

/** An invitation that has expired, was used or was taken back; whoever has joined already signs in. */
function Broken({ problem }: { problem: unknown }) {
  return (
    <EntryFrame
      title="This invitation does not work"
      foot={
        <Link to="/sign-in" className="underline underline-offset-4">
          Sign in instead
        </Link>
      }
    >
      <FormProblem problem={problem} />
    </EntryFrame>
  )
}
