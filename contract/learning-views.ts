import { z } from 'zod'
import { instant } from './endpoint.ts'
import { evaluationView } from './learning-figures.ts'
import { memberReference } from './records.ts'

/** The kinds of record whose attributes a score of leads may learn from. */
export const learnedKinds = ['contact', 'account', 'lead'] as const
export type LearnedKind = (typeof learnedKinds)[number]

export const marks = ['known_on_arrival', 'written_afterwards'] as const
export type Mark = (typeof marks)[number]

export const agedOutDaysMax = 3650
export const momentHoursMax = 8760
export const keyPartsMax = 20
/** The most leads that one reading of the past takes, the newest. */
export const learnedLeadsMax = 50_000
/** Below so many leads of either outcome, what a model finds is chance. */
export const outcomeRowsMin = 50
const stagesMax = 50

/** Which leads count as won and as not won. It is kept with each model. */
export const outcomeRule = z.object({
  lostStages: z
    .array(z.string().max(60))
    .max(stagesMax)
    .default(['disqualified', 'lost'])
    .describe('Keys of the exits that count as not won.'),
  agedOutDays: z
    .number()
    .int()
    .min(0)
    .max(agedOutDaysMax)
    .default(180)
    .describe('A lead that is not won so many days after it entered counts as not won. 0: at once.'),
})
export type OutcomeRule = z.infer<typeof outcomeRule>

/** The moment whose knowledge counts: so long after the lead entered. */
const momentHours = z
  .number()
  .int()
  .min(0)
  .max(momentHoursMax)
  .default(24)
  .describe('A lead is read as it was known so many hours after it entered.')

export const surveyPlan = z.object({ outcome: outcomeRule.prefault({}), momentHours })
export type SurveyPlan = z.infer<typeof surveyPlan>

/** Older leads teach and newer ones judge; where nothing is dated, parts by a named key judge in turn. */
export const splitPlan = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('time'),
    olderPercent: z.number().int().min(50).max(90).default(75).describe('How many of a hundred leads teach.'),
  }),
  z.object({
    kind: z.literal('key'),
    key: z
      .string()
      .max(100)
      .describe('`lead.externalId`, or an attribute as the survey names it. Numbers are divided by `parts`.'),
    parts: z.number().int().min(2).max(keyPartsMax).default(5),
  }),
])
export type SplitPlan = z.infer<typeof splitPlan>

export const trainingPlan = surveyPlan.extend({ split: splitPlan })
export type TrainingPlan = z.infer<typeof trainingPlan>

/**
 * `waiting` and `working` go on by themselves; `interrupted` has not been heard of for a while and may be asked for
 * again.
 */
export const runStates = [
  'waiting',
  'working',
  'cancelling',
  'interrupted',
  'cancelled',
  'failed',
  'finished',
] as const
export type RunState = (typeof runStates)[number]

export const learningRunView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['survey', 'training']),
    name: z.string().nullable(),
    state: z.enum(runStates),
    step: z.enum(['waiting', 'reading', 'fitting']),
    stepsDone: z.number().int(),
    stepsTotal: z.number().int().describe('0 while nobody knows yet.'),
    askedAt: instant,
    askedBy: memberReference.nullable(),
    endedAt: instant.nullable(),
    failure: z.string().nullable(),
    modelId: z.uuid().nullable().describe('The model that a finished training made.'),
  })
  .meta({ id: 'LearningRun' })
export type LearningRunView = z.infer<typeof learningRunView>

/**
 * What may be done with an attribute: `dated` ones prove by their history that they were there in time, `refused`
 * ones that they were not; `undated` ones wait for a person's mark. The others have nothing to teach.
 */
export const standings = [
  'dated',
  'refused',
  'undated',
  'empty',
  'constant',
  'too_varied',
  'not_learned',
] as const
export type Standing = (typeof standings)[number]

const share = z.number().min(0).max(1)

