import type {
  AgreementCommentView,
  commentAgreementVersion,
  listAgreementComments,
} from '../../../contract/agreement-discussion.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import * as store from './comments.store.ts'
import type { Comment } from './comments.store.ts'
import { agreementWith, heldVersion } from './held.ts'
import type { Held } from './held.ts'
import { mayComment, mayResolve } from './policy.ts'
import { iso } from './present.ts'
import { recordAct, sentence, tell } from './telling.ts'

const excerptLengthMax = 140

/** A page of what is said about an agreement, oldest first. */
export async function commentPage(
  scope: Scope,
  {
    agreementId,
    cursor,
    limit,
    ...filter
  }: EndpointParsed<typeof listAgreementComments>['query'] & {
    readonly agreementId: string
  },
): Promise<EndpointAnswer<typeof listAgreementComments>> {
  await agreementWith(scope, agreementId, { lock: false })
  const wanted = { agreementId, ...filter }
  const { rows, nextCursor } = await store.selectPage(scope, wanted, { cursor, limit })
  const total = cursor === undefined ? await store.countMatchingComments(scope, wanted) : undefined
  const items = rows.map((row) => presentComment(row, scope.actor))
  return { items, nextCursor, total: total?.total ?? null, totalIsEstimate: total?.totalIsEstimate ?? false }
}

type Said = EndpointParsed<typeof commentAgreementVersion>['body'] & { readonly versionId: number }

/** Says something about a version. Whoever is mentioned is told, and whoever wrote it. */
export async function comment(scope: Scope, { versionId, ...said }: Said): Promise<AgreementCommentView> {
  const held = await heldVersion(scope, versionId)
  if (!mayComment(scope.actor)) throw new Refusal('not-allowed')
  const mentions = [...new Set(said.mentions)]
  const present = await store.selectPresent(scope, mentions)
  const missing = mentions.findIndex((id) => !present.includes(id))
  if (missing !== -1)
    throw new Refusal('invalid-input', {
      place: `mentions.${missing}`,
      message: 'There is no such member here.',
      remedy: 'Mention members who have not left.',
    })
  const answered = await answeredComment(scope, { ...held, replyToId: said.replyToId })
  const { id: agreementId } = held.agreement
  const id = await store.insertComment(scope, { ...said, agreementId, versionId, mentions })
  const eventId = await recordAct(scope, held, {
    kind: 'agreement.commented',
    commentId: id,
    clause: said.clause,
    objection: said.objection,
  })
  await tellComment(scope, held, { commentId: id, said, mentions, answered, eventId })
  return presentComment(await commentNamed(scope, id), scope.actor)
}

async function answeredComment(
  scope: Scope,
  { agreement, replyToId }: Pick<Held, 'agreement'> & { readonly replyToId: string | null },
): Promise<Comment | null> {
  if (replyToId === null) return null
  const answered = await store.selectComment(scope, replyToId)
  if (answered?.agreementId === agreement.id) return answered
  throw new Refusal('invalid-input', {
    place: 'replyToId',
    message: 'The comment that this answers is not of this agreement.',
    remedy: 'Answer a comment of the same discussion.',
  })
}

type Spoken = {
  readonly commentId: string
  readonly said: Omit<Said, 'versionId'>
  readonly mentions: readonly string[]
  readonly answered: Comment | null
  readonly eventId: number
}

async function tellComment(
  scope: Scope,
  held: Held,
  { commentId, said, mentions, answered, eventId }: Spoken,
): Promise<void> {
  const excerpt =
    said.body.length > excerptLengthMax ? `${said.body.slice(0, excerptLengthMax - 1)}…` : said.body
  const text = (act: string) => `${sentence(scope, act, held)} “${excerpt}”`
  await tell(scope, held, {
    kind: 'agreement.mentioned',
    text: text('mentioned you on'),
    eventId,
    said: commentId,
    to: mentions,
  })
  const concerned = [held.version.createdBy?.id, held.version.proposedBy?.id, answered?.author?.id]
  await tell(scope, held, {
    kind: said.objection ? 'agreement.objected' : 'agreement.commented',
    text: text(said.objection ? 'objects to' : 'commented on'),
    eventId,
    said: commentId,
    to: concerned.filter((id) => id !== undefined && !mentions.includes(id)),
  })
}

/** Calls a comment settled, or open again. Refuses to settle the objection of the other side. */
export async function settleComment(
  scope: Scope,
  id: string,
  { settled }: { readonly settled: boolean },
): Promise<AgreementCommentView> {
  const found = await commentNamed(scope, id)
  if (!mayResolve(scope.actor, found))
    throw new Refusal('not-allowed', {
      message: 'An objection is settled by whoever objected, or by their team.',
      remedy: 'Answer it, and ask them to settle it.',
    })
  if ((found.resolvedAt !== null) === settled) return presentComment(found, scope.actor)
  const { agreement } = await agreementWith(scope, found.agreementId, { lock: false })
  const byId = settled ? scope.actor.memberId : null
  await store.updateResolved(scope, id, { at: settled ? scope.now : null, byId })
  const kind = settled ? 'agreement.comment-settled' : 'agreement.comment-reopened'
  await recordAct(scope, { agreement, version: found.version }, { kind, commentId: id })
  return presentComment(await commentNamed(scope, id), scope.actor)
}

async function commentNamed(scope: Scope, id: string): Promise<Comment> {
  const found = await store.selectComment(scope, id)
  if (found === undefined) throw notFound('comment')
  return found
}

function presentComment(found: Comment, actor: Actor): AgreementCommentView {
  return {
    ...found,
    mentions: [...found.mentions],
    createdAt: found.createdAt.toISOString(),
    resolvedAt: iso(found.resolvedAt),
    can: { resolve: mayResolve(actor, found) },
  }
}
