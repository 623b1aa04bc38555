import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

type Named = { readonly kind: string; readonly id: string; readonly name: string }
type Names = ReadonlyMap<string, string>

/** Members, campaigns, products and profiles by `<kind> <id>`. */
export async function selectNamesOf(scope: Scope, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map()
  const wanted = sql`workspace_id = ${scope.workspaceId} and id = any(${[...ids]}::uuid[])`
  const { rows } = await sql<Named>`
    select 'member' as kind, id, name from members where ${wanted}
    union all select 'campaign', id, name from campaigns where ${wanted}
    union all select 'product', id, name from products where ${wanted}
    union all select 'profile', id, title from agreements where ${wanted} and kind = 'profile'`.execute(
    scope.tx,
  )
  return byKey(rows)
}

/** Channels by `channel <id>` and stages by `stage <key>`. */
export async function selectFixedNames(scope: Scope): Promise<Names> {
  const { rows } = await sql<Named>`
    select 'channel' as kind, id::text, name from channels where workspace_id = ${scope.workspaceId}
    union all select 'stage', key, name from stages where workspace_id = ${scope.workspaceId}`.execute(
    scope.tx,
  )
  return byKey(rows)
}

/** Labels of a company's own fields by `<record kind> <key>`. */
export async function selectFieldLabels({ tx, workspaceId }: Scope): Promise<Names> {
  const rows = await tx
    .selectFrom('attribute_fields')
    .select(['record_kind as kind', 'key as id', 'label as name'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return byKey(rows)
}

function byKey(rows: readonly Named[]): Names {
  return new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]))
}
