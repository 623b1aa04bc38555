import { criteriaWithin } from '../contract/agreement-bodies.ts'
import { inForce } from './domains/agreements/index.ts'
import type { BodyCheck } from './domains/agreements/index.ts'
import type { AgreementSurroundings } from './domains/agreements/routes.ts'
import { catalogueOf, checkCriteria } from './domains/criteria/index.ts'
import { countJudged, countStanding } from './domains/judging/index.ts'
import { heldModelName } from './domains/learning/index.ts'

/** Refuses criteria that this workspace cannot judge by: unknown fields, tests that do not fit, things that are gone. */
const judgeable: BodyCheck = async (scope, body) => {
  const within = criteriaWithin(body)
  if (within.length === 0) return
  const profiles = await inForce(scope, 'profile', scope.now)
  const known = profiles.map(
    ({ agreementId, title, body: { criteria } }) => [agreementId, { name: title, criteria }] as const,
  )
  const catalogue = await catalogueOf(scope, new Map(known))
  for (const { place, criteria } of within) checkCriteria(criteria, catalogue, { place })
}

/** Refuses a learned score whose model is not there: what is signed must be what was trained and shown. */
const trained: BodyCheck = async (scope, body) => {
  if (body.kind === 'fitted_score') await heldModelName(scope, body.modelId, 'body.modelId')
}

/**
 * What other domains demand of agreements before these are written down, and what they have that runs on them. It is
 * handed in here because all of them call `agreements` and it calls none of them.
 */
export const agreementSurroundings: AgreementSurroundings = {
  checks: [judgeable, trained],
  counters: [countStanding, countJudged],
}
