import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

/**
 * What an undo removes, in the order in which nothing is left hanging. A record is kept while any of `keptWhile`
 * holds: conditions on the record `r`, in which $1 is the workspace and $2 the import.
 */
export type Removable = {
  readonly table: string
  readonly id: 'uuid' | 'bigint' | 'smallint'
  readonly keptWhile: readonly string[]
  /** Rows that go with the record and must be told to the analytics copy too. */
  readonly takes?: readonly { readonly table: string; readonly by: string }[]
}

/** Somebody else has written to the record since. */
const changedSince = `exists (select from attribute_changes a where a.workspace_id = $1 and a.record_id = r.id
  and a.import_id is distinct from $2::integer)`

function usedBy(table: string, column: string): string {
  return `exists (select from ${table} x where x.workspace_id = $1 and x.${column} = r.id)`
}

const otherRows = (table: string, column: string) =>
  `exists (select from ${table} x where x.workspace_id = $1 and x.${column} = r.id and x.import_id is distinct from $2::integer)`

export const removables: readonly Removable[] = [
  {
    table: 'deals',
    id: 'uuid',
    keptWhile: [changedSince, otherRows('deal_stage_changes', 'deal_id')],
    takes: [{ table: 'deal_stage_changes', by: 'deal_id' }],
  },
  {
    table: 'leads',
    id: 'uuid',
    keptWhile: [changedSince, otherRows('stage_changes', 'lead_id'), usedBy('deals', 'lead_id')],
    takes: [{ table: 'stage_changes', by: 'lead_id' }],
  },
  {
    table: 'contacts',
    id: 'uuid',
    keptWhile: [
      changedSince,
      'r.merged_into_id is not null',
      usedBy('contacts', 'merged_into_id'),
      usedBy('leads', 'contact_id'),
      usedBy('touches', 'contact_id'),
      usedBy('deals', 'contact_id'),
      otherRows('contact_identities', 'contact_id'),
    ],
  },
  {
    table: 'accounts',
    id: 'uuid',
    keptWhile: [
      changedSince,
      'r.merged_into_id is not null',
      usedBy('accounts', 'merged_into_id'),
      otherRows('accounts', 'parent_id'),
      usedBy('contacts', 'account_id'),
      usedBy('deals', 'account_id'),
    ],
  },
  { table: 'campaign_spend', id: 'bigint', keptWhile: [] },
  {
    table: 'campaigns',
    id: 'uuid',
    keptWhile: [
      changedSince,
      usedBy('touches', 'campaign_id'),
      usedBy('leads', 'campaign_id'),
      usedBy('deals', 'campaign_id'),
      usedBy('campaign_spend', 'campaign_id'),
    ],
  },
  {
    table: 'channels',
    id: 'smallint',
    keptWhile: [usedBy('touches', 'channel_id'), usedBy('campaigns', 'channel_id')],
  },
  { table: 'products', id: 'uuid', keptWhile: [changedSince, usedBy('deals', 'product_id')] },
  {
    table: 'pipeline_stages',
    id: 'uuid',
    keptWhile: [
      usedBy('deals', 'stage_id'),
      usedBy('deal_stage_changes', 'to_stage_id'),
      usedBy('deal_stage_changes', 'from_stage_id'),
    ],
  },
  {
    table: 'pipelines',
    id: 'uuid',
    keptWhile: [usedBy('deals', 'pipeline_id'), usedBy('pipeline_stages', 'pipeline_id')],
  },
  {
    table: 'members',
    id: 'uuid',
    keptWhile: [
      'r.user_id is not null',
      changedSince,
      usedBy('leads', 'owner_id'),
      usedBy('deals', 'owner_id'),
      usedBy('contacts', 'owner_id'),
      usedBy('accounts', 'owner_id'),
      usedBy('campaigns', 'owner_id'),
      usedBy('stage_changes', 'actor_id'),
      usedBy('deal_stage_changes', 'actor_id'),
    ],
  },
]

export type Removed = {
  readonly seen: number
  readonly removed: number
  readonly last: string | null
  /** Contacts that stay, and whose newest lead may be another one now. */
  readonly standing: readonly string[]
}

