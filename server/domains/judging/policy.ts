import type { Actor } from '../../platform/scope.ts'

/** Accepting and returning is the word of sales, and nobody else's. */
export const canSpeakForSales = (actor: Actor): boolean => actor.team === 'sales' && actor.role !== 'viewer'
