/**
 * Puts a row into every table that belongs to a workspace, with a recognisable secret wherever text may stand.
 * It reads the tables from the catalogs, so that a new table is planted without anybody thinking of it.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Every planted text holds this, in one of these spellings, because some columns take small letters only. */
export const secretMarks = ['SECRET-RIVAL', 'secret-rival', 'secret_rival']

const roundsMax = 200

type Column = {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly hasDefault: boolean
  readonly generated: boolean
}
type Reference = { readonly columns: string[]; readonly table: string; readonly targets: string[] }
type Check = { readonly name: string; readonly definition: string; readonly columns: string[] }
type Table = {
  readonly name: string
  readonly columns: Column[]
  readonly references: Reference[]
  readonly checks: Check[]
}

export type Planted = {
  /** Every table that was planted. */
  readonly tables: readonly string[]
  /** The ids of the planted rows: what a stranger would have to guess. */
  readonly ids: readonly string[]
}

/**
 * Plants two rows into every table of the workspace, those first that others refer to: one without its optional
 * instants, which is there and open, and one with all of them, which is shared, ended, deleted.
 */
export async function plant(pool: pg.Pool, workspaceId: number): Promise<Planted> {
  const tables = inOrder(await readTables(pool))
  const ids: string[] = []
  for (const dated of [false, true]) {
    const rows: Plot['rows'] = new Map()
    for (const table of tables) {
      const row = await plantOne(pool, { table, workspaceId, rows, dated })
      rows.set(table.name, row)
      const { id } = row
      if (typeof id === 'string' || typeof id === 'number') ids.push(String(id))
    }
  }
  return { tables: tables.map(({ name }) => name), ids }
}

/** A fingerprint of everything that the workspace holds: it changes when anybody writes there. */
export async function fingerprint(pool: pg.Pool, workspaceId: number): Promise<Record<string, string>> {
  const tables = await readTables(pool)
  const prints = tables.map(async ({ name }) => {
    const { rows } = await pool.query<{ print: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as print from ${name} t where workspace_id = $1`,
      [workspaceId],
    )
    return [name, rows[0]?.print ?? ''] as const
  })
  return Object.fromEntries(await Promise.all(prints))
}

async function readTables(pool: pg.Pool): Promise<Table[]> {
  const { rows } = await pool.query<Table>(`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'required', a.attnotnull,
                'hasDefault', a.atthasdef, 'generated', a.attidentity <> '' or a.attgenerated <> '') order by a.attnum)
         from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(json_build_object('table', f.confrelid::regclass::text,
                'columns', (select json_agg(a.attname order by k.n) from unnest(f.conkey) with ordinality k(attnum, n)
                             join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum),
                'targets', (select json_agg(a.attname order by k.n) from unnest(f.confkey) with ordinality k(attnum, n)
                             join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum)))
         from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as references,
      coalesce((select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid),
                'columns', (select json_agg(a.attname) from pg_attribute a
                             where a.attrelid = k.conrelid and a.attnum = any (k.conkey))))
         from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'), '[]') as checks
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id')
    order by c.relname`)
  return rows
}

function inOrder(tables: readonly Table[]): Table[] {
  const placed: Table[] = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const ready = [...waiting].filter((table) => table.references.every((to) => isPlaced(to, table, waiting)))
    if (ready.length === 0)
      throw new Error(`These tables refer to each other: ${[...waiting].map((t) => t.name).join(', ')}`)
    for (const table of ready) waiting.delete(table)
    placed.push(...ready)
  }
  return placed
}

function isPlaced(reference: Reference, table: Table, waiting: ReadonlySet<Table>): boolean {
  return reference.table === table.name || ![...waiting].some((other) => other.name === reference.table)
}

type Plot = {
  readonly table: Table
  readonly workspaceId: number
  readonly rows: Map<string, Record<string, unknown>>
  readonly dated: boolean
}

/** Tries a row, and where a CHECK refuses it, the next candidate of the columns that the CHECK names. */
async function plantOne(
  pool: pg.Pool,
  { table, workspaceId, rows, dated }: Plot,
): Promise<Record<string, unknown>> {
  const referred = referredValues(table, rows)
  const columns = table.columns.filter((column) => !column.generated)
  const candidates = new Map(columns.map((column) => [column.name, candidatesOf(table, column, dated)]))
  const chosen = new Map(columns.map((column) => [column.name, 0]))
  for (let round = 0; round < roundsMax; round++) {
    const values = columns.map(({ name }) => {
      if (name === 'workspace_id') return workspaceId
      return referred.has(name) ? referred.get(name) : candidates.get(name)?.[chosen.get(name) ?? 0]
    })
    try {
      return await insert(pool, table.name, { names: columns.map(({ name }) => name), values })
    } catch (error) {
      // One row is all that a table with nothing but the workspace in its key can hold.
      if (isSecondOfWorkspace(error)) return {}
      if (!advance(table, { error, chosen, candidates }))
        throw new Error(`${table.name} cannot be planted`, { cause: error })
    }
  }
  throw new Error(`${table.name} takes no row that the planter can think of; teach test/planting.ts.`)
}

function isSecondOfWorkspace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.detail?.startsWith('Key (workspace_id)=') === true
}

async function insert(
  pool: pg.Pool,
  table: string,
  { names, values }: { names: string[]; values: unknown[] },
): Promise<Record<string, unknown>> {
  const places = values.map((_, index) => `$${index + 1}`)
  const { rows } = await pool.query<Record<string, unknown>>(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${places.join(', ')}) returning *`,
    values,
  )
  return rows[0] ?? {}
}

