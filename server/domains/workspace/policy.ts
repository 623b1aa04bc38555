import type { Actor } from '../../platform/scope.ts'

const isAdmin = (actor: Actor): boolean => actor.role === 'admin'
const isSelf = (actor: Actor, memberId: string): boolean => actor.memberId === memberId
/** A key acts for its member everywhere but at the doors themselves: a leaked key must not make another. */
const isKey = (actor: Actor): boolean => actor.kind === 'key'

export const mayChangeWorkspace = (actor: Actor): boolean => isAdmin(actor)
/** The sample's cast are admins of nothing real. */
export const mayFoundAnother = (actor: Actor, adminOfRealOne: boolean): boolean =>
  adminOfRealOne && !isKey(actor)
export const mayWrite = (actor: Actor): boolean => actor.role !== 'viewer'

export const mayInvite = (actor: Actor): boolean => isAdmin(actor)
export const mayChangeMember = (actor: Actor, memberId: string): boolean =>
  isAdmin(actor) || isSelf(actor, memberId)
/** Team and role decide what somebody may do, so nobody decides them for themselves unless they are an admin. */
export const mayChangeRole = (actor: Actor): boolean => isAdmin(actor)
export const mayRemoveMember = (actor: Actor, memberId: string): boolean =>
  isAdmin(actor) || isSelf(actor, memberId)

/** Whoever only reads cannot care for a record. */
export const mayOwn = (member: { readonly role: string }): boolean => member.role !== 'viewer'

export const mayIssueKey = (actor: Actor): boolean => actor.memberId !== null && !isKey(actor)
export const maySeeAllKeys = (actor: Actor): boolean => isAdmin(actor)
export const mayRevokeKey = (actor: Actor, memberId: string): boolean =>
  isAdmin(actor) || isSelf(actor, memberId)

export const maySaveView = (actor: Actor): boolean => actor.memberId !== null
export const mayShareView = (actor: Actor): boolean => actor.role !== 'viewer'
/** Whoever changes a shared view changes what others see, as whoever shares one does. */
export const mayChangeView = (actor: Actor, view: { memberId: string; shared: boolean }): boolean =>
  view.shared ? mayShareView(actor) && mayRemoveView(actor, view) : isSelf(actor, view.memberId)
export const mayRemoveView = (actor: Actor, view: { memberId: string; shared: boolean }): boolean =>
  isSelf(actor, view.memberId) || (view.shared && isAdmin(actor))

export const mayReadOutbox = (actor: Actor): boolean => isAdmin(actor)
/** A link that opens doors is for people: for the admin unless it opens other workspaces too, else the operator. */
export const mayReadLink = (actor: Actor, mail: { linkWithheld: boolean }): boolean =>
  actor.kind === 'operator' || (isAdmin(actor) && !isKey(actor) && !mail.linkWithheld)
