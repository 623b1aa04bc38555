import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import { selectFields } from './fields.store.ts'
import { fieldType } from './present.ts'
import { customPrefix, standardFields } from './rules/standard-fields.ts'
import type { ValueType } from './rules/values.ts'

/** An attribute that records of a kind may have, by the name that the ledger knows it by. */
export type Attribute = {
  readonly recordKind: RecordKind
  readonly field: string
  readonly label: string
  readonly type: ValueType
}

/** Every attribute of a kind of record, the standard ones first; retired fields are left out. */
export async function attributesOf(scope: Scope, recordKind: RecordKind): Promise<Attribute[]> {
  const standard = Object.entries(standardFields[recordKind]).map(([field, { label, type }]): Attribute => ({
    recordKind,
    field,
    label,
    type,
  }))
  const custom = (await selectFields(scope, recordKind))
    .filter((field) => field.retired_at === null)
    .map((field): Attribute => {
      return { recordKind, field: customPrefix + field.key, label: field.label, type: fieldType(field) }
    })
  return [...standard, ...custom]
}
