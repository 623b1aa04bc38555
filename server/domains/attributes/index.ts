/**
 * Attributes: what is known of contacts, accounts, leads and deals, since when, and from whom. Current values stand
 * on the records; every change of one is an append-only row of the ledger, so that any act can be undone and any
 * past day can be judged by what was known then. Custom fields are defined here, and every value, standard or
 * custom, is read in one place.
 */
export { changeInBulk, readListFilter } from './bulk.ts'
export type { Selector, Selectors } from './bulk.ts'
export { attributesOf } from './catalogue.ts'
export type { Attribute } from './catalogue.ts'
export { addField, amendField, fields, retire, revive } from './fields.ts'
export { ownedRecords } from './handover.ts'
export { history, wordingOf } from './history.ts'
export { applyChanges, applyEach, copyValues, currentValues } from './ledger.ts'
export type { AppliedChange, ChangeOrigin, RecordChange } from './ledger.ts'
export { labelOf } from './present.ts'
export { restoreAct, reverse } from './reversal.ts'
export type { Restored } from './reversal.ts'
export { customPrefix, standardFields } from './rules/standard-fields.ts'
export type { ValueType } from './rules/values.ts'
