import type { QuizQuestion } from '../../../../contract/agreement-views.ts'

export type QuizAnswer = { readonly question: string; readonly choices: readonly number[] }

export type Marked = {
  readonly key: string
  readonly isRight: boolean
  readonly right: number[]
  readonly why: string
}

/** Marks answers: right is whoever chose all right choices of a question and no other. */
export function markQuiz(quiz: readonly QuizQuestion[], answers: readonly QuizAnswer[]): Marked[] {
  const given = new Map(answers.map(({ question, choices }) => [question, new Set(choices)]))
  return quiz.map(({ key, right, why }) => {
    const chosen = given.get(key) ?? new Set()
    const wanted = new Set(right)
    return {
      key,
      isRight: chosen.size === wanted.size && [...wanted].every((one) => chosen.has(one)),
      right,
      why,
    }
  })
}
