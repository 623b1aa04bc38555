import { z } from 'zod'
import { agreementKind } from './agreement-bodies.ts'
import { amount, apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { memberReference, reference } from './records.ts'

/**
 * A back-test replays a proposed version beside the version in force over a period of the past: at each moment at which
 * something became known of a lead, both are asked whether it qualifies, by what was known then and nothing else.
 */

const tag = 'Back-tests'

/** How many years of the past one back-test replays at most. */
export const backTestYearsMax = 5
/** Twelve whole months and the month that runs, unless told. */
export const backTestMonthsDefault = 12
/** How many back-tests of one version are listed, the newest. */
export const backTestsListedMax = 50

/** Kinds of agreement that decide who qualifies. */
export const backTestedKinds = ['stage', 'profile', 'scoring'] as const
export type BackTestedKind = (typeof backTestedKinds)[number]

/**
 * `waiting` and `running` go on by themselves, also after the program was stopped: a run that was cut off begins anew.
 * `interrupted` has not been heard of for a while; ask for another.
 */
export const backTestStates = [
  'waiting',
  'running',
  'cancelling',
  'interrupted',
  'cancelled',
  'failed',
  'finished',
] as const
export type BackTestState = (typeof backTestStates)[number]

/** What became of some leads, as it is known when the back-test runs. */
export const leadOutcomes = z
  .object({
    leads: z.number().int(),
    accepted: z.number().int().describe('Sales accepted them, or they reached a stage that sales owns.'),
    won: z.number().int().describe('They have a won deal, or reached the stage that is won.'),
    amount: amount
      .nullable()
      .describe('Of their won deals, in the currency of the workspace; null for whoever may not see it.'),
  })
  .meta({ id: 'LeadOutcomes' })
export type LeadOutcomes = z.infer<typeof leadOutcomes>

/** The four lists that are compared: who qualifies by either standard, and who by only one of them. */
export const comparedOutcomes = z.object({
  inForce: leadOutcomes.describe('Who qualifies by what is in force now.'),
  proposed: leadOutcomes.describe('Who qualifies by what is proposed.'),
  gained: leadOutcomes.describe('Who qualifies by what is proposed and never by what is in force.'),
  lost: leadOutcomes.describe('Who qualifies by what is in force and never by what is proposed.'),
})
export type ComparedOutcomes = z.infer<typeof comparedOutcomes>

/** Between the two counts, too: in force − lost − moved out + gained + moved in = proposed. */
export const movedOutcomes = z
  .object({
    movedIn: leadOutcomes.describe(
      'Qualifies within the period by what is proposed, and before it by what is in force.',
    ),
    movedOut: leadOutcomes.describe(
      'Qualifies within the period by what is in force, and before it by what is proposed.',
    ),
  })
  .meta({ id: 'MovedOutcomes' })
export type MovedOutcomes = z.infer<typeof movedOutcomes>

export const backTestMonth = comparedOutcomes
  .extend({
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .describe('`YYYY-MM` in the zone of the workspace. Each list counts by its own moment.'),
  })
  .meta({ id: 'BackTestMonth' })
export type BackTestMonth = z.infer<typeof backTestMonth>

/** Bounds of the distribution of days brought forward: each step reaches from its bound to the next one. */
export const daysForwardBounds = [-90, -30, -7, -1, 0, 1, 7, 30, 90] as const

/** Days by which leads qualify earlier, over those that qualify by both; negative is later. */
export const daysForward = z
  .object({
    leads: z.number().int().describe('That qualify by both, by at least one of them within the period.'),
    earlier: z.number().int(),
    same: z.number().int().describe('At the very same moment.'),
    later: z.number().int(),
    medianDays: z.number().nullable().describe('Null where no lead qualifies by both.'),
    distribution: z.array(
      z.object({
        fromDays: z.number().nullable().describe('Included; null is without bound.'),
        toDays: z.number().nullable().describe('Not included; null is without bound.'),
        leads: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'DaysForward' })
export type DaysForward = z.infer<typeof daysForward>

/** Wins of the period, and how many of their leads had qualified before. */
export const winsQualified = z
  .object({
    wins: z.number().int().describe('Leads that were won within the period.'),
    inForce: z.number().int().describe('Of them: had qualified before by what is in force.'),
    proposed: z.number().int().describe('Of them: had qualified before by what is proposed.'),
  })
  .meta({ id: 'WinsQualified' })
export type WinsQualified = z.infer<typeof winsQualified>

export const backTestResult = z
  .object({
    sentence: z.string().describe('What it comes to, in plain English.'),
    total: comparedOutcomes,
    moved: movedOutcomes.nullable().default(null).describe('Null in results from before these were counted.'),
    months: z.array(backTestMonth),
    wins: winsQualified,
    daysForward,
    assumed: z
      .object({
        leads: z
          .number()
          .int()
          .describe('Of those that qualify by what is proposed: a deciding value has no date of its own.'),
        of: z.number().int(),
      })
      .describe(
        'What rests on values whose source told no date: they count as known from when they were read.',
      ),
    nothingInForce: z.boolean().describe('There was nothing to compare with, so nobody qualifies by it.'),
    replayed: z.object({ leads: z.number().int(), touches: z.number().int(), seconds: z.number() }),
  })
  .meta({ id: 'BackTestResult' })
export type BackTestResult = z.infer<typeof backTestResult>

export const backTestView = z
  .object({
    id: z.uuid(),
    version: z.object({
      id: z.number().int(),
      agreementId: z.uuid(),
      kind: agreementKind,
      title: z.string(),
      number: z.number().int(),
    }),
    revision: z.number().int().describe('The revision of the text that was tested.'),
    isOlderRevision: z
      .boolean()
      .describe('The text has changed since: this says nothing of what stands now.'),
    comparedWith: z
      .object({ versionId: z.number().int(), number: z.number().int() })
      .nullable()
      .describe('The version in force that was compared with; null where there was none.'),
    stage: z
      .object({ id: z.number().int(), key: z.string(), name: z.string() })
      .describe('The stage whose entry is judged.'),
    from: instant,
    to: instant.describe('Not included.'),
    state: z.enum(backTestStates),
    progress: z.object({
      step: z.enum(['waiting', 'reading', 'replaying', 'writing']),
      leadsDone: z.number().int(),
      leadsTotal: z.number().int().describe('0 while nobody knows yet.'),
    }),
    askedAt: instant,
    askedBy: memberReference.nullable(),
    endedAt: instant.nullable(),
    failure: z.string().nullable(),
    result: backTestResult.nullable().describe('Frozen: nothing that happens later changes it.'),
    can: z.object({ cancel: z.boolean() }),
  })
  .meta({ id: 'BackTest' })
export type BackTestView = z.infer<typeof backTestView>

export const createBackTest = endpoint({
  id: 'createBackTest',
  method: 'POST',
  path: `${apiPrefix}/back-tests`,
  summary: 'Replay a version over the past, beside what is in force',
  description:
    'Done in the background, one at a time in a workspace: the answer has the id to ask for. The version is tested as ' +
    'it reads now; the result is kept with its revision.',
  tag,
  body: z.object({
    versionId: z.number().int().positive(),
    stage: z
      .string()
      .max(60)
      .optional()
      .describe(
        'The key of the stage whose entry is judged. A version of a stage is judged at its own; for a profile or a ' +
          'scoring it is `mql` unless told, or else the first stage that criteria judge.',
      ),
    from: instant.optional().describe('Twelve whole months before the month that runs, unless told.'),
    to: instant.optional().describe('Not included; now unless told, and never in the future.'),
  }),
  response: backTestView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now', 'invalid-input'],
})

export const listBackTests = endpoint({
  id: 'listBackTests',
  method: 'GET',
  path: `${apiPrefix}/back-tests`,
  summary: 'The back-tests of a version, the newest first',
  tag,
  query: z.object({ version: z.coerce.number().int().positive() }),
  response: z.object({
    items: z.array(backTestView).max(backTestsListedMax),
    stages: z
      .array(z.object({ id: z.number().int(), key: z.string(), name: z.string() }))
      .describe('Stages whose entry a back-test of this version can judge; empty: it cannot be back-tested.'),
    can: z.object({ run: z.boolean() }),
  }),
  refusals: ['not-found'],
})

export const readBackTest = endpoint({
  id: 'readBackTest',
  method: 'GET',
  path: `${apiPrefix}/back-tests/{id}`,
  summary: 'How far a back-test is, and its result',
  tag,
  params: idParams,
  response: backTestView,
  refusals: ['not-found'],
})

/** The three lists in which a replay keeps its leads: who qualifies by one standard only, or by both. */
export const comparedSets = ['gained', 'lost', 'both'] as const
export type ComparedSet = (typeof comparedSets)[number]

/** Of those that qualify by both: which of the two comes first, and over which of them the period begins. */
export const keptSets = ['earlier', 'same', 'later', 'moved-in', 'moved-out'] as const

/** Whom a list of leads shows. */
export const backTestSets = [...comparedSets, ...keptSets] as const
export type BackTestSet = (typeof backTestSets)[number]

export const backTestLead = z
  .object({
    leadId: z.uuid(),
    contact: reference,
    account: reference.nullable(),
    enteredAt: instant,
    stageId: z.number().int().describe('Where the lead stands today.'),
    inForceAt: instant.nullable().describe('When it qualified by what is in force.'),
    proposedAt: instant.nullable().describe('When it would have qualified by what is proposed.'),
    daysForward: z.number().nullable(),
    accepted: z.boolean(),
    wonAt: instant.nullable(),
    amount: amount.nullable(),
    assumed: z.boolean().describe('A deciding value has no date of its own.'),
  })
  .meta({ id: 'BackTestLead' })
export type BackTestLead = z.infer<typeof backTestLead>

export const listBackTestLeads = endpoint({
  id: 'listBackTestLeads',
  method: 'GET',
  path: `${apiPrefix}/back-tests/{id}/leads`,
  summary: 'The leads that a proposed version gains, loses or keeps, with both moments',
  description: 'Moments and outcomes are those of the back-test; names and stages are those of today.',
  tag,
  params: idParams,
  query: pageQuery.extend({
    set: z
      .enum(backTestSets)
      .describe('`earlier`, `same`, `later`, `moved-in` and `moved-out` are parts of `both`.'),
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('`YYYY-MM`: of the moment by what is proposed, for `lost` by what is in force.'),
  }),
  response: pageOf(backTestLead),
  refusals: ['not-found', 'not-allowed'],
})

export const cancelBackTest = endpoint({
  id: 'cancelBackTest',
  method: 'DELETE',
  path: `${apiPrefix}/back-tests/{id}`,
  summary: 'Stop a back-test at its next step',
  tag,
  params: idParams,
  response: backTestView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
