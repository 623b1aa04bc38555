import { signingTeams } from '../../../contract/agreement-views.ts'
import type {
  AgreementRow,
  SignatureView,
  SigningTeam,
  VersionRow,
  VersionView,
} from '../../../contract/agreement-views.ts'
import { alreadySigned } from './rules/signing.ts'
import { isStale, stateOf, termsOf } from './rules/standing.ts'
import type { Agreement } from './store.ts'
import type { Signature, Version } from './versions.store.ts'

/** Who looks, when, and for which team they could sign. */
export type Looker = {
  readonly memberId: string | null
  readonly signsFor: SigningTeam | null
  readonly now: Date
}

/** Where each version of one agreement stands, for whoever looks. */
export function presentVersions(versions: readonly Version[], looker: Looker): VersionRow[] {
  const numbers = new Map(versions.map(({ id, number }) => [id, number]))
  const untils = new Map(termsOf(versions).map(({ version, until }) => [version.id, until]))
  return versions.map((version) => {
    const { createdBy, proposedBy, withdrawnBy, withdrawnWhy, revision, number, why } = version
    const { id, agreementId, basedOnId } = version
    const state = stateOf(version, versions, looker.now)
    const stale = isStale(version, versions)
    return {
      id,
      agreementId,
      number,
      state,
      revision,
      why,
      createdBy,
      proposedBy,
      withdrawnBy,
      withdrawnWhy,
      basedOn: basedOnId === null ? null : { id: basedOnId, number: numbers.get(basedOnId) ?? 0 },
      adopted: version.adoptedAt !== null,
      isStale: stale,
      createdAt: version.createdAt.toISOString(),
      changedAt: version.changedAt.toISOString(),
      proposedAt: iso(version.proposedAt),
      effectiveFrom: iso(version.effectiveFrom),
      agreedAt: iso(version.agreedAt),
      inForceFrom: iso(version.inForceFrom),
      inForceUntil: iso(untils.get(version.id) ?? null),
      withdrawnAt: iso(version.withdrawnAt),
      signatures: version.signatures.map(presentSignature),
      waitsFor: state === 'proposed' ? lacking(version.signatures) : [],
      awaitsMe: state === 'proposed' && !stale && canStillSign(version, looker),
    }
  })
}

function canStillSign(version: Version, { memberId, signsFor }: Looker): boolean {
  return (
    signsFor !== null && alreadySigned({ memberId, team: signsFor }, standing(version.signatures)) === null
  )
}

/** The signatures that stand, as the rules of signing read them. */
export function standing(signatures: readonly Signature[]) {
  return signatures
    .filter(({ voidedAt }) => voidedAt === null)
    .map(({ team, member }) => ({ team, memberId: member.id }))
}

function lacking(signatures: readonly Signature[]): SigningTeam[] {
  const signed = new Set(standing(signatures).map(({ team }) => team))
  return signingTeams.filter((team) => !signed.has(team))
}

export function presentSignature(signature: Signature): SignatureView {
  const { team, member, revision, voidedWhy } = signature
  return {
    team,
    member,
    revision,
    voidedWhy,
    signedAt: signature.signedAt.toISOString(),
    voidedAt: iso(signature.voidedAt),
  }
}

/** What belongs to an agreement in a list besides its versions. */
export type Beside = Pick<AgreementRow, 'read' | 'know' | 'objections' | 'comments'>

export function presentAgreementRow(
  agreement: Agreement,
  versions: readonly VersionRow[],
  beside: Beside,
): AgreementRow {
  const { id, kind, subject, title } = agreement
  return {
    id,
    kind,
    subject,
    title,
    createdAt: agreement.createdAt.toISOString(),
    archivedAt: iso(agreement.archivedAt),
    inForce: versions.find(({ state }) => state === 'in-force') ?? null,
    open: versions.filter(({ state }) => openStates.has(state)),
    ...beside,
  }
}

const openStates: ReadonlySet<VersionRow['state']> = new Set(['draft', 'proposed', 'agreed'])

/** The version that members should read and know: the one in force, or else the newest open one. */
export function versionToRead(versions: readonly VersionRow[]): VersionRow | undefined {
  return (
    versions.find(({ state }) => state === 'in-force') ??
    versions.findLast(({ state }) => openStates.has(state))
  )
}

/** A quiz tells what is right to whoever may write it, and to whoever has answered it. */
export function presentQuiz(
  quiz: readonly {
    readonly key: string
    readonly question: string
    readonly choices: string[]
    readonly right: number[]
    readonly why: string
  }[],
  tellsRight: boolean,
): VersionView['quiz'] {
  return quiz.map((question) => (tellsRight ? question : { ...question, right: null, why: null }))
}

export function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
