import { z } from 'zod'
import { quizChoicesMax, quizQuestionsMax, quizResultView } from './agreement-views.ts'
import { versionParams } from './agreements.ts'
import { apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { memberReference } from './records.ts'

const tag = 'Agreements'
export const commentLengthMax = 4000
const clauseKeyLengthMax = 80
export const mentionsMax = 20

export const agreementCommentView = z
  .object({
    id: z.uuid(),
    agreementId: z.uuid(),
    version: z
      .object({ id: z.number().int(), number: z.number().int() })
      .describe('On which it was written.'),
    clause: z.string().nullable().describe('The key of the clause it is about; null is the whole.'),
    replyToId: z.uuid().nullable(),
    body: z.string(),
    objection: z.boolean(),
    mentions: z.array(memberReference),
    author: memberReference.nullable(),
    createdAt: instant,
    resolvedAt: instant.nullable(),
    resolvedBy: memberReference.nullable(),
    can: z.object({ resolve: z.boolean() }),
  })
  .meta({ id: 'AgreementComment' })
export type AgreementCommentView = z.infer<typeof agreementCommentView>

export const listAgreementComments = endpoint({
  id: 'listAgreementComments',
  method: 'GET',
  path: `${apiPrefix}/agreements/{id}/comments`,
  summary: 'The discussion of an agreement, oldest first',
  tag,
  params: idParams,
  query: pageQuery.extend({
    versionId: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    objections: z.stringbool().optional().describe('Only objections that are open.'),
  }),
  response: pageOf(agreementCommentView),
  refusals: ['not-found'],
})

export const commentAgreementVersion = endpoint({
  id: 'commentAgreementVersion',
  method: 'POST',
  path: `${apiPrefix}/agreement-versions/{id}/comments`,
  summary: 'Say something about a version or one of its clauses, or object to it',
  description: 'Whoever is mentioned is told. An answer to another comment stands beside it.',
  tag,
  params: versionParams,
  body: z.object({
    body: z.string().trim().min(1).max(commentLengthMax),
    clause: z.string().max(clauseKeyLengthMax).nullable().default(null),
    objection: z.boolean().default(false),
    mentions: z.array(z.uuid()).max(mentionsMax).default([]).describe('Ids of members.'),
    replyToId: z.uuid().nullable().default(null),
  }),
  response: agreementCommentView,
  status: 201,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const resolveAgreementComment = endpoint({
  id: 'resolveAgreementComment',
  method: 'POST',
  path: `${apiPrefix}/agreement-comments/{id}/resolution`,
  summary: 'Call a comment settled; an objection, by who objected or their team',
  tag,
  params: idParams,
  response: agreementCommentView,
  refusals: ['not-found', 'not-allowed'],
})

export const reopenAgreementComment = endpoint({
  id: 'reopenAgreementComment',
  method: 'DELETE',
  path: `${apiPrefix}/agreement-comments/{id}/resolution`,
  summary: 'Call a settled comment open again',
  tag,
  params: idParams,
  response: agreementCommentView,
  status: 200,
  refusals: ['not-found', 'not-allowed'],
})

export const confirmAgreementRead = endpoint({
  id: 'confirmAgreementRead',
  method: 'POST',
  path: `${apiPrefix}/agreement-versions/{id}/receipt`,
  summary: 'Confirm that one has read a version; a second time changes nothing',
  tag,
  params: versionParams,
  response: z.object({ readAt: instant }),
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const answerAgreementQuiz = endpoint({
  id: 'answerAgreementQuiz',
  method: 'POST',
  path: `${apiPrefix}/agreement-versions/{id}/quiz-answers`,
  summary: 'Answer the quiz of a version, and learn what is right and why',
  tag,
  params: versionParams,
  body: z.object({
    answers: z
      .array(
        z.object({
          question: z.string().max(clauseKeyLengthMax).describe('The key of the question.'),
          choices: z
            .array(
              z
                .number()
                .int()
                .min(0)
                .max(quizChoicesMax - 1),
            )
            .max(quizChoicesMax),
        }),
      )
      .min(1)
      .max(quizQuestionsMax),
  }),
  response: z.object({
    result: quizResultView,
    questions: z.array(
      z.object({
        key: z.string(),
        isRight: z.boolean(),
        right: z.array(z.number().int()),
        why: z.string(),
      }),
    ),
  }),
  status: 201,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})
