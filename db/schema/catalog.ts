import type { Client } from 'pg'

/** One column as the catalogs tell it. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly typeName: string
  readonly isArray: boolean
  readonly required: boolean
  readonly identity: '' | 'a' | 'd'
  readonly generated: '' | 's' | 'v'
  readonly defaultText: string | null
}

/** One table with everything that hangs on it, as statements or parts of statements. */
export interface Table {
  readonly name: string
  readonly options: string | null
  readonly partitioning: string | null
  readonly partOf: string | null
  readonly walled: boolean
  readonly forced: boolean
  readonly columns: readonly Column[]
  readonly constraints: readonly string[]
  readonly indexes: readonly string[]
  readonly policies: readonly string[]
  readonly grants: readonly string[]
}

/** The whole schema, each list in one fixed order. */
export interface Catalog {
  readonly schemas: readonly string[]
  readonly extensions: readonly string[]
  readonly types: readonly string[]
  readonly functions: readonly string[]
  readonly views: readonly string[]
  readonly tables: readonly Table[]
}

/** The job queue keeps its own history; what extensions bring is theirs. */
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') and n.nspname !~ '^pg_'`
const notOfExtension = (kind: string) =>
  `not exists (select from pg_depend d where d.classid = '${kind}'::regclass and d.objid = o.oid and d.deptype = 'e')`

/** Reads everything that the migrations made, with names free of any search path but `public`. */
export async function readCatalog(client: Client): Promise<Catalog> {
  await client.query(`set search_path = public`)
  return {
    schemas: await texts(client, SCHEMAS),
    extensions: await texts(client, EXTENSIONS),
    types: await texts(client, TYPES),
    functions: await texts(client, FUNCTIONS),
    views: await texts(client, VIEWS),
    tables: await readTables(client),
  }
}

async function texts(client: Client, query: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(query, [...values])
  return rows.map(({ text }) => text)
}

type TableRow = Pick<Table, 'name' | 'options' | 'partitioning' | 'partOf' | 'walled' | 'forced'> & {
  oid: number
}

async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<TableRow>(TABLES)
  const tables: Table[] = []
  for (const { oid, ...table } of rows) {
    const columns = await client.query<Column>(COLUMNS, [oid])
    tables.push({
      ...table,
      columns: columns.rows,
      constraints: await texts(client, CONSTRAINTS, [oid]),
      indexes: await texts(client, INDEXES, [oid]),
      policies: await texts(client, POLICIES, [oid]),
      grants: await texts(client, TABLE_GRANTS, [oid]),
    })
  }
  return tables
}

/** Who may do what with an object, as statements; the rights of its owner go without saying. */
function grants(rights: string, kind: string, object: string): string {
  return `coalesce((
    select string_agg(format(E'\\ngrant %s on ${kind}%s to %s;', a.kinds, ${object}, a.grantee), '' order by a.grantee)
      from (select string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as kinds,
                   case x.grantee when 0 then 'public' else x.grantee::regrole::text end as grantee
              from aclexplode(${rights}) x where x.grantee <> x.grantor group by x.grantee) a), '')`
}

const SCHEMAS = `
  select format('create schema %I;', n.nspname) || ${grants('n.nspacl', 'schema ', 'quote_ident(n.nspname)')} as text
    from pg_namespace n where ${OURS} and n.nspname <> 'public' order by n.nspname collate "C"`

const EXTENSIONS = `
  select format('create extension %I;', extname) as text from pg_extension where extname <> 'plpgsql' order by extname collate "C"`

const TYPES = `
  select format('create type %s as enum (%s);', o.oid::regtype,
           (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = o.oid)) as text
    from pg_type o join pg_namespace n on n.oid = o.typnamespace
   where ${OURS} and o.typtype = 'e' and ${notOfExtension('pg_type')} order by o.oid::regtype::text collate "C"`

const FUNCTIONS = `
  select rtrim(pg_get_functiondef(o.oid), E'\\n') || ';' || ${grants('o.proacl', 'routine ', 'o.oid::regprocedure')} as text
    from pg_proc o join pg_namespace n on n.oid = o.pronamespace
   where ${OURS} and o.prokind in ('f', 'p') and ${notOfExtension('pg_proc')} order by o.oid::regprocedure::text collate "C"`

const VIEWS = `
  select format(E'create %sview %s as\\n%s', case o.relkind when 'm' then 'materialized ' else '' end, o.oid::regclass, pg_get_viewdef(o.oid))
         || ${grants('o.relacl', '', 'o.oid::regclass')} as text
    from pg_class o join pg_namespace n on n.oid = o.relnamespace
   where ${OURS} and o.relkind in ('v', 'm') and ${notOfExtension('pg_class')} order by o.oid::regclass::text collate "C"`

const TABLES = `
  select o.oid::int as oid, o.oid::regclass::text as name, array_to_string(o.reloptions, ', ') as options,
         pg_get_partkeydef(o.oid) as partitioning,
         case when o.relispartition then (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = o.oid)
           || ' ' || pg_get_expr(o.relpartbound, o.oid) end as "partOf",
         o.relrowsecurity as walled, o.relforcerowsecurity as forced
    from pg_class o join pg_namespace n on n.oid = o.relnamespace
   where ${OURS} and o.relkind in ('r', 'p') and ${notOfExtension('pg_class')} order by o.oid::regclass::text collate "C"`

const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, coalesce(e.typname, t.typname) as "typeName",
         t.typcategory = 'A' as "isArray", a.attnotnull as required, a.attidentity as identity, a.attgenerated as generated,
         pg_get_expr(d.adbin, d.adrelid) as "defaultText"
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`

const CONSTRAINTS = `
  select format('constraint %I %s', c.conname, pg_get_constraintdef(c.oid)) as text
    from pg_constraint c where c.conrelid = $1 and c.contype in ('p', 'u', 'f', 'c', 'x') and c.conislocal
   order by array_position(array['p', 'u', 'x', 'f', 'c'], c.contype::text), c.conname collate "C"`

const INDEXES = `
  select pg_get_indexdef(i.indexrelid) || ';' as text
    from pg_index i join pg_class x on x.oid = i.indexrelid
   where i.indrelid = $1 and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
   order by x.relname collate "C"`

const POLICIES = `
  select format('create policy %I on %s for %s to %s', p.polname, p.polrelid::regclass,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
           (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text) from unnest(p.polroles) r))
         || coalesce(format(E'\\n  using (%s)', pg_get_expr(p.polqual, p.polrelid)), '')
         || coalesce(format(E'\\n  with check (%s)', pg_get_expr(p.polwithcheck, p.polrelid)), '') || ';' as text
    from pg_policy p where p.polrelid = $1 order by p.polname collate "C"`

const TABLE_GRANTS = `
  select format('grant %s on %s to %s;', string_agg(lower(x.privilege_type), ', ' order by x.privilege_type), o.oid::regclass,
           case x.grantee when 0 then 'public' else x.grantee::regrole::text end) as text
    from pg_class o cross join lateral aclexplode(o.relacl) x
   where o.oid = $1 and x.grantee <> o.relowner group by o.oid, x.grantee order by x.grantee::regrole::text collate "C"`
