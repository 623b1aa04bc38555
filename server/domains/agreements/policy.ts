import type { Actor } from '../../platform/scope.ts'

type Author = { readonly id: string } | null
type Made = { readonly createdBy: Author; readonly proposedBy: Author }

const signs = (actor: Actor): boolean => actor.team === 'marketing' || actor.team === 'sales'
const isOne = (actor: Actor, author: Author): boolean => author !== null && author.id === actor.memberId

export const mayDraft = (actor: Actor): boolean => actor.role !== 'viewer'
/** What both teams will sign, both teams may amend; others amend what they have drafted themselves. */
export const mayChange = (actor: Actor, made: Made): boolean =>
  mayDraft(actor) &&
  (actor.role === 'admin' || signs(actor) || isOne(actor, made.createdBy) || isOne(actor, made.proposedBy))
export const mayKeepOrder = (actor: Actor): boolean =>
  mayDraft(actor) && (actor.role === 'admin' || signs(actor))
export const mayComment = (actor: Actor): boolean => actor.memberId !== null && actor.role !== 'viewer'
/** Also a viewer reads, and knows. */
export const mayLearn = (actor: Actor): boolean => actor.memberId !== null
/** An objection is settled by who objected or their team, never by the other side; an admin where nobody is left. */
export const mayResolve = (
  actor: Actor,
  comment: {
    readonly objection: boolean
    readonly author: { readonly id: string; readonly team: string } | null
  },
): boolean => {
  if (!mayComment(actor)) return false
  if (!comment.objection) return true
  if (comment.author === null) return actor.role === 'admin'
  return comment.author.id === actor.memberId || comment.author.team === actor.team
}
/** An admin, or a signatory of the team. */
export const mayNameSignatories = (
  actor: Actor,
  { team, seats }: { readonly team: string; readonly seats: readonly string[] },
): boolean =>
  actor.role === 'admin' ||
  (actor.role !== 'viewer' &&
    actor.team === team &&
    actor.memberId !== null &&
    seats.includes(actor.memberId))
