import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

export async function insertPart(
  scope: Scope,
  importId: number,
  { part, bytes }: { part: number; bytes: Buffer },
): Promise<void> {
  await run(
    scope.tx,
    'insert into import_parts (workspace_id, import_id, part, bytes) values ($1, $2, $3, $4)',
    [scope.workspaceId, importId, part, bytes],
  )
}

/** One part of the file, from 0; undefined behind the last. */
export async function selectPart(scope: Scope, importId: number, part: number): Promise<Buffer | undefined> {
  const rows = await run<{ bytes: Buffer }>(
    scope.tx,
    'select bytes from import_parts where workspace_id = $1 and import_id = $2 and part = $3',
    [scope.workspaceId, importId, part],
  )
  return rows[0]?.bytes
}

export async function deleteParts(scope: Scope, importId: number): Promise<void> {
  await run(scope.tx, 'delete from import_parts where workspace_id = $1 and import_id = $2', [
    scope.workspaceId,
    importId,
  ])
}
