import type {
  CalibrationView,
  ClassifyingTeam,
  GivenAnswer,
  KappaView,
} from '../../../contract/calibration-views.ts'
import type { TouchKind } from '../../../contract/touches.ts'

export type Answer = GivenAnswer['answer']

export const answerWords: Readonly<Record<Answer, string>> = { yes: 'Yes', no: 'No', unsure: 'Not sure' }

export const teamWords: Readonly<Record<ClassifyingTeam, string>> = { marketing: 'Marketing', sales: 'Sales' }

export const touchWords: Readonly<Record<TouchKind, string>> = {
  view: 'Looked at a page',
  click: 'Clicked',
  form: 'Filled a form',
  file: 'Took a file',
  mail_open: 'Opened a mail',
  mail_click: 'Clicked in a mail',
  mail_reply: 'Answered a mail',
  call: 'Call',
  meeting: 'Meeting',
  chat: 'Chat',
  event_attended: 'Came to an event',
  ad_click: 'Clicked an ad',
  social: 'Social media',
  review: 'Wrote a review',
  visit: 'Visit',
  purchase: 'Bought',
  other: 'Other',
}

/** A kappa with two digits, as it is written everywhere: 0.48, −0.10, no data. */
export function kappaWords(value: number | null): string {
  return value === null ? 'no data' : value.toFixed(2).replace('-', '−')
}

/** From where to where the kappa of all leads would lie 95 times of 100. */
export function intervalWords({ low, high }: KappaView): string | null {
  return low === null || high === null ? null : `95 % interval ${kappaWords(low)} to ${kappaWords(high)}`
}

/** The lead to answer next: the first after this one that one's team has not answered; itself where there is none. */
export function nextPlace({ places, mine }: CalibrationView, after: number): number {
  const answered = new Set([after, ...(mine?.answers.map(({ place }) => place) ?? [])])
  const open = places.filter((place) => !answered.has(place))
  return open.find((place) => place > after) ?? open[0] ?? after
}

/** The first lead that one's team has not answered, or the first of all. */
export function firstPlace(calibration: CalibrationView): number {
  return nextPlace(calibration, 0) || (calibration.places[0] ?? 0)
}
