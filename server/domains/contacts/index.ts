/**
 * Contacts and accounts: the people and companies we sell to, what each is recognised by, and which records are one
 * and the same. A merge moves no rows: it sets a pointer, which its undo clears. Lists, records and timelines read
 * across leads, deals and touches, because a record is where both teams look for everything.
 */
export {
  accountDetail,
  accountPage,
  addAccount,
  amendAccount,
  restoreAccount,
  trashAccount,
} from './accounts.ts'
export { selectAccounts, selectContacts } from './bulk.ts'
export {
  addContact,
  amendContact,
  contactDetail,
  contactPage,
  restoreContact,
  trashContact,
  visibleContact,
  wholePerson,
} from './contacts.ts'
export { refreshSearch } from './contacts.store.ts'
export {
  askForDuplicates,
  dismissDuplicate,
  duplicates,
  enqueueSearch,
  findDuplicates,
  findDuplicatesTask,
} from './duplicates.ts'
export { merge, previewMerge, unmerge } from './merges.ts'
export { mayErase } from './policy.ts'
export { refuseErased } from './erased.ts'
export { dayConditions, stageConditions, valueOrBlank, wordConditions } from './filters.store.ts'
export { externalKey, mailKey, phoneKey } from './rules/identity.ts'
export { recognise } from './recognise.ts'
export type { Recognised } from './recognise.ts'
export type { Sought } from './rules/key-holders.ts'
export { refreshStanding } from './standing.store.ts'
export { accountTimeline, contactTimeline } from './timeline.ts'
