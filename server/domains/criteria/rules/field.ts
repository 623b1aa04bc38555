import type { CriteriaFieldType } from '../../../../contract/criteria-fields.ts'
import type { RecordKind } from '../../../../contract/records.ts'

/** A field as criteria know it: what can be asked of it, and where its value stands. */
export type Field = {
  readonly of: RecordKind
  readonly field: string
  readonly label: string
  readonly type: CriteriaFieldType
  /** The column of a standard field; null for one of the company's own, whose values share a column. */
  readonly column: string | null
  readonly options: readonly string[]
  /** Nothing new may ask for it; what is in force still does. */
  readonly retired: boolean
}

/** Every field of a workspace, by `fieldId`. */
export type Fields = ReadonlyMap<string, Field>

export function fieldId(of: RecordKind, field: string): string {
  return `${of} ${field}`
}
