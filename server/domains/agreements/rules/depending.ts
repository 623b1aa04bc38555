import { criteriaWithin } from '../../../../contract/agreement-bodies.ts'
import type { AgreementBody, AgreementKind } from '../../../../contract/agreement-bodies.ts'
import { conditionsOf } from '../../../../contract/criteria.ts'
import type { Condition } from '../../../../contract/criteria.ts'

/** What is asked about: an agreement by its id, and by the stage or metric that it is on. */
export type DependedOn = {
  readonly id: string
  readonly kind: AgreementKind
  readonly subject: string | null
}

/** Whether what an agreement says runs on another agreement, so that a change of that one touches it. */
export function dependsOn(body: AgreementBody, on: DependedOn): boolean {
  const conditions = criteriaWithin(body).flatMap(({ criteria }) => conditionsOf(criteria))
  return conditions.some((condition) => asksFor(condition, on)) || names(body, on)
}

function asksFor(condition: Condition, { id, kind, subject }: DependedOn): boolean {
  switch (condition.kind) {
    case 'score':
      return kind === 'scoring'
    case 'profile':
      return kind === 'profile' && (condition.profile === 'any' || condition.profile === id)
    case 'touch':
      return (
        kind === 'stage' && condition.since?.event === 'stage-entered' && condition.since.stage === subject
      )
    default:
      return false
  }
}

function names(body: AgreementBody, { id, kind, subject }: DependedOn): boolean {
  if (body.kind === 'journey')
    return kind === 'metric' && body.steps.some(({ measure }) => measure === subject)
  if (body.kind !== 'term' || body.executes === null || body.executes.as !== kind) return false
  const { executes } = body
  switch (executes.as) {
    case 'stage':
      return executes.stage === subject
    case 'metric':
      return executes.metric === subject
    default:
      return executes.profile === id
  }
}
