import type { answerAgreementQuiz } from '../../../contract/agreement-discussion.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { selectContents } from './contents.store.ts'
import { heldVersion } from './held.ts'
import { insertAnswers, insertReceipt, selectResults } from './learning.store.ts'
import { mayLearn } from './policy.ts'
import { markQuiz } from './rules/quiz.ts'
import { recordAct } from './telling.ts'

/** Confirms that one has read a version; a second time changes nothing. Only a member reads for themselves. */
export async function confirmRead(scope: Scope, versionId: number): Promise<{ readAt: string }> {
  const held = await heldVersion(scope, versionId)
  const memberId = reader(scope)
  const { readAt, isNew } = await insertReceipt(scope, { versionId, memberId })
  if (isNew) await recordAct(scope, held, { kind: 'agreement.read' })
  return { readAt: readAt.toISOString() }
}

type Answers = EndpointParsed<typeof answerAgreementQuiz>['body']['answers']

/** Keeps a member's answers to the quiz of a version, and tells them what is right and why. */
export async function answerQuiz(
  scope: Scope,
  { versionId, answers }: { readonly versionId: number; readonly answers: Answers },
): Promise<EndpointAnswer<typeof answerAgreementQuiz>> {
  const held = await heldVersion(scope, versionId)
  const memberId = reader(scope)
  const quiz = (await selectContents(scope, [versionId])).get(versionId)?.quiz ?? []
  if (quiz.length === 0)
    throw new Refusal('not-possible-now', { message: `Version ${held.version.number} has no quiz.` })
  refuseUnknown(answers, new Set(quiz.map(({ key }) => key)))
  const questions = markQuiz(quiz, answers)
  const right = questions.filter(({ isRight }) => isRight).length
  await insertAnswers(scope, { versionId, memberId, answers, right, of: quiz.length })
  await recordAct(scope, held, { kind: 'agreement.quizzed', right, of: quiz.length })
  const result = (await selectResults(scope, versionId)).find(({ member }) => member.id === memberId)
  if (result === undefined) throw new Error('answers were kept for nobody')
  return { result, questions }
}

function refuseUnknown(answers: Answers, known: ReadonlySet<string>): void {
  const at = answers.findIndex(({ question }) => !known.has(question))
  if (at === -1) return
  throw new Refusal('invalid-input', {
    place: `answers.${at}.question`,
    message: 'There is no such question in this quiz.',
    remedy: 'Answer the questions of the version that you have read.',
  })
}

function reader(scope: Scope): string {
  const { memberId } = scope.actor
  if (memberId === null || !mayLearn(scope.actor))
    throw new Refusal('not-allowed', {
      message: 'Only a member reads and answers, each for themselves.',
      remedy: 'Sign in as a member.',
    })
  return memberId
}
