import { z } from 'zod'
import { committeeRole, criteria } from './criteria.ts'
import type { Criteria } from './criteria.ts'
import { day } from './endpoint.ts'
import { team } from './records.ts'
import { touchKindNames } from './touches.ts'

/**
 * What an agreement says, by its kind: one typed body for each, all under one mechanism (`agreements.ts`). Texts are
 * plain; ids are of the same workspace. Every list and text has its limit here.
 */

export const agreementKinds = [
  'term',
  'stage',
  'profile',
  'scoring',
  'metric',
  'journey',
  'role_charter',
  'lead_plan',
  'fitted_score',
] as const
export type AgreementKind = (typeof agreementKinds)[number]
export const agreementKind = z.enum(agreementKinds)

export const clauseListMax = 40
export const clauseTextLengthMax = 2000
const phraseLengthMax = 300

const prose = z.string().trim().max(clauseTextLengthMax)
const phrase = z.string().trim().min(1).max(phraseLengthMax)
const phrases = z.array(phrase).max(clauseListMax)
/** The key of a rule or group within one body; it never changes while the rule lives, so that a ledger can name it. */
const ruleKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,40}$/, 'starts with a letter; small letters, digits and _ only')

/** A word that both teams use, and what it means here. */
export const termBody = z.object({
  kind: z.literal('term'),
  definition: prose.min(1),
  examples: phrases.default([]),
  isNot: phrases.default([]).describe('What people mistake for it.'),
  aliases: phrases.default([]).describe('Other words for the same thing, which are better avoided.'),
  executes: z
    .union([
      z.object({ as: z.literal('stage'), stage: z.string().max(60) }),
      z.object({ as: z.literal('metric'), metric: z.string().max(80) }),
      z.object({ as: z.literal('profile'), profile: z.uuid() }),
    ])
    .nullable()
    .default(null)
    .describe('What in Rapport runs on this meaning.'),
})

/** When a lead stands at a stage, and who says so: the criteria, or a person. */
export const stageBody = z.object({
  kind: z.literal('stage'),
  stage: z.string().max(60).describe('The key of the stage.'),
  meaning: prose.min(1),
  movedBy: z.enum(['criteria', 'person']),
  entry: criteria.nullable().describe('Needed where criteria move the lead.'),
  whenNoLongerMet: z
    .enum(['stay', 'move-back'])
    .describe('What becomes of a lead at this stage that does not meet the criteria any more.'),
})

/** Whom we sell to: who belongs to it, what they worry about, what fits them and who decides. */
export const profileBody = z.object({
  kind: z.literal('profile'),
  criteria,
  persona: prose,
  concerns: phrases.default([]),
  products: z.array(z.uuid()).max(clauseListMax).default([]).describe('Products that fit.'),
  decides: z.array(committeeRole).max(6).default([]),
})

const points = z.number().int().min(-1000).max(1000)
/** A rule of fit: earned while the criteria are met, taken back when they are not. */
const fitRule = z.object({ key: ruleKey, name: phrase, criteria, points })
/** A rule of engagement: each matching touch earns its points, at most `perDayMax` for all touches of a day. */
const engagementRule = z.object({
  key: ruleKey,
  name: phrase,
  kinds: z.array(z.enum(touchKindNames)).min(1).max(touchKindNames.length),
  channels: z.array(z.number().int().positive()).max(clauseListMax).default([]).describe('Empty means any.'),
  campaigns: z.array(z.uuid()).max(clauseListMax).default([]).describe('Empty means any.'),
  points,
  perDayMax: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .describe('Of the workspace’s days. Null: each counts in full.'),
})
export type EngagementRule = z.infer<typeof engagementRule>

/**
 * How points are earned. Fit is the sum of its rules that are met now, between 0 and 100, and does not decay.
 * Engagement halves every `halfLifeDays`; within a group it never exceeds the group's cap.
 */
export const scoringBody = z.object({
  kind: z.literal('scoring'),
  fit: z.array(fitRule).max(clauseListMax),
  halfLifeDays: z.number().int().min(1).max(3650),
  groups: z
    .array(
      z.object({
        key: ruleKey,
        name: phrase,
        cap: z.number().int().min(1).max(10_000),
        rules: z.array(engagementRule).min(1).max(clauseListMax),
      }),
    )
    .max(12),
})

