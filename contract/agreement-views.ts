import { z } from 'zod'
import { agreementBody, agreementKind } from './agreement-bodies.ts'
import { instant } from './endpoint.ts'
import { memberReference, reference } from './records.ts'

/** The two teams whose signatures an agreement needs; joint, leadership and neutral members sign for neither. */
export const signingTeams = ['marketing', 'sales'] as const
export type SigningTeam = (typeof signingTeams)[number]
export const signingTeam = z.enum(signingTeams)

/**
 * Where a version stands at an instant. It is derived from dates: nothing stores it. `agreed` is signed by both teams
 * and waits for its effective date; `superseded` has given way to a later version.
 */
export const versionStates = ['draft', 'proposed', 'agreed', 'in-force', 'superseded', 'withdrawn'] as const
export type VersionState = (typeof versionStates)[number]

export const signatureView = z
  .object({
    team: signingTeam,
    member: memberReference,
    revision: z.number().int().describe('Which revision of the text was signed.'),
    signedAt: instant,
    voidedAt: instant.nullable(),
    voidedWhy: z.string().nullable(),
  })
  .meta({ id: 'Signature' })
export type SignatureView = z.infer<typeof signatureView>

/** So many of those who should. */
export const shareView = z.object({ count: z.number().int(), of: z.number().int() }).meta({ id: 'ShareOf' })

export const versionRow = z
  .object({
    id: z.number().int().describe('Ledgers name the version that judged by this number.'),
    agreementId: z.uuid(),
    number: z.number().int().describe('1, 2, 3 … within the agreement, in the order of drafting.'),
    basedOn: z.object({ id: z.number().int(), number: z.number().int() }).nullable(),
    state: z.enum(versionStates),
    revision: z
      .number()
      .int()
      .describe('Grows with each change of the text; a change of a proposal voids its signatures.'),
    adopted: z.boolean().describe('A default that Rapport began with: in force, and signed by nobody.'),
    isStale: z
      .boolean()
      .describe('Open, and what it is based on is not the newest agreed version any more: rebase it.'),
    why: z.string(),
    createdAt: instant,
    createdBy: memberReference.nullable(),
    changedAt: instant,
    proposedAt: instant.nullable(),
    proposedBy: memberReference.nullable(),
    effectiveFrom: instant.nullable().describe('The wish; null is at once, when both teams have signed.'),
    agreedAt: instant.nullable(),
    inForceFrom: instant.nullable(),
    inForceUntil: instant.nullable().describe('When it gave way or will give way, or was withdrawn.'),
    withdrawnAt: instant.nullable(),
    withdrawnBy: memberReference.nullable(),
    withdrawnWhy: z.string().nullable(),
    signatures: z.array(signatureView).describe('Also the voided ones, in the order of signing.'),
    waitsFor: z.array(signingTeam).describe('Teams whose signature a proposal lacks.'),
    awaitsMe: z.boolean().describe('Whoever asks may sign it now.'),
  })
  .meta({ id: 'AgreementVersionRow' })
export type VersionRow = z.infer<typeof versionRow>

export const agreementRow = z
  .object({
    id: z.uuid(),
    kind: agreementKind,
    subject: z
      .string()
      .nullable()
      .describe('What there can be one of: the key of a stage, of a metric, a word.'),
    title: z.string(),
    createdAt: instant,
    archivedAt: instant.nullable(),
    inForce: versionRow.nullable(),
    open: z.array(versionRow).describe('Drafts, proposals, and what is agreed and waits for its date.'),
    read: shareView.describe('Who has read the version in force, or else the newest open one.'),
    know: shareView.nullable().describe('Who knows it by the quiz; null without one.'),
    objections: z.number().int().describe('Open ones.'),
    comments: z.number().int(),
  })
  .meta({ id: 'AgreementRow' })
export type AgreementRow = z.infer<typeof agreementRow>

export const agreementView = agreementRow
  .extend({
    versions: z.array(versionRow).describe('All of them, newest first.'),
    can: z.object({ draft: z.boolean(), rename: z.boolean(), archive: z.boolean(), comment: z.boolean() }),
  })
  .meta({ id: 'Agreement' })
