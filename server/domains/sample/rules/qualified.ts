import type { StageBody } from '../../../../contract/agreement-bodies.ts'
import type { QuizQuestion } from '../../../../contract/agreement-views.ts'
import type { Condition, Criteria } from '../../../../contract/criteria.ts'

/** What the form is called by which people ask for a demonstration. */
export const demoForm = 'Demo request'

const fitNeeded = 60
const engagementNeeded = 40
const engagementProposed = 60

const demo: Condition = {
  kind: 'touch',
  kinds: ['form'],
  channels: [],
  campaigns: [],
  assets: [demoForm],
  is: 'at-least',
  times: 1,
  since: { event: 'lead-entered' },
}
const inProfile: Condition = { kind: 'profile', profile: 'any', is: 'matched' }

/** The first definition: whoever deals with us enough, whoever they are. */
export const firstDefinition: StageBody = definition(
  'A lead that marketing holds to be worth a call: it deals with us, or it asks for a demonstration.',
  any(engagement(engagementNeeded), demo),
)

/** The one in force: fit and engagement together, or a request for a demonstration by who fits. */
export const standingDefinition: StageBody = definition(
  'A lead that is worth the time of sales: it fits one of our customer profiles and deals with us, or it fits and asks for a demonstration.',
  any(all(fit(), engagement(engagementNeeded)), all(demo, inProfile)),
)

/** The stricter one that waits for the signature of sales. */
export const proposedDefinition: StageBody = definition(
  'A lead that is worth the time of sales: it fits one of our customer profiles and deals with us more than once, or it fits and asks for a demonstration.',
  any(all(fit(), engagement(engagementProposed)), all(demo, inProfile)),
)

/** The questions that come with the definition in force. */
export const standingQuiz: readonly QuizQuestion[] = [
  {
    key: 'guide',
    question: 'Somebody of a company with eight employees fills in three forms in a week. Is this an MQL?',
    choices: ['Yes, by engagement', 'No, it fits no profile', 'Only if sales agrees'],
    right: [1],
    why: 'Engagement alone is not enough: the lead has to fit one of our customer profiles.',
  },
  {
    key: 'demo',
    question: 'What does a request for a demonstration do?',
    choices: [
      'It makes an MQL of anybody',
      'It makes an MQL of whoever fits a profile',
      'It makes an SQL of whoever fits a profile',
    ],
    right: [1],
    why: 'A request qualifies at once, but only people of a company that fits.',
  },
]

/** The questions that come with the proposal. */
export const proposedQuiz: readonly QuizQuestion[] = [
  {
    key: 'one_form',
    question: 'A lead that fits fills in one form that is no demonstration request. Is it an MQL?',
    choices: ['Yes, as before', 'No, one form gives 50 points and 60 are needed'],
    right: [1],
    why: 'One form is worth 50 points of engagement. It takes something more, such as a webinar.',
  },
  {
    key: 'unchanged',
    question: 'What stays as it is?',
    choices: ['Requests for a demonstration', 'The points of engagement that are needed', 'Nothing'],
    right: [0],
    why: 'Whoever fits a profile and asks for a demonstration qualifies at once, as today.',
  },
]

function definition(meaning: string, entry: Criteria): StageBody {
  return { kind: 'stage', stage: 'mql', meaning, movedBy: 'criteria', entry, whenNoLongerMet: 'stay' }
}

function any(...of: Criteria['of']): Criteria {
  return { kind: 'group', join: 'any', of }
}

function all(...of: Criteria['of']): Criteria {
  return { kind: 'group', join: 'all', of }
}

function fit(): Condition {
  return { kind: 'score', score: 'fit', is: 'at-least', points: fitNeeded }
}

function engagement(points: number): Condition {
  return { kind: 'score', score: 'engagement', is: 'at-least', points }
}
