import type { AgreementSurroundings } from './domains/agreements/routes.ts'

/**
 * What other domains demand of agreements before these are written down, and what they have that runs on them. It is
 * handed in here because all of them call `agreements` and it calls none of them.
 */
export const agreementSurroundings: AgreementSurroundings = { checks: [], counters: [] }
