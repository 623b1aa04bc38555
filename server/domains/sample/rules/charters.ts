import type { BodyOf, Powers } from '../../../../contract/agreement-bodies.ts'
import type { Team } from '../../../../contract/records.ts'

/** A role as its charter describes it, with the names of those who hold it. */
export type SampleCharter = {
  readonly role: string
  readonly team: Team
  readonly holders: readonly string[]
  readonly purpose: string
  readonly responsibilities: readonly string[]
  readonly powers: Powers
}

const exportRows = 5000
const withinTeam: Powers = {
  sign: true,
  export: true,
  exportRowsMax: exportRows,
  discountPercentMax: 0,
  promise: 'standard',
  seeRevenue: true,
  seeContactData: true,
}
const heads: Powers = { ...withinTeam, exportRowsMax: null, discountPercentMax: 20 }

export const charters: readonly SampleCharter[] = [
  {
    role: 'Head of Marketing',
    team: 'marketing',
    holders: ['Aylin Tekin'],
    purpose: 'Answers for how many leads of the profiles that we agreed on reach sales, and what they cost.',
    responsibilities: [
      'Signs for marketing',
      'Splits the budget among campaigns',
      'Says within a day why a lead was handed over',
    ],
    powers: { ...heads, discountPercentMax: 0 },
  },
  {
    role: 'Campaign marketer',
    team: 'marketing',
    holders: ['Theo Bauer', 'Quinn Ito', 'Noor Haddad', 'Lucia Ferrari', 'Sven Lindqvist', 'Priya Nair'],
    purpose: 'Makes us known to companies of our profiles, and gives sales what it needs to speak with them.',
    responsibilities: [
      'Names the profile that a campaign is made for before it begins',
      'Records what each campaign cost',
      'Answers questions of sales about a lead within a business day',
    ],
    powers: withinTeam,
  },
  {
    role: 'Head of Sales',
    team: 'sales',
    holders: ['Elif Novak'],
    purpose:
      'Answers for accepted leads becoming customers, and for the word that sales gives on each of them.',
    responsibilities: [
      'Signs for sales',
      'Sees to it that no MQL waits longer than eight business hours',
      'Approves discounts above ten per cent',
    ],
    powers: heads,
  },
  {
    role: 'Sales development representative',
    team: 'sales',
    holders: ['Mara Kurt', 'Jonas Petersen'],
    purpose: 'Looks at every MQL, accepts it or returns it with a reason, and speaks with whom it accepts.',
    responsibilities: [
      'Accepts or returns each MQL within eight business hours',
      'Tries five times in two weeks before giving up',
      'Writes down what the person said, in their words',
    ],
    powers: { ...withinTeam, sign: false },
  },
  {
    role: 'Account executive',
    team: 'sales',
    holders: ['Rui Santos', 'Lena Koch', 'Tariq Rahman', 'Mikkel Jansen'],
    purpose: 'Leads sales qualified leads to a decision that the customer does not regret.',
    responsibilities: [
      'Keeps the amount, the close and the next step of every deal true',
      'Promises only what is in the order',
      'Tells marketing every month which message was believed',
    ],
    powers: { ...withinTeam, discountPercentMax: 10 },
  },
  {
    role: 'Head of Revenue',
    team: 'joint',
    holders: ['Ines Moreau'],
    purpose: 'Keeps definitions, data and meetings such that both teams can rely on them.',
    responsibilities: [
      'Leads the joint meeting every two weeks',
      'Has every change of a definition back-tested before it is signed',
    ],
    powers: { ...withinTeam, sign: false, exportRowsMax: null },
  },
  {
    role: 'Mediator',
    team: 'neutral',
    holders: ['Noa Brandt'],
    purpose: 'Hears both sides where they quarrel, and belongs to neither.',
    responsibilities: ['Hears both sides before saying anything', 'Writes down the ruling and its reasons'],
    powers: { ...withinTeam, sign: false, export: false, promise: 'nothing', seeContactData: false },
  },
]

/** What both teams sign of a charter. */
export function charterBody(
  { holders, responsibilities, ...charter }: SampleCharter,
  memberIds: ReadonlyMap<string, string>,
): BodyOf<'role_charter'> {
  return {
    kind: 'role_charter',
    ...charter,
    responsibilities: [...responsibilities],
    holders: holders.flatMap((name) => memberIds.get(name) ?? []),
  }
}

/** Who signs for the two teams. */
export const signatories = {
  marketing: ['Aylin Tekin', 'Theo Bauer'],
  sales: ['Elif Novak', 'Lena Koch'],
} as const
