import type { Actor } from '../../platform/database.ts'

/** It keeps the machine busy for a while. */
export function canRebuildAnalytics(actor: Actor): boolean {
  return actor.role === 'admin'
}

/** Viewers read; everybody else may say that a flagged record stands as it is. */
export function canSettleFlags(actor: Actor): boolean {
  return actor.role !== 'viewer'
}
