import type { AgreementBody, BodyOf, Powers } from '../../../../contract/agreement-bodies.ts'
import type { Criteria } from '../../../../contract/criteria.ts'
import { teams } from '../../../../contract/records.ts'
import type { Team } from '../../../../contract/records.ts'
import { defaultScoring } from './default-scoring.ts'

export type DefaultAgreement = { readonly title: string; readonly body: AgreementBody }

/** How forms that ask for a demonstration are usually called; a company writes its own here. */
export const demoForms = [
  'Demo request',
  'Request a demo',
  'Book a demo',
  'Demo',
  'demo-request',
  'demo_request',
]
const qualifiedFit = 60
const qualifiedEngagement = 40

/** Qualified by fit and engagement, or by asking for a demonstration while fitting a profile. */
const qualified: Criteria = {
  kind: 'group',
  join: 'any',
  of: [
    {
      kind: 'group',
      join: 'all',
      of: [
        { kind: 'score', score: 'fit', is: 'at-least', points: qualifiedFit },
        { kind: 'score', score: 'engagement', is: 'at-least', points: qualifiedEngagement },
      ],
    },
    {
      kind: 'group',
      join: 'all',
      of: [
        {
          kind: 'touch',
          kinds: ['form'],
          channels: [],
          campaigns: [],
          assets: demoForms,
          is: 'at-least',
          times: 1,
        },
        { kind: 'profile', profile: 'any', is: 'matched' },
      ],
    },
  ],
}

const stages: readonly DefaultAgreement[] = [
  stage('First touch', 'first_touch', 'Somebody of whom we know one contact with us, and nothing more.'),
  stage('Engaged', 'engaged', 'Somebody who has come back to us, or answered.'),
  {
    title: 'MQL',
    body: {
      kind: 'stage',
      stage: 'mql',
      meaning:
        'A lead that marketing holds to be worth the time of sales: it suits us and deals with us, or it suits us and asks for a demonstration.',
      movedBy: 'criteria',
      entry: qualified,
      whenNoLongerMet: 'stay',
    },
  },
  stage('SAL', 'sal', 'A lead that sales has looked at and accepted as its own to work on.'),
  stage(
    'SQL',
    'sql',
    'A lead with whom sales has spoken, and whose need, budget, authority and timing are known.',
  ),
  stage('Opportunity', 'opportunity', 'A lead with whom we speak about a certain purchase: there is a deal.'),
  stage('Won', 'won', 'A customer: the deal is closed and won.'),
  stage(
    'Disqualified',
    'disqualified',
    'After contact it turned out that there is no interest, need, budget, authority or time for it.',
  ),
  stage('Lost', 'lost', 'The deal is closed and was not won.'),
  stage('Recycled', 'recycled', 'Not now: the lead rests with marketing and may come back.'),
]

const terms: readonly DefaultAgreement[] = [
  term('Lead', {
    definition: 'One pass of a contact through our funnel, from the first touch to a win or an exit.',
    isNot: ['The person: one person can pass through the funnel more than once'],
  }),
  term('MQL', {
    definition: 'Marketing qualified lead: a lead that meets what both teams have signed for the stage MQL.',
    executes: { as: 'stage', stage: 'mql' },
  }),
  term('SAL', {
    definition: 'Sales accepted lead: an MQL that sales has looked at and accepted.',
    executes: { as: 'stage', stage: 'sal' },
  }),
  term('SQL', {
    definition:
      'Sales qualified lead: an accepted lead whose need, budget, authority and timing sales knows.',
    executes: { as: 'stage', stage: 'sql' },
  }),
  term('Opportunity', {
    definition: 'A lead with whom we speak about a certain purchase: there is a deal in a pipeline.',
    executes: { as: 'stage', stage: 'opportunity' },
  }),
  term('Touch', {
    definition: 'One dated contact between us and a customer, made by marketing or by sales.',
  }),
  term('Hand-off', { definition: 'A lead that one team offers to the other, which accepts or returns it.' }),
  term('Return', {
    definition: 'A hand-off that is sent back with a reason, before anybody spoke with the person.',
    isNot: ['A disqualification, which comes after contact'],
  }),
  term('Win rate', {
    definition: 'Of the deals that were closed, the share that was won.',
    executes: { as: 'metric', metric: 'win-rate-by-count' },
  }),
]

const charterPurposes: Readonly<Record<Team, string>> = {
  marketing: 'Makes us known to those who suit us, and hands leads to sales that are worth its time.',
  sales: 'Speaks with those who may buy, and turns accepted leads into customers.',
  joint: 'Keeps definitions, data and processes such that both teams can rely on them.',
  leadership: 'Answers for growth and for how both teams work together.',
  neutral: 'Hears both sides where they quarrel, and belongs to neither.',
}
const charterPowers: Powers = {
  sign: false,
  export: true,
  exportRowsMax: null,
  discountPercentMax: 0,
  promise: 'standard',
  seeRevenue: true,
  seeContactData: true,
}
const powersOfTeam: Readonly<Record<Team, Partial<Powers>>> = {
  marketing: { sign: true },
  sales: { sign: true, discountPercentMax: 10 },
  joint: {},
  leadership: { discountPercentMax: 100, promise: 'anything' },
  neutral: { export: false, promise: 'nothing' },
}

/** What every workspace begins with: in force, and signed by nobody. Nobody holds a charter until teams say who. */
export const defaultAgreements: readonly DefaultAgreement[] = [
  ...stages,
  { title: 'Scoring', body: defaultScoring },
  ...terms,
  ...teams.map(charter),
]

function stage(title: string, key: string, meaning: string): DefaultAgreement {
  const body = {
    kind: 'stage',
    stage: key,
    meaning,
    movedBy: 'person',
    entry: null,
    whenNoLongerMet: 'stay',
  } as const
  return { title, body }
}

function term(
  title: string,
  said: Pick<BodyOf<'term'>, 'definition'> & Partial<BodyOf<'term'>>,
): DefaultAgreement {
  return { title, body: { kind: 'term', examples: [], isNot: [], aliases: [], executes: null, ...said } }
}

function charter(team: Team): DefaultAgreement {
  const role = `Member of ${team}`
  return {
    title: role,
    body: {
      kind: 'role_charter',
      role,
      team,
      holders: [],
      purpose: charterPurposes[team],
      responsibilities: [],
      powers: { ...charterPowers, ...powersOfTeam[team] },
    },
  }
}