export type AgreementView = z.infer<typeof agreementView>

/** One clause in plain English; `key` stays the same while the clause lives, so that comments keep their place. */
export const clauseView = z
  .object({ key: z.string(), heading: z.string(), text: z.string() })
  .meta({ id: 'Clause' })
export type ClauseView = z.infer<typeof clauseView>

export const wordRun = z
  .object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })
  .meta({ id: 'WordRun' })
export type WordRun = z.infer<typeof wordRun>

export const clauseChange = z
  .object({
    key: z.string(),
    heading: z.string(),
    change: z.enum(['same', 'changed', 'added', 'removed']),
    words: z
      .array(wordRun)
      .describe('Read one after the other; those removed and those added stand side by side.'),
  })
  .meta({ id: 'ClauseChange' })
export type ClauseChange = z.infer<typeof clauseChange>

export const quizQuestionsMax = 20
export const quizChoicesMax = 6
const quizTextLengthMax = 500

const quizText = z.string().trim().min(1).max(quizTextLengthMax)
/** A question written with the version. */
export const quizQuestion = z
  .object({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
    question: quizText,
    choices: z.array(quizText).min(2).max(quizChoicesMax),
    right: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(quizChoicesMax - 1),
      )
      .min(1)
      .max(quizChoicesMax)
      .describe('Which choices are right, counted from 0.'),
    why: quizText,
  })
  .meta({ id: 'QuizQuestion' })
export type QuizQuestion = z.infer<typeof quizQuestion>

/** What is right and why is told to whoever may write the quiz and whoever has answered it. */
export const quizQuestionView = quizQuestion
  .extend({ right: quizQuestion.shape.right.nullable(), why: quizQuestion.shape.why.nullable() })
  .meta({ id: 'QuizQuestionView' })

export const quizResultView = z
  .object({
    member: memberReference,
    answeredAt: instant,
    right: z.number().int(),
    of: z.number().int(),
    knows: z.boolean().describe('Every answer was right.'),
  })
  .meta({ id: 'QuizResult' })
export type QuizResultView = z.infer<typeof quizResultView>

export const versionView = versionRow
  .extend({
    agreement: z.object({
      id: z.uuid(),
      kind: agreementKind,
      subject: z.string().nullable(),
      title: z.string(),
      archivedAt: instant.nullable(),
    }),
    body: agreementBody,
    clauses: z.array(clauseView),
    quiz: z.array(quizQuestionView),
    quizResults: z.array(quizResultView).describe('The newest of each member; the most recent first.'),
    know: shareView.nullable(),
    receipts: z.array(z.object({ member: memberReference, readAt: instant })),
    read: shareView,
    readByMe: z.boolean(),
    beneath: z
      .object({
        newest: z.object({ id: z.number().int(), number: z.number().int() }),
        changes: z
          .array(clauseChange)
          .describe('What changed between its base and the newest agreed version.'),
      })
      .nullable()
      .describe('Only where it is stale.'),
    can: z.object({
      change: z.boolean(),
      propose: z.boolean(),
      sign: z.boolean(),
      withdraw: z.boolean(),
      rebase: z.boolean(),
      comment: z.boolean(),
    }),
    signsNot: z.string().nullable().describe('Why whoever asks cannot sign this proposal.'),
  })
  .meta({ id: 'AgreementVersion' })
export type VersionView = z.infer<typeof versionView>

/** A version in force, whole, with what everything that runs on it needs. */
export const versionInForceView = z
  .object({
    agreement: reference.extend({ kind: agreementKind, subject: z.string().nullable() }),
    id: z.number().int(),
    number: z.number().int(),
    adopted: z.boolean(),
    inForceFrom: instant,
    inForceUntil: instant.nullable(),
    signatures: z.array(signatureView),
    body: agreementBody,
    clauses: z.array(clauseView),
  })
  .meta({ id: 'AgreementInForce' })
export type VersionInForceView = z.infer<typeof versionInForceView>