/** A figure that both teams answer for. */
export const metricBody = z.object({
  kind: z.literal('metric'),
  metric: z.string().max(80).describe('Its key in the registry of metrics.'),
  meaning: prose.min(1),
  ownerTeam: team,
  countedWhen: prose.describe('The moment at which it is read.'),
})

export const buyerSteps = ['awareness', 'discovery', 'intent', 'evaluation', 'purchase'] as const

/** How we lead a customer through the funnel, step by step. */
export const journeyBody = z.object({
  kind: z.literal('journey'),
  steps: z
    .array(
      z.object({
        step: z.enum(buyerSteps),
        ownerTeam: team,
        question: phrase.describe('What the buyer asks themselves.'),
        plays: phrases.default([]),
        assets: phrases.default([]),
        measure: z.string().max(80).nullable().describe('A key in the registry of metrics.'),
        expectedConversionPercent: z.number().min(0).max(100).nullable(),
        expectedLagDays: z.number().min(0).max(3650).nullable(),
      }),
    )
    .min(1)
    .max(buyerSteps.length),
})

/** What a role may do. Enforced: whoever holds charters in force may do what at least one of them grants. */
export const powers = z.object({
  sign: z.boolean().describe('Sign agreements for their team.'),
  export: z.boolean().describe('Take rows out of Rapport as files.'),
  exportRowsMax: z.number().int().min(1).nullable().describe('Null: without limit.'),
  discountPercentMax: z.number().min(0).max(100),
  promise: z.enum(['nothing', 'standard', 'anything']),
  seeRevenue: z.boolean(),
  seeContactData: z.boolean().describe('Mail addresses and phone numbers.'),
})
export type Powers = z.infer<typeof powers>

/** What a role is for, what it answers for, and its powers and limits. */
export const roleCharterBody = z.object({
  kind: z.literal('role_charter'),
  role: phrase,
  team,
  holders: z.array(z.uuid()).max(200).describe('Members who hold the role.'),
  purpose: prose.min(1),
  responsibilities: phrases.default([]),
  powers,
})

/** How many leads of what quality come from where, by whose work. */
export const leadPlanBody = z.object({
  kind: z.literal('lead_plan'),
  from: day,
  to: day,
  quality: prose.min(1).describe('What makes a lead of this plan a good one.'),
  sources: z
    .array(
      z.object({
        source: phrase,
        leadsPerMonth: z.number().int().min(0).max(1_000_000),
        acceptedPercent: z.number().min(0).max(100).describe('How many of them sales is expected to accept.'),
        tactics: phrases.default([]),
        ownerId: z.uuid().nullable(),
      }),
    )
    .min(1)
    .max(clauseListMax),
})

/** A score fitted to our own history that both teams have agreed to use. */
export const fittedScoreBody = z.object({
  kind: z.literal('fitted_score'),
  modelId: z.uuid(),
  usedFor: prose.min(1),
  threshold: z.number().min(0).max(1).describe('The probability from which a lead counts as promising.'),
})

/** The body of any agreement, told apart by `kind`. */
export const agreementBody = z
  .discriminatedUnion('kind', [
    termBody,
    stageBody,
    profileBody,
    scoringBody,
    metricBody,
    journeyBody,
    roleCharterBody,
    leadPlanBody,
    fittedScoreBody,
  ])
  .meta({ id: 'AgreementBody' })
export type AgreementBody = z.infer<typeof agreementBody>
export type BodyOf<Kind extends AgreementKind> = Extract<AgreementBody, { kind: Kind }>
export type StageBody = BodyOf<'stage'>
export type ProfileBody = BodyOf<'profile'>
export type ScoringBody = BodyOf<'scoring'>

/** Every group of criteria within a body, with the place where it stands, such as `body.fit.0.criteria`. */
export function criteriaWithin(
  body: AgreementBody,
): { readonly place: string; readonly criteria: Criteria }[] {
  switch (body.kind) {
    case 'stage':
      return body.entry === null ? [] : [{ place: 'body.entry', criteria: body.entry }]
    case 'profile':
      return [{ place: 'body.criteria', criteria: body.criteria }]
    case 'scoring':
      return body.fit.map((rule, at) => ({ place: `body.fit.${at}.criteria`, criteria: rule.criteria }))
    default:
      return []
  }
}
