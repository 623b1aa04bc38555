import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { answerCalibrationLead } from '../../../contract/calibration.ts'
import type { CalibrationView } from '../../../contract/calibration-views.ts'
import { reasonLengthMax } from '../../../contract/records.ts'
import { call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { MemberName } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { Textarea } from '../../ui/input.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { commandKey, useKeys } from '../../ui/keys.ts'
import { showProblem } from '../../ui/toast.tsx'
import { answerWords } from './words.ts'
import type { Answer } from './words.ts'

const choices = [
  { answer: 'yes', key: 'y' },
  { answer: 'no', key: 'n' },
  { answer: 'unsure', key: 'u' },
] as const

type AnswerFormProps = {
  calibration: CalibrationView
  place: number
  /** Whoever has just answered the lead before stands at this one by key. */
  focused: boolean
  onAnswered: () => void
}

/** Yes, no or not sure, by a click or by its key, and why. What a colleague has answered is only shown. */
export function AnswerForm(props: AnswerFormProps) {
  const { calibration, place } = props
  const { member } = useSession()
  const given = calibration.mine?.answers.find((one) => one.place === place)
  if (given === undefined || given.by?.id === member.id) return <Form {...props} />
  return (
    <div className="mb-6 rounded-lg bg-sunken px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <MemberName member={given.by} /> has answered for your team:
        <strong className="font-semibold">{answerWords[given.answer]}</strong>
      </p>
      <p className="mt-1 text-ink-2">{given.reason}</p>
    </div>
  )
}

function Form({ calibration, place, focused, onAnswered }: AnswerFormProps) {
  const given = calibration.mine?.answers.find((one) => one.place === place)
  const [answer, setAnswer] = useState<Answer | null>(given?.answer ?? null)
  const [reason, setReason] = useState(given?.reason ?? '')
  const why = useRef<HTMLTextAreaElement>(null)
  const save = useSave({ id: calibration.id, place }, onAnswered)
  const choose = (chosen: Answer) => {
    setAnswer(chosen)
    why.current?.focus()
  }
  const submit = () => {
    if (answer !== null && reason.trim() !== '' && !save.isPending) save.mutate({ answer, reason })
  }
  useKeys([
    ...choices.map(({ answer: meant, key }) => ({
      keys: key,
      label: answerWords[meant],
      group: 'Calibration',
      run: () => choose(meant),
    })),
    { keys: 'mod+Enter', whileTyping: true, label: 'Save', group: 'Calibration', run: submit },
  ])
  return (
    <form
      className="mb-6 space-y-3 rounded-lg border border-line-strong p-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset>
        <legend className="mb-2 text-sm font-medium">
          Does lead {place} meet “{calibration.definition.title}”?
        </legend>
        <div className="flex flex-wrap gap-2">
          {choices.map(({ answer: meant, key }) => (
            <Choice
              key={key}
              hint={key}
              answer={meant}
              chosen={answer === meant}
              focused={focused && meant === 'yes'}
              onChoose={choose}
            />
          ))}
        </div>
      </fieldset>
      <Field label="Why">
        <Textarea
          ref={why}
          rows={2}
          required
          maxLength={reasonLengthMax}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Button
        type="submit"
        tone="primary"
        disabled={answer === null}
        busy={save.isPending}
        keyHint={`${commandKey.trim()} ↵`}
      >
        {given ? 'Change the answer' : 'Save and go on'}
      </Button>
    </form>
  )
}

type ChoiceProps = {
  answer: Answer
  hint: string
  chosen: boolean
  focused: boolean
  onChoose: (answer: Answer) => void
}

function Choice({ answer, hint, chosen, focused, onChoose }: ChoiceProps) {
  return (
    <button
      type="button"
      autoFocus={focused}
      aria-pressed={chosen}
      aria-keyshortcuts={hint}
      onClick={() => onChoose(answer)}
      className={cx(
        'inline-flex h-9 items-center gap-2 rounded-md border px-3 text-sm font-medium',
        chosen ? 'border-ink bg-ink text-surface' : 'border-line-strong bg-surface text-ink hover:bg-sunken',
      )}
    >
      {answerWords[answer]}
      <KeyHint keys={hint.toUpperCase()} tone={chosen ? 'inverse' : 'plain'} />
    </button>
  )
}

type Said = { answer: Answer; reason: string }

function useSave(params: { id: string; place: number }, onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Said) => call(answerCalibrationLead, { params, body }),
    onSuccess: onSaved,
    onError: showProblem,
    onSettled: () =>
      client.invalidateQueries({ predicate: ({ meta }) => meta?.['tag'] === answerCalibrationLead.tag }),
  })
}
