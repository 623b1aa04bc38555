import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/** Puts down a company by its name; the rest follows through the ledger. */
export async function insertAccount(
  scope: Scope,
  account: { id: string; name: string; nameKey: string },
): Promise<void> {
  await scope.tx
    .insertInto('accounts')
    .values({
      workspace_id: scope.workspaceId,
      id: account.id,
      name: account.name,
      name_key: account.nameKey,
      created_at: scope.now,
      recorded_at: scope.now,
      updated_at: scope.now,
    })
    .execute()
}

export type HeldAccount = { readonly id: string; readonly deleted_at: Date | null }

/** One company, held until the transaction ends. */
export async function holdAccount(scope: Scope, id: string): Promise<HeldAccount | undefined> {
  return scope.tx
    .selectFrom('accounts')
    .select(['id', 'deleted_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function setAccountDeleted(scope: Scope, id: string, at: Date | null): Promise<void> {
  await sql`update accounts set deleted_at = ${at}, updated_at = ${scope.now}, changed_xid = rapport_xid()
    where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(scope.tx)
}

const ancestorsMax = 50

/** Whether `ancestor` stands above `id`, or is it: companies must not own each other in a circle. */
export async function standsAbove(scope: Scope, ancestor: string, id: string): Promise<boolean> {
  const found = await sql`
    with recursive above(id, depth) as (
      select ${id}::uuid, 0
      union
      select a.parent_id, depth + 1 from above
      join accounts a on a.workspace_id = ${scope.workspaceId} and a.id = above.id
      where a.parent_id is not null and depth < ${ancestorsMax}
    )
    select 1 from above where id = ${ancestor}`.execute(scope.tx)
  return found.rows.length > 0
}

export type PersonOfAccount = {
  readonly id: string
  readonly full_name: string
  readonly title: string | null
  readonly email: string | null
  readonly stage_id: number | null
  readonly last_touch_at: Date | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
}

/** The people of these companies, the most recently touched first. */
export async function selectPeople(
  scope: Scope,
  companies: readonly string[],
  limit: number,
): Promise<PersonOfAccount[]> {
  const found = await sql<PersonOfAccount>`
    select c.id, c.full_name, c.title, c.email, c.stage_id, t.last_touch_at,
      m.id as owner_id, m.name as owner_name, m.team as owner_team
    from contacts c
    left join contact_activity t on t.workspace_id = c.workspace_id and t.contact_id = c.id
    left join members m on m.workspace_id = c.workspace_id and m.id = c.owner_id
    where c.workspace_id = ${scope.workspaceId} and c.account_id = any(${companies}::uuid[])
      and c.merged_into_id is null and c.deleted_at is null
    order by t.last_touch_at desc nulls last, c.full_name, c.id limit ${limit}`.execute(scope.tx)
  return found.rows
}

/** The companies directly below these. */
export async function selectChildren(
  scope: Scope,
  companies: readonly string[],
  limit: number,
): Promise<{ id: string; name: string }[]> {
  return scope.tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('parent_id', 'in', [...companies])
    .where('merged_into_id', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('name')
    .limit(limit)
    .execute()
}
