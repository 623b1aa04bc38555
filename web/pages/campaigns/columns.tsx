import { Link } from '@tanstack/react-router'
import type { CampaignRow } from '../../../contract/campaigns.ts'
import { Blank, MemberName } from '../../parts/marks.tsx'
import { Chip } from '../../ui/chip.tsx'
import type { Format } from '../../ui/format.ts'
import type { Column } from '../../ui/table/columns.ts'
import type { CampaignFigures } from './query.ts'
import { dayOf, standingOf, typeWords } from './words.ts'

type ColumnsInput = { figures: ReadonlyMap<string, CampaignFigures>; format: Format }

/** The columns of the list of campaigns: what it is, what it cost, what came of it. */
export function campaignColumns({ figures, format }: ColumnsInput): Column<CampaignRow>[] {
  const today = dayOf()
  const count = (campaign: CampaignRow, key: keyof CampaignFigures) =>
    dashed(figures.get(campaign.id)?.[key].value, format.number)
  return [
    {
      key: 'name',
      label: 'Campaign',
      width: 256,
      grow: true,
      sortable: true,
      phone: 'title',
      cell: (campaign) => <Name campaign={campaign} />,
    },
    {
      key: 'channel',
      label: 'Channel',
      width: 110,
      phone: 'detail',
      cell: (campaign) => campaign.channel?.name ?? <Blank />,
    },
    {
      key: 'startsOn',
      label: 'Runs',
      width: 194,
      sortable: true,
      cell: (campaign) => <Period campaign={campaign} today={today} format={format} />,
    },
    {
      ...figure({
        key: 'spend',
        label: 'Spend',
        width: 84,
        phone: 'titleEnd',
        cell: (campaign) => format.compactMoney(campaign.spend),
      }),
      sortable: true,
    },
    figure({ key: 'people', label: 'People', width: 76, cell: (one) => count(one, 'campaign-people') }),
    figure({
      key: 'leads',
      label: 'Leads',
      width: 66,
      phone: 'detailEnd',
      cell: (one) => <Leads of={one} cell="entered" count={count(one, 'campaign-leads')} />,
    }),
    figure({
      key: 'won',
      label: 'Won',
      width: 56,
      cell: (one) => <Leads of={one} cell="won" count={count(one, 'campaign-leads-won')} />,
    }),
    figure({
      key: 'revenue',
      label: 'Revenue',
      width: 88,
      cell: (one) => dashed(figures.get(one.id)?.['campaign-revenue'].value, format.compactMoney),
    }),
    figure({
      key: 'cost',
      label: 'Cost per lead',
      width: 104,
      cell: (one) => dashed(wholeAmount(figures.get(one.id)?.['cost-per-lead'].value), format.money),
    }),
    { key: 'owner', label: 'Owner', width: 124, cell: (campaign) => <MemberName member={campaign.owner} /> },
  ]
}

function Name({ campaign }: { campaign: CampaignRow }) {
  return (
    <span className="block min-w-0 leading-tight">
      <Link
        to={`/campaigns/${campaign.id}`}
        className="block truncate font-medium underline-offset-4 hover:underline"
      >
        {campaign.name}
      </Link>
      <span className="block truncate text-xs text-ink-3">{typeWords[campaign.type]}</span>
    </span>
  )
}

type PeriodProps = { campaign: CampaignRow; today: string; format: Format }

function Period({ campaign, today, format }: PeriodProps) {
  const standing = standingOf(campaign, today)
  if (standing === null) return <Blank />
  return (
    <span className="flex items-center gap-2">
      <span className={`num truncate ${standing === 'over' ? 'text-ink-3' : ''}`}>
        {monthsOf(campaign, format)}
      </span>
      {standing === 'planned' && <Chip tone="outline">planned</Chip>}
      {standing === 'running' && <Chip tone="marketing">running</Chip>}
    </span>
  )
}

/** "Mar – Oct 2026", "Nov 2025 – Mar 2026", "Mar 2026 – open". */
function monthsOf({ startsOn, endsOn }: CampaignRow, format: Format): string {
  if (startsOn === null || endsOn === null) {
    return `${startsOn === null ? 'open' : format.month(startsOn)} – ${endsOn === null ? 'open' : format.month(endsOn)}`
  }
  const oneYear = startsOn.slice(0, 4) === endsOn.slice(0, 4)
  return `${oneYear ? format.shortMonth(startsOn) : format.month(startsOn)} – ${format.month(endsOn)}`
}

type LeadsProps = { of: CampaignRow; cell: 'entered' | 'won'; count: string }

/** Opens to exactly the leads that it counts. */
function Leads({ of, cell, count }: LeadsProps) {
  return (
    <Link
      to="/funnel/leads"
      search={{ campaign: of.id, cell }}
      className="rounded-sm underline-offset-4 hover:underline"
    >
      {count}
    </Link>
  )
}

/** In a dense table a dash says "no data"; the campaign's own page says why in words. */
function dashed(value: number | null | undefined, write: (value: number) => string): string {
  return value == null ? '–' : write(value)
}

/** A cost per lead to the cent is a precision nobody reads. */
export function wholeAmount(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value)
}

type FigureColumn = Pick<Column<CampaignRow>, 'key' | 'label' | 'width' | 'cell' | 'phone'>

function figure(column: FigureColumn) {
  return {
    align: 'end' as const,
    ...column,
    cell: (campaign: CampaignRow) => <span className="num">{column.cell(campaign)}</span>,
  }
}
