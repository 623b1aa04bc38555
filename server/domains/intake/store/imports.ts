import { sql } from 'kysely'
import type { Selectable, Updateable } from 'kysely'
import type { Scope } from '../../../platform/database.ts'
import type { Schema } from '../../../platform/schema.gen.ts'

export type ImportRecord = Selectable<Schema['imports']> & { readonly created_by_name: string | null }
export type ImportPatch = Updateable<Schema['imports']>

function imports(scope: Scope) {
  return scope.tx
    .selectFrom('imports as i')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 'i.created_by_id'),
    )
    .where('i.workspace_id', '=', scope.workspaceId)
    .selectAll('i')
    .select('m.name as created_by_name')
}

export async function insertImport(scope: Scope, fileName: string): Promise<number> {
  const { id } = await scope.tx
    .insertInto('imports')
    .values({
      workspace_id: scope.workspaceId,
      file_name: fileName,
      file_bytes: 0,
      created_by_id: scope.actor.memberId,
      created_at: scope.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function selectImport(scope: Scope, id: number): Promise<ImportRecord | undefined> {
  return imports(scope).where('i.id', '=', id).executeTakeFirst()
}

/** Holds the import's row until the transaction ends: two acts on one import come one after the other. */
export async function lockImport(scope: Scope, id: number): Promise<ImportRecord | undefined> {
  return imports(scope).where('i.id', '=', id).forUpdate('i').executeTakeFirst()
}

export async function selectImports(
  scope: Scope,
  page: { before: number | null; limit: number },
): Promise<ImportRecord[]> {
  let query = imports(scope).orderBy('i.id', 'desc').limit(page.limit)
  if (page.before !== null) query = query.where('i.id', '<', page.before)
  return query.execute()
}

export async function updateImport(scope: Scope, id: number, patch: ImportPatch): Promise<void> {
  await scope.tx
    .updateTable('imports')
    .set(patch)
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function deleteImport(scope: Scope, id: number): Promise<void> {
  await scope.tx
    .deleteFrom('imports')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Uploads that were begun before an instant and have never ended. */
export async function selectAbandoned(
  scope: Scope,
  { before, limit }: { before: Date; limit: number },
): Promise<number[]> {
  const rows = await scope.tx
    .selectFrom('imports')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('uploaded_at', 'is', null)
    .where('created_at', '<', before)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Imports, or the one that is named, that still have their file and to which nothing happened since an instant. */
export async function selectUnused(
  scope: Scope,
  { before, limit, importId }: { before: Date; limit: number; importId?: number },
): Promise<number[]> {
  let query = scope.tx
    .selectFrom('imports')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('uploaded_at', 'is not', null)
    .where('file_removed_at', 'is', null)
    .where(
      sql<Date>`greatest(uploaded_at, check_started_at, checked_at, started_at, cancel_asked_at, cancelled_at,
        finished_at, failed_at, undo_started_at, undone_at)`,
      '<',
      before,
    )
    .orderBy('id')
    .limit(limit)
  if (importId !== undefined) query = query.where('id', '=', importId)
  const rows = await query.execute()
  return rows.map(({ id }) => id)
}

/** Imports that were under way when the program last stopped: begun, and neither ended, failed nor cancelled. */
export async function selectUnfinished(
  scope: Scope,
): Promise<{ id: number; task: 'check' | 'run' | 'undo' }[]> {
  const rows = await scope.tx
    .selectFrom('imports')
    .select(['id', 'undo_started_at', 'started_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('failed_at', 'is', null)
    .where((where) =>
      where.or([
        where.and([where('undo_started_at', 'is not', null), where('undone_at', 'is', null)]),
        where.and([
          where('started_at', 'is not', null),
          where('finished_at', 'is', null),
          where('cancelled_at', 'is', null),
          where('undo_started_at', 'is', null),
        ]),
        where.and([
          where('check_started_at', 'is not', null),
          where('checked_at', 'is', null),
          where('started_at', 'is', null),
        ]),
      ]),
    )
    .execute()
  return rows.map((row) => ({ id: row.id, task: taskOf(row) }))
}

function taskOf(row: { undo_started_at: Date | null; started_at: Date | null }): 'check' | 'run' | 'undo' {
  if (row.undo_started_at !== null) return 'undo'
  return row.started_at === null ? 'check' : 'run'
}

export async function selectSameFiles(scope: Scope, fileHash: string, exceptId: number): Promise<number[]> {
  const rows = await scope.tx
    .selectFrom('imports')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('file_hash', '=', fileHash)
    .where('id', '<>', exceptId)
    .where('finished_at', 'is not', null)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .limit(20)
    .execute()
  return rows.map(({ id }) => id)
}

/** The checkpoint of a chunk, in the transaction that writes the chunk. */
export async function insertChunk(
  scope: Scope,
  chunk: {
    readonly importId: number
    readonly firstRow: number
    readonly lastRow: number
    readonly counts: Record<string, number>
  },
): Promise<void> {
  await scope.tx
    .insertInto('import_chunks')
    .values({
      workspace_id: scope.workspaceId,
      import_id: chunk.importId,
      chunk: sql<number>`coalesce((select max(c.chunk) + 1 from import_chunks c
        where c.workspace_id = ${scope.workspaceId} and c.import_id = ${chunk.importId}), 0)`,
      first_row: chunk.firstRow,
      last_row: chunk.lastRow,
      counts: JSON.stringify(chunk.counts),
      done_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
}

export type WorkspaceSettings = {
  readonly currency: string
  readonly time_zone: string
  readonly country: string | null
}

export async function selectWorkspace(scope: Scope): Promise<WorkspaceSettings> {
  return scope.tx
    .selectFrom('workspaces')
    .select(['currency', 'time_zone', 'country'])
    .where('id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
}
