import type { Actor } from '../../platform/scope.ts'

/** Viewers read; everybody else may bring data in, and take their own or others' imports back. */
export function canImport(actor: Actor): boolean {
  return actor.role !== 'viewer'
}
