import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { memberOrNull } from '../../../contract/records.ts'
import type { MemberReference } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import { countMatching, readPage } from '../../platform/keyset.ts'
import type { Fragment, Page, Total } from '../../platform/keyset.ts'

type CommentRow = {
  readonly id: string
  readonly agreement_id: string
  readonly version_id: number
  readonly version_number: number
  readonly clause: string | null
  readonly reply_to_id: string | null
  readonly body: string
  readonly objection: boolean
  readonly created_at: Date
  readonly resolved_at: Date | null
  readonly author_id: string | null
  readonly author_name: string | null
  readonly author_team: string | null
  readonly resolver_id: string | null
  readonly resolver_name: string | null
  readonly resolver_team: string | null
}

export type Comment = {
  readonly id: string
  readonly agreementId: string
  readonly version: { readonly id: number; readonly number: number }
  readonly clause: string | null
  readonly replyToId: string | null
  readonly body: string
  readonly objection: boolean
  readonly createdAt: Date
  readonly resolvedAt: Date | null
  readonly author: MemberReference | null
  readonly resolvedBy: MemberReference | null
  readonly mentions: readonly MemberReference[]
}

const oldestFirst = {
  sorts: { createdAt: { by: sql`c.created_at`, type: 'timestamptz', nullable: false } },
  id: sql`c.id`,
  idType: 'uuid',
} as const

const columns = sql`c.id, c.agreement_id, c.version_id, v.number as version_number, c.clause, c.reply_to_id, c.body,
  c.objection, c.created_at, c.resolved_at, a.id as author_id, a.name as author_name, a.team as author_team,
  r.id as resolver_id, r.name as resolver_name, r.team as resolver_team`
const joins = sql`
  join agreement_versions v on v.workspace_id = c.workspace_id and v.id = c.version_id
  left join members a on a.workspace_id = c.workspace_id and a.id = c.author_id
  left join members r on r.workspace_id = c.workspace_id and r.id = c.resolved_by_id`

export type CommentFilter = {
  readonly agreementId: string
  readonly versionId?: number | undefined
  readonly objections?: boolean | undefined
}

export async function selectPage(
  scope: Scope,
  filter: CommentFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<Comment>> {
  const asked = { sort: 'createdAt', direction: 'asc', limit, cursor } as const
  const { rows, nextCursor } = await readPage<CommentRow, 'createdAt'>(
    scope.tx,
    { keyset: oldestFirst, asked },
    ({ keys, after, tail }) =>
      sql`select ${keys}, ${columns} from agreement_comments c ${joins} where ${matching(scope, filter)} and ${after} ${tail}`,
  )
  return { rows: await withMentions(scope, rows), nextCursor }
}

export async function countMatchingComments(scope: Scope, filter: CommentFilter): Promise<Total> {
  return countMatching(scope.tx, sql`select 1 from agreement_comments c where ${matching(scope, filter)}`)
}

function matching(scope: Scope, { agreementId, versionId, objections }: CommentFilter): Fragment {
  return sql.join(
    [
      sql`c.workspace_id = ${scope.workspaceId}`,
      sql`c.agreement_id = ${agreementId}`,
      ...(versionId === undefined ? [] : [sql`c.version_id = ${versionId}`]),
      ...(objections === true ? [sql`c.objection and c.resolved_at is null`] : []),
    ],
    sql` and `,
  )
}

export async function selectComment(scope: Scope, id: string): Promise<Comment | undefined> {
  const { rows } = await sql<CommentRow>`
    select ${columns} from agreement_comments c ${joins}
     where c.workspace_id = ${scope.workspaceId} and c.id = ${id}`.execute(scope.tx)
  const [comment] = await withMentions(scope, rows)
  return comment
}

async function withMentions(scope: Scope, rows: readonly CommentRow[]): Promise<Comment[]> {
  const mentions = Map.groupBy(
    await selectMentions(
      scope,
      rows.map(({ id }) => id),
    ),
    ({ commentId }) => commentId,
  )
  return rows.map((row) => ({
    id: row.id,
    agreementId: row.agreement_id,
    version: { id: row.version_id, number: row.version_number },
    clause: row.clause,
    replyToId: row.reply_to_id,
    body: row.body,
    objection: row.objection,
    createdAt: row.created_at,
    resolvedAt: row.resolved_at,
    author: memberOrNull(row.author_id, row.author_name, row.author_team),
    resolvedBy: memberOrNull(row.resolver_id, row.resolver_name, row.resolver_team),
    mentions: (mentions.get(row.id) ?? []).map(({ member }) => member),
  }))
}

async function selectMentions(scope: Scope, commentIds: readonly string[]) {
  const { rows } = await sql<{ comment_id: string; id: string; name: string; team: string }>`
    select t.comment_id, m.id, m.name, m.team from agreement_mentions t
      join members m on m.workspace_id = t.workspace_id and m.id = t.member_id
     where t.workspace_id = ${scope.workspaceId} and t.comment_id = any(${[...commentIds]}::uuid[])
     order by m.name, m.id`.execute(scope.tx)
  return rows.flatMap((row) => {
    const member = memberOrNull(row.id, row.name, row.team)
    return member === null ? [] : [{ commentId: row.comment_id, member }]
  })
}

type NewComment = Pick<Comment, 'agreementId' | 'clause' | 'replyToId' | 'body' | 'objection'> & {
  readonly versionId: number
  readonly mentions: readonly string[]
}

export async function insertComment(scope: Scope, comment: NewComment): Promise<string> {
  const id = uuid()
  await scope.tx
    .insertInto('agreement_comments')
    .values({
      workspace_id: scope.workspaceId,
      id,
      agreement_id: comment.agreementId,
      version_id: comment.versionId,
      clause: comment.clause,
      reply_to_id: comment.replyToId,
      body: comment.body,
      objection: comment.objection,
      author_id: scope.actor.memberId,
      created_at: scope.now,
    })
    .execute()
  const mentions = comment.mentions.map((memberId) => ({
    workspace_id: scope.workspaceId,
    comment_id: id,
    member_id: memberId,
  }))
  if (mentions.length > 0) await scope.tx.insertInto('agreement_mentions').values(mentions).execute()
  return id
}

export async function updateResolved(
  { tx, workspaceId }: Scope,
  id: string,
  resolved: { readonly at: Date | null; readonly byId: string | null },
): Promise<void> {
  await tx
    .updateTable('agreement_comments')
    .set({ resolved_at: resolved.at, resolved_by_id: resolved.byId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** How much is said about each agreement, and how many objections are open. */
export async function countComments(
  scope: Scope,
  agreementIds: readonly string[],
): Promise<Map<string, { comments: number; objections: number }>> {
  const { rows } = await sql<{ agreement_id: string; comments: number; objections: number }>`
    select agreement_id, count(*)::integer as comments,
           (count(*) filter (where objection and resolved_at is null))::integer as objections
      from agreement_comments
     where workspace_id = ${scope.workspaceId} and agreement_id = any(${[...agreementIds]}::uuid[])
     group by agreement_id`.execute(scope.tx)
  return new Map(rows.map(({ agreement_id: id, ...counts }) => [id, counts]))
}

/** Those of the members who are here. */
export async function selectPresent({ tx, workspaceId }: Scope, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('left_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
