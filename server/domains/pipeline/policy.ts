import type { Actor } from '../../platform/database.ts'

/** Viewers read; everybody else works on deals. */
export function canEditDeals(actor: Actor): boolean {
  return actor.role !== 'viewer'
}

/** Neutral members watch the pipeline and do not push it. */
export function canMoveDeals(actor: Actor): boolean {
  return actor.role !== 'viewer' && actor.team !== 'neutral'
}

/** What we sell is said by those who market it and those who sell it. */
export function canKeepProducts(actor: Actor): boolean {
  return actor.role !== 'viewer' && actor.team !== 'neutral'
}
