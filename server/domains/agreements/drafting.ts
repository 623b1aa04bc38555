import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { QuizQuestion } from '../../../contract/agreement-views.ts'
import { agreementsMax, versionsMax } from '../../../contract/agreements.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { refuseUnsound } from './checking.ts'
import type { BodyCheck } from './checking.ts'
import { selectContents } from './contents.store.ts'
import type { Content } from './contents.store.ts'
import { agreementWith, lockedVersion, refuseArchived, refuseUnlessOpen } from './held.ts'
import type { Held } from './held.ts'
import { mayChange, mayDraft } from './policy.ts'
import { isSame, mergeBodies } from './rules/merging.ts'
import { newestSettled } from './rules/standing.ts'
import { subjectOf } from './rules/subject.ts'
import * as store from './store.ts'
import { recordAct, sentence, tell } from './telling.ts'
import type { Version } from './versions.store.ts'
import { insertVersion, updateVersion, voidSignatures } from './writing.store.ts'

/** What somebody writes of a version; what is undefined stays as it is. */
export type Written = {
  readonly body?: AgreementBody | undefined
  readonly quiz?: QuizQuestion[] | undefined
  readonly why?: string | undefined
  readonly effectiveFrom?: string | null | undefined
}

/** Begins an agreement with its first draft. Refuses a subject that another has, and more than there can be. */
export async function beginAgreement(
  scope: Scope,
  { title, body, ...written }: Written & { readonly title: string; readonly body: AgreementBody },
  checks: readonly BodyCheck[],
): Promise<number> {
  if (!mayDraft(scope.actor)) throw new Refusal('not-allowed')
  const subject = subjectOf(body, title)
  const content = { body, quiz: written.quiz ?? [] }
  await refuseUnsound(scope, { kind: body.kind, subject, content }, checks)
  await holdTurn(scope, 'begin an agreement')
  await refuseTaken(scope, { kind: body.kind, subject })
  if ((await store.countAll(scope)) >= agreementsMax)
    throw new Refusal('not-possible-now', { message: `A workspace has at most ${agreementsMax} agreements.` })
  const agreementId = await store.insertAgreement(scope, { kind: body.kind, subject, title })
  const { agreement } = await agreementWith(scope, agreementId, { lock: false })
  const plan = { content, written, number: 1, basedOnId: null }
  return insertDraft(scope, agreement, plan)
}

/** Refuses where another agreement that is not in the archive has the subject. */
export async function refuseTaken(
  scope: Scope,
  { kind, subject, except }: Pick<store.Agreement, 'kind' | 'subject'> & { readonly except?: string },
): Promise<void> {
  const taken = subject === null ? undefined : await store.selectBySubject(scope, kind, subject)
  if (taken === undefined || taken.id === except) return
  throw new Refusal('already-exists', {
    place: kind === 'term' ? 'title' : 'body',
    message: `There is an agreement on this already: “${taken.title}”.`,
    remedy: 'Draft another version of it.',
  })
}

/** Drafts another version, from what was agreed last unless told. */
export async function draftVersion(
  scope: Scope,
  {
    agreementId,
    fromId,
    ...written
  }: Written & { readonly agreementId: string; readonly fromId?: number | undefined },
  checks: readonly BodyCheck[],
): Promise<number> {
  const { agreement, versions } = await agreementWith(scope, agreementId, { lock: true })
  if (!mayDraft(scope.actor)) throw new Refusal('not-allowed')
  refuseArchived(agreement)
  if (versions.length >= versionsMax)
    throw new Refusal('not-possible-now', { message: `An agreement has at most ${versionsMax} versions.` })
  const from =
    fromId === undefined
      ? (newestSettled(versions) ?? versions.at(-1))
      : versions.find(({ id }) => id === fromId)
  if (from === undefined) throw notFound('version')
  const contents = await selectContents(scope, [from.id])
  const content = { ...contentOf(contents, from.id), ...given(written) }
  await refuseUnsound(scope, { ...agreement, content }, checks)
  // A copy of a draft stands where the draft stands.
  const basedOnId = from.inForceFrom === null ? from.basedOnId : from.id
  return insertDraft(scope, agreement, { content, written, number: versions.length + 1, basedOnId })
}

type DraftPlan = {
  readonly content: Content
  readonly written: Written
  readonly number: number
  readonly basedOnId: number | null
}

async function insertDraft(
  scope: Scope,
  agreement: store.Agreement,
  { content, written, number, basedOnId }: DraftPlan,
): Promise<number> {
  const id = await insertVersion(scope, {
    ...content,
    agreementId: agreement.id,
    number,
    basedOnId,
    why: written.why ?? '',
    effectiveFrom: dateOf(written.effectiveFrom) ?? null,
  })
  await recordAct(scope, { agreement, version: { id, number } }, { kind: 'agreement.drafted' })
  return id
}

