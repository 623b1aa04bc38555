import { clausesOf } from '../../../contract/agreement-text.ts'
import type { VersionView } from '../../../contract/agreement-views.ts'
import type { Scope } from '../../platform/scope.ts'
import { selectContents } from './contents.store.ts'
import { heldVersion } from './held.ts'
import type { Held } from './held.ts'
import { selectReceipts, selectResults } from './learning.store.ts'
import { namesFor } from './names.ts'
import * as people from './people.store.ts'
import { mayChange, mayComment } from './policy.ts'
import { iso, presentQuiz, presentVersions, standing } from './present.ts'
import { changesBetween, numbered } from './reading.ts'
import { alreadySigned } from './rules/signing.ts'
import { newestSettled } from './rules/standing.ts'
import { signingRightOf } from './seats.ts'
import { mayWithdraw } from './signing.ts'

/** One version whole: its text, who signed, who has read and knows it, and what whoever asks may do. */
export async function showVersion(scope: Scope, versionId: number): Promise<VersionView> {
  const held = await heldVersion(scope, versionId)
  const content = (await selectContents(scope, [versionId])).get(versionId)
  if (content === undefined) throw new Error(`version ${versionId} has no text`)
  const { signsNot, looker } = await signingOf(scope, held)
  const row = presentVersions(held.versions, looker).find(({ id }) => id === versionId)
  if (row === undefined) throw new Error(`version ${versionId} is not among its own`)
  const readers = await readersOf(scope, { versionId, hasQuiz: content.quiz.length > 0 })
  const can = await abilities(scope, held, row.awaitsMe)
  return {
    ...row,
    agreement: presentHeading(held),
    body: content.body,
    clauses: clausesOf(content.body, await namesFor(scope, [content.body])),
    quiz: presentQuiz(content.quiz, can.change || readers.answeredByMe),
    ...readers.view,
    beneath: await beneath(scope, held),
    can,
    signsNot: row.state === 'proposed' ? signsNot : null,
  }
}

function presentHeading({ agreement }: Held): VersionView['agreement'] {
  const { id, kind, subject, title } = agreement
  return { id, kind, subject, title, archivedAt: iso(agreement.archivedAt) }
}

async function signingOf(scope: Scope, { version, stale }: Held) {
  const right = await signingRightOf(scope)
  const { memberId } = scope.actor
  const looker = { memberId, signsFor: 'team' in right ? right.team : null, now: scope.now }
  if ('message' in right) return { looker, signsNot: right.message }
  if (stale) return { looker, signsNot: 'What it is based on is not the newest agreed version any more.' }
  const why = alreadySigned({ memberId, team: right.team }, standing(version.signatures))
  return { looker, signsNot: why?.message ?? null }
}

async function readersOf(
  scope: Scope,
  { versionId, hasQuiz }: { readonly versionId: number; readonly hasQuiz: boolean },
) {
  const { memberId } = scope.actor
  const [receipts, results, of, read, know] = [
    await selectReceipts(scope, versionId),
    await selectResults(scope, versionId),
    await people.countReaders(scope),
    await people.countRead(scope, [versionId]),
    await people.countKnowing(scope, [versionId]),
  ]
  const view = {
    receipts: receipts.map(({ member, readAt }) => ({ member, readAt: readAt.toISOString() })),
    quizResults: results,
    read: { count: read.get(versionId) ?? 0, of },
    know: hasQuiz ? { count: know.get(versionId) ?? 0, of } : null,
    readByMe: receipts.some(({ member }) => member.id === memberId),
  }
  return { view, answeredByMe: results.some(({ member }) => member.id === memberId) }
}

async function beneath(scope: Scope, { version, versions, stale }: Held): Promise<VersionView['beneath']> {
  const newest = newestSettled(versions)
  if (!stale || newest === undefined) return null
  const changes = await changesBetween(scope, { from: version.basedOnId, to: newest.id })
  return { newest: numbered(newest), changes }
}

async function abilities(scope: Scope, held: Held, sign: boolean): Promise<VersionView['can']> {
  const { state, stale, version } = held
  const open = state === 'draft' || state === 'proposed'
  const change = open && mayChange(scope.actor, version)
  return {
    change,
    propose: change && state === 'draft' && !stale && held.agreement.archivedAt === null,
    sign,
    withdraw: state !== 'superseded' && state !== 'withdrawn' && (await mayWithdraw(scope, held)),
    rebase: change && stale,
    comment: mayComment(scope.actor),
  }
}
