import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { teams } from '../../../contract/records.ts'
import { showSession } from '../../../contract/sign-in.ts'
import { foundWorkspace } from '../../../contract/workspace.ts'
import { call } from '../../app/client.ts'
import { useEnter, useSessionQuery } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { teamNames } from '../../ui/team.tsx'
import { Cast } from './cast.tsx'
import { EntryFrame, FormProblem } from './entry-frame.tsx'

const start = {
  company: '',
  currency: 'EUR',
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  name: '',
  email: '',
  password: '',
  team: 'joint',
}
const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'CAD',
  'AUD',
  'JPY',
  'BRL',
  'INR',
]

/** The first doors: found the company's workspace, or look around the sample one. */
export function WelcomePage() {
  const session = useSessionQuery()
  const cast = session.data?.cast ?? []
  return (
    <EntryFrame
      title="Welcome to Rapport"
      note="One funnel for marketing and sales, in one language, on one set of numbers."
      wide={cast.length > 0}
      foot={
        <Link to="/sign-in" className="underline underline-offset-4">
          Sign in instead
        </Link>
      }
    >
      <div className={cast.length > 0 ? 'grid gap-8 md:grid-cols-2' : ''}>
        {session.data?.signUpOpen ? (
          <Founding />
        ) : (
          <p className="text-sm">Ask an admin of your workspace for an invitation.</p>
        )}
        {cast.length > 0 && <Cast cast={cast} />}
      </div>
    </EntryFrame>
  )
}

function Founding() {
  const enter = useEnter()
  const [values, setValues] = useState(start)
  const act = useMutation({
    mutationFn: () => call(foundWorkspace, { body: bodyOf(values) }),
    onSuccess: async () => enter(await call(showSession, {})),
  })
  const field = (key: keyof typeof start, label: string, more: React.ComponentProps<'input'> = {}) => (
    <Field label={label} required>
      <Input
        required
        value={values[key]}
        onChange={(event) => setValues({ ...values, [key]: event.target.value })}
        {...more}
      />
    </Field>
  )
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate()
      }}
    >
      {field('company', 'Company', { autoComplete: 'organization', maxLength: 120 })}
      <div className="grid grid-cols-2 gap-3">
        <Field label="Currency">
          <Select
            value={values.currency}
            options={currencies.map((value) => ({ value, label: value }))}
            onChange={(event) => setValues({ ...values, currency: event.target.value })}
          />
        </Field>
        {field('timeZone', 'Time zone', { maxLength: 60 })}
      </div>
      {field('name', 'Your name', { autoComplete: 'name', maxLength: 200 })}
      <Field label="Your team">
        <Select
          value={values.team}
          options={teams.map((value) => ({ value, label: teamNames[value] }))}
          onChange={(event) => setValues({ ...values, team: event.target.value })}
        />
      </Field>
      {field('email', 'Mail', { type: 'email', autoComplete: 'username' })}
      {field('password', 'Password, ten characters or more', {
        type: 'password',
        autoComplete: 'new-password',
        minLength: 10,
      })}
      <FormProblem problem={act.error} />
      <Button tone="primary" type="submit" busy={act.isPending}>
        Found the workspace
      </Button>
    </form>
  )
}

function bodyOf({ company, currency, timeZone, name, email, password, team }: typeof start) {
  const ofTeam = teams.find((one) => one === team) ?? 'joint'
  return { name: company, currency, timeZone, person: { name, email, password, team: ofTeam } }
}
