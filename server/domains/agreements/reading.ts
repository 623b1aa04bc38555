import type { AgreementRow, AgreementView, VersionRow } from '../../../contract/agreement-views.ts'
import { clausesOf } from '../../../contract/agreement-text.ts'
import type {
  compareAgreementVersions,
  listAgreements,
  listAgreementsInForce,
} from '../../../contract/agreements.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { countComments } from './comments.store.ts'
import { selectContents } from './contents.store.ts'
import { agreementWith, heldVersion } from './held.ts'
import { everythingInForce } from './in-force.ts'
import { namesFor } from './names.ts'
import * as people from './people.store.ts'
import { mayComment, mayDraft, mayKeepOrder } from './policy.ts'
import { presentAgreementRow, presentSignature, presentVersions, versionToRead } from './present.ts'
import type { Beside, Looker } from './present.ts'
import { clauseChanges } from './rules/words.ts'
import { signingRightOf } from './seats.ts'
import { countAgreements, selectPage } from './store.ts'
import type { Agreement } from './store.ts'
import { selectVersions } from './versions.store.ts'
import type { Version } from './versions.store.ts'

/** Who looks, and for which team they could sign. */
export async function lookerOf(scope: Scope): Promise<Looker> {
  const right = await signingRightOf(scope)
  return {
    memberId: scope.actor.memberId,
    signsFor: 'team' in right ? right.team : null,
    now: scope.now,
  }
}

/** A page of agreements by title. */
export async function agreementPage(
  scope: Scope,
  { cursor, limit, awaitsMe, ...plain }: EndpointParsed<typeof listAgreements>['query'],
): Promise<EndpointAnswer<typeof listAgreements>> {
  const looker = await lookerOf(scope)
  const filter = { ...plain, awaits: awaitsMe === true ? looker.signsFor : undefined }
  const { rows, nextCursor } = await selectPage(scope, filter, { cursor, limit })
  const items = await rowsOf(scope, { agreements: rows, looker })
  const total = cursor === undefined ? await countAgreements(scope, filter) : undefined
  return { items, nextCursor, total: total?.total ?? null, totalIsEstimate: total?.totalIsEstimate ?? false }
}

/** One agreement with all of its versions, newest first. Refuses `not-found`. */
export async function showAgreement(scope: Scope, id: string): Promise<AgreementView> {
  const { agreement, versions } = await agreementWith(scope, id, { lock: false })
  const looker = await lookerOf(scope)
  const [row] = await rowsOf(scope, { agreements: [agreement], looker })
  if (row === undefined) throw notFound('agreement')
  const order = mayKeepOrder(scope.actor)
  return {
    ...row,
    versions: presentVersions(versions, looker).toReversed(),
    can: {
      draft: mayDraft(scope.actor) && agreement.archivedAt === null,
      rename: order,
      archive: order,
      comment: mayComment(scope.actor),
    },
  }
}

type Listed = { readonly agreements: readonly Agreement[]; readonly looker: Looker }

async function rowsOf(scope: Scope, { agreements, looker }: Listed): Promise<AgreementRow[]> {
  const ids = agreements.map(({ id }) => id)
  const versions = Map.groupBy(await selectVersions(scope, ids), ({ agreementId }) => agreementId)
  const presented = new Map(ids.map((id) => [id, presentVersions(versions.get(id) ?? [], looker)]))
  const toRead = new Map([...presented].map(([id, rows]) => [id, versionToRead(rows)?.id ?? 0]))
  const beside = await besides(scope, toRead)
  return agreements.map((agreement) =>
    presentAgreementRow(agreement, presented.get(agreement.id) ?? [], beside(agreement.id)),
  )
}

/** Who has read and who knows, and what is said about it, for the version to read of each agreement. */
async function besides(scope: Scope, toRead: ReadonlyMap<string, number>): Promise<(id: string) => Beside> {
  const versionIds = [...toRead.values()]
  const [of, read, know, comments] = [
    await people.countReaders(scope),
    await people.countRead(scope, versionIds),
    await people.countKnowing(scope, versionIds),
    await countComments(scope, [...toRead.keys()]),
  ]
  return (id) => {
    const versionId = toRead.get(id) ?? 0
    const knowing = know.get(versionId)
    return {
      read: { count: read.get(versionId) ?? 0, of },
      know: knowing === undefined ? null : { count: knowing, of },
      objections: comments.get(id)?.objections ?? 0,
      comments: comments.get(id)?.comments ?? 0,
    }
  }
}

/** The agreements in force at an instant, whole and in plain English. */
export async function agreementsInForce(
  scope: Scope,
  { at, kind }: EndpointParsed<typeof listAgreementsInForce>['query'],
): Promise<EndpointAnswer<typeof listAgreementsInForce>> {
  const instant = at === undefined ? scope.now : new Date(at)
  const found = await everythingInForce(scope, instant, kind)
  const names = await namesFor(
    scope,
    found.map(({ body }) => body),
  )
  const versions = await selectVersions(
    scope,
    found.map(({ agreementId }) => agreementId),
  )
  const signatures = new Map(versions.map((version) => [version.id, version.signatures]))
  const items = found.map((version) => ({
    agreement: { id: version.agreementId, name: version.title, kind: version.kind, subject: version.subject },
    id: version.versionId,
    number: version.number,
    adopted: version.adopted,
    inForceFrom: version.inForceFrom.toISOString(),
    inForceUntil: version.inForceUntil?.toISOString() ?? null,
    signatures: (signatures.get(version.versionId) ?? []).map(presentSignature),
    body: version.body,
    clauses: clausesOf(version.body, names),
  }))
  return { at: instant.toISOString(), items }
}

/** What a version says otherwise than another of the same agreement; than its base unless told. */
export async function compareVersions(
  scope: Scope,
  { versionId, fromId }: { readonly versionId: number; readonly fromId?: number | undefined },
): Promise<EndpointAnswer<typeof compareAgreementVersions>> {
  const { version, versions } = await heldVersion(scope, versionId)
  const wanted = fromId ?? version.basedOnId
  const from = versions.find(({ id }) => id === wanted)
  if (fromId !== undefined && from === undefined) throw notFound('version')
  return {
    from: from === undefined ? null : numbered(from),
    to: numbered(version),
    items: await changesBetween(scope, { from: from?.id ?? null, to: versionId }),
  }
}

/** Clause by clause; from nothing, everything was added. */
export async function changesBetween(
  scope: Scope,
  { from, to }: { readonly from: number | null; readonly to: number },
): Promise<ReturnType<typeof clauseChanges>> {
  const contents = await selectContents(scope, from === null ? [to] : [from, to])
  const bodies = new Map([...contents].map(([id, { body }]) => [id, body]))
  const names = await namesFor(scope, [...bodies.values()])
  const clauses = (id: number | null) => {
    const body = id === null ? undefined : bodies.get(id)
    return body === undefined ? [] : clausesOf(body, names)
  }
  return clauseChanges(clauses(from), clauses(to))
}

export function numbered({ id, number }: Pick<Version | VersionRow, 'id' | 'number'>) {
  return { id, number }
}
