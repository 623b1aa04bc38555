import { sql } from 'kysely'
import type { QualityRecord } from '../../../contract/data-quality.ts'
import type { Scope } from '../../platform/database.ts'

type RecordKind = QualityRecord['recordKind']

export async function selectFlagGroups(scope: Scope) {
  return scope.tx
    .selectFrom('quality_flags')
    .select([
      'code',
      'record_kind',
      sql<number>`count(*)`.as('count'),
      sql<string>`min(message)`.as('message'),
    ])
    .where('workspace_id', '=', scope.workspaceId)
    .where('settled_at', 'is', null)
    .groupBy(['code', 'record_kind'])
    .orderBy('count', 'desc')
    .execute()
}

export async function selectFlags(scope: Scope, page: { code: string; after: number; limit: number }) {
  return scope.tx
    .selectFrom('quality_flags')
    .select(['id', 'record_kind', 'record_id', 'field', 'value', 'message', 'import_id', 'found_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('settled_at', 'is', null)
    .where('code', '=', page.code)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute()
}

export async function countFlags(scope: Scope, code: string): Promise<number> {
  const { count } = await scope.tx
    .selectFrom('quality_flags')
    .select(sql<number>`count(*)`.as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('settled_at', 'is', null)
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return count
}

export async function lockFlag(scope: Scope, id: number) {
  return scope.tx
    .selectFrom('quality_flags')
    .select(['id', 'code', 'settled_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function setSettled(
  scope: Scope,
  id: number,
  settled: { at: Date | null; byId: string | null },
): Promise<void> {
  await scope.tx
    .updateTable('quality_flags')
    .set({ settled_at: settled.at, settled_by_id: settled.byId })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** How each kind of record is called, by id; a lead goes by its person. Touches have no name of their own. */
const nameQueries: Readonly<Record<RecordKind, string | null>> = {
  contact: `select r.id, coalesce(nullif(r.full_name, ''), r.email, '') as name from contacts r`,
  account: 'select r.id, r.name from accounts r',
  lead: `select r.id, coalesce(nullif(c.full_name, ''), c.email, r.external_id, '') as name from leads r
         join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id`,
  deal: 'select r.id, r.name from deals r',
  campaign: 'select r.id, r.name from campaigns r',
  member: 'select r.id, r.name from members r',
  product: 'select r.id, r.name from products r',
  touch: null,
}

/** The names of records of any kinds. */
export async function namesOf(
  scope: Scope,
  records: readonly { kind: RecordKind; id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const [kind, own] of Map.groupBy(records, (record) => record.kind)) {
    const text = nameQueries[kind]
    if (text === null) continue
    const ids = own.map(({ id }) => id)
    const { rows } = await sql<{ id: string; name: string }>`${sql.raw(text)}
      where r.workspace_id = ${scope.workspaceId} and r.id = any(${ids}::uuid[])`.execute(scope.tx)
    for (const { id, name } of rows) names.set(id, name)
  }
  return names
}
