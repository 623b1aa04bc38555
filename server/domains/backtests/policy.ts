import type { Actor } from '../../platform/scope.ts'

/** Viewers read; everybody else may ask for evidence. It binds nobody. */
export function canTest(actor: Actor): boolean {
  return actor.role !== 'viewer'
}
