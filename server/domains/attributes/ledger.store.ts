import { sql } from 'kysely'
import type { ChangeSource } from '../../../contract/attributes.ts'
import { nameKey } from '../../../contract/names.ts'
import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import { customPrefix } from './rules/standard-fields.ts'
import { fieldSql, recordTables } from './tables.store.ts'
import type { FieldSql, Fragment } from './tables.store.ts'

/** Values by field for one record; where `expected` names a field, it is only written while it holds that value. */
export type RecordValues = {
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
  readonly expected?: Readonly<Record<string, unknown>>
}

export type Provenance = {
  readonly knownFrom: Date
  readonly assumed: boolean
  readonly sourceKind: ChangeSource
  readonly sourceId: string | null
  readonly eventId: number | null
}

export type WrittenRecord = {
  readonly id: string
  /** What was changed to, by field; null where nothing changed. */
  readonly changed: Record<string, unknown> | null
  readonly before: Record<string, unknown> | null
  /** Fields that hold something else than expected, and were left alone. */
  readonly kept: string[]
}

type Write = {
  readonly kind: RecordKind
  readonly records: readonly RecordValues[]
  readonly provenance: Provenance
  /** Of a record made in this act everything is news, also what it was made with. */
  readonly isNew?: boolean
}

/**
 * Writes values onto records and one row of the ledger for each record that changed, in one statement. Values must
 * have been read by `readValue`. Records of other workspaces are as absent as those that do not exist.
 */
export async function writeValues(scope: Scope, write: Write): Promise<WrittenRecord[]> {
  const names = new Set(write.records.flatMap((record) => Object.keys(record.values)))
  if (names.size === 0) return []
  const fields = [...names].map((name) => fieldSql(write.kind, name))
  const result = await writingQuery(scope, write, fields).execute(scope.tx)
  await derive(scope, write.kind, result.rows)
  return result.rows
}

function writingQuery(
  scope: Scope,
  { kind, records, provenance, isNew }: Write,
  fields: readonly FieldSql[],
) {
  const table = sql.table(recordTables[kind].table)
  const { knownFrom, assumed, sourceKind, sourceId, eventId } = provenance
  const given = sql`unnest(${records.map((record) => record.id)}::uuid[],
    ${records.map((record) => JSON.stringify(record.values))}::jsonb[],
    ${records.map((record) => JSON.stringify(record.expected ?? {}))}::jsonb[]) as n(id, given, expected)`
  return sql<WrittenRecord>`
    with held as (
      select t.id, n.expected, ${objectOf(fields, (f) => f.canonical(sql`n.given`))} as wanted,
        ${isNew === true ? sql`'{}'::jsonb` : objectOf(fields, (f) => f.current)} as current
      from ${table} t join ${given} on n.id = t.id
      where t.workspace_id = ${scope.workspaceId} for update of t
    ), judged as (
      select id, ${picked(sql`e.value`, mayWrite)} as changed, ${picked(sql`coalesce(current -> e.key, 'null')`, mayWrite)} as before,
        array(select e.key from jsonb_each(wanted) e where ${differs} and not ${asExpected}) as kept
      from held
    ), written as (
      update ${table} t set ${assignments(fields)}, updated_at = ${scope.now}, changed_xid = rapport_xid()
      from judged d where t.workspace_id = ${scope.workspaceId} and t.id = d.id and d.changed is not null
    ), noted as (
      insert into attribute_changes (workspace_id, record_kind, record_id, known_from, assumed, recorded_at,
        source_kind, source_id, event_id, changed, before)
      select ${scope.workspaceId}::integer, ${kind}, d.id, ${knownFrom}::timestamptz, ${assumed}::boolean,
        ${scope.now}::timestamptz, ${sourceKind}, ${sourceId}::text, ${eventId}::bigint, d.changed, d.before
      from judged d where d.changed is not null
    )
    select id, changed, before, kept from judged`
}

