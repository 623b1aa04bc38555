import { Link } from '@tanstack/react-router'
import type { CampaignView } from '../../../contract/campaigns.ts'
import { HeadlineTiles } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { wholeAmount } from './columns.tsx'
import { useCampaignFigures } from './query.ts'
import type { CampaignFigures } from './query.ts'

/** What a campaign cost, whom it brought and what was won; the leads open to their list. */
export function FiguresTiles({ campaign }: { campaign: CampaignView }) {
  const format = useFormat()
  const figures = useCampaignFigures(campaign.id).get(campaign.id)
  const people = figures?.['campaign-people'].value ?? null
  const cost = wholeAmount(figures?.['cost-per-lead'].value)
  const tiles = [
    {
      key: 'spend',
      team: 'marketing' as const,
      label: 'Spend',
      value: format.compactMoney(campaign.spend),
      unit: campaign.budget === null ? undefined : `of ${format.compactMoney(campaign.budget)}`,
      note: spanOf(campaign, format),
    },
    {
      key: 'leads',
      team: 'marketing' as const,
      label: 'Leads',
      value: <LeadsLink campaign={campaign} cell="entered" count={figures?.['campaign-leads'].value} />,
      unit: people === null ? undefined : `from ${format.number(people)} people touched`,
      note: cost === null ? 'cost per lead: no data' : `${format.money(cost)} per lead`,
    },
    {
      key: 'won',
      team: 'joint' as const,
      label: 'Won',
      value: <LeadsLink campaign={campaign} cell="won" count={figures?.['campaign-leads-won'].value} />,
      unit: shareOf(figures, format),
      note: revenueOf(figures, format),
    },
  ]
  return <HeadlineTiles label="The campaign in three figures" tiles={tiles} />
}

type LeadsLinkProps = { campaign: CampaignView; cell: string; count: number | null | undefined }

function LeadsLink({ campaign, cell, count }: LeadsLinkProps) {
  const format = useFormat()
  return (
    <Link
      to="/funnel/leads"
      search={{ campaign: campaign.id, cell }}
      className="num rounded-sm underline-offset-4 hover:underline"
    >
      {format.number(count)}
    </Link>
  )
}

function spanOf({ firstSpendOn, lastSpendOn }: CampaignView, format: Format): string {
  if (firstSpendOn === null) return 'nothing was entered yet'
  return `${format.day(firstSpendOn)} to ${format.day(lastSpendOn)}`
}

function shareOf(figures: CampaignFigures | undefined, format: Format): string | undefined {
  const leads = figures?.['campaign-leads'].value
  const won = figures?.['campaign-leads-won'].value
  return leads && won != null ? `${format.percent(won / leads)} of its leads` : undefined
}

function revenueOf(figures: CampaignFigures | undefined, format: Format): string {
  const revenue = figures?.['campaign-revenue'].value
  return revenue == null ? 'no revenue yet' : `${format.compactMoney(revenue)} revenue`
}
