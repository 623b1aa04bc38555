import { sql } from 'kysely'
import { signingTeams } from '../../../contract/agreement-views.ts'
import type { SigningTeam } from '../../../contract/agreement-views.ts'
import { memberOrNull, oneOf } from '../../../contract/records.ts'
import type { MemberReference } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'

export type Signature = {
  readonly id: number
  readonly versionId: number
  readonly team: SigningTeam
  readonly member: MemberReference
  readonly revision: number
  readonly signedAt: Date
  readonly voidedAt: Date | null
  readonly voidedWhy: string | null
}

/** A version without its text. */
export type Version = {
  readonly id: number
  readonly agreementId: string
  readonly number: number
  readonly basedOnId: number | null
  readonly revision: number
  readonly why: string
  readonly createdAt: Date
  readonly createdBy: MemberReference | null
  readonly changedAt: Date
  readonly proposedAt: Date | null
  readonly proposedBy: MemberReference | null
  readonly effectiveFrom: Date | null
  readonly agreedAt: Date | null
  readonly adoptedAt: Date | null
  readonly inForceFrom: Date | null
  readonly announcedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly withdrawnBy: MemberReference | null
  readonly withdrawnWhy: string | null
  readonly signatures: readonly Signature[]
}

type VersionRow = {
  readonly id: number
  readonly agreement_id: string
  readonly number: number
  readonly based_on_id: number | null
  readonly revision: number
  readonly why: string
  readonly created_at: Date
  readonly changed_at: Date
  readonly proposed_at: Date | null
  readonly effective_from: Date | null
  readonly agreed_at: Date | null
  readonly adopted_at: Date | null
  readonly in_force_from: Date | null
  readonly announced_at: Date | null
  readonly withdrawn_at: Date | null
  readonly withdrawn_why: string | null
} & MemberColumns<'created' | 'proposed' | 'withdrawn'>

type MemberColumns<Prefix extends string> = Readonly<
  Record<`${Prefix}_id` | `${Prefix}_name` | `${Prefix}_team`, string | null>
>

/** Every version of some agreements, oldest first, with all of their signatures. */
export async function selectVersions(scope: Scope, agreementIds: readonly string[]): Promise<Version[]> {
  if (agreementIds.length === 0) return []
  const { rows } = await sql<VersionRow>`
    select v.id, v.agreement_id, v.number, v.based_on_id, v.revision, v.why, v.created_at, v.changed_at, v.proposed_at,
           v.effective_from, v.agreed_at, v.adopted_at, v.in_force_from, v.announced_at, v.withdrawn_at, v.withdrawn_why,
           c.id as created_id, c.name as created_name, c.team as created_team,
           p.id as proposed_id, p.name as proposed_name, p.team as proposed_team,
           w.id as withdrawn_id, w.name as withdrawn_name, w.team as withdrawn_team
      from agreement_versions v
      left join members c on c.workspace_id = v.workspace_id and c.id = v.created_by_id
      left join members p on p.workspace_id = v.workspace_id and p.id = v.proposed_by_id
      left join members w on w.workspace_id = v.workspace_id and w.id = v.withdrawn_by_id
     where v.workspace_id = ${scope.workspaceId} and v.agreement_id = any(${[...agreementIds]}::uuid[])
     order by v.agreement_id, v.number`.execute(scope.tx)
  const signatures = Map.groupBy(
    await selectSignatures(
      scope,
      rows.map(({ id }) => id),
    ),
    ({ versionId }) => versionId,
  )
  return rows.map((row) => ({ ...versionOf(row), signatures: signatures.get(row.id) ?? [] }))
}

function versionOf(row: VersionRow): Omit<Version, 'signatures'> {
  return {
    id: row.id,
    agreementId: row.agreement_id,
    number: row.number,
    basedOnId: row.based_on_id,
    revision: row.revision,
    why: row.why,
    createdAt: row.created_at,
    createdBy: memberOrNull(row.created_id, row.created_name, row.created_team),
    changedAt: row.changed_at,
    proposedAt: row.proposed_at,
    proposedBy: memberOrNull(row.proposed_id, row.proposed_name, row.proposed_team),
    effectiveFrom: row.effective_from,
    agreedAt: row.agreed_at,
    adoptedAt: row.adopted_at,
    inForceFrom: row.in_force_from,
    announcedAt: row.announced_at,
    withdrawnAt: row.withdrawn_at,
    withdrawnBy: memberOrNull(row.withdrawn_id, row.withdrawn_name, row.withdrawn_team),
    withdrawnWhy: row.withdrawn_why,
  }
}

type SignatureRow = {
  readonly id: number
  readonly version_id: number
  readonly team: string
  readonly revision: number
  readonly signed_at: Date
  readonly voided_at: Date | null
  readonly voided_why: string | null
} & MemberColumns<'member'>

async function selectSignatures(scope: Scope, versionIds: readonly number[]): Promise<Signature[]> {
  const { rows } = await sql<SignatureRow>`
    select s.id, s.version_id, s.team, s.revision, s.signed_at, s.voided_at, s.voided_why,
           m.id as member_id, m.name as member_name, m.team as member_team
      from agreement_signatures s
      join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
     where s.workspace_id = ${scope.workspaceId} and s.version_id = any(${[...versionIds]}::integer[])
     order by s.id`.execute(scope.tx)
  return rows.flatMap((row) => {
    const member = memberOrNull(row.member_id, row.member_name, row.member_team)
    return member === null ? [] : [signatureOf(row, member)]
  })
}

function signatureOf(row: SignatureRow, member: MemberReference): Signature {
  return {
    id: row.id,
    versionId: row.version_id,
    team: oneOf(signingTeams, row.team),
    member,
    revision: row.revision,
    signedAt: row.signed_at,
    voidedAt: row.voided_at,
    voidedWhy: row.voided_why,
  }
}

/** The agreement that a version belongs to. */
export async function selectAgreementOf(
  { tx, workspaceId }: Scope,
  versionId: number,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('agreement_versions')
    .select('agreement_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', versionId)
    .executeTakeFirst()
  return row?.agreement_id
}
