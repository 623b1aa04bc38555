import type { FunnelGroup } from '../../../../contract/funnel.ts'
import type { FunnelRow } from '../copy.store.ts'
import { counted, figureOr, ratioOr } from './figure.ts'

/** A group of the funnel as it is shown: each figure under its id in the registry. */
export function presentFunnelGroup(row: FunnelRow, stageIds: readonly number[]): FunnelGroup {
  return {
    key: row.key,
    label: row.label,
    censored: row.censored > 0,
    figures: {
      'leads-entered': counted(row.entered),
      'leads-won': counted(row.won),
      'lead-conversion': ratioOr('no-leads', row.won, row.entered),
      'days-to-win-mean': figureOr('no-wins', row.win_mean),
      'days-to-win-median': figureOr('no-wins', row.win_quantiles?.[0]),
      'days-to-win-p90': figureOr('no-wins', row.win_quantiles?.[1]),
      'leads-won-within-30-days': counted(row.won30),
      'leads-won-within-90-days': counted(row.won90),
      'leads-censored': counted(row.censored),
      'lead-revenue': figureOr('no-won-deals', row.revenue),
    },
    stages: stageIds.map((stageId, index) => ({ stageId, figures: stageFigures(row, index) })),
  }
}

function stageFigures(row: FunnelRow, index: number): FunnelGroup['stages'][number]['figures'] {
  const reached = row.reached[index] ?? 0
  const before = index === 0 ? row.entered : (row.reached[index - 1] ?? 0)
  const [median, p90] = row.lag_quantiles?.[index] ?? [null, null]
  return {
    'leads-reached': counted(reached),
    'leads-stopped': counted(reached - (row.reached[index + 1] ?? 0)),
    'stage-conversion': ratioOr(index === 0 ? 'no-leads' : 'nobody-before', reached, before),
    'conversion-from-entry': ratioOr('no-leads', reached, row.entered),
    'stage-lag-median': figureOr('not-recorded', median),
    'stage-lag-p90': figureOr('not-recorded', p90),
    'stage-lag-mean': figureOr('not-recorded', row.lag_means?.[index]),
    'stage-lags-measured': counted(row.lags?.[index]),
    'negative-lags': counted(row.negative?.[index]),
  }
}

/** The group of nobody, for a total over no leads at all. */
export function emptyFunnelRow(stages: number): FunnelRow {
  return {
    is_total: true,
    key: null,
    label: null,
    entered: 0,
    won: 0,
    censored: 0,
    revenue: null,
    reached: Array.from({ length: stages }, () => 0),
    won30: null,
    won90: null,
    win_mean: null,
    win_quantiles: null,
    lags: null,
    lag_means: null,
    lag_quantiles: null,
    negative: null,
  }
}