export const attributeSuspicion = z
  .object({
    attribute: z.string().describe('`lead.origin`, `contact.custom.tags`.'),
    recordKind: z.enum(learnedKinds),
    field: z.string(),
    label: z.string(),
    standing: z.enum(standings),
    mark: z.enum(marks).nullable(),
    markedBy: memberReference.nullable(),
    markedAt: instant.nullable(),
    filledRows: z.number().int(),
    datedShare: share.describe('Of the filled values: how many have a date of writing.'),
    lateShare: share.describe('Of the filled values: how many were first written after the outcome.'),
    weight: z.number().describe('Orders the list: what speaks for its having been written afterwards.'),
    auc: z.number().nullable().describe('How well it alone tells outcomes apart; 0.5 is not at all.'),
    telling: z.array(z.object({ value: z.string(), rows: z.number().int(), rate: share })),
    tellingShare: share,
    filledWhereWon: share,
    filledWhereLost: share,
    because: z.array(z.string()).describe('The same in words.'),
  })
  .meta({ id: 'AttributeSuspicion' })
export type AttributeSuspicion = z.infer<typeof attributeSuspicion>

export const leadCounts = z.object({
  won: z.number().int(),
  lost: z.number().int(),
  open: z.number().int().describe('Neither, by the rule; not read.'),
  early: z.number().int().describe('Decided before the moment whose knowledge counts; not read.'),
  beyondLimit: z.number().int().describe('Older than the newest 50,000; not read.'),
  datedShare: share.describe('Of the leads read: how many have a known date of entry.'),
})
export type LeadCounts = z.infer<typeof leadCounts>

export const surveyView = z
  .object({
    id: z.uuid(),
    plan: surveyPlan,
    surveyedAt: instant,
    counts: leadCounts,
    attributes: z.array(attributeSuspicion).describe('The most suspicious first.'),
    keys: z.array(z.object({ key: z.string(), label: z.string() })).describe('What a split may go by.'),
    proposedSplit: splitPlan,
    trainable: z.string().nullable().describe('Why nothing can be trained, or null where it can.'),
  })
  .meta({ id: 'LearningSurvey' })
export type SurveyView = z.infer<typeof surveyView>

/** One attribute that a model reads, and how it is known to have been there in time. */
export const modelFeature = z.object({
  attribute: z.string(),
  label: z.string(),
  because: z.enum(['dated', 'marked', 'counted']),
})
export type ModelFeature = z.infer<typeof modelFeature>

export const modelCoefficient = z.object({
  attribute: z.string(),
  label: z.string(),
  level: z.string().nullable().describe('The value that it is for; null for numbers and the intercept.'),
  coefficient: z.number().nullable().describe('Log-odds; null where others say the same already.'),
  standardError: z.number().nullable(),
  words: z.string(),
})
export type ModelCoefficient = z.infer<typeof modelCoefficient>

const modelHead = z.object({
  id: z.uuid(),
  name: z.string(),
  trainedAt: instant,
  trainedBy: memberReference.nullable(),
  timeOrdered: z.boolean().describe('Whether newer leads judged what older ones taught.'),
  splitWords: z.string(),
  rows: z.number().int().describe('Leads that it learned from.'),
  heldRows: z.number().int().describe('Leads that judged it.'),
  auc: z.number().nullable(),
})

export const modelSummary = modelHead.meta({ id: 'LearnedModelSummary' })
export type ModelSummary = z.infer<typeof modelSummary>

export const modelView = modelHead
  .extend({
    plan: trainingPlan,
    counts: leadCounts,
    ruleWords: z.string().describe('Who counted as won and as not won, and as of which moment.'),
    features: z.array(modelFeature),
    leftOut: z.array(z.object({ attribute: z.string(), label: z.string(), because: z.string() })),
    coefficients: z.array(modelCoefficient),
    evaluation: evaluationView,
    warnings: z.array(z.string()),
    deviance: z.number(),
    iterations: z.number().int(),
    ridge: z.number(),
  })
  .meta({ id: 'LearnedModel' })
export type ModelView = z.infer<typeof modelView>

export const leadExplanation = z
  .object({
    leadId: z.uuid(),
    contactName: z.string(),
    asOf: instant.describe('The moment whose knowledge was read.'),
    chance: share,
    averageChance: share.describe('The chance of a lead that is average in everything.'),
    contributions: z.array(
      z.object({
        attribute: z.string(),
        label: z.string(),
        value: z.string().nullable(),
        logOdds: z.number(),
        oddsFactor: z.number(),
        words: z.string(),
      }),
    ),
  })
  .meta({ id: 'LeadExplanation' })
export type LeadExplanation = z.infer<typeof leadExplanation>
