import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'
import { copyRows } from './copy.ts'
import {
  blanksFilled,
  filledAttributes,
  hasCustom,
  nothingBefore,
  valuesBefore,
  valuesReplaced,
} from './ledger.ts'
import { columnNames, quoted, refreshNamesSql } from './relation.ts'
import type { Relation, StagedRow } from './relation.ts'

/** A row to change: `row` numbers it within the chunk, so that the answer can say which rows changed anything. */
export type RowChange = { readonly row: number; readonly id: string; readonly values: StagedRow }

/** Which import writes, and the instant at which all its records count as recorded. */
export type Provenance = { readonly importId: number; readonly at: Date }

/** Inserts rows of one relation: COPY into staging, one insert, one ledger row for each that has attributes. */
export async function insertRows(
  scope: Scope,
  provenance: Provenance,
  batch: { readonly relation: Relation; readonly rows: readonly StagedRow[] },
): Promise<void> {
  const { relation, rows } = batch
  if (rows.length === 0) return
  const stage = await stageRows(
    scope,
    { name: `stage_new_${relation.table}`, columns: relation.columns },
    rows,
  )
  const insert = insertStatement(scope, provenance, { relation, stage })
  await run(scope.tx, insert.text, insert.values)
  if (relation.ledger === undefined) return
  const values = [scope.workspaceId, provenance.importId, provenance.at]
  await run(scope.tx, creationLedgerSql(relation, stage), values)
}

/**
 * Changes standing records where the file says something else; a blank in the file never erases. Answers the
 * numbers of the rows that changed anything. With `dry` nothing is written.
 */
export async function changeRows(
  scope: Scope,
  provenance: Provenance,
  batch: { readonly relation: Relation; readonly changes: readonly RowChange[]; readonly dry: boolean },
): Promise<number[]> {
  const { relation, changes, dry } = batch
  if (changes.length === 0) return []
  const columns = { row: 'integer', id: 'uuid', ...changeableColumns(relation) } as const
  const rows = changes.map(({ row, id, values }) => ({ ...values, row, id }))
  const stage = await stageRows(scope, { name: `stage_changed_${relation.table}`, columns }, rows)
  await run(scope.tx, `analyze ${stage}`)
  const compared = await compare(scope, relation, stage)
  if (!dry && compared.length > 0) await applyCompared(scope, provenance, { relation, stage })
  return compared.map(({ row }) => row)
}

/** The columns of a relation that an update may touch: its attributes and custom values. */
export function changeableColumns(relation: Relation): Relation['columns'] {
  const followers = relation.followers ?? []
  const custom = hasCustom(relation) ? ['custom'] : []
  const names = [...Object.keys(relation.attributes ?? {}), ...followers, ...custom]
  return Object.fromEntries(names.map((name) => [name, relation.columns[name] ?? 'text']))
}

async function stageRows(
  scope: Scope,
  stage: { readonly name: string; readonly columns: Relation['columns'] },
  rows: readonly StagedRow[],
): Promise<string> {
  const table = `pg_temp.${stage.name}`
  const columns = Object.entries(stage.columns).map(([name, type]) => `${quoted(name)} ${type}`)
  await run(
    scope.tx,
    `create temporary table if not exists ${stage.name} (${columns.join(', ')}) on commit delete rows`,
  )
  await run(scope.tx, `truncate ${table}`)
  await copyRows(scope, { table, columns: Object.keys(stage.columns) }, rows)
  return table
}

function insertStatement(
  scope: Scope,
  provenance: Provenance,
  { relation, stage }: { relation: Relation; stage: string },
): { text: string; values: unknown[] } {
  const values: unknown[] = [scope.workspaceId]
  const stamps = (relation.stamps ?? []).map((stamp) => {
    // Asked once for the whole statement; the column's own default would ask for each row.
    if (stamp === 'changed_xid') return { name: stamp, value: '(select rapport_xid())' }
    values.push(stamp === 'import_id' ? provenance.importId : provenance.at)
    return { name: stamp, value: `$${values.length}::${stamp === 'import_id' ? 'integer' : 'timestamptz'}` }
  })
  const derived = Object.entries(relation.derived ?? {}).map(([name, of]) => ({ name, value: of('s') }))
  const columns = columnNames(relation).map((name) => ({ name, value: insertedValue(relation, name) }))
  const all = [...columns, ...derived, ...stamps]
  const text = `insert into ${relation.table} (workspace_id, ${all.map(({ name }) => quoted(name)).join(', ')})
    select $1::integer, ${all.map(({ value }) => value).join(', ')} from ${stage} s ${relation.onConflict ?? ''}`
  return { text, values }
}

function insertedValue(relation: Relation, name: string): string {
  const type = relation.columns[name]
  if (name === 'custom' && type === 'jsonb') return `coalesce(s.custom, '{}')`
  return `s.${quoted(name)}`
}

