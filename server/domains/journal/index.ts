/**
 * The journal: one act, one transaction, one event. Every write of every domain ends in `journal.record`, which
 * also tells all who are looking, at the moment the transaction commits. What happened is never changed or
 * deleted; an undo is an event of its own that names the one it reverses.
 */
export { events, missedEvents, record } from './journal.ts'
export type { NewEvent } from './journal.ts'
