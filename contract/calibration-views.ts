import { z } from 'zod'
import { instant } from './endpoint.ts'
import { memberReference, reference } from './records.ts'
import { touchKindNames } from './touches.ts'

export const classifyingTeams = ['marketing', 'sales'] as const
export type ClassifyingTeam = (typeof classifyingTeams)[number]
const answer = z.enum(['yes', 'no', 'unsure'])
const share = z.number().min(0).max(1)
const count = z.number().int().min(0)

const definition = z.object({
  agreementId: z.uuid(),
  title: z.string(),
  versionId: z.number().int(),
  number: z.number().int(),
})

const progress = z.object({ team: z.enum(classifyingTeams), answered: count, of: count })

/** Cohen’s kappa with its 95 % interval by the standard error of Fleiss, Cohen and Everitt (1969). */
const kappaView = z
  .object({
    value: z.number().min(-1).max(1).nullable(),
    standardError: z.number().nullable(),
    low: z.number().nullable().describe('Lower end of the 95 % interval.'),
    high: z.number().nullable(),
    words: z.string().describe('What it means, or why there is no data.'),
  })
  .meta({ id: 'Kappa' })
export type KappaView = z.infer<typeof kappaView>

/** How two sides answered those leads of which both said yes or no. */
export const comparisonView = z
  .object({
    bothYes: count,
    firstOnly: count.describe('The first said yes, the second no.'),
    secondOnly: count,
    bothNo: count,
    compared: count.describe('Leads of which both said yes or no.'),
    left: count.describe('Leads of which one of them said nothing, or was not sure.'),
    agreementShare: share.nullable().describe('Null: nothing to compare.'),
    kappa: kappaView,
  })
  .meta({ id: 'CalibrationComparison' })
export type ComparisonView = z.infer<typeof comparisonView>

const givenAnswer = z.object({
  answer,
  reason: z.string(),
  by: memberReference.nullable(),
  at: instant,
})
export type GivenAnswer = z.infer<typeof givenAnswer>

/** One lead with everything that was hidden until the calibration closed. */
export const revealedLead = z
  .object({
    place: z.number().int(),
    leadId: z.uuid(),
    contact: reference,
    definition: z.enum(['yes', 'no']).nullable().describe('What the definition said when it was drawn.'),
    stratum: z.enum(['near', 'inside', 'outside', 'any']),
    marketing: givenAnswer.nullable(),
    sales: givenAnswer.nullable(),
  })
  .meta({ id: 'CalibrationRevealedLead' })
export type RevealedLead = z.infer<typeof revealedLead>

export const calibrationReport = z
  .object({
    teams: comparisonView.describe('Marketing first, sales second.'),
    marketing: comparisonView.describe('Marketing first, the definition second.'),
    sales: comparisonView.describe('Sales first, the definition second.'),
    leads: z.array(revealedLead),
    disagreements: z.array(z.number().int()).describe('Places of the leads of which one said yes, one no.'),
  })
  .meta({ id: 'CalibrationReport' })
export type CalibrationReport = z.infer<typeof calibrationReport>

const head = z.object({
  id: z.uuid(),
  definition,
  startedAt: instant,
  startedBy: memberReference.nullable(),
  closedAt: instant.nullable(),
  closedBy: memberReference.nullable().describe('Null: both teams had answered everything.'),
  leads: count,
  progress: z.array(progress),
})

export const calibrationRow = head
  .extend({
    result: z
      .object({ agreementShare: share.nullable(), kappa: kappaView })
      .nullable()
      .describe('Null until it is closed.'),
  })
  .meta({ id: 'CalibrationRow' })
export type CalibrationRow = z.infer<typeof calibrationRow>

export const calibrationView = head
  .extend({
    meaning: z.string().describe('What the definition means.'),
    entry: z.string().describe('What it asks, in English; empty where a person decides.'),
    draw: z.object({
      seed: z.number().int(),
      wanted: count,
      openLeads: count,
      judged: count.describe('How many of the open leads were judged to draw from.'),
      near: count,
      inside: count,
      outside: count,
      any: count.describe('Drawn from all, because the definition has no criteria.'),
      words: z.string(),
    }),
    places: z.array(z.number().int()).describe('The numbers of the leads, in the order to answer them.'),
    mine: z
      .object({
        team: z.enum(classifyingTeams),
        answers: z.array(givenAnswer.extend({ place: z.number().int() })),
      })
      .nullable()
      .describe('What the team of whoever asks said; null for those of neither team.'),
    report: calibrationReport.nullable().describe('Null until it is closed.'),
    discussedAt: instant.nullable(),
    discussedBy: memberReference.nullable(),
    can: z.object({ answer: z.boolean(), close: z.boolean(), discuss: z.boolean() }),
  })
  .meta({ id: 'Calibration' })
export type CalibrationView = z.infer<typeof calibrationView>

/** What is shown of a lead to whoever classifies it. */
export const calibrationLeadView = z
  .object({
    place: z.number().int(),
    asOf: instant.describe('What was known then, and nothing later.'),
    facts: z.array(
      z.object({ of: z.enum(['person', 'company', 'lead']), label: z.string(), value: z.string() }),
    ),
    touches: z.array(
      z.object({
        kind: z.enum(touchKindNames),
        occurredAt: instant,
        channel: z.string().nullable(),
        campaign: z.string().nullable(),
        asset: z.string().nullable(),
      }),
    ),
    earlierTouches: count.describe('Touches beyond the newest that are listed.'),
  })
  .meta({ id: 'CalibrationLead' })
export type CalibrationLeadView = z.infer<typeof calibrationLeadView>
