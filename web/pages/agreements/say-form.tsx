import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { commentAgreementVersion, mentionsMax } from '../../../contract/agreement-discussion.ts'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { call } from '../../app/client.ts'
import { useMemberOptions } from '../../parts/choices.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { Checkbox, Select, Textarea } from '../../ui/input.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { useUrlState } from '../../ui/url-state.ts'

const lengthMax = 4000

/** Says something about the version or one of its clauses; whoever is named is told. */
export function SayForm({ version }: { version: VersionView }) {
  const [state, setState] = useUrlState()
  const [body, setBody] = useState('')
  const [objection, setObjection] = useState(false)
  const [mentions, setMentions] = useState<readonly string[]>([])
  const clause = version.clauses.find(({ key }) => key === state['clause'])
  const say = useSay(version.id, () => {
    setBody('')
    setObjection(false)
    setMentions([])
    setState({ clause: undefined })
  })
  return (
    <form
      className="space-y-3 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        say.mutate({ body, objection, mentions: [...mentions], clause: clause?.key ?? null })
      }}
    >
      {clause && (
        <Chip
          tone="outline"
          removeLabel="Speak to the whole agreement"
          onRemove={() => setState({ clause: undefined })}
        >
          on “{clause.heading}”
        </Chip>
      )}
      <Textarea
        id="say"
        aria-label="What you say"
        placeholder={clause ? 'What do you say to this clause?' : 'What do you say to this version?'}
        rows={3}
        required
        maxLength={lengthMax}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Mentions mentions={mentions} onChange={setMentions} />
        {version.state === 'proposed' && (
          <Checkbox
            className="mb-1.5"
            label="I object"
            hint="It stays open until it is settled."
            checked={objection}
            onChange={(event) => setObjection(event.target.checked)}
          />
        )}
        <Button type="submit" className="ml-auto" busy={say.isPending}>
          {objection ? 'Object' : 'Say it'}
        </Button>
      </div>
    </form>
  )
}

type MentionsProps = { mentions: readonly string[]; onChange: (mentions: string[]) => void }

/** The members who are told of what is said. */
function Mentions({ mentions, onChange }: MentionsProps) {
  const members = useMemberOptions()
  const named = members.filter(({ value }) => mentions.includes(value))
  return (
    <>
      <Field label="Tell" className="w-full sm:w-56">
        <Select
          placeholder="Mention a member"
          value=""
          disabled={mentions.length >= mentionsMax}
          options={members.filter(({ value }) => !mentions.includes(value))}
          onChange={(event) => event.target.value && onChange([...mentions, event.target.value])}
        />
      </Field>
      {named.map(({ value, label }) => (
        <Chip
          key={value}
          className="mb-1.5"
          removeLabel={`Do not tell ${label}`}
          onRemove={() => onChange(mentions.filter((id) => id !== value))}
        >
          @{label}
        </Chip>
      ))}
    </>
  )
}

type Said = Parameters<typeof call<typeof commentAgreementVersion>>[1]['body']

function useSay(id: number, onSaid: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: Said) => call(commentAgreementVersion, { params: { id }, body: said }),
    onSuccess: onSaid,
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
}
