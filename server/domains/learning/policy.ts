import type { Actor } from '../../platform/scope.ts'

/** Viewers read; everybody else may mark attributes and train. What binds is signed by both teams elsewhere. */
export function canWorkOnScores(actor: Actor): boolean {
  return actor.role !== 'viewer'
}
