import type { Team } from '../../../../contract/records.ts'

export type CastMember = {
  readonly name: string
  readonly team: Team
  readonly title: string
  readonly region: string
  readonly seat: 'admin' | 'member' | 'viewer'
}

export const companyName = 'Halden GmbH'
export const companySlug = 'halden'
export const companyDomain = 'halden.example'

/** The eighteen people of the sample company. Mikkel Jansen is the slow seller. */
export const cast: readonly CastMember[] = [
  marketing('Aylin Tekin', 'Head of Marketing', 'admin'),
  marketing('Theo Bauer', 'Demand Generation'),
  marketing('Quinn Ito', 'Marketing Operations'),
  marketing('Noor Haddad', 'Content'),
  marketing('Lucia Ferrari', 'Events'),
  marketing('Sven Lindqvist', 'Paid Media'),
  marketing('Priya Nair', 'Lifecycle'),
  sales('Elif Novak', 'Head of Sales', 'DACH'),
  sales('Mara Kurt', 'Sales Development', 'DACH'),
  sales('Jonas Petersen', 'Sales Development', 'Nordics'),
  sales('Rui Santos', 'Account Executive', 'Iberia'),
  sales('Lena Koch', 'Account Executive', 'DACH'),
  sales('Tariq Rahman', 'Account Executive', 'Benelux'),
  sales('Mikkel Jansen', 'Account Executive', 'Nordics'),
  { name: 'Ines Moreau', team: 'joint', title: 'Head of Revenue', region: 'Berlin', seat: 'admin' },
  { name: 'Carl Halden', team: 'leadership', title: 'CEO', region: 'Berlin', seat: 'admin' },
  { name: 'Deniz Yilmaz', team: 'leadership', title: 'CFO', region: 'Berlin', seat: 'viewer' },
  { name: 'Noa Brandt', team: 'neutral', title: 'Mediator', region: 'Berlin', seat: 'member' },
]

export const developers = ['Mara Kurt', 'Jonas Petersen'] as const

export type Seller = {
  readonly name: string
  readonly weight: number
  readonly slowness: number
  readonly wins: number
}

/** Who closes deals: how many come to each, how much longer each takes, how much likelier each wins. */
export const sellers: readonly Seller[] = [
  { name: 'Rui Santos', weight: 1, slowness: 0.9, wins: 1.1 },
  { name: 'Lena Koch', weight: 1.2, slowness: 0.8, wins: 1.25 },
  { name: 'Tariq Rahman', weight: 1, slowness: 1, wins: 1 },
  { name: 'Mikkel Jansen', weight: 0.9, slowness: 2.4, wins: 0.55 },
  { name: 'Elif Novak', weight: 0.3, slowness: 0.9, wins: 1.2 },
]

/** The mail address of a member of the cast. */
export function mailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@${companyDomain}`
}

function marketing(name: string, title: string, seat: CastMember['seat'] = 'member'): CastMember {
  return { name, team: 'marketing', title, region: 'Berlin', seat }
}

function sales(name: string, title: string, region: string): CastMember {
  return { name, team: 'sales', title, region, seat: 'member' }
}
