/** What somebody says about a version, and how the objection was settled. */
export type SampleRemark = {
  readonly by: string
  /** How many days before the day of the story that it belongs to. */
  readonly daysBefore: number
  readonly body: string
  /** The clause it is about; without one it is about the whole. */
  readonly clause?: string
  readonly objection?: boolean
  readonly mentions?: readonly string[]
  /** Answers the remark before it. */
  readonly answers?: boolean
  /** How many days before that day whoever objected called it settled. */
  readonly settledDaysBefore?: number
}

/** About the first definition, in the weeks before the workshop. */
export const overFirst: readonly SampleRemark[] = [
  {
    by: 'Elif Novak',
    daysBefore: 13,
    clause: 'entry',
    objection: true,
    mentions: ['Theo Bauer'],
    body: 'Forty points from anybody is too easy. A student who downloads the planning guide is not worth a call, and we will not see that until we have called.',
    settledDaysBefore: 1,
  },
  {
    by: 'Theo Bauer',
    daysBefore: 12,
    clause: 'entry',
    answers: true,
    mentions: ['Elif Novak'],
    body: 'I agree that fit matters. But today we know the size of the company for too few people to ask for it. Let us begin with what we can measure and look at it again after two quarters.',
  },
  {
    by: 'Mara Kurt',
    daysBefore: 9,
    clause: 'entry',
    body: 'Whoever asks for a demonstration should come to us at once, whatever the points say. Those calls are the good ones.',
  },
  {
    by: 'Elif Novak',
    daysBefore: 1,
    answers: true,
    body: 'Then we sign, and we come back to it after two quarters with figures. I settle my objection on that condition.',
  },
]

/** About the first definition while it was in force: what became of the condition. */
export const overFirstInForce: readonly SampleRemark[] = [
  {
    by: 'Mara Kurt',
    daysBefore: 64,
    clause: 'entry',
    objection: true,
    mentions: ['Aylin Tekin', 'Elif Novak'],
    body: 'Most of what I return is too small for us or no company at all. I spend the mornings on calls that I know the end of.',
    settledDaysBefore: 0,
  },
  {
    by: 'Aylin Tekin',
    daysBefore: 63,
    answers: true,
    mentions: ['Quinn Ito'],
    body: 'That is what Elif said it would be. Since the spring we know industry and size for nearly every company, so that we can ask for fit now. Quinn, please draft it.',
  },
]

/** About the definition in force today, before it was signed. */
export const overStanding: readonly SampleRemark[] = [
  {
    by: 'Theo Bauer',
    daysBefore: 24,
    clause: 'entry',
    objection: true,
    mentions: ['Ines Moreau'],
    body: 'This halves what we hand over, and our goal for the quarter is counted in MQLs. I cannot sign a definition that makes the team miss its goal on the day it begins.',
    settledDaysBefore: 6,
  },
  {
    by: 'Ines Moreau',
    daysBefore: 23,
    answers: true,
    mentions: ['Theo Bauer', 'Carl Halden'],
    body: 'Then it is the goal that is wrong. From the next quarter on we count leads that sales accepted, for both teams. Carl has agreed.',
  },
  {
    by: 'Elif Novak',
    daysBefore: 20,
    clause: 'entry',
    body: 'Small hauliers have to stay in. Two of our longest customers began with fewer than fifty people.',
  },
  {
    by: 'Quinn Ito',
    daysBefore: 19,
    answers: true,
    body: 'They do: “Growing hauliers” is a profile of its own, from forty employees on.',
  },
  {
    by: 'Theo Bauer',
    daysBefore: 6,
    answers: true,
    body: 'With accepted leads as the goal I have no objection left. The replay over the past year convinced me more than the argument did.',
  },
]

/** About the proposal that waits for sales today. */
export const overProposed: readonly SampleRemark[] = [
  {
    by: 'Jonas Petersen',
    daysBefore: 6,
    clause: 'entry',
    mentions: ['Quinn Ito'],
    body: 'Leads with a single form rarely remember filling it in. Could we ask for a little more than one form before they come to us?',
  },
  {
    by: 'Quinn Ito',
    daysBefore: 5,
    answers: true,
    mentions: ['Jonas Petersen'],
    body: 'Sixty points instead of forty would do that: one form and something more, such as a webinar. Requests for a demonstration stay as they are.',
  },
  {
    by: 'Lena Koch',
    daysBefore: 1,
    clause: 'entry',
    mentions: ['Elif Novak'],
    body: 'I would like to see which of the deals that we won would have come to us later under this, before we sign. Elif, shall we look at it together?',
  },
]

/** About the word on which the teams do not agree yet. */
export const overAttribution: readonly SampleRemark[] = [
  {
    by: 'Tariq Rahman',
    daysBefore: 9,
    clause: 'definition',
    objection: true,
    mentions: ['Quinn Ito'],
    body: 'A deal that I opened by calling has no first touch of marketing. Under this my call shares with a banner that nobody remembers.',
  },
  {
    by: 'Quinn Ito',
    daysBefore: 8,
    answers: true,
    mentions: ['Tariq Rahman'],
    body: 'Your call is a touch, and where it is the first it gets the 40 %. I can add that as an example.',
  },
  {
    by: 'Ines Moreau',
    daysBefore: 8,
    body: 'Please settle this before the budget round. I will put it on the agenda of the next joint meeting.',
  },
]
