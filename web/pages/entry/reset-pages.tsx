import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { askPasswordReset, resetPassword } from '../../../contract/sign-in.ts'
import { call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { EntryFrame, FormProblem } from './entry-frame.tsx'

/** Asks for the mail with which to set a new password. */
export function AskResetPage() {
  const [email, setEmail] = useState('')
  const act = useMutation({ mutationFn: () => call(askPasswordReset, { body: { email } }) })
  return (
    <EntryFrame
      title="A new password"
      foot={
        <Link to="/sign-in" className="underline underline-offset-4">
          Back to signing in
        </Link>
      }
    >
      {act.isSuccess ? (
        <p role="status" className="text-sm">
          If this address belongs to somebody here, a mail with a link is on its way. Without a mail server,
          an admin finds it in Settings under Outbox.
        </p>
      ) : (
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault()
            act.mutate()
          }}
        >
          <Field label="Mail" required>
            <Input
              type="email"
              required
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <FormProblem problem={act.error} />
          <Button tone="primary" type="submit" busy={act.isPending}>
            Send the link
          </Button>
        </form>
      )}
    </EntryFrame>
  )
}

/** Sets a new password with the link from the mail. */
export function ResetPage() {
  const token = useParam('token')
  const [password, setPassword] = useState('')
  const act = useMutation({
    mutationFn: () => call(resetPassword, { params: { token }, body: { password } }),
  })
  return (
    <EntryFrame title="Choose a new password">
      {act.isSuccess ? (
        <div className="space-y-4 text-sm" role="status">
          <p>Your password is set, and you are signed out everywhere.</p>
          <ButtonLink to="/sign-in" tone="primary">
            Sign in
          </ButtonLink>
        </div>
      ) : (
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault()
            act.mutate()
          }}
        >
          <Field label="New password" hint="Ten characters or more." required>
            <Input
              type="password"
              required
              minLength={10}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          <FormProblem problem={act.error} />
          <Button tone="primary" type="submit" busy={act.isPending}>
            Set password
          </Button>
        </form>
      )}
    </EntryFrame>
  )
}