type Refused = { error: unknown; chosen: Map<string, number>; candidates: Map<string, unknown[]> }

/** Counts the candidates of the refused columns on, like the wheels of an odometer. */
function advance(table: Table, { error, chosen, candidates }: Refused): boolean {
  const name = error instanceof Error && 'constraint' in error ? String(error.constraint) : ''
  const check = table.checks.find((one) => one.name === name)
  for (const column of check?.columns ?? []) {
    const next = (chosen.get(column) ?? 0) + 1
    if (next < (candidates.get(column)?.length ?? 0)) {
      chosen.set(column, next)
      return true
    }
    chosen.set(column, 0)
  }
  return false
}

function referredValues(table: Table, rows: Plot['rows']): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const reference of table.references) {
    // A row that refers to itself, such as one merged into another, would be hidden from lists.
    const target = reference.table === table.name ? undefined : rows.get(reference.table)
    for (const [index, column] of reference.columns.entries()) {
      if (column !== 'workspace_id') values.set(column, target?.[reference.targets[index] ?? ''] ?? null)
    }
  }
  return values
}

const listed = /'((?:[^']|'')*)'::text/g

function candidatesOf(table: Table, column: Column, dated: boolean): unknown[] {
  const { name, type, required } = column
  const checks = table.checks.filter((check) => check.columns.length === 1 && check.columns[0] === name)
  const choices = checks
    .filter((check) => check.definition.includes('ARRAY['))
    .flatMap((check) => [...check.definition.matchAll(listed)].map((match) => match[1]))
  if (choices.length > 0) return choices
  if (!required && (type === 'uuid' || (type === 'timestamptz' && !dated))) return [null]
  return candidatesByType(type, {
    name,
    mark: `${table.name}-${name}`.slice(0, 20) + (dated ? '-dated' : ''),
    dated,
  })
}

type About = { readonly name: string; readonly mark: string; readonly dated: boolean }

function candidatesByType(type: string, { name, mark, dated }: About): unknown[] {
  switch (type) {
    case 'text':
    case 'varchar':
      return [
        `SECRET-RIVAL-${mark}`,
        `secret-rival-${mark.replaceAll('_', '-')}`,
        `secret_rival_${mark.replaceAll('-', '_')}`,
        'EUR',
        'DE',
      ]
    case 'uuid':
      return orderedUuids(name)
    case 'json':
    case 'jsonb':
      return [JSON.stringify({ secret: `SECRET-RIVAL-${mark}` })]
    case 'bool':
      return [true, false]
    case 'timestamptz':
      return ['2026-05-01T10:00:00Z']
    case 'date':
      return ['2026-05-01']
    case 'bytea':
      return [Buffer.from(`SECRET-RIVAL-${mark}`)]
    case 'float4':
    case 'float8':
      return [0.5]
    default:
      return dated ? [10_008, 8, 1, 0] : [10_007, 7, 1, 0]
  }
}

/** Two columns of one row may have to stand in an order, such as the pair of a duplicate. */
function orderedUuids(name: string): string[] {
  const rest = randomUUID().slice(1)
  return name.startsWith('second') || name.startsWith('loser') ? [`f${rest}`] : [`1${rest}`]
}
