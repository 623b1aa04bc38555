import { nameKey } from '../../../../contract/names.ts'
import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'
import { hasCustom } from './ledger.ts'
import { refreshNamesSql } from './relation.ts'
import type { Relation } from './relation.ts'

/**
 * Gives standing records back what an import changed, where the import's value is still the current one; takes the
 * import's own rows out of the ledger. Takes at most `limit` records and answers how many it took and restored.
 */
export async function restoreRecords(
  scope: Scope,
  of: { readonly importId: number; readonly relation: Relation; readonly limit: number },
): Promise<{ taken: number; restored: number }> {
  const { relation } = of
  await run(
    scope.tx,
    `create temporary table if not exists undo_back (record_id uuid, before jsonb, changed jsonb) on commit delete rows`,
  )
  await run(scope.tx, 'truncate pg_temp.undo_back')
  const taken = await run<{ record_id: string }>(scope.tx, collectSql(relation), [
    scope.workspaceId,
    of.importId,
    of.limit,
  ])
  if (taken.length === 0) return { taken: 0, restored: 0 }
  const restored = await run<{ id: string; name: string | null }>(scope.tx, restoreSql(relation), [
    scope.workspaceId,
  ])
  if (relation.followers?.includes('name_key') === true) await renameKeys(scope, restored)
  if (relation.derived) await run(scope.tx, deriveSql(relation), [scope.workspaceId])
  const from = { from: 'pg_temp.undo_back', id: 'record_id', changed: ['changed'] }
  const refreshNames = refreshNamesSql(relation, from)
  if (refreshNames !== null) await run(scope.tx, refreshNames, [scope.workspaceId])
  await run(
    scope.tx,
    `delete from attribute_changes a using pg_temp.undo_back b
     where a.workspace_id = $1 and a.import_id = $2 and a.record_id = b.record_id`,
    [scope.workspaceId, of.importId],
  )
  return { taken: taken.length, restored: restored.length }
}

/** For each record and field: what stood before the import's first change, and what its last change left. */
function collectSql(relation: Relation): string {
  return `
    with taken as (
      select distinct a.record_id from attribute_changes a
      where a.workspace_id = $1 and a.import_id = $2 and a.record_kind = '${relation.ledger}' and a.before <> '{}'
        and exists (select from ${relation.table} t where t.workspace_id = $1 and t.id = a.record_id
          and t.import_id is distinct from $2::integer)
      limit $3
    ), fields as (
      select a.record_id, e.key,
        (array_agg(coalesce(a.before -> e.key, 'null') order by a.id))[1] as before,
        (array_agg(e.value order by a.id desc))[1] as changed
      from taken join attribute_changes a on a.workspace_id = $1 and a.import_id = $2 and a.record_id = taken.record_id
      cross join jsonb_each(a.changed) e
      group by a.record_id, e.key
    )
    insert into pg_temp.undo_back
    select record_id, jsonb_object_agg(key, before), jsonb_object_agg(key, changed) from fields group by record_id
    returning record_id`
}

function restoreSql(relation: Relation): string {
  const sets = Object.entries(relation.attributes ?? {}).map(([column, name]) => {
    const type = relation.columns[column] ?? 'text'
    const current = `b.changed ? '${name}' and t."${column}" = (b.changed ->> '${name}')::${type}`
    return `"${column}" = case when ${current} then (b.before ->> '${name}')::${type} else t."${column}" end`
  })
  if (hasCustom(relation)) sets.push(`custom = ${customBack}`)
  sets.push('changed_xid = rapport_xid()')
  if (relation.stamps?.includes('updated_at') === true) sets.push('updated_at = clock_timestamp()')
  return `update ${relation.table} t set ${sets.join(', ')} from pg_temp.undo_back b
    where t.workspace_id = $1 and t.id = b.record_id
    returning t.id, ${'name' in (relation.attributes ?? {}) ? 't.name' : 'null::text as name'}`
}

const customBack = `coalesce((
  select jsonb_object_agg(x.key, x.value) from (
    select e.key, e.value from jsonb_each(t.custom) e where b.changed -> ('custom.' || e.key) is distinct from e.value
    union all
    select substr(o.key, 8), o.value from jsonb_each(b.before) o
    where o.key like 'custom.%' and o.value <> 'null' and t.custom -> substr(o.key, 8) = b.changed -> o.key
  ) x), '{}')`

function deriveSql(relation: Relation): string {
  const sets = Object.entries(relation.derived ?? {}).map(
    ([name, expression]) => `"${name}" = ${expression('t')}`,
  )
  return `update ${relation.table} t set ${sets.join(', ')} from pg_temp.undo_back b
    where t.workspace_id = $1 and t.id = b.record_id`
}

async function renameKeys(scope: Scope, rows: readonly { id: string; name: string | null }[]): Promise<void> {
  const named = rows.filter(({ name }) => name !== null)
  await run(
    scope.tx,
    `update accounts t set name_key = k.key from unnest($2::uuid[], $3::text[]) as k (id, key)
     where t.workspace_id = $1 and t.id = k.id and t.name_key <> k.key`,
    [scope.workspaceId, named.map(({ id }) => id), named.map(({ name }) => nameKey(name ?? ''))],
  )
}
