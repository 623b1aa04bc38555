import { Plus, Trash2 } from 'lucide-react'
import { quizChoicesMax, quizQuestionsMax } from '../../../../contract/agreement-views.ts'
import type { QuizQuestion } from '../../../../contract/agreement-views.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import { replaced } from './replaced.ts'

type QuizEditorProps = { quiz: readonly QuizQuestion[]; onChange: (quiz: QuizQuestion[]) => void }

/** The questions by which each member finds out whether they know the agreement. */
export function QuizEditor({ quiz, onChange }: QuizEditorProps) {
  const change = (index: number, question: QuizQuestion | null) => onChange(replaced(quiz, index, question))
  return (
    <Card title="A short quiz" note="A few questions that somebody who knows the agreement answers at once.">
      <div className="space-y-6">
        {quiz.map((question, index) => (
          <QuestionEditor key={question.key} question={question} onChange={(next) => change(index, next)} />
        ))}
        {quiz.length < quizQuestionsMax && (
          <Button icon={Plus} onClick={() => onChange([...quiz, newQuestion(quiz)])}>
            Add a question
          </Button>
        )}
      </div>
    </Card>
  )
}

function newQuestion(quiz: readonly QuizQuestion[]): QuizQuestion {
  const keys = new Set(quiz.map(({ key }) => key))
  let number = quiz.length + 1
  while (keys.has(`question_${number}`)) number++
  return {
    key: `question_${number}`,
    question: '',
    choices: ['Yes', 'No'],
    right: [0],
    why: '',
  }
}

type QuestionProps = { question: QuizQuestion; onChange: (question: QuizQuestion | null) => void }

function QuestionEditor({ question, onChange }: QuestionProps) {
  const { choices, right } = question
  return (
    <fieldset className="space-y-3 border-b border-line pb-6 last:border-0">
      <legend className="sr-only">{question.question || 'A question that is not written yet'}</legend>
      <div className="flex items-end gap-3">
        <Field label="Question" className="flex-1">
          <Input
            required
            maxLength={500}
            placeholder="Does a download alone make an MQL?"
            value={question.question}
            onChange={(event) => onChange({ ...question, question: event.target.value })}
          />
        </Field>
        <IconButton icon={Trash2} label="Take this question away" onClick={() => onChange(null)} />
      </div>
      <p className="text-xs text-ink-3">Tick what is right; it may be more than one.</p>
      {choices.map((choice, index) => (
        <ChoiceEditor
          // oxlint-disable-next-line react/no-array-index-key -- a choice is its place, which is what an answer names.
          key={index}
          place={index + 1}
          choice={choice}
          isRight={right.includes(index)}
          onChange={(text) => onChange({ ...question, choices: replaced(choices, index, text) })}
          onRight={(isRight) => {
            const next = isRight ? [...right, index] : right.filter((each) => each !== index)
            // One of them is right, always: the last mark stays until another is set.
            if (next.length > 0) onChange({ ...question, right: next })
          }}
          {...(choices.length > choicesMin && { onRemove: () => onChange(without(question, index)) })}
        />
      ))}
      {choices.length < quizChoicesMax && (
        <Button size="sm" icon={Plus} onClick={() => onChange({ ...question, choices: [...choices, ''] })}>
          Add a choice
        </Button>
      )}
      <Field label="Why" hint="Shown after the answer.">
        <Input
          required
          maxLength={500}
          value={question.why}
          onChange={(event) => onChange({ ...question, why: event.target.value })}
        />
      </Field>
    </fieldset>
  )
}

/** A question with less than two choices asks nothing. */
const choicesMin = 2

/** A question without one of its choices; which are right is told by place, so that those behind it move up. */
function without(question: QuizQuestion, index: number): QuizQuestion {
  const right = question.right
    .filter((each) => each !== index)
    .map((each) => (each > index ? each - 1 : each))
  return {
    ...question,
    choices: question.choices.filter((_, at) => at !== index),
    right: right.length === 0 ? [0] : right,
  }
}

type ChoiceProps = {
  place: number
  choice: string
  isRight: boolean
  onChange: (text: string) => void
  onRight: (isRight: boolean) => void
  onRemove?: () => void
}

function ChoiceEditor({ place, choice, isRight, onChange, onRight, onRemove }: ChoiceProps) {
  return (
    <div className="flex items-center gap-3">
      <input
        type="checkbox"
        className="checkbox"
        aria-label={`Choice ${place} is right`}
        checked={isRight}
        onChange={(event) => onRight(event.target.checked)}
      />
      <Input
        required
        aria-label={`Choice ${place}`}
        maxLength={500}
        value={choice}
        onChange={(event) => onChange(event.target.value)}
      />
      {onRemove && (
        <IconButton size="sm" icon={Trash2} label={`Take choice ${place} away`} onClick={onRemove} />
      )}
    </div>
  )
}
