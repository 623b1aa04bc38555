import type { MarketCounts } from '../../../contract/profiles.ts'
import type { PricePeriod } from '../../../contract/products.ts'

/** What of the market is measured, in the order of the table. */
export const measures = [
  { key: 'contacts', label: 'People' },
  { key: 'accounts', label: 'Companies' },
  { key: 'leads', label: 'Leads' },
  { key: 'wonDeals', label: 'Won deals' },
  { key: 'amount', label: 'Revenue' },
] as const
export type MeasureKey = (typeof measures)[number]['key']

/** How much it is; null where whoever looks does not see revenue. */
export function measured(counts: MarketCounts, key: MeasureKey): number | null {
  const value = counts[key]
  return value === null ? null : Number(value)
}

/** The share of the whole; null where there is nothing to have a share of. */
export function shareOf(counts: MarketCounts, total: MarketCounts, key: MeasureKey): number | null {
  const whole = measured(total, key)
  const part = measured(counts, key)
  return whole === null || part === null || whole === 0 ? null : part / whole
}

export const periodWords: Readonly<Record<PricePeriod, string>> = {
  once: 'once',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
}
