import { sql } from 'kysely'
import { defaultChannels } from '../../../contract/touches.ts'
import type { ChannelView } from '../../../contract/touches.ts'
import { oneOf } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'

/** Lays the default channels of a new workspace, with their ids from 1 in order. */
export async function insertDefaultChannels(scope: Scope): Promise<void> {
  const rows = defaultChannels.map((channel, index) => ({
    workspace_id: scope.workspaceId,
    id: index + 1,
    ...channel,
    created_at: scope.now,
  }))
  await scope.tx
    .insertInto('channels')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function selectChannels(scope: Scope): Promise<ChannelView[]> {
  const rows = await scope.tx
    .selectFrom('channels')
    .select(['id', 'key', 'name', 'team'])
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, team: oneOf(['marketing', 'sales'] as const, row.team) }))
}

/** A touch that is ready to be written: everything resolved. */
export type TouchRow = {
  readonly contactId: string
  readonly occurredAt: string
  readonly kind: number
  readonly channelId: number | null
  readonly campaignId: string | null
  readonly importId?: number | null
  /** A UUID; a touch with the same key is the same touch. */
  readonly key: string
  readonly detail: Readonly<Record<string, unknown>> | null
}

export type WrittenTouch = { readonly id: number; readonly key: string }

/**
 * Writes touches that are not there yet and adds them to what is known of each person's activity (of whoever they
 * were merged into), in one statement. Answers those written.
 */
export async function insertTouches(scope: Scope, rows: readonly TouchRow[]): Promise<WrittenTouch[]> {
  if (rows.length === 0) return []
  const written = await sql<WrittenTouch>`
    with made as (
      insert into touches (workspace_id, contact_id, occurred_at, recorded_at, campaign_id, channel_id, kind,
        import_id, key, detail)
      select ${scope.workspaceId}::integer, n.contact_id, n.occurred_at, ${scope.now}::timestamptz, n.campaign_id,
        n.channel_id, n.kind, n.import_id, n.key, n.detail
      from unnest(${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.occurredAt)}::timestamptz[],
        ${rows.map((row) => row.campaignId)}::uuid[], ${rows.map((row) => row.channelId)}::smallint[],
        ${rows.map((row) => row.kind)}::smallint[], ${rows.map((row) => row.importId ?? null)}::integer[],
        ${rows.map((row) => row.key)}::uuid[],
        ${rows.map((row) => (row.detail === null ? null : JSON.stringify(row.detail)))}::jsonb[])
        as n(contact_id, occurred_at, campaign_id, channel_id, kind, import_id, key, detail)
      on conflict (workspace_id, key) do nothing
      returning id, key, contact_id, occurred_at, channel_id
    ), counted as (
      select coalesce(c.merged_into_id, c.id) as contact_id, count(*)::integer as touch_count,
        min(m.occurred_at) as first_touch_at, max(m.occurred_at) as last_touch_at,
        (array_agg(m.channel_id order by m.occurred_at, m.id))[1] as first_channel_id
      from made m join contacts c on c.workspace_id = ${scope.workspaceId} and c.id = m.contact_id
      group by 1
    ), added as (
      insert into contact_activity as a
        (workspace_id, contact_id, touch_count, first_touch_at, first_channel_id, last_touch_at)
      select ${scope.workspaceId}::integer, contact_id, touch_count, first_touch_at, first_channel_id, last_touch_at
      from counted order by contact_id
      on conflict (workspace_id, contact_id) do update set
        touch_count = a.touch_count + excluded.touch_count,
        first_channel_id = case when a.first_touch_at is null or excluded.first_touch_at < a.first_touch_at
          then excluded.first_channel_id else a.first_channel_id end,
        first_touch_at = least(a.first_touch_at, excluded.first_touch_at),
        last_touch_at = greatest(a.last_touch_at, excluded.last_touch_at)
    )
    select id, key from made`.execute(scope.tx)
  return written.rows
}

/** The ids of touches by key. */
export async function selectTouchIds(scope: Scope, keys: readonly string[]): Promise<WrittenTouch[]> {
  if (keys.length === 0) return []
  const found = await sql<WrittenTouch>`select id, key from touches
    where workspace_id = ${scope.workspaceId} and key = any(${keys}::uuid[])`.execute(scope.tx)
  return found.rows
}
