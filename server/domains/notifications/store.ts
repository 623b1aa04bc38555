import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Page } from '../../platform/keyset.ts'
import type { Notice } from './notifications.ts'

export type NotificationRow = {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly path: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly event_id: number | null
  readonly created_at: Date
  readonly read_at: Date | null
  readonly from_id: string | null
  readonly from_name: string | null
  readonly from_team: string | null
}

const newestFirst = {
  sorts: { createdAt: { by: sql`n.created_at`, type: 'timestamptz', nullable: false } },
  id: sql`n.id`,
  idType: 'uuid',
} as const

export async function selectPage(
  scope: Scope,
  asked: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly unread?: boolean | undefined
  },
): Promise<Page<NotificationRow>> {
  const page = { sort: 'createdAt', direction: 'desc', limit: asked.limit, cursor: asked.cursor } as const
  const unread = asked.unread === true ? sql`n.read_at is null` : sql`true`
  return readPage<NotificationRow, 'createdAt'>(
    scope.tx,
    { keyset: newestFirst, asked: page },
    ({ keys, after, tail }) => sql`
      select ${keys}, n.id, n.kind, n.text, n.path, n.subject_kind, n.subject_id, n.event_id, n.created_at, n.read_at,
             m.id as from_id, m.name as from_name, m.team as from_team
        from notifications n
        left join members m on m.workspace_id = n.workspace_id and m.id = n.from_id
       where n.workspace_id = ${scope.workspaceId} and n.member_id = ${scope.actor.memberId}::uuid
         and ${unread} and ${after} ${tail}`,
  )
}

export async function insertFor(scope: Scope, notice: Notice, memberIds: readonly string[]): Promise<void> {
  await scope.tx
    .insertInto('notifications')
    .values(memberIds.map((memberId) => ({ id: uuid(), member_id: memberId, ...columnsOf(scope, notice) })))
    .execute()
}

export async function insertForAll(scope: Scope, notice: Notice): Promise<void> {
  const { workspaceId, now, actor } = scope
  await sql`
    insert into notifications (workspace_id, id, member_id, kind, text, path, subject_kind, subject_id, from_id,
                               event_id, created_at)
    select workspace_id, gen_random_uuid(), id, ${notice.kind}, ${notice.text}, ${notice.path}, ${notice.subjectKind},
           ${notice.subjectId}, ${actor.memberId}::uuid, ${notice.eventId}::bigint, ${now}::timestamptz
      from members
     where workspace_id = ${workspaceId} and left_at is null and id is distinct from ${actor.memberId}::uuid`.execute(
    scope.tx,
  )
}

function columnsOf({ workspaceId, actor, now }: Scope, notice: Notice) {
  return {
    workspace_id: workspaceId,
    kind: notice.kind,
    text: notice.text,
    path: notice.path,
    subject_kind: notice.subjectKind,
    subject_id: notice.subjectId,
    from_id: actor.memberId,
    event_id: notice.eventId,
    created_at: now,
  }
}

export async function countUnread(scope: Scope): Promise<number> {
  if (scope.actor.memberId === null) return 0
  const { count } = await scope.tx
    .selectFrom('notifications')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('member_id', '=', scope.actor.memberId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** False where no such notice was told to whoever acts. */
export async function updateRead(scope: Scope, id: string): Promise<boolean> {
  const found = await sql`
    update notifications set read_at = coalesce(read_at, ${scope.now}::timestamptz)
     where workspace_id = ${scope.workspaceId} and id = ${id} and member_id = ${scope.actor.memberId}::uuid
    returning id`.execute(scope.tx)
  return found.rows.length > 0
}

export async function updateAllRead(scope: Scope): Promise<number> {
  const found = await sql`
    update notifications set read_at = ${scope.now}::timestamptz
     where workspace_id = ${scope.workspaceId} and member_id = ${scope.actor.memberId}::uuid and read_at is null`.execute(
    scope.tx,
  )
  return Number(found.numAffectedRows ?? 0)
}
