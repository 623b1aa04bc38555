import { classifyingTeams } from '../../../contract/calibration-views.ts'
import type { ClassifyingTeam } from '../../../contract/calibration-views.ts'
import type { Actor } from '../../platform/scope.ts'

/** Whoever may draft and propose agreements may have them tried. */
export const mayStart = (actor: Actor): boolean => actor.role !== 'viewer'

/** The team for which somebody classifies; null for members of neither, for viewers and for programs. */
export function classifiesFor(actor: Actor): ClassifyingTeam | null {
  if (actor.memberId === null || actor.role === 'viewer') return null
  return teamOf(actor)
}

/** The team whose answers somebody may see while the calibration is open. */
export function teamOf(actor: Actor): ClassifyingTeam | null {
  return classifyingTeams.find((team) => team === actor.team) ?? null
}

/** Closing shows what everybody said, so that it is up to whoever started it, or an admin. */
export const mayClose = (actor: Actor, startedById: string | null): boolean =>
  actor.role === 'admin' ||
  (actor.role !== 'viewer' && actor.memberId !== null && actor.memberId === startedById)

/** A discussion is held by members. */
export const mayDiscuss = (actor: Actor): boolean => actor.memberId !== null && actor.role !== 'viewer'
