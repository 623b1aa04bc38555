import type { Actor } from '../../platform/database.ts'

/** Viewers read; everybody else works on leads. */
export function canEditLeads(actor: Actor): boolean {
  return actor.role !== 'viewer'
}

/** Both teams move leads; leadership and neutral members watch the funnel and do not push it. */
export function canMoveLeads(actor: Actor): boolean {
  return actor.role !== 'viewer' && actor.team !== 'neutral'
}
