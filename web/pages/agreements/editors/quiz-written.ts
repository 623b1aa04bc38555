import type { QuizQuestion, VersionView } from '../../../../contract/agreement-views.ts'

/** The quiz as it can be written; of questions whose right answers one may not see, none. */
export function writtenQuiz(quiz: VersionView['quiz']): QuizQuestion[] {
  return quiz.flatMap(({ right, why, ...question }) =>
    right === null || why === null ? [] : [{ ...question, right, why }],
  )
}
