import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import { answerAgreementQuiz } from '../../../contract/agreement-discussion.ts'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Checkbox } from '../../ui/input.tsx'
import { Meter } from '../../ui/meter.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { shareWords } from './words.ts'

const formId = 'quiz'
type Answers = Readonly<Record<string, readonly number[]>>

/** The short quiz of a version, and how many know it. */
export function QuizCard({ version }: { version: VersionView }) {
  const [open, setOpen] = useState(false)
  const [answers, setAnswers] = useState<Answers>({})
  const quiz = useQuiz(version.id)
  if (version.quiz.length === 0 || version.know === null) return null
  const told = quiz.data
  return (
    <Card title="Do we know it?" aside={<span className="num">{shareWords(version.know, 'know it')}</span>}>
      <Meter
        className="w-full"
        label="Share of members who know it"
        value={version.know.count}
        max={version.know.of}
      />
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          if (!next) return
          // Whoever comes back tries again, from nothing.
          setAnswers({})
          quiz.reset()
        }}
        trigger={<Button className="mt-4 w-full">Answer the quiz</Button>}
        title={version.agreement.title}
        description="Choose every answer that is right."
        width="lg"
        actions={
          told ? (
            <DialogClose render={<Button tone="primary">Close</Button>} />
          ) : (
            <Button tone="primary" type="submit" form={formId} busy={quiz.isPending}>
              Answer
            </Button>
          )
        }
      >
        <form
          id={formId}
          className="space-y-6"
          onSubmit={(event) => {
            event.preventDefault()
            quiz.mutate(answers)
          }}
        >
          {version.quiz.map(({ key, question, choices }) => (
            <fieldset key={key} className="space-y-2" disabled={told !== undefined}>
              <legend className="mb-2 text-sm font-medium">{question}</legend>
              {choices.map((choice, index) => (
                <Checkbox
                  key={choice}
                  label={choice}
                  checked={answers[key]?.includes(index) ?? false}
                  onChange={(event) =>
                    setAnswers({
                      ...answers,
                      [key]: toggled(answers[key] ?? [], index, event.target.checked),
                    })
                  }
                />
              ))}
              <Told answer={told?.questions.find((each) => each.key === key)} />
            </fieldset>
          ))}
        </form>
      </Dialog>
    </Card>
  )
}

function Told({ answer }: { answer: { isRight: boolean; why: string } | undefined }) {
  if (answer === undefined) return null
  const Icon = answer.isRight ? CircleCheck : CircleX
  return (
    <p className={`flex items-start gap-2 text-sm ${answer.isRight ? 'text-ok' : 'text-bad'}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {answer.isRight ? 'Right. ' : 'Not quite. '}
        <span className="text-ink">{answer.why}</span>
      </span>
    </p>
  )
}

function toggled(chosen: readonly number[], index: number, on: boolean): number[] {
  return on ? [...chosen, index] : chosen.filter((each) => each !== index)
}

function useQuiz(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (answers: Answers) =>
      call(answerAgreementQuiz, {
        params: { id },
        body: {
          answers: Object.entries(answers).map(([question, choices]) => ({
            question,
            choices: [...choices],
          })),
        },
      }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
}