/** Changes an open version. The signatures of a proposal are voided: they were given to another text. */
export async function changeVersion(
  scope: Scope,
  { versionId, revision, ...written }: Written & { readonly versionId: number; readonly revision: number },
  checks: readonly BodyCheck[],
): Promise<void> {
  const held = await lockedVersion(scope, versionId, revision)
  if (!mayChange(scope.actor, held.version)) throw new Refusal('not-allowed')
  refuseUnlessOpen(held)
  const before = contentOf(await selectContents(scope, [versionId]), versionId)
  const content = { ...before, ...given(written) }
  if (isUnchanged(held.version, { before, content, written })) return
  await refuseUnsound(scope, { ...held.agreement, content }, checks)
  const effective = { effective_from: dateOf(written.effectiveFrom) }
  await updateVersion(scope, versionId, {
    ...content,
    why: written.why,
    ...effective,
    ...touched(scope, held),
  })
  await tellChange(scope, held, {})
}

function isUnchanged(
  version: Version,
  {
    before,
    content,
    written,
  }: { readonly before: Content; readonly content: Content; readonly written: Written },
): boolean {
  const isWhySame = written.why === undefined || written.why === version.why
  const wish = dateOf(written.effectiveFrom)
  const isWishSame = wish === undefined || Number(wish) === Number(version.effectiveFrom)
  return isWhySame && isWishSame && isSame(before, content)
}

function touched(scope: Scope, { version }: Held) {
  return { revision: version.revision + 1, changed_at: scope.now }
}

/** One event for the change; where signatures fall with it, the event says so and their givers are told. */
async function tellChange(scope: Scope, held: Held, payload: Record<string, unknown>): Promise<void> {
  const fallen = held.version.signatures.filter(({ voidedAt }) => voidedAt === null)
  if (fallen.length > 0) await voidSignatures(scope, held.version.id, `${scope.actor.name} changed the text.`)
  const voided = fallen.map(({ team, member }) => ({ team, memberId: member.id }))
  const kind = fallen.length > 0 ? 'agreement.signature-voided' : 'agreement.changed'
  const revision = held.version.revision + 1
  const eventId = await recordAct(scope, held, { kind, revision, voided, ...payload })
  if (fallen.length === 0) return
  const text = `${sentence(scope, 'changed', held)} Your signature under it is void.`
  const to = fallen.map(({ member }) => member.id)
  await tell(scope, held, { kind: 'agreement.signature-voided', text, eventId, to })
}

export type Rebased = { readonly taken: readonly string[]; readonly collisions: readonly string[] }

/** Puts a stale version on the newest agreed one: what does not collide is taken over, what does is listed. */
export async function rebaseVersion(
  scope: Scope,
  { versionId, revision }: { readonly versionId: number; readonly revision: number },
  checks: readonly BodyCheck[],
): Promise<Rebased> {
  const held = await lockedVersion(scope, versionId, revision)
  const { version, versions } = held
  if (!mayChange(scope.actor, version)) throw new Refusal('not-allowed')
  refuseUnlessOpen(held)
  const newest = newestSettled(versions)
  if (newest === undefined || !held.stale)
    throw new Refusal('not-possible-now', {
      message: `Nothing changed beneath version ${version.number}.`,
      remedy: 'It stands on the newest agreed version already.',
    })
  const ids = [versionId, newest.id, ...(version.basedOnId === null ? [] : [version.basedOnId])]
  const contents = await selectContents(scope, ids)
  const draft = contentOf(contents, versionId)
  const base = version.basedOnId === null ? null : contentOf(contents, version.basedOnId).body
  const { body, taken, collisions } = mergeBodies({
    base,
    draft: draft.body,
    newest: contentOf(contents, newest.id).body,
  })
  await refuseUnsound(scope, { ...held.agreement, content: { ...draft, body } }, checks)
  await updateVersion(scope, versionId, { body, based_on_id: newest.id, ...touched(scope, held) })
  await tellChange(scope, held, { rebasedOn: newest.id, taken, collisions })
  return { taken, collisions }
}

function given({ body, quiz }: Written): Partial<Content> {
  return { ...(body === undefined ? {} : { body }), ...(quiz === undefined ? {} : { quiz }) }
}

function contentOf(contents: ReadonlyMap<number, Content>, id: number): Content {
  const content = contents.get(id)
  if (content === undefined) throw new Error(`version ${id} has no text`)
  return content
}

function dateOf(text: string | null | undefined): Date | null | undefined {
  return text === null || text === undefined ? text : new Date(text)
}
