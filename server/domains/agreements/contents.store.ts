import { agreementBody, agreementKinds } from '../../../contract/agreement-bodies.ts'
import type { AgreementBody, AgreementKind } from '../../../contract/agreement-bodies.ts'
import { quizQuestion } from '../../../contract/agreement-views.ts'
import type { QuizQuestion } from '../../../contract/agreement-views.ts'
import { oneOf } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'

/** What a version says. */
export type Content = { readonly body: AgreementBody; readonly quiz: QuizQuestion[] }

const quizOfVersion = quizQuestion.array()

/** What some versions say, by their ids. */
export async function selectContents(
  { tx, workspaceId }: Scope,
  versionIds: readonly number[],
): Promise<Map<number, Content>> {
  if (versionIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('agreement_versions')
    .select(['id', 'body', 'quiz'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...versionIds])
    .execute()
  return new Map(
    rows.map(({ id, body, quiz }) => [
      id,
      { body: agreementBody.parse(body), quiz: quizOfVersion.parse(quiz) },
    ]),
  )
}

/** A version that was settled on at any time: enough to find out by date which one is in force. */
export type Settled = {
  readonly id: number
  readonly number: number
  readonly proposedAt: Date | null
  readonly agreedAt: Date | null
  readonly adoptedAt: Date | null
  readonly inForceFrom: Date | null
  readonly withdrawnAt: Date | null
  readonly agreement: {
    readonly id: string
    readonly kind: AgreementKind
    readonly subject: string | null
    readonly title: string
  }
  readonly body: AgreementBody
}

type SettledRow = {
  readonly id: number
  readonly number: number
  readonly proposed_at: Date | null
  readonly agreed_at: Date | null
  readonly adopted_at: Date | null
  readonly in_force_from: Date | null
  readonly withdrawn_at: Date | null
  readonly agreement_id: string
  readonly kind: string
  readonly subject: string | null
  readonly title: string
  readonly body: unknown
}

/** Every settled version of a kind, or of one agreement, in the order of agreements' titles. */
export async function selectSettled(
  { tx, workspaceId }: Scope,
  { kind, agreementId }: { readonly kind?: AgreementKind | undefined; readonly agreementId?: string },
): Promise<Settled[]> {
  let query = tx
    .selectFrom('agreement_versions as v')
    .innerJoin('agreements as a', (join) =>
      join.onRef('a.workspace_id', '=', 'v.workspace_id').onRef('a.id', '=', 'v.agreement_id'),
    )
    .select([
      'v.id',
      'v.number',
      'v.proposed_at',
      'v.agreed_at',
      'v.adopted_at',
      'v.in_force_from',
      'v.withdrawn_at',
    ])
    .select(['v.body', 'a.id as agreement_id', 'a.kind', 'a.subject', 'a.title'])
    .where('v.workspace_id', '=', workspaceId)
    .where('v.in_force_from', 'is not', null)
  if (kind !== undefined) query = query.where('a.kind', '=', kind)
  if (agreementId !== undefined) query = query.where('a.id', '=', agreementId)
  const rows = await query.orderBy('a.title').orderBy('a.id').orderBy('v.number').execute()
  return rows.map(settledOf)
}

function settledOf(row: SettledRow): Settled {
  return {
    id: row.id,
    number: row.number,
    proposedAt: row.proposed_at,
    agreedAt: row.agreed_at,
    adoptedAt: row.adopted_at,
    inForceFrom: row.in_force_from,
    withdrawnAt: row.withdrawn_at,
    agreement: {
      id: row.agreement_id,
      kind: oneOf(agreementKinds, row.kind),
      subject: row.subject,
      title: row.title,
    },
    body: agreementBody.parse(row.body),
  }
}

/** A version that is drafted or proposed, and neither agreed nor withdrawn. */
export type Open = {
  readonly agreementId: string
  readonly kind: AgreementKind
  readonly title: string
  readonly body: AgreementBody
}

/** What stands open in a workspace, by the titles of the agreements; agreements and their versions are limited. */
export async function selectOpen({ tx, workspaceId }: Scope): Promise<Open[]> {
  const rows = await tx
    .selectFrom('agreement_versions as v')
    .innerJoin('agreements as a', (join) =>
      join.onRef('a.workspace_id', '=', 'v.workspace_id').onRef('a.id', '=', 'v.agreement_id'),
    )
    .select(['v.body', 'a.id', 'a.kind', 'a.title'])
    .where('v.workspace_id', '=', workspaceId)
    .where('v.in_force_from', 'is', null)
    .where('v.withdrawn_at', 'is', null)
    .where('a.archived_at', 'is', null)
    .orderBy('a.title')
    .orderBy('v.id')
    .execute()
  return rows.map(({ id, kind, title, body }) => ({
    agreementId: id,
    kind: oneOf(agreementKinds, kind),
    title,
    body: agreementBody.parse(body),
  }))
}
