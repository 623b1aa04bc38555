import type { BodyCheck } from './domains/agreements/index.ts'
import type { AgreementSurroundings } from './domains/agreements/routes.ts'
import { heldModelName } from './domains/learning/index.ts'

/** Refuses a learned score whose model is not there: what is signed must be what was trained and shown. */
const trained: BodyCheck = async (scope, body) => {
  if (body.kind === 'fitted_score') await heldModelName(scope, body.modelId, 'body.modelId')
}

/**
 * What other domains demand of agreements before these are written down, and what they have that runs on them. It is
 * handed in here because all of them call `agreements` and it calls none of them.
 */
export const agreementSurroundings: AgreementSurroundings = { checks: [trained], counters: [] }
