import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword, listSessions, signOutEverywhere } from '../../../contract/sign-in.ts'
import { ask, call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { showProblem, showToast, wordsOf } from '../../ui/toast.tsx'

/** One's own password, and where one is signed in. */
export function SecurityTab() {
  const format = useFormat()
  const sessions = useQuery(ask(listSessions, {}))
  const everywhere = useMutation({
    mutationFn: () => call(signOutEverywhere, {}),
    onSuccess: () => location.assign('/sign-in'),
    onError: showProblem,
  })
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Password />
      <Card
        title="Where you are signed in"
        aside={
          <Button size="sm" onClick={() => everywhere.mutate()} busy={everywhere.isPending}>
            Sign out everywhere
          </Button>
        }
      >
        <Rows>
          {sessions.data?.items.map((session) => (
            <li key={session.id} className="py-2.5 text-sm">
              <span className="flex items-center gap-2 font-medium">
                {session.address ?? 'unknown address'}
                {session.current && <Chip tone="ok">here</Chip>}
              </span>
              <span className="block truncate text-xs text-ink-3">
                since {format.dayTime(session.createdAt)} · {session.program}
              </span>
            </li>
          ))}
        </Rows>
      </Card>
    </div>
  )
}

const blank = { current: '', password: '' }

function Password() {
  const [values, setValues] = useState(blank)
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: values }),
    onSuccess: () => {
      setValues(blank)
      showToast('Your password is changed; you are signed out everywhere else')
    },
  })
  return (
    <Card title="Password">
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <Field
          label="The password you have"
          required
          error={change.error ? wordsOf(change.error).message : undefined}
        >
          <Input
            type="password"
            required
            autoComplete="current-password"
            value={values.current}
            onChange={(event) => setValues({ ...values, current: event.target.value })}
          />
        </Field>
        <Field label="The new one" hint="Ten characters or more." required>
          <Input
            type="password"
            required
            minLength={10}
            autoComplete="new-password"
            value={values.password}
            onChange={(event) => setValues({ ...values, password: event.target.value })}
          />
        </Field>
        <Button type="submit" busy={change.isPending}>
          Change password
        </Button>
      </form>
    </Card>
  )
}
