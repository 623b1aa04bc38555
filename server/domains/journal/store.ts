import { sql } from 'kysely'
import type { LiveEvent } from '../../../contract/journal.ts'
import { run } from '../../platform/database.ts'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Fragment, Page } from '../../platform/keyset.ts'
import { liveChannel } from '../../platform/live.ts'
import type { NewEvent } from './journal.ts'

export async function insertEvent(scope: Scope, event: NewEvent): Promise<number> {
  const { id } = await scope.tx
    .insertInto('events')
    .values({
      workspace_id: scope.workspaceId,
      at: scope.now,
      kind: event.kind,
      actor_kind: scope.actor.kind,
      actor_id: scope.actor.memberId,
      subject_kind: event.subjectKind,
      subject_id: String(event.subjectId),
      payload: JSON.stringify(event.payload ?? {}),
      reverses_id: event.reverses ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** PostgreSQL delivers the notice when the transaction commits, and never when it does not. */
export async function announce(scope: Scope, event: LiveEvent): Promise<void> {
  const notice = JSON.stringify({ workspaceId: scope.workspaceId, event })
  await run(scope.tx, 'select pg_notify($1, $2)', [liveChannel, notice])
}

export type EventRow = {
  readonly id: number
  readonly at: Date
  readonly kind: string
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly subject_kind: string
  readonly subject_id: string
  readonly payload: unknown
  readonly reverses_id: number | null
  readonly reversed_by_id: number | null
}

export type EventFilter = {
  readonly subjectKind?: string | undefined
  readonly subjectId?: string | undefined
  readonly kind?: string | undefined
  readonly actorId?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

const newestFirst = {
  sorts: { id: { by: sql`e.id`, type: 'bigint', nullable: false } },
  id: sql`e.id`,
  idType: 'bigint',
} as const

/** A page of events, newest first, with the actor's name and the event that reversed each. */
export async function selectEvents(scope: Scope, filter: EventFilter): Promise<Page<EventRow>> {
  const asked = { sort: 'id', direction: 'desc', limit: filter.limit, cursor: filter.cursor } as const
  return readPage<EventRow, 'id'>(
    scope.tx,
    { keyset: newestFirst, asked },
    ({ keys, after, tail }) => sql`
      select ${keys}, e.id, e.at, e.kind, e.actor_kind, e.actor_id, m.name as actor_name,
             e.subject_kind, e.subject_id, e.payload, e.reverses_id, r.id as reversed_by_id
        from events e
        left join members m on m.workspace_id = e.workspace_id and m.id = e.actor_id
        left join events r on r.workspace_id = e.workspace_id and r.reverses_id = e.id
       where e.workspace_id = ${scope.workspaceId} and ${matching(filter)} and ${after} ${tail}`,
  )
}

function matching({ subjectKind, subjectId, kind, actorId }: EventFilter): Fragment {
  return sql.join(
    [
      sql`true`,
      ...(subjectKind === undefined ? [] : [sql`e.subject_kind = ${subjectKind}`]),
      ...(subjectId === undefined ? [] : [sql`e.subject_id = ${subjectId}`]),
      ...(kind === undefined ? [] : [sql`e.kind = ${kind}`]),
      ...(actorId === undefined ? [] : [sql`e.actor_id = ${actorId}::uuid`]),
    ],
    sql` and `,
  )
}

export async function selectEventsAfter(scope: Scope, after: number, limit: number): Promise<LiveEvent[]> {
  return scope.tx
    .selectFrom('events')
    .select(['id', 'kind', 'subject_kind as subjectKind', 'subject_id as subjectId', 'actor_id as actorId'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}
