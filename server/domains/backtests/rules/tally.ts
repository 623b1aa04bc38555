import { daysForwardBounds } from '../../../../contract/backtests.ts'
import type {
  BackTestResult,
  ComparedOutcomes,
  ComparedSet,
  DaysForward,
  LeadOutcomes,
  MovedOutcomes,
} from '../../../../contract/backtests.ts'
import { monthsWithin } from './months.ts'
import type { MonthOf } from './months.ts'

const dayMs = 86_400_000
const centsPerUnit = 100
const minutesPerDay = 1440

/** What became of a lead. */
export type Outcome = {
  readonly accepted: boolean
  /** When it was won first; null when it was not. */
  readonly wonAt: number | null
  readonly cents: number
}

/** One lead that was replayed: when it qualified by either standard, if it ever did. */
export type ReplayedLead = {
  readonly leadId: string
  readonly inForceAt: number | null
  readonly proposedAt: number | null
  /** It would not have qualified by what is proposed without values whose source told no date. */
  readonly assumed: boolean
  readonly outcome: Outcome
}

/** A lead that belongs in a list, with the moment by which the list is ordered. */
export type ListedLead = ReplayedLead & { readonly compared: ComparedSet; readonly at: number }

export type Counted = Omit<BackTestResult, 'sentence' | 'replayed' | 'nothingInForce'>

type Sums = { leads: number; accepted: number; won: number; cents: number }
type SumsOfEach = Record<keyof ComparedOutcomes, Sums>

/** Adds up what a replay finds, lead by lead. */
export class Tally {
  readonly #from: number
  readonly #to: number
  readonly #monthOf: MonthOf
  readonly #total = noSums()
  readonly #moved = { movedIn: noSum(), movedOut: noSum() }
  readonly #months: Map<string, SumsOfEach>
  readonly #daysForward: number[] = []
  readonly #wins = { wins: 0, inForce: 0, proposed: 0 }
  #assumed = 0

  constructor(from: number, to: number, monthOf: MonthOf) {
    this.#from = from
    this.#to = to
    this.#monthOf = monthOf
    this.#months = new Map(monthsWithin(from, to, monthOf).map((month) => [month, noSums()]))
  }

  /** Counts one lead; answers how it is listed, or null where it qualified by neither within the period. */
  add(lead: ReplayedLead): ListedLead | null {
    this.#addWin(lead)
    const listed = this.#listed(lead)
    const { outcome } = lead
    const inForceAt = this.#within(lead.inForceAt)
    const proposedAt = this.#within(lead.proposedAt)
    if (inForceAt !== null) this.#addTo('inForce', inForceAt, outcome)
    if (proposedAt !== null) this.#addTo('proposed', proposedAt, outcome)
    if (proposedAt !== null && lead.assumed) this.#assumed++
    if (listed !== null) this.#addDifference(listed)
    return listed
  }

  counted(): Counted {
    return {
      total: presented(this.#total),
      moved: presentedMoved(this.#moved),
      months: [...this.#months].map(([month, sums]) => ({ month, ...presented(sums) })),
      wins: { ...this.#wins },
      daysForward: spread(this.#daysForward),
      assumed: { leads: this.#assumed, of: this.#total.proposed.leads },
    }
  }

  #addDifference({ compared, at, inForceAt, proposedAt, outcome }: ListedLead): void {
    if (compared !== 'both') this.#addTo(compared, at, outcome)
    // By both, but within the period by only one: without these the two counts would not add up.
    else if (this.#within(inForceAt) === null) addOne(this.#moved.movedIn, outcome)
    else if (this.#within(proposedAt) === null) addOne(this.#moved.movedOut, outcome)
  }

  #listed(lead: ReplayedLead): ListedLead | null {
    const { inForceAt, proposedAt } = lead
    if (this.#within(inForceAt) === null && this.#within(proposedAt) === null) return null
    if (inForceAt === null)
      return proposedAt === null ? null : { ...lead, compared: 'gained', at: proposedAt }
    if (proposedAt === null) return { ...lead, compared: 'lost', at: inForceAt }
    this.#daysForward.push((inForceAt - proposedAt) / dayMs)
    return { ...lead, compared: 'both', at: proposedAt }
  }

  #addWin({ inForceAt, proposedAt, outcome: { wonAt } }: ReplayedLead): void {
    if (wonAt === null || this.#within(wonAt) === null) return
    this.#wins.wins++
    if (inForceAt !== null && inForceAt <= wonAt) this.#wins.inForce++
    if (proposedAt !== null && proposedAt <= wonAt) this.#wins.proposed++
  }

  #addTo(list: keyof ComparedOutcomes, at: number, outcome: Outcome): void {
    const ofMonth = this.#months.get(this.#monthOf(at))
    for (const sums of ofMonth === undefined ? [this.#total] : [this.#total, ofMonth])
      addOne(sums[list], outcome)
  }

  /** A moment that lies within the period, or null. */
  #within(at: number | null): number | null {
    return at !== null && at >= this.#from && at < this.#to ? at : null
  }
}

function noSum(): Sums {
  return { leads: 0, accepted: 0, won: 0, cents: 0 }
}

function noSums(): SumsOfEach {
  return { inForce: noSum(), proposed: noSum(), gained: noSum(), lost: noSum() }
}

function addOne(sum: Sums, outcome: Outcome): void {
  sum.leads++
  if (outcome.accepted) sum.accepted++
  if (outcome.wonAt !== null) sum.won++
  sum.cents += outcome.cents
}

function presentedMoved({ movedIn, movedOut }: Record<keyof MovedOutcomes, Sums>): MovedOutcomes {
  return { movedIn: outcomesOf(movedIn), movedOut: outcomesOf(movedOut) }
}

function presented({ inForce, proposed, gained, lost }: SumsOfEach): ComparedOutcomes {
  return {
    inForce: outcomesOf(inForce),
    proposed: outcomesOf(proposed),
    gained: outcomesOf(gained),
    lost: outcomesOf(lost),
  }
}

function outcomesOf({ leads, accepted, won, cents }: Sums): LeadOutcomes {
  return { leads, accepted, won, amount: amountOf(cents) }
}

/** Cents as an amount. */
export function amountOf(cents: number): string {
  return (cents / centsPerUnit).toFixed(2)
}

function spread(days: readonly number[]): DaysForward {
  const sorted = Float64Array.from(days).toSorted()
  const bounds = [null, ...daysForwardBounds, null]
  return {
    leads: days.length,
    earlier: days.filter((each) => each > 0).length,
    same: days.filter((each) => each === 0).length,
    later: days.filter((each) => each < 0).length,
    medianDays: medianOf(sorted),
    distribution: bounds.slice(1).map((toDays, index) => {
      const fromDays = bounds[index] ?? null
      const isIn = (each: number) =>
        (fromDays === null || each >= fromDays) && (toDays === null || each < toDays)
      return { fromDays, toDays, leads: days.filter(isIn).length }
    }),
  }
}

/** In days to the minute: what is shown needs no more, and sums of floats say more than is there. */
function medianOf(sorted: Float64Array): number | null {
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  if (low === undefined || high === undefined) return null
  return Math.round(((low + high) / 2) * minutesPerDay) / minutesPerDay
}
