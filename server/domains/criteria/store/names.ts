import { sql } from 'kysely'
import type { RecordKind } from '../../../../contract/records.ts'
import type { Scope } from '../../../platform/database.ts'
import type { Field } from '../rules/field.ts'
import type { Fragment } from './millis.ts'
import { tables } from './records.ts'

export type Named = {
  readonly kind: 'campaign' | 'member' | 'product'
  readonly id: string
  readonly name: string
}

/** What can be named by id in a condition: campaigns, members and products, the departed and the deleted included. */
export async function selectNamed(scope: Scope): Promise<Named[]> {
  const ws = scope.workspaceId
  const found = await sql<Named>`
    select 'campaign' as kind, id, name from campaigns where workspace_id = ${ws}
    union all select 'member', id, name from members where workspace_id = ${ws}
    union all select 'product', id, name from products where workspace_id = ${ws}
    order by kind, name, id`.execute(scope.tx)
  return found.rows
}

/** Which records stand, and which of their columns has an index by which the newest are found. */
const newestFirst: Readonly<Record<RecordKind, Fragment>> = {
  contact: sql`t.merged_into_id is null order by t.created_at desc`,
  account: sql`t.merged_into_id is null order by t.created_at desc`,
  lead: sql`true order by t.entered_at desc`,
  deal: sql`true order by t.created_at desc`,
}

/** The newest records of a kind, the values of these fields only: enough to show what stands there. */
export async function selectNewest(
  scope: Scope,
  kind: RecordKind,
  { fields, limit }: { readonly fields: readonly Field[]; readonly limit: number },
): Promise<Readonly<Record<string, unknown>>[]> {
  const columns = fields.flatMap(({ column }) => (column === null ? [] : [sql`, t.${sql.ref(column)}`]))
  const found = await sql<Readonly<Record<string, unknown>>>`
    select t.custom ${sql.join(columns, sql``)} from ${sql.table(tables[kind])} t
    where t.workspace_id = ${scope.workspaceId} and t.deleted_at is null and ${newestFirst[kind]}
    limit ${limit}`.execute(scope.tx)
  return found.rows
}
