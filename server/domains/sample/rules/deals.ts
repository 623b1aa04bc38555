import type { SampleLead } from './journeys.ts'
import type { Chance } from './random.ts'

const dayMs = 86_400_000
export const dealCountMax = 700

export type SampleDeal = {
  readonly id: string
  readonly name: string
  readonly lead: SampleLead
  readonly product: string
  readonly amount: number
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly stages: readonly { readonly name: string; readonly at: Date }[]
}

const dealNames = [
  'Platform rollout',
  'Pilot, 40 seats',
  'EMEA expansion',
  'Data module',
  'Renewal and upsell',
] as const
export const products = [
  { name: 'Halden Plan', series: 'Planning', price: 18_000, weight: 40 },
  { name: 'Halden Route', series: 'Planning', price: 26_000, weight: 28 },
  { name: 'Halden Insight', series: 'Data', price: 9000, weight: 22 },
  { name: 'Halden Enterprise', series: 'Planning', price: 74_000, weight: 10 },
] as const
const openStages: readonly string[] = ['Discovery', 'Evaluation', 'Proposal', 'Commit']
const sizeFactor: Readonly<Record<string, number>> = { Small: 0.6, 'Mid-size': 1.1, Enterprise: 2.4 }
const amountStep = 500

/** The deals of all leads that became an opportunity, the newest kept when there are too many. */
export function sampleDeals(chance: Chance, leads: readonly SampleLead[], now: Date): SampleDeal[] {
  const opened = leads.filter((lead) => lead.reached.has('opportunity'))
  return opened.slice(-dealCountMax).map((lead, index) => deal(chance, { lead, index, now }))
}

function deal(
  chance: Chance,
  { lead, index, now }: { lead: SampleLead; index: number; now: Date },
): SampleDeal {
  const openedAt = lead.reached.get('opportunity') ?? lead.enteredAt
  const wonAt = lead.reached.get('won') ?? null
  const closedAt = wonAt ?? lead.lostAt
  const product = chance.weighted(products)
  const size = sizeFactor[lead.contact.account?.segment ?? 'Small'] ?? 1
  const amount = Math.round((product.price * size * (0.6 + chance.next() * 0.9)) / amountStep) * amountStep
  return {
    id: `D-${String(index + 1).padStart(5, '0')}`,
    name: `${lead.contact.account?.name ?? lead.contact.lastName}: ${chance.pick(dealNames)}`,
    lead,
    product: product.name,
    amount,
    openedAt,
    closedAt,
    stages: stageDates(chance, { openedAt, closedAt, outcome: outcomeOf(lead), now }),
  }
}

function outcomeOf(lead: SampleLead): 'Won' | 'Lost' | null {
  if (lead.reached.has('won')) return 'Won'
  return lead.lostAt === null ? null : 'Lost'
}

type Span = { openedAt: Date; closedAt: Date | null; outcome: 'Won' | 'Lost' | null; now: Date }

/** When the deal entered each stage; an open one has come as far as its age lets believe. */
function stageDates(chance: Chance, { openedAt, closedAt, outcome, now }: Span): SampleDeal['stages'] {
  const end = closedAt ?? now
  const ageDays = (end.getTime() - openedAt.getTime()) / dayMs
  const steps =
    outcome === 'Won'
      ? openStages.length
      : Math.min(openStages.length, 1 + Math.floor(ageDays / chance.whole(12, 30)))
  const passed = openStages.slice(0, steps).map((name, index) => ({
    name,
    at: new Date(openedAt.getTime() + ((end.getTime() - openedAt.getTime()) * index) / (steps + 0.5)),
  }))
  return outcome === null || closedAt === null ? passed : [...passed, { name: outcome, at: closedAt }]
}
