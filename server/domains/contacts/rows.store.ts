import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'
import { rootOf } from '../../platform/root.ts'
import { isFlagged } from './list.store.ts'

export type ContactRecord = {
  readonly id: string
  readonly full_name: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly city: string | null
  readonly country: string | null
  readonly language: string | null
  readonly origin: string | null
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly lead_id: string | null
  readonly stage_id: number | null
  readonly stage_since: Date | null
  readonly custom: unknown
  readonly created_at: Date
  readonly deleted_at: Date | null
  readonly merged_into_id: string | null
  readonly outside_id: string | null
  readonly account_id: string | null
  readonly account_name: string | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
  readonly touch_count: number
  readonly first_touch_at: Date | null
  readonly last_touch_at: Date | null
  readonly channel_id: number | null
  readonly channel_name: string | null
  readonly channel_team: string | null
  readonly fit: number | null
  readonly engagement: number | null
  readonly flagged: boolean
}

/** People by id, with what a line of the list shows, in the order of the ids. */
export async function selectContactRows(scope: Scope, ids: readonly string[]): Promise<ContactRecord[]> {
  if (ids.length === 0) return []
  const result = await sql<ContactRecord>`
    select c.id, c.full_name, c.first_name, c.last_name, c.title, c.email, c.phone, c.city, c.country, c.language,
      c.origin, c.next_step, c.next_step_on, c.lead_id, c.stage_id, c.stage_since, c.custom, c.created_at,
      c.deleted_at, c.merged_into_id, outside.key as outside_id, a.id as account_id, a.name as account_name,
      m.id as owner_id, m.name as owner_name, m.team as owner_team, coalesce(t.touch_count, 0) as touch_count,
      t.first_touch_at, t.last_touch_at, ch.id as channel_id, ch.name as channel_name, ch.team as channel_team,
      score.fit, score.engagement,
      ${isFlagged(scope, { table: 'contacts', id: sql`c.id` })} as flagged
    from unnest(${ids}::uuid[]) with ordinality as asked(id, place)
    join contacts c on c.workspace_id = ${scope.workspaceId} and c.id = asked.id
    left join accounts own on own.workspace_id = c.workspace_id and own.id = c.account_id
    left join accounts a on a.workspace_id = c.workspace_id and a.id = ${rootOf('own')}
    left join members m on m.workspace_id = c.workspace_id and m.id = c.owner_id
    left join contact_activity t on t.workspace_id = c.workspace_id and t.contact_id = c.id
    left join contact_scores score on score.workspace_id = c.workspace_id and score.contact_id = c.id
    left join channels ch on ch.workspace_id = c.workspace_id and ch.id = t.first_channel_id
    left join lateral (
      select i.key from contact_identities i
      where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'external'
      order by i.position, i.key limit 1) outside on c.full_name = '' and c.email is null
    order by asked.place`.execute(scope.tx)
  return result.rows
}

/** The person an id stands for: themselves, or the one they were merged into. */
export async function selectRootId(scope: Scope, id: string): Promise<string | undefined> {
  const row = await scope.tx
    .selectFrom('contacts')
    .select(['id', 'merged_into_id'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.merged_into_id ?? row?.id
}

/** Everybody who is one person: the root and all who were merged into it. */
export async function selectFamilyIds(scope: Scope, rootId: string): Promise<string[]> {
  const rows = await scope.tx
    .selectFrom('contacts')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where((where) => where.or([where('id', '=', rootId), where('merged_into_id', '=', rootId)]))
    .execute()
  return rows.map((row) => row.id)
}
