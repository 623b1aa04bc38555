import { sql } from 'kysely'
import type { QuizResultView } from '../../../contract/agreement-views.ts'
import { memberOrNull } from '../../../contract/records.ts'
import type { MemberReference } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import type { QuizAnswer } from './rules/quiz.ts'

type MemberColumns = {
  readonly member_id: string
  readonly member_name: string
  readonly member_team: string
}
const memberColumns = sql`m.id as member_id, m.name as member_name, m.team as member_team`

/** Who has confirmed that they read a version, the first first. */
export async function selectReceipts(
  scope: Scope,
  versionId: number,
): Promise<{ member: MemberReference; readAt: Date }[]> {
  const { rows } = await sql<MemberColumns & { readonly read_at: Date }>`
    select r.read_at, ${memberColumns} from agreement_receipts r
      join members m on m.workspace_id = r.workspace_id and m.id = r.member_id
     where r.workspace_id = ${scope.workspaceId} and r.version_id = ${versionId}
     order by r.read_at, m.id`.execute(scope.tx)
  return rows.flatMap((row) => {
    const member = memberOrNull(row.member_id, row.member_name, row.member_team)
    return member === null ? [] : [{ member, readAt: row.read_at }]
  })
}

/** When a member confirmed that they read a version; a second time changes nothing. */
export async function insertReceipt(
  scope: Scope,
  { versionId, memberId }: { readonly versionId: number; readonly memberId: string },
): Promise<{ readonly readAt: Date; readonly isNew: boolean }> {
  const { workspaceId, now } = scope
  const written = await sql<{ read_at: Date }>`
    insert into agreement_receipts (workspace_id, version_id, member_id, read_at)
    values (${workspaceId}, ${versionId}, ${memberId}, ${now}) on conflict do nothing
    returning read_at`.execute(scope.tx)
  const [receipt] = written.rows
  if (receipt !== undefined) return { readAt: receipt.read_at, isNew: true }
  const { read_at: readAt } = await scope.tx
    .selectFrom('agreement_receipts')
    .select('read_at')
    .where('workspace_id', '=', workspaceId)
    .where('version_id', '=', versionId)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  return { readAt, isNew: false }
}

type ResultRow = MemberColumns & {
  readonly answered_at: Date
  readonly right_count: number
  readonly question_count: number
}

/** The newest answers of each member, the most recent first. */
export async function selectResults(scope: Scope, versionId: number): Promise<QuizResultView[]> {
  const { rows } = await sql<ResultRow>`
    select * from (
      select distinct on (q.member_id) q.id, q.answered_at, q.right_count, q.question_count, ${memberColumns}
        from agreement_quiz_answers q
        join members m on m.workspace_id = q.workspace_id and m.id = q.member_id
       where q.workspace_id = ${scope.workspaceId} and q.version_id = ${versionId}
       order by q.member_id, q.id desc) newest
     order by newest.id desc`.execute(scope.tx)
  return rows.flatMap((row) => {
    const member = memberOrNull(row.member_id, row.member_name, row.member_team)
    return member === null ? [] : [presentResult(row, member)]
  })
}

function presentResult(row: ResultRow, member: MemberReference): QuizResultView {
  return {
    member,
    answeredAt: row.answered_at.toISOString(),
    right: row.right_count,
    of: row.question_count,
    knows: row.right_count === row.question_count,
  }
}

type NewAnswers = {
  readonly versionId: number
  readonly memberId: string
  readonly answers: readonly QuizAnswer[]
  readonly right: number
  readonly of: number
}

export async function insertAnswers(scope: Scope, answers: NewAnswers): Promise<void> {
  await scope.tx
    .insertInto('agreement_quiz_answers')
    .values({
      workspace_id: scope.workspaceId,
      version_id: answers.versionId,
      member_id: answers.memberId,
      answered_at: scope.now,
      answers: JSON.stringify(answers.answers),
      right_count: answers.right,
      question_count: answers.of,
    })
    .execute()
}
