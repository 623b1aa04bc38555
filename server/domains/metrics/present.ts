import type { CampaignFiguresView, DealFigureGroup, PipelineFiguresView } from '../../../contract/figures.ts'
import { buyerSteps } from '../../../contract/leads.ts'
import type { StageView } from '../../../contract/leads.ts'
import { oneOf, teams } from '../../../contract/records.ts'
import type { CampaignRow, DealGroupRow, MainStageRow } from './copy.store.ts'
import { counted, figureOr } from './rules/figure.ts'

export function presentMainStage(row: MainStageRow): StageView {
  const { id, key, name, position, won } = row
  const buyerStep = oneOf(buyerSteps, row.buyer_step)
  return { id, key, name, buyerStep, team: oneOf(teams, row.team), line: 'main', position, won }
}

/** A group of deals as it is shown: each figure under its id in the registry. */
export function presentDealGroup(row: DealGroupRow): DealFigureGroup {
  return {
    key: row.key,
    label: row.label,
    figures: {
      'deals-counted': counted(row.counted),
      'deals-open': counted(row.open),
      'deals-won': counted(row.won),
      'deals-lost': counted(row.lost),
      'deals-in-other-currencies': counted(row.other_currency),
      revenue: figureOr(row.won === 0 ? 'no-won-deals' : 'no-amounts', row.revenue),
      'average-won-deal': figureOr(row.won === 0 ? 'no-won-deals' : 'no-amounts', row.average_won),
      'win-rate-by-count': figureOr('no-closed-deals', row.win_rate),
      'win-rate-by-value': figureOr(
        row.won + row.lost === 0 ? 'no-closed-deals' : 'no-amounts',
        row.win_rate_by_value,
      ),
      'won-cycle-mean': figureOr(row.won === 0 ? 'no-won-deals' : 'no-cycle', row.won_cycle_mean),
      'won-cycle-median': figureOr(row.won === 0 ? 'no-won-deals' : 'no-cycle', row.won_cycle_median),
      'lost-cycle-mean': figureOr(row.lost === 0 ? 'no-lost-deals' : 'no-cycle', row.lost_cycle_mean),
      'lost-cycle-median': figureOr(row.lost === 0 ? 'no-lost-deals' : 'no-cycle', row.lost_cycle_median),
      'open-pipeline-value': figureOr(row.open === 0 ? 'no-open-deals' : 'no-amounts', row.open_value),
      'pipeline-velocity': velocity(row),
    },
  }
}

function velocity(row: DealGroupRow): PipelineFiguresView['total']['figures']['pipeline-velocity'] {
  if (row.won === 0) return figureOr('no-won-deals', null)
  if (row.open === 0) return figureOr('no-open-deals', null)
  return figureOr(row.average_won === null ? 'no-amounts' : 'no-cycle', row.velocity)
}

export function presentCampaign(row: CampaignRow): CampaignFiguresView['groups'][number] {
  return {
    key: row.key,
    label: row.label,
    figures: {
      'campaign-spend': figureOr('no-spend', row.spend),
      'campaign-touches': counted(row.touches),
      'campaign-people': counted(row.people),
      'campaign-leads': counted(row.leads),
      'campaign-leads-won': counted(row.won),
      'campaign-revenue': figureOr(row.deals_won === 0 ? 'no-won-deals' : 'no-amounts', row.revenue),
      'cost-per-lead': figureOr(row.spend === null ? 'no-spend' : 'no-leads', row.cost_per_lead),
    },
  }
}
