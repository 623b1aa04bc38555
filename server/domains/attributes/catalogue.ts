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
  /** Whether many records may have one value; what names a single record, such as a mail, is not shared. */
  readonly shared: boolean
}

/** Every attribute of a kind of record, the standard ones first; retired fields are left out. */
export async function attributesOf(scope: Scope, recordKind: RecordKind): Promise<Attribute[]> {
  const standard = Object.entries(standardFields[recordKind]).map(
    ([field, { label, type, bulk = false }]): Attribute => ({ recordKind, field, label, type, shared: bulk }),
  )
  const custom = (await selectFields(scope, recordKind))
    .filter((field) => field.retired_at === null)
    .map((field): Attribute => {
      const { key, label } = field
      return { recordKind, field: customPrefix + key, label, type: fieldType(field), shared: true }
    })
  return [...standard, ...custom]
}
