import { v7 as uuid } from 'uuid'
import { customFieldType } from '../../../../contract/intake.ts'
import type { CustomFieldType } from '../../../../contract/intake.ts'
import type { Scope } from '../../../platform/database.ts'

export type CustomField = { readonly key: string; readonly label: string; readonly type: CustomFieldType }
export type CustomRecordKind = 'contact' | 'account' | 'lead' | 'deal'

export async function selectFields(scope: Scope, recordKind: CustomRecordKind): Promise<CustomField[]> {
  const rows = await scope.tx
    .selectFrom('attribute_fields')
    .select(['key', 'label', 'type'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('record_kind', '=', recordKind)
    .where('retired_at', 'is', null)
    .orderBy('label')
    .execute()
  return rows.map((row) => ({ ...row, type: customFieldType.parse(row.type) }))
}

/** Makes the custom fields that a mapping names and nobody made before. */
export async function insertFields(
  scope: Scope,
  into: { readonly recordKind: CustomRecordKind; readonly importId: number },
  fields: readonly CustomField[],
): Promise<void> {
  if (fields.length === 0) return
  const rows = fields.map((field) => ({
    ...field,
    workspace_id: scope.workspaceId,
    id: uuid(),
    record_kind: into.recordKind,
    import_id: into.importId,
  }))
  await scope.tx
    .insertInto('attribute_fields')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'record_kind', 'key']).doNothing())
    .execute()
}
