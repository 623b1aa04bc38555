import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createContact, listContacts } from '../../../contract/contacts.ts'
import { call, RefusalError } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type NewPersonProps = { open: boolean; onOpenChange: (open: boolean) => void }

const blank = { firstName: '', lastName: '', email: '', phone: '', title: '' }

/** Adds a person with the least that names one; the rest is added on their page. */
export function NewPerson({ open, onOpenChange }: NewPersonProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [values, setValues] = useState(blank)
  const create = useMutation({
    mutationFn: () => call(createContact, { body: bodyOf(values) }),
    onSuccess: async (person) => {
      await client.invalidateQueries({ queryKey: [listContacts.id] })
      setValues(blank)
      onOpenChange(false)
      void navigate({ to: `/people/${person.id}` })
    },
  })
  const refused = create.error instanceof RefusalError ? create.error : null
  const field = (key: keyof typeof blank, label: string, type = 'text') => (
    <Field label={label} error={refused?.place?.startsWith(key) ? refused.message : undefined}>
      <Input
        type={type}
        value={values[key]}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => setValues({ ...values, [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New person"
      actions={
        <Button tone="primary" type="submit" form="new-person" busy={create.isPending}>
          Add person
        </Button>
      }
    >
      <form
        id="new-person"
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        {field('firstName', 'First name')}
        {field('lastName', 'Last name')}
        {field('email', 'Mail', 'email')}
        {field('phone', 'Phone', 'tel')}
        {field('title', 'Job title')}
        {refused && (
          <p role="alert" className="text-sm text-bad sm:col-span-2">
            {refused.message} {refused.remedy}
          </p>
        )}
      </form>
    </Dialog>
  )
}

function bodyOf({ firstName, lastName, email, phone, title }: typeof blank) {
  return {
    firstName: given(firstName),
    lastName: given(lastName),
    title: given(title),
    emails: given(email) === undefined ? undefined : [email.trim()],
    phones: given(phone) === undefined ? undefined : [phone.trim()],
  }
}

function given(text: string): string | undefined {
  return text.trim() || undefined
}
