import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { QuizQuestion, SigningTeam } from '../../../contract/agreement-views.ts'
import type { Scope } from '../../platform/database.ts'
import type { Content } from './contents.store.ts'

type NewVersion = Content & {
  readonly agreementId: string
  readonly number: number
  readonly basedOnId: number | null
  readonly why: string
  readonly effectiveFrom: Date | null
  readonly adoptedFrom?: Date
}

export async function insertVersion(scope: Scope, version: NewVersion): Promise<number> {
  const { id } = await scope.tx
    .insertInto('agreement_versions')
    .values({
      workspace_id: scope.workspaceId,
      agreement_id: version.agreementId,
      number: version.number,
      based_on_id: version.basedOnId,
      body: JSON.stringify(version.body),
      quiz: JSON.stringify(version.quiz),
      why: version.why,
      created_at: scope.now,
      created_by_id: scope.actor.memberId,
      changed_at: scope.now,
      effective_from: version.effectiveFrom,
      adopted_at: version.adoptedFrom ?? null,
      in_force_from: version.adoptedFrom ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type VersionChanges = {
  body?: AgreementBody | undefined
  quiz?: readonly QuizQuestion[] | undefined
  based_on_id?: number
  revision?: number
  why?: string | undefined
  changed_at?: Date
  proposed_at?: Date
  proposed_by_id?: string | null
  effective_from?: Date | null | undefined
  agreed_at?: Date
  in_force_from?: Date
  announced_at?: Date
  withdrawn_at?: Date
  withdrawn_by_id?: string | null
  withdrawn_why?: string
}

/** What is undefined stays as it is. */
export async function updateVersion(
  { tx, workspaceId }: Scope,
  id: number,
  { body, quiz, ...plain }: VersionChanges,
): Promise<void> {
  await tx
    .updateTable('agreement_versions')
    .set({
      ...plain,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(quiz === undefined ? {} : { quiz: JSON.stringify(quiz) }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function insertSignature(
  { tx, workspaceId, now }: Scope,
  signature: {
    readonly versionId: number
    readonly team: SigningTeam
    readonly memberId: string
    readonly revision: number
  },
): Promise<void> {
  await tx
    .insertInto('agreement_signatures')
    .values({
      workspace_id: workspaceId,
      version_id: signature.versionId,
      team: signature.team,
      member_id: signature.memberId,
      revision: signature.revision,
      signed_at: now,
    })
    .execute()
}

/** Voids what stands under a version; the rows stay, with the reason. */
export async function voidSignatures(
  { tx, workspaceId, now }: Scope,
  versionId: number,
  why: string,
): Promise<void> {
  await tx
    .updateTable('agreement_signatures')
    .set({ voided_at: now, voided_why: why })
    .where('workspace_id', '=', workspaceId)
    .where('version_id', '=', versionId)
    .where('voided_at', 'is', null)
    .execute()
}
