import type { ProfileBody } from '../../../../contract/agreement-bodies.ts'
import type { CommitteeRole, Condition } from '../../../../contract/criteria.ts'
import type { SampleAccount } from './customers.ts'

/** Whom Halden sells to: of which industries and sizes, and everything that both teams said about them. */
export type SampleProfile = {
  readonly title: string
  readonly why: string
  readonly industries: readonly string[]
  readonly employees: { readonly from: number; readonly to: number | null }
  readonly persona: string
  readonly concerns: readonly string[]
  readonly decides: readonly CommitteeRole[]
  /** Names of products that fit. */
  readonly products: readonly string[]
}

export const profiles: readonly SampleProfile[] = [
  {
    title: 'Mid-size freight and food',
    why: 'These companies buy fastest and stay longest.',
    industries: ['Freight', 'Food', 'Manufacturing'],
    employees: { from: 100, to: 999 },
    persona:
      'A head of logistics with 40 to 200 trucks, who plans with two dispatchers and a spreadsheet that only one of them understands, and who is asked every month why the trucks come back empty.',
    concerns: [
      'Every third kilometre is driven empty',
      'Nobody can plan when the one dispatcher is ill',
      'The change must not cost a day of deliveries',
    ],
    decides: ['decision_maker', 'economic_buyer', 'champion'],
    products: ['Halden Plan', 'Halden Route'],
  },
  {
    title: 'Enterprise supply chains',
    why: 'Few deals, but each pays for a year of campaigns.',
    industries: ['Freight', 'Food', 'Manufacturing', 'Retail'],
    employees: { from: 1000, to: null },
    persona:
      'A director of operations of several sites in more than one country, who has bought a large system before and does not want to explain a second one to the board.',
    concerns: [
      'Security and data protection are asked about before the price is',
      'It has to work with the systems that are there',
      'A pilot must show figures within a quarter',
    ],
    decides: ['decision_maker', 'economic_buyer', 'influencer', 'blocker'],
    products: ['Halden Enterprise', 'Halden Insight'],
  },
  {
    title: 'Growing hauliers',
    why: 'Small today, mid-size in three years, and loyal to whoever helped them first.',
    industries: ['Freight'],
    employees: { from: 40, to: 99 },
    persona:
      'A managing director who still knows every driver by name, plans the week on Sunday evening and has just bought the twentieth truck.',
    concerns: ['The price by month, not by year', 'Set up within a week', 'One person to call'],
    decides: ['decision_maker'],
    products: ['Halden Plan'],
  },
]

/** What both teams sign of a profile. */
export function profileBody(profile: SampleProfile, productIds: ReadonlyMap<string, string>): ProfileBody {
  const { industries, employees, persona, concerns, decides, products } = profile
  const size: Condition[] = [ofCompany('employees', 'at-least', employees.from)]
  if (employees.to !== null) size.push(ofCompany('employees', 'at-most', employees.to))
  return {
    kind: 'profile',
    criteria: { kind: 'group', join: 'all', of: [ofCompany('industry', 'one-of', [...industries]), ...size] },
    persona,
    concerns: [...concerns],
    products: products.flatMap((name) => productIds.get(name) ?? []),
    decides: [...decides],
  }
}

/** Whether a company fits one of the profiles, as their criteria judge it. */
export function fitsProfile(account: Pick<SampleAccount, 'industry' | 'employees'> | null): boolean {
  if (account === null) return false
  return profiles.some(
    ({ industries, employees: { from, to } }) =>
      industries.includes(account.industry) &&
      account.employees >= from &&
      (to === null || account.employees <= to),
  )
}

function ofCompany(
  field: 'industry' | 'employees',
  is: 'one-of' | 'at-least' | 'at-most',
  value: number | string[],
): Condition {
  return { kind: 'attribute', of: 'account', field, is, value }
}