/** Removes the next records after `after` that an import made and nobody built on since. */
export async function removeRecords(
  scope: Scope,
  removable: Removable,
  batch: { readonly importId: number; readonly after: string | null; readonly limit: number },
): Promise<Removed> {
  const values = [scope.workspaceId, batch.importId, batch.after, batch.limit]
  await run(
    scope.tx,
    'create temporary table if not exists undo_doomed (id text, kept boolean) on commit delete rows',
  )
  await run(scope.tx, 'truncate pg_temp.undo_doomed')
  await run(scope.tx, doomSql(removable), values)
  await run(scope.tx, 'analyze pg_temp.undo_doomed')
  const standing = await staying(scope, removable, batch.importId)
  for (const taken of removable.takes ?? [])
    await run(scope.tx, takeSql(removable, taken), [scope.workspaceId])
  await run(scope.tx, removeSql(removable), [scope.workspaceId])
  const rows = await run<Omit<Removed, 'standing'>>(
    scope.tx,
    `select count(*) as seen, count(*) filter (where not kept) as removed,
       (select d.id from pg_temp.undo_doomed d order by d.id::${removable.id} desc limit 1) as last
     from pg_temp.undo_doomed`,
  )
  return { ...(rows[0] ?? { seen: 0, removed: 0, last: null }), standing }
}

async function staying(scope: Scope, { table }: Removable, importId: number): Promise<string[]> {
  const ofLeads = `select distinct l.contact_id as id from pg_temp.undo_doomed d
    join leads l on l.workspace_id = $1 and l.id = d.id::uuid
    join contacts c on c.workspace_id = $1 and c.id = l.contact_id
    where not d.kept and c.import_id is distinct from $2::integer`
  const keptContacts = `select d.id::uuid as id from pg_temp.undo_doomed d where d.kept and $1 > 0 and $2 > 0`
  if (table !== 'leads' && table !== 'contacts') return []
  const rows = await run<{ id: string }>(scope.tx, table === 'leads' ? ofLeads : keptContacts, [
    scope.workspaceId,
    importId,
  ])
  return rows.map(({ id }) => id)
}

function doomSql({ table, id, keptWhile }: Removable): string {
  const kept = keptWhile.length === 0 ? 'false' : keptWhile.map((condition) => `(${condition})`).join(' or ')
  return `insert into pg_temp.undo_doomed
    select r.id::text, ${kept} from ${table} r
    where r.workspace_id = $1 and r.import_id = $2 and ($3::text is null or r.id > $3::${id})
    order by r.id limit $4`
}

function takeSql({ id }: Removable, taken: { readonly table: string; readonly by: string }): string {
  return `with gone as (
      delete from ${taken.table} x using pg_temp.undo_doomed d
      where x.workspace_id = $1 and not d.kept and x.${taken.by} = d.id::${id} returning x.id
    )
    insert into removals (workspace_id, relation, row_key) select $1::integer, '${taken.table}', g.id::text from gone g`
}

function removeSql({ table, id }: Removable): string {
  const ledger = `ledger as (
      delete from attribute_changes a using pg_temp.undo_doomed d
      where a.workspace_id = $1 and not d.kept and a.record_id = d.id::uuid
    ), flags as (
      delete from quality_flags f using pg_temp.undo_doomed d
      where f.workspace_id = $1 and not d.kept and f.record_id = d.id::uuid
    ),`
  return `with ${id === 'uuid' ? ledger : ''} gone as (
      delete from ${table} x using pg_temp.undo_doomed d
      where x.workspace_id = $1 and not d.kept and x.id = d.id::${id} returning x.id
    )
    insert into removals (workspace_id, relation, row_key) select $1::integer, '${table}', g.id::text from gone g`
}

/** Identities that an import gave to people who stood before it. */
export async function removeIdentities(scope: Scope, importId: number): Promise<void> {
  await run(
    scope.tx,
    `delete from contact_identities i using contacts c
     where i.workspace_id = $1 and i.import_id = $2 and c.workspace_id = $1 and c.id = i.contact_id
       and c.import_id is distinct from $2::integer`,
    [scope.workspaceId, importId],
  )
}

export async function removeFlags(scope: Scope, importId: number): Promise<void> {
  await run(
    scope.tx,
    'delete from quality_flags where workspace_id = $1 and import_id = $2 and settled_at is null',
    [scope.workspaceId, importId],
  )
}

const customTables = { contact: 'contacts', account: 'accounts', lead: 'leads', deal: 'deals' } as const

/** Custom fields that an import made and no record holds a value of any more. */
export async function removeFields(scope: Scope, importId: number): Promise<void> {
  for (const [kind, table] of Object.entries(customTables)) {
    await run(
      scope.tx,
      `delete from attribute_fields f where f.workspace_id = $1 and f.import_id = $2 and f.record_kind = '${kind}'
         and not exists (select from ${table} t where t.workspace_id = $1 and t.custom ? f.key)`,
      [scope.workspaceId, importId],
    )
  }
}