function creationLedgerSql(relation: Relation, stage: string): string {
  return `insert into attribute_changes
      (workspace_id, record_kind, record_id, known_from, assumed, recorded_at, source_kind, source_id, import_id, changed)
    select $1, '${relation.ledger}', f.id, f.created_at, true, $3, 'import', $2::integer::text, $2::integer, f.filled
    from (select s.id, s.created_at, ${filledAttributes(relation, 's')} as filled from ${stage} s offset 0) f
    where f.filled <> '{}'`
}

async function compare(scope: Scope, relation: Relation, stage: string): Promise<{ row: number }[]> {
  const name = `compared_${relation.table}`
  await run(
    scope.tx,
    `create temporary table if not exists ${name}
       (row integer, id uuid, created_at timestamptz, filled jsonb, replaced jsonb, before jsonb) on commit delete rows`,
  )
  await run(scope.tx, `truncate pg_temp.${name}`)
  return run<{ row: number }>(
    scope.tx,
    `insert into pg_temp.${name}
     select * from (
       select s.row, s.id, ${createdAtOf(relation)} as created_at, ${blanksFilled(relation)} as filled, ${valuesReplaced(relation)} as replaced,
              ${valuesBefore(relation)} as before
       from ${stage} s join ${relation.table} t on t.workspace_id = $1 and t.id = s.id offset 0) c
     where c.filled <> '{}' or c.replaced <> '{}'
     returning row`,
    [scope.workspaceId],
  )
}

/** Only records whose attributes are dated need the instant from which they are known. */
function createdAtOf(relation: Relation): string {
  return relation.ledger === undefined ? 'null::timestamptz' : 't.created_at'
}

async function applyCompared(
  scope: Scope,
  provenance: Provenance,
  { relation, stage }: { relation: Relation; stage: string },
): Promise<void> {
  const compared = `pg_temp.compared_${relation.table}`
  await run(scope.tx, updateSql(relation, { stage, compared }), [
    scope.workspaceId,
    ...updateStamp(relation, provenance),
  ])
  if (relation.derived) await run(scope.tx, derivedSql(relation, compared), [scope.workspaceId])
  const from = { from: compared, id: 'id', changed: ['filled', 'replaced'] }
  const refreshNames = refreshNamesSql(relation, from)
  if (refreshNames !== null) await run(scope.tx, refreshNames, [scope.workspaceId])
  if (relation.ledger === undefined) return
  const values = [scope.workspaceId, provenance.importId, provenance.at]
  await run(scope.tx, changeLedgerSql(relation, compared), values)
}

function updateStamp(relation: Relation, provenance: Provenance): unknown[] {
  return relation.stamps?.includes('updated_at') === true ? [provenance.at] : []
}

function updateSql(relation: Relation, { stage, compared }: { stage: string; compared: string }): string {
  const columns = [...Object.keys(relation.attributes ?? {}), ...(relation.followers ?? [])]
  const sets = columns.map((name) => `${quoted(name)} = coalesce(s.${quoted(name)}, t.${quoted(name)})`)
  if (hasCustom(relation)) sets.push(`custom = t.custom || coalesce(s.custom, '{}')`)
  if (relation.stamps?.includes('updated_at') === true) sets.push('updated_at = $2')
  sets.push('changed_xid = rapport_xid()')
  return `update ${relation.table} t set ${sets.join(', ')}
    from ${compared} c join ${stage} s on s.row = c.row
    where t.workspace_id = $1 and t.id = c.id`
}

/** Derived columns read the row as it stands after the update, so they need a statement of their own. */
function derivedSql(relation: Relation, compared: string): string {
  const sets = Object.entries(relation.derived ?? {}).map(
    ([name, expression]) => `${quoted(name)} = ${expression('t')}`,
  )
  return `update ${relation.table} t set ${sets.join(', ')} from ${compared} c where t.workspace_id = $1 and t.id = c.id`
}

/**
 * A value for a blank counts as known from the record's creation and as assumed, because the file does not date it;
 * a value that replaces another can only count from now.
 */
function changeLedgerSql(relation: Relation, compared: string): string {
  const head = `select $1::integer, '${relation.ledger}', c.id`
  const source = `$3::timestamptz, 'import', $2::integer::text, $2::integer`
  return `insert into attribute_changes
      (workspace_id, record_kind, record_id, known_from, assumed, recorded_at, source_kind, source_id, import_id, changed, before)
    ${head}, c.created_at, true, ${source}, c.filled, ${nothingBefore('c.filled')} from ${compared} c where c.filled <> '{}'
    union all
    ${head}, $3::timestamptz, false, ${source}, c.replaced, c.before from ${compared} c where c.replaced <> '{}'`
}
