import { buyerSteps } from '../../../contract/agreement-bodies.ts'
import type { AgreementBody, BodyOf } from '../../../contract/agreement-bodies.ts'
import { noCriteria } from '../../../contract/criteria.ts'

/** The kinds that a member begins here; stages and scoring are there from the first day and get new versions. */
export const beginnableKinds = ['term', 'profile', 'metric', 'journey', 'role_charter', 'lead_plan'] as const
export type BeginnableKind = (typeof beginnableKinds)[number]

const daysOfPlan = 90
const dayMs = 86_400_000

/** The least that a draft of a kind may say. A metric is one of the registry, by its id. */
export function emptyBody(kind: BeginnableKind, title: string, metric: string): AgreementBody {
  switch (kind) {
    case 'term':
      return { kind, definition: `${title} means …`, examples: [], isNot: [], aliases: [], executes: null }
    case 'profile':
      return { kind, criteria: noCriteria, persona: '', concerns: [], products: [], decides: [] }
    case 'metric':
      return {
        kind,
        metric,
        meaning: 'What it means to us …',
        ownerTeam: 'joint',
        countedWhen: '',
      }
    case 'journey':
      return emptyJourney
    case 'role_charter':
      return emptyCharter(title)
    default:
      return emptyPlan(new Date())
  }
}

const questions: Record<(typeof buyerSteps)[number], string> = {
  awareness: 'Do I have this problem?',
  discovery: 'What could solve it?',
  intent: 'Is this for people like us?',
  evaluation: 'Is it the best for us?',
  purchase: 'Can we begin, and on what terms?',
}

const emptyJourney: BodyOf<'journey'> = {
  kind: 'journey',
  steps: buyerSteps.map((step) => ({
    step,
    ownerTeam: step === 'evaluation' || step === 'purchase' ? 'sales' : 'marketing',
    question: questions[step],
    plays: [],
    assets: [],
    measure: null,
    expectedConversionPercent: null,
    expectedLagDays: null,
  })),
}

function emptyCharter(role: string): BodyOf<'role_charter'> {
  return {
    kind: 'role_charter',
    role,
    team: 'marketing',
    holders: [],
    purpose: 'What the role is for …',
    responsibilities: [],
    powers: {
      sign: false,
      export: true,
      exportRowsMax: null,
      discountPercentMax: 0,
      promise: 'nothing',
      seeRevenue: true,
      seeContactData: true,
    },
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function emptyPlan(today: Date): BodyOf<'lead_plan'> {
  return {
    kind: 'lead_plan',
    from: dayOf(today.getTime()),
    to: dayOf(today.getTime() + daysOfPlan * dayMs),
    quality: 'What makes a lead of this plan a good one …',
    sources: [{ source: 'Website', leadsPerMonth: 0, acceptedPercent: 90, tactics: [], ownerId: null }],
  }
}
