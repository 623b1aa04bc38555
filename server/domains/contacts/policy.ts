import type { Actor } from '../../platform/scope.ts'

/** Viewers read; everybody else works on people and companies. */
export const mayEdit = (actor: Actor): boolean => actor.role !== 'viewer'
export const mayRemove = (actor: Actor): boolean => actor.role !== 'viewer'
/** A merge changes who is one person for both teams, and can be undone by whoever may do it. */
export const mayMerge = (actor: Actor): boolean => actor.role !== 'viewer'
/** Nothing brings back who was erased. */
export const mayErase = (actor: Actor): boolean => actor.role === 'admin'
