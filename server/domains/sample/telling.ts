import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { QuizQuestion } from '../../../contract/agreement-views.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import {
  announce,
  answerQuiz,
  beginAgreement,
  comment,
  confirmRead,
  draftVersion,
  inForce,
  proposeVersion,
  settleComment,
  signVersion,
} from '../agreements/index.ts'
import type { BodyCheck } from '../agreements/index.ts'
import type { SampleRemark } from './rules/quarrel.ts'
import { daysBefore, minutesAfter } from './rules/story-dates.ts'

/** Who tells the story: the scope of the telling, the members by name, and what agreements are held to. */
export type Teller = {
  readonly scope: Scope
  readonly cast: ReadonlyMap<string, Actor>
  readonly checks: readonly BodyCheck[]
}

/** The same transaction as seen by a member at a moment of the past: acts are dated by it. */
export function as({ scope, cast }: Teller, name: string, now: Date): Scope {
  const actor = cast.get(name)
  if (actor === undefined) throw new Error(`${name} is not of the cast`)
  return { ...scope, actor, now }
}

export type Draft = {
  readonly title: string
  readonly body: AgreementBody
  readonly quiz?: readonly QuizQuestion[]
  readonly why: string
  readonly by: string
  readonly at: Date
}

/** Drafts a version of what there is an agreement on already, or begins one. Answers the version's id. */
export async function draft(teller: Teller, plan: Draft): Promise<number> {
  const { title, body, why, by, at, quiz = [] } = plan
  const scope = as(teller, by, at)
  const standing = await inForce(scope, body.kind, at)
  const found = standing.find((version) => version.title === title)
  const written = { body, why, quiz: [...quiz] }
  if (found === undefined) return beginAgreement(scope, { title, ...written }, teller.checks)
  return draftVersion(scope, { agreementId: found.agreementId, ...written }, teller.checks)
}

/** A text that nobody has changed since it was drafted. */
const firstRevision = 1

/** Puts a draft before both teams. */
export function propose(
  teller: Teller,
  versionId: number,
  { by, at }: Pick<Draft, 'by' | 'at'>,
): Promise<void> {
  return proposeVersion(as(teller, by, at), { versionId, revision: firstRevision })
}

/** One team signs. */
export function sign(teller: Teller, versionId: number, { by, at }: Pick<Draft, 'by' | 'at'>): Promise<void> {
  return signVersion(as(teller, by, at), { versionId, revision: firstRevision })
}

/** Both heads sign on one day; with the second signature it is in force, and everybody is told. */
export async function signByBoth(teller: Teller, versionId: number, at: Date): Promise<void> {
  await sign(teller, versionId, { by: 'Aylin Tekin', at })
  const signed = minutesAfter(at, 20)
  await sign(teller, versionId, { by: 'Elif Novak', at: signed })
  await announce({ ...teller.scope, now: signed }, versionId)
}

/** The members say what they have to say about a version, dated before a day of the story. */
export async function discuss(
  teller: Teller,
  versionId: number,
  { remarks, day }: { readonly remarks: readonly SampleRemark[]; readonly day: Date },
): Promise<void> {
  let before: string | null = null
  const objections: { readonly id: string; readonly by: string; readonly at: Date }[] = []
  for (const [index, remark] of remarks.entries()) {
    const at = minutesAfter(daysBefore(day, remark.daysBefore), index * 17)
    const said = await comment(as(teller, remark.by, at), {
      versionId,
      body: remark.body,
      clause: remark.clause ?? null,
      objection: remark.objection ?? false,
      mentions: (remark.mentions ?? []).flatMap((name) => teller.cast.get(name)?.memberId ?? []),
      replyToId: remark.answers === true ? before : null,
    })
    before = said.id
    const { by, settledDaysBefore } = remark
    if (settledDaysBefore !== undefined)
      objections.push({ id: said.id, by, at: minutesAfter(daysBefore(day, settledDaysBefore), 240) })
  }
  for (const { id, by, at } of objections) await settleComment(as(teller, by, at), id, { settled: true })
}

export type Reading = {
  readonly readers: readonly string[]
  /** Who of the readers answers the quiz, and who of these gets a question wrong. */
  readonly answer?: readonly string[]
  readonly mistaken?: readonly string[]
  readonly quiz?: readonly QuizQuestion[]
  readonly from: Date
}

/** Members confirm that they have read a version, and some answer its quiz, one after the other. */
export async function read(teller: Teller, versionId: number, reading: Reading): Promise<void> {
  const { readers, answer = [], mistaken = [], quiz = [], from } = reading
  for (const [index, name] of readers.entries()) {
    const scope = as(teller, name, minutesAfter(from, 25 * (index + 1)))
    await confirmRead(scope, versionId)
    if (!answer.includes(name)) continue
    const answers = quiz.map(({ key, right }, at) => ({
      question: key,
      choices: mistaken.includes(name) && at === 0 ? [right.includes(0) ? 1 : 0] : [...right],
    }))
    await answerQuiz(scope, { versionId, answers })
  }
}
