/**
 * The workspace: the company that uses Rapport, its members with their teams and roles, and the doors by which
 * they come in — invitations, sessions, passwords, keys. It also keeps each member's saved views and every mail
 * that was written. It knows nothing of what members do inside; whoever needs a new workspace furnished, or
 * what a leaving member owns handed over, hands in a list of foundings or handovers.
 */
export { belongings, depart, sharedViewHandover } from './departure.ts'
export type { Handover, Passing } from './departure.ts'
export { foundWorkspace, judgeFounder } from './founding.ts'
export type { Founded, Founder, Founding, FoundingPlan } from './founding.ts'
export { acceptInvitation, invite, listInvitations, revokeInvitation, showOffer } from './invitations.ts'
export { issueKey, listKeys, revokeKey } from './keys.ts'
export { deliverMail, listMails, queueMail, sendMailTask } from './mails.ts'
export { linkPlace } from './rules/letters.ts'
export { addMember, changeMember, listMembers, showMember } from './members.ts'
export {
  askPasswordReset,
  endSessions,
  mailPasswordReset,
  replacePassword,
  resetMailTask,
  resetPassword,
  sweepSignIn,
} from './passwords.ts'
export { changeView, listViews, removeView, saveView } from './saved-views.ts'
export { openEyes, showSession } from './session.ts'
export {
  changeWorkspace,
  discardSampleWorkspace,
  removeSampleWorkspace,
  showWorkspace,
  workspaceSettings,
} from './workspace.ts'
export type { WorkspaceSettings } from './workspace.ts'
export type { Ground } from './workspaces.store.ts'
