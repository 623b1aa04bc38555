import { v7 as uuid } from 'uuid'
import type { Mapping } from '../../../../contract/intake.ts'
import type { Scope } from '../../../platform/database.ts'

export type MappingRow = {
  readonly id: string
  readonly name: string
  readonly fingerprint: string
  readonly kind: string
  readonly mapping: unknown
  readonly updated_at: Date
}

const mappingsMax = 500

export async function selectMappings(scope: Scope): Promise<MappingRow[]> {
  return scope.tx
    .selectFrom('import_mappings')
    .select(['id', 'name', 'fingerprint', 'kind', 'mapping', 'updated_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('name')
    .orderBy('id')
    .limit(mappingsMax)
    .execute()
}

/** The mapping saved last for a file with the same column names. */
export async function selectMappingFor(scope: Scope, fingerprint: string): Promise<MappingRow | undefined> {
  return scope.tx
    .selectFrom('import_mappings')
    .select(['id', 'name', 'fingerprint', 'kind', 'mapping', 'updated_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('fingerprint', '=', fingerprint)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function saveMapping(
  scope: Scope,
  saved: { readonly name: string; readonly fingerprint: string; readonly mapping: Mapping },
): Promise<void> {
  const { name, fingerprint, mapping } = saved
  const values = { name, mapping: JSON.stringify(mapping), updated_at: scope.now }
  await scope.tx
    .insertInto('import_mappings')
    .values({ workspace_id: scope.workspaceId, id: uuid(), fingerprint, kind: mapping.kind, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'fingerprint', 'kind']).doUpdateSet(values))
    .execute()
}

export async function deleteMapping(scope: Scope, id: string): Promise<boolean> {
  const gone = await scope.tx
    .deleteFrom('import_mappings')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
