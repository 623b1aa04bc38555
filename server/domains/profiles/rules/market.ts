import { fitStepPoints } from '../../../../contract/profiles.ts'
import type { MarketCounts } from '../../../../contract/profiles.ts'

/** What of the market fulfils the same profiles: `mask` has a bit for each, the first profile's is one. */
export type Slice = {
  readonly kind: 'contacts' | 'accounts' | 'leads' | 'wonDeals'
  readonly mask: number
  readonly count: number
  /** Cents of the deals. */
  readonly cents: number
  /** Of people, the step in which their fit lies; null where they have not been scored. */
  readonly step: number | null
}

/** The whole market. */
export type Market = Readonly<Record<Slice['kind'], number>> & { readonly cents: number }

export type MarketShares = {
  readonly total: MarketCounts
  readonly profiles: readonly MarketCounts[]
  readonly several: MarketCounts
  readonly none: MarketCounts
}

/** What falls in each of so many profiles, in several of them, and in none: what is in none is what is left. */
export function marketShares(total: Market, slices: readonly Slice[], profiles: number): MarketShares {
  const any = sumOf(slices)
  return {
    total: presented(total),
    profiles: Array.from({ length: profiles }, (_, place) =>
      presented(sumOf(slices.filter(({ mask }) => isIn(mask, place)))),
    ),
    several: presented(sumOf(slices.filter(({ mask }) => profilesIn(mask) > 1))),
    none: presented({
      contacts: total.contacts - any.contacts,
      accounts: total.accounts - any.accounts,
      leads: total.leads - any.leads,
      wonDeals: total.wonDeals - any.wonDeals,
      cents: total.cents - any.cents,
    }),
  }
}

const fitMax = 100
const stepCount = fitMax / fitStepPoints

/** Where the fit of a profile's people lies; the hundred itself belongs to the last step. */
export function fitSteps(slices: readonly Slice[], place: number) {
  const people = slices.filter(({ kind, mask }) => kind === 'contacts' && isIn(mask, place))
  const at = (wanted: number | null) => headcount(people.filter(({ step }) => step === wanted))
  return {
    steps: Array.from({ length: stepCount }, (_, step) => ({
      from: step * fitStepPoints,
      to: step === stepCount - 1 ? fitMax : (step + 1) * fitStepPoints - 1,
      people: at(step),
    })),
    unscored: at(null),
  }
}

function sumOf(slices: readonly Slice[]): Market {
  const of = (wanted: Slice['kind']) => headcount(slices.filter(({ kind }) => kind === wanted))
  return {
    contacts: of('contacts'),
    accounts: of('accounts'),
    leads: of('leads'),
    wonDeals: of('wonDeals'),
    cents: slices.reduce((sum, { cents }) => sum + cents, 0),
  }
}

function headcount(slices: readonly Slice[]): number {
  return slices.reduce((sum, { count }) => sum + count, 0)
}

function presented({ cents, ...counts }: Market): MarketCounts {
  return { ...counts, amount: (cents / 100).toFixed(2) }
}

// Bits are taken by division: there may be more profiles than the 32 bits of an integer.
function isIn(mask: number, place: number): boolean {
  return Math.floor(mask / 2 ** place) % 2 === 1
}

function profilesIn(mask: number): number {
  let left = mask
  let count = 0
  while (left > 0) {
    count += left % 2
    left = Math.floor(left / 2)
  }
  return count
}
