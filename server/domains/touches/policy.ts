import type { Actor } from '../../platform/scope.ts'

/** Both teams record what happened between us and the customer; viewers read it. */
export const mayRecord = (actor: Actor): boolean => actor.role !== 'viewer'
