import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'

const columns = ['id', 'record_kind', 'key', 'label', 'type', 'options', 'created_at', 'retired_at'] as const

export type FieldRow = Awaited<ReturnType<typeof selectFields>>[number]

export async function selectFields(scope: Scope, kind?: RecordKind) {
  let query = scope.tx
    .selectFrom('attribute_fields')
    .select(columns)
    .where('workspace_id', '=', scope.workspaceId)
  if (kind !== undefined) query = query.where('record_kind', '=', kind)
  return query.orderBy('record_kind').orderBy('created_at').orderBy('id').execute()
}

export async function selectField(scope: Scope, id: string): Promise<FieldRow | undefined> {
  return scope.tx
    .selectFrom('attribute_fields')
    .select(columns)
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export type NewField = {
  readonly id: string
  readonly recordKind: RecordKind
  readonly key: string
  readonly label: string
  readonly type: string
  readonly options: readonly string[]
}

/** Adds a field; answers false where its key is taken. */
export async function insertField(scope: Scope, field: NewField): Promise<boolean> {
  const added = await scope.tx
    .insertInto('attribute_fields')
    .values({
      workspace_id: scope.workspaceId,
      id: field.id,
      record_kind: field.recordKind,
      key: field.key,
      label: field.label,
      type: field.type,
      options: JSON.stringify(field.options),
      created_at: scope.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'record_kind', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export type FieldChange = {
  readonly label?: string | undefined
  readonly options?: readonly string[] | undefined
  readonly retiredAt?: Date | null
}

export async function updateField(scope: Scope, id: string, change: FieldChange): Promise<void> {
  await scope.tx
    .updateTable('attribute_fields')
    .set({
      ...(change.label === undefined ? {} : { label: change.label }),
      ...(change.options === undefined ? {} : { options: JSON.stringify(change.options) }),
      ...(change.retiredAt === undefined ? {} : { retired_at: change.retiredAt }),
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}
