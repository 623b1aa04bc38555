import type { Actor } from '../../platform/scope.ts'

/** Fields shape everybody's forms, so admins lay them. */
export const mayShapeFields = (actor: Actor): boolean => actor.role === 'admin'
/** Viewers read; everybody else works on records. */
export const mayChangeRecords = (actor: Actor): boolean => actor.role !== 'viewer'
