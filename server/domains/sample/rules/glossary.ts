import type { BodyOf } from '../../../../contract/agreement-bodies.ts'

type Term = BodyOf<'term'>

/** A word of the glossary as both teams signed it. */
export type SampleTerm = { readonly title: string; readonly why: string; readonly body: Term }

/** The words that Halden's teams signed in their workshop. */
export const glossary: readonly SampleTerm[] = [
  term('Lead', 'Sales counted people, marketing counted forms.', {
    definition:
      'One pass of a person through our funnel, from the first touch that we know of to a win or an exit. A person who comes back after an exit is a new lead.',
    examples: ['A dispatcher who uses the empty runs calculator and leaves a mail address'],
    isNot: ['The person themselves', 'A bought address that never dealt with us'],
    aliases: ['contact', 'inquiry'],
  }),
  term('MQL', 'The word stood on every slide, and no two slides meant the same.', {
    definition:
      'Marketing qualified lead: a lead that meets the definition of the stage MQL which both teams have signed. Nobody makes one by hand.',
    examples: ['A head of logistics of a freight company with 300 employees who asks for a demonstration'],
    isNot: ['Anybody who downloaded the planning guide'],
    aliases: ['hot lead', 'warm lead'],
    executes: { as: 'stage', stage: 'mql' },
  }),
  term('SAL', 'Without it nobody could say whether sales had seen a lead.', {
    definition:
      'Sales accepted lead: an MQL that sales development has looked at and takes on as its own to work on.',
    isNot: ['A lead that was assigned and not looked at'],
    executes: { as: 'stage', stage: 'sal' },
  }),
  term('SQL', 'Account executives and sales development drew the line in different places.', {
    definition:
      'Sales qualified lead: an accepted lead with whom we have spoken, and whose need, budget, authority and timing we know.',
    examples: ['A plant manager with 40 trucks who has a budget for this year and decides with the COO'],
    isNot: ['A first call that ended in “send me something”'],
    executes: { as: 'stage', stage: 'sql' },
  }),
  term('Opportunity', 'The forecast held deals that nobody had spoken about.', {
    definition:
      'A lead with whom we speak about a certain purchase: there is a deal with an amount, a product and a next step.',
    isNot: ['A lead that “should buy next year”'],
    aliases: ['chance'],
    executes: { as: 'stage', stage: 'opportunity' },
  }),
  term('Customer', 'Finance counts contracts, sales counts signatures.', {
    definition:
      'A company that has signed an order for at least one of our products and has not ended it. From the day of the signature, not of the first invoice.',
    isNot: ['A pilot without an order'],
    executes: { as: 'stage', stage: 'won' },
  }),
  term('Ideal customer profile', 'We spent money on people who can never buy.', {
    definition:
      'A description of companies that gain most from planning with us and stay longest: by industry, size and who decides there. Campaigns aim at a profile, and fit is counted by it.',
    examples: ['Mid-size freight and food'],
    isNot: ['A list of companies that we would like to have'],
    aliases: ['target group', 'persona'],
  }),
  term('Touch', 'Calls of sales were missing from every report of marketing.', {
    definition:
      'One dated contact between us and a person, made by marketing or by sales: a visit, a form, a mail that was answered, a call, a meeting.',
    isNot: ['A mail that was opened: machines open mail', 'A note that somebody wrote about a person'],
    aliases: ['touchpoint', 'interaction'],
  }),
  term('Hand-off', 'Leads fell between two lists.', {
    definition:
      'The moment at which marketing offers an MQL to sales. It ends when sales development accepts the lead or returns it with a reason.',
    isNot: ['A spreadsheet by mail'],
    aliases: ['passing over'],
  }),
  term('Service level', 'Both sides said “soon”.', {
    definition:
      'How fast one team owes the other an answer, counted in our business hours. A demonstration request is answered within one business hour, any other MQL is accepted or returned within eight.',
    examples: ['A request that comes in on Friday at 17:30 is answered by Monday at 9:30'],
    aliases: ['SLA'],
  }),
  term('Recycling', 'Returned leads were lost for good.', {
    definition:
      'Giving a lead back to marketing because the time is not right. It rests for 90 days and may then come in again by meeting the definition of an MQL.',
    isNot: ['A disqualification, after which we do not write again'],
    executes: { as: 'stage', stage: 'recycled' },
  }),
  term('Speed to lead', 'We measured it from the assignment, which made us look good.', {
    definition:
      'The time from the moment at which a lead meets the definition of an MQL to the first real attempt of sales to reach the person, in business hours.',
    isNot: ['The time until a field in the system changes'],
    aliases: ['response time'],
  }),
]

/** The word on which the teams have not agreed yet. */
export const openTerm: SampleTerm = term(
  'Attribution',
  'The budget for the spring is split by it, so that we should mean the same.',
  {
    definition:
      'How the revenue of a won deal is divided among the touches that came before it. We look back 90 days from the opening of the deal and give 40 % to the first touch, 40 % to the one that made it a lead, and share the rest equally.',
    examples: ['A webinar in March and a demonstration request in May share the deal of June'],
    isNot: ['A verdict on who worked harder'],
  },
)

function term(
  title: string,
  why: string,
  said: Pick<Term, 'definition'> & Partial<Omit<Term, 'kind'>>,
): SampleTerm {
  return { title, why, body: { kind: 'term', examples: [], isNot: [], aliases: [], executes: null, ...said } }
}
