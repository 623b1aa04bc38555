import { z } from 'zod'
import { agreementBody, agreementKind } from './agreement-bodies.ts'
import {
  agreementRow,
  agreementView,
  clauseChange,
  quizQuestion,
  quizQuestionsMax,
  versionInForceView,
  versionView,
} from './agreement-views.ts'
import { apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { nameLengthMax, reasonLengthMax } from './records.ts'

const tag = 'Agreements'
const whyLengthMax = 2000

/** How many agreements a workspace has at most; more are refused. */
export const agreementsMax = 1000
/** How many versions of one agreement there can be. */
export const versionsMax = 500

export const listAgreements = endpoint({
  id: 'listAgreements',
  method: 'GET',
  path: `${apiPrefix}/agreements`,
  summary: 'The agreements: what is in force, what is proposed and drafted, who signed and who has read',
  tag,
  query: pageQuery.extend({
    kind: agreementKind.optional(),
    q: z.string().max(200).optional().describe('A word in the title.'),
    open: z
      .stringbool()
      .optional()
      .describe('Only those with a draft, a proposal or a version that waits for its date.'),
    awaitsMe: z.stringbool().optional().describe('Only those that whoever asks may sign now.'),
    archived: z.stringbool().optional().describe('Show the archive instead.'),
  }),
  response: pageOf(agreementRow),
})

export const listAgreementsInForce = endpoint({
  id: 'listAgreementsInForce',
  method: 'GET',
  path: `${apiPrefix}/agreements/in-force`,
  summary: 'The agreements in force at an instant, whole and in plain English',
  tag,
  query: z.object({
    at: instant.optional().describe('Now unless told.'),
    kind: agreementKind.optional(),
  }),
  response: z.object({ at: instant, items: z.array(versionInForceView).max(agreementsMax) }),
})

export const readAgreement = endpoint({
  id: 'readAgreement',
  method: 'GET',
  path: `${apiPrefix}/agreements/{id}`,
  summary: 'One agreement with all of its versions',
  tag,
  params: idParams,
  response: agreementView,
  refusals: ['not-found'],
})

const title = z.string().trim().min(1).max(nameLengthMax)
const content = z.object({
  body: agreementBody,
  quiz: z.array(quizQuestion).max(quizQuestionsMax),
  why: z.string().trim().max(whyLengthMax).describe('Why it should be so.'),
  effectiveFrom: instant.nullable().describe('Null is at once, when both teams have signed.'),
})

export const createAgreement = endpoint({
  id: 'createAgreement',
  method: 'POST',
  path: `${apiPrefix}/agreements`,
  summary: 'Begin an agreement with the draft of its first version',
  tag,
  body: content.partial().required({ body: true }).extend({ title }),
  response: versionView,
  status: 201,
  refusals: ['not-allowed', 'already-exists'],
})

export const renameAgreement = endpoint({
  id: 'renameAgreement',
  method: 'PATCH',
  path: `${apiPrefix}/agreements/{id}`,
  summary: 'Give an agreement another title; what it says does not change',
  tag,
  params: idParams,
  body: z.object({ title }),
  response: agreementView,
  refusals: ['not-found', 'not-allowed', 'already-exists'],
})

export const archiveAgreement = endpoint({
  id: 'archiveAgreement',
  method: 'POST',
  path: `${apiPrefix}/agreements/{id}/archival`,
  summary: 'Put away an agreement of which nothing is proposed, agreed or in force',
  tag,
  params: idParams,
  response: agreementView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const restoreAgreement = endpoint({
  id: 'restoreAgreement',
  method: 'DELETE',
  path: `${apiPrefix}/agreements/{id}/archival`,
  summary: 'Take an agreement out of the archive',
  tag,
  params: idParams,
  response: agreementView,
  status: 200,
  refusals: ['not-found', 'not-allowed', 'already-exists'],
})

export const draftAgreement = endpoint({
  id: 'draftAgreement',
  method: 'POST',
  path: `${apiPrefix}/agreements/{id}/versions`,
  summary: 'Draft another version, from the newest agreed one unless told',
  tag,
  params: idParams,
  body: content
    .partial()
    .extend({ fromId: z.number().int().optional().describe('The version to begin from.') }),
  response: versionView,
  status: 201,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

/** A version by the number that ledgers name it by. */
export const versionParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })
const versions = `${apiPrefix}/agreement-versions/{id}`
/** The revision that was looked at: if somebody changed the text since, the act is refused. */
const revision = z.number().int().min(1)

export const readAgreementVersion = endpoint({
  id: 'readAgreementVersion',
  method: 'GET',
  path: versions,
  summary: 'One version: its text, signatures, readers and quiz, and what whoever asks may do',
  tag,
  params: versionParams,
  response: versionView,
  refusals: ['not-found'],
})

export const changeAgreementVersion = endpoint({
  id: 'changeAgreementVersion',
  method: 'PATCH',
  path: versions,
  summary: 'Change a draft, or a proposal, whose signatures this voids',
  tag,
  params: versionParams,
  body: content.partial().extend({ revision }),
  response: versionView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now', 'changed-meanwhile'],
})

export const proposeAgreementVersion = endpoint({
  id: 'proposeAgreementVersion',
  method: 'POST',
  path: `${versions}/proposal`,
  summary: 'Put a draft before both teams for signature',
  tag,
  params: versionParams,
  body: z.object({ revision }),
  response: versionView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now', 'changed-meanwhile'],
})

export const signAgreementVersion = endpoint({
  id: 'signAgreementVersion',
  method: 'POST',
  path: `${versions}/signatures`,
  summary: 'Sign a proposal for one’s own team; with the second team’s signature it is agreed',
  tag,
  params: versionParams,
  body: z.object({ revision }),
  response: versionView,
  status: 201,
  refusals: ['not-found', 'not-allowed', 'not-possible-now', 'changed-meanwhile'],
})

export const withdrawAgreementVersion = endpoint({
  id: 'withdrawAgreementVersion',
  method: 'POST',
  path: `${versions}/withdrawal`,
  summary: 'Withdraw a draft, a proposal, or what was agreed, with a reason',
  description:
    'A stage definition or scoring in force cannot be withdrawn, because the funnel runs on it: it gives way to ' +
    'another signed version. Whatever else is in force ends with this act.',
  tag,
  params: versionParams,
  body: z.object({ reason: z.string().trim().min(1).max(reasonLengthMax) }),
  response: versionView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const rebaseAgreementVersion = endpoint({
  id: 'rebaseAgreementVersion',
  method: 'POST',
  path: `${versions}/rebasing`,
  summary: 'Put a stale draft or proposal on the newest agreed version',
  description:
    'Takes over what changed beneath it wherever the draft left the text alone. Where both changed the same place ' +
    'the draft keeps its own, and the place is listed as a collision for a person to look at.',
  tag,
  params: versionParams,
  body: z.object({ revision }),
  response: z.object({
    version: versionView,
    taken: z.array(z.string()).describe('Places in the body that were taken over.'),
    collisions: z.array(z.string()).describe('Places that both changed; the draft kept its own.'),
  }),
  refusals: ['not-found', 'not-allowed', 'not-possible-now', 'changed-meanwhile'],
})

export const compareAgreementVersions = endpoint({
  id: 'compareAgreementVersions',
  method: 'GET',
  path: `${versions}/differences`,
  summary: 'What this version says otherwise than another, clause by clause and word by word',
  tag,
  params: versionParams,
  query: z.object({
    fromId: z.coerce
      .number()
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .describe('Of the same agreement; without it the version that this one is based on.'),
  }),
  response: z.object({
    from: z.object({ id: z.number().int(), number: z.number().int() }).nullable(),
    to: z.object({ id: z.number().int(), number: z.number().int() }),
    items: z.array(clauseChange),
  }),
  refusals: ['not-found'],
})

export const listAgreementDependents = endpoint({
  id: 'listAgreementDependents',
  method: 'GET',
  path: `${apiPrefix}/agreements/{id}/dependents`,
  summary: 'Everything that runs on an agreement, so that one sees what a change touches',
  tag,
  params: idParams,
  response: z.object({
    items: z.array(
      z
        .object({
          kind: z.string().describe('`agreement`, or what another part of Rapport counts, such as `lead`.'),
          label: z.string(),
          count: z.number().int(),
          path: z.string().nullable().describe('Where exactly these are listed in the web app, if they are.'),
          agreements: z.array(z.object({ id: z.uuid(), kind: agreementKind, title: z.string() })),
        })
        .meta({ id: 'AgreementDependent' }),
    ),
  }),
  refusals: ['not-found'],
})
