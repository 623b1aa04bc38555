import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { signIn } from '../../../contract/sign-in.ts'
import { call } from '../../app/client.ts'
import { useEnter, useSessionQuery } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { Cast } from './cast.tsx'
import { EntryFrame, FormProblem } from './entry-frame.tsx'

/** Signing in by mail and password; beside it, where there is a sample company, through the eyes of its cast. */
export function SignInPage() {
  const [state] = useUrlState()
  const enter = useEnter()
  const session = useSessionQuery()
  const [values, setValues] = useState({ email: '', password: '' })
  const act = useMutation({
    mutationFn: () => call(signIn, { body: values }),
    onSuccess: (answer) => enter(answer, state.next),
  })
  const cast = session.data?.cast ?? []
  return (
    <EntryFrame
      title="Sign in"
      wide={cast.length > 0}
      foot={
        session.data?.signUpOpen && (
          <Link to="/welcome" className="underline underline-offset-4">
            Found your own workspace
          </Link>
        )
      }
    >
      <div className={cast.length > 0 ? 'grid gap-8 md:grid-cols-2' : ''}>
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
              autoComplete="username"
              required
              value={values.email}
              onChange={(event) => setValues({ ...values, email: event.target.value })}
            />
          </Field>
          <Field label="Password" required>
            <Input
              type="password"
              autoComplete="current-password"
              required
              value={values.password}
              onChange={(event) => setValues({ ...values, password: event.target.value })}
            />
          </Field>
          <FormProblem problem={act.error} />
          <div className="flex items-center justify-between gap-4">
            <Button tone="primary" type="submit" busy={act.isPending}>
              Sign in
            </Button>
            <Link to="/password-resets" className="text-sm text-ink-2 underline underline-offset-4">
              Forgot your password?
            </Link>
          </div>
        </form>
        {cast.length > 0 && <Cast cast={cast} next={state.next} />}
      </div>
    </EntryFrame>
  )
}