const differs = sql`e.value <> coalesce(current -> e.key, 'null')`
const asExpected = sql`(not expected ? e.key or expected -> e.key = coalesce(current -> e.key, 'null'))`
const mayWrite = sql`${differs} and ${asExpected}`

function picked(value: Fragment, condition: Fragment): Fragment {
  return sql`(select jsonb_object_agg(e.key, ${value}) from jsonb_each(wanted) e where ${condition})`
}

/** One JSON object of the fields that `n.given` names, each with what `valueOf` says. */
function objectOf(fields: readonly FieldSql[], valueOf: (field: FieldSql) => Fragment): Fragment {
  const parts = fields.map((field) => {
    const name = sql.lit(field.field)
    return sql`case when n.given ? ${name} then jsonb_build_object(${name}::text, ${valueOf(field)}) else '{}' end`
  })
  return sql`(${sql.join(parts, sql` || `)})`
}

function assignments(fields: readonly FieldSql[]): Fragment {
  const standard = fields.flatMap((field) =>
    field.assignment === null ? [] : [field.assignment(sql`d.changed`)],
  )
  if (standard.length === fields.length) return sql.join(standard)
  const custom = sql`custom = jsonb_strip_nulls(t.custom || coalesce((
    select jsonb_object_agg(substr(e.key, ${customPrefix.length + 1}), e.value) from jsonb_each(d.changed) e
    where e.key like ${`${customPrefix}%`}), '{}'))`
  return sql.join([...standard, custom])
}

/** Brings what follows from attributes up to date: search texts, and the key under which a company's name is found. */
async function derive(scope: Scope, kind: RecordKind, written: readonly WrittenRecord[]): Promise<void> {
  for (const { column, from, value } of recordTables[kind].derived) {
    const ids = written.filter(
      (row) => row.changed !== null && from.some((name) => name in (row.changed ?? {})),
    )
    if (ids.length === 0) continue
    await sql`update ${sql.table(recordTables[kind].table)} t set ${sql.ref(column)} = ${value}
      where t.workspace_id = ${scope.workspaceId} and t.id = any(${ids.map((row) => row.id)}::uuid[])`.execute(
      scope.tx,
    )
  }
  if (kind === 'account') await keyNames(scope, written)
  if (kind === 'contact') await keepIdentities(scope, written)
  await refreshWordsBeside(scope, kind, written)
}

/** By whose new names other records are found too: people and deals by their company's, deals by their person's. */
const namesBeside: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  account: ['name'],
  contact: ['fullName', 'email'],
}

async function refreshWordsBeside(
  scope: Scope,
  kind: RecordKind,
  written: readonly WrittenRecord[],
): Promise<void> {
  const names = namesBeside[kind] ?? []
  const ids = written
    .filter(({ changed }) => names.some((name) => name in (changed ?? {})))
    .map(({ id }) => id)
  if (ids.length === 0) return
  const [accounts, contacts] = kind === 'account' ? [ids, []] : [[], ids]
  await sql`select rapport_refresh_words(${scope.workspaceId}, ${accounts}::uuid[], ${contacts}::uuid[])`.execute(
    scope.tx,
  )
}

async function keyNames(scope: Scope, written: readonly WrittenRecord[]): Promise<void> {
  const named = written.flatMap((row) => {
    const name = row.changed?.['name']
    return typeof name === 'string' ? [{ id: row.id, key: nameKey(name) }] : []
  })
  if (named.length === 0) return
  await sql`update accounts t set name_key = n.key
    from unnest(${named.map((row) => row.id)}::uuid[], ${named.map((row) => row.key)}::text[]) as n(id, key)
    where t.workspace_id = ${scope.workspaceId} and t.id = n.id`.execute(scope.tx)
}

