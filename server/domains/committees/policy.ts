import type { Actor } from '../../platform/scope.ts'

/** Viewers read; both teams meet the people who decide. */
export const mayKeepCommittees = (actor: Actor): boolean => actor.role !== 'viewer'
