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
    question: 'Question …',
    choices: ['Yes', 'No'],
    right: [0],
    why: 'Because …',
  }
}

type QuestionProps = { question: QuizQuestion; onChange: (question: QuizQuestion | null) => void }

function QuestionEditor({ question, onChange }: QuestionProps) {
  const { choices, right } = question
  return (
    <fieldset className="space-y-3 border-b border-line pb-6 last:border-0">
      <div className="flex items-end gap-3">
        <Field label="Question" className="flex-1">
          <Input
            maxLength={500}
            value={question.question}
            onChange={(event) => onChange({ ...question, question: event.target.value })}
          />
        </Field>
        <IconButton icon={Trash2} label="Take this question away" onClick={() => onChange(null)} />
      </div>
      {choices.map((choice, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a choice is its place, which is what an answer names.
        <div key={index} className="flex items-center gap-3">
          <input
            type="checkbox"
            className="checkbox"
            aria-label={`Choice ${index + 1} is right`}
            checked={right.includes(index)}
            onChange={(event) => {
              const next = event.target.checked ? [...right, index] : right.filter((each) => each !== index)
              if (next.length > 0) onChange({ ...question, right: next })
            }}
          />
          <Input
            aria-label={`Choice ${index + 1}`}
            maxLength={500}
            value={choice}
            onChange={(event) =>
              onChange({
                ...question,
                choices: choices.map((each, at) => (at === index ? event.target.value : each)),
              })
            }
          />
        </div>
      ))}
      {choices.length < quizChoicesMax && (
        <Button
          size="sm"
          icon={Plus}
          onClick={() => onChange({ ...question, choices: [...choices, `Choice ${choices.length + 1}`] })}
        >
          Choice
        </Button>
      )}
      <Field label="Why" hint="Shown after the answer.">
        <Input
          maxLength={500}
          value={question.why}
          onChange={(event) => onChange({ ...question, why: event.target.value })}
        />
      </Field>
    </fieldset>
  )
}