/** A mail or phone that comes back with an undo is again one that the person is recognised by, if nobody else is. */
async function keepIdentities(scope: Scope, written: readonly WrittenRecord[]): Promise<void> {
  const ids = written.filter((row) => 'email' in (row.changed ?? {}) || 'phone' in (row.changed ?? {}))
  if (ids.length === 0) return
  await sql`insert into contact_identities (workspace_id, contact_id, kind, key, value, created_at)
    select c.workspace_id, c.id, own.kind, own.key, own.key, ${scope.now}
    from contacts c cross join lateral (values ('email', lower(c.email)), ('phone', c.phone)) as own(kind, key)
    where c.workspace_id = ${scope.workspaceId} and c.id = any(${ids.map((row) => row.id)}::uuid[])
      and (own.kind = 'email' and own.key like '%_@_%' or own.kind = 'phone' and own.key like '+%')
    on conflict do nothing`.execute(scope.tx)
}

type Asked = {
  readonly kind: RecordKind
  readonly ids: readonly string[]
  readonly fields: readonly string[]
}

/** The standing values of records, in the ledger's form. */
export async function selectValues(
  scope: Scope,
  { kind, ids, fields }: Asked,
): Promise<{ id: string; values: Record<string, unknown> }[]> {
  const pairs = fields.map(
    (name) => sql`jsonb_build_object(${sql.lit(name)}::text, ${fieldSql(kind, name).current})`,
  )
  const found = await sql<{ id: string; values: Record<string, unknown> }>`
    select t.id, ${sql.join(pairs, sql` || `)} as values from ${sql.table(recordTables[kind].table)} t
    where t.workspace_id = ${scope.workspaceId} and t.id = any(${ids}::uuid[])`.execute(scope.tx)
  return found.rows
}

/** Which of these records stand and are not in the trash, nor merged into another. */
export async function selectLiveIds(
  scope: Scope,
  kind: RecordKind,
  ids: readonly string[],
): Promise<string[]> {
  const { table, merges } = recordTables[kind]
  const unmerged = merges ? sql`and t.merged_into_id is null` : sql``
  const result = await sql<{ id: string }>`select t.id from ${sql.table(table)} t
    where t.workspace_id = ${scope.workspaceId} and t.id = any(${ids}::uuid[]) and t.deleted_at is null ${unmerged}`.execute(
    scope.tx,
  )
  return result.rows.map((row) => row.id)
}

/** Whether a record stands at all, in the trash or merged or not. */
export async function recordExists(scope: Scope, kind: RecordKind, id: string): Promise<boolean> {
  const result = await sql`select 1 from ${sql.table(recordTables[kind].table)} t
    where t.workspace_id = ${scope.workspaceId} and t.id = ${id}`.execute(scope.tx)
  return result.rows.length > 0
}

/** How many records somebody owns, without those in the trash or merged into another. */
export async function countOwned(scope: Scope, kind: RecordKind, ownerId: string): Promise<number> {
  const { table, merges } = recordTables[kind]
  const unmerged = merges ? sql`and t.merged_into_id is null` : sql``
  const result = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)} t
    where t.workspace_id = ${scope.workspaceId} and t.owner_id = ${ownerId}
      and t.deleted_at is null ${unmerged}`.execute(scope.tx)
  return result.rows[0]?.count ?? 0
}

type OwnedAsked = {
  readonly kind: RecordKind
  readonly ownerId: string
  readonly after: string | null
  readonly limit: number
}

/** The ids of records that somebody owns, those in the trash and merged ones among them, in their order. */
export async function selectOwned(scope: Scope, asked: OwnedAsked): Promise<string[]> {
  const { kind, ownerId, after, limit } = asked
  const result = await sql<{ id: string }>`select t.id from ${sql.table(recordTables[kind].table)} t
    where t.workspace_id = ${scope.workspaceId} and t.owner_id = ${ownerId}
      and (${after}::uuid is null or t.id > ${after}::uuid)
    order by t.id limit ${limit}`.execute(scope.tx)
  return result.rows.map((row) => row.id)
}
