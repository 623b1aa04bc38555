import { Link } from '@tanstack/react-router'
import type { DealRow, PipelineStageView } from '../../../contract/pipeline.ts'
import { Blank, MemberName } from '../../parts/marks.tsx'
import { outcomeTones } from '../../parts/outcome.ts'
import { Chip } from '../../ui/chip.tsx'
import type { Format } from '../../ui/format.ts'
import type { Column } from '../../ui/table/columns.ts'
import { daysInStageWords, subtitleOf, titleOf } from './query.ts'

type Stages = readonly PipelineStageView[]

/** The columns of every list of deals. They sort where the list lets them. */
export function dealColumns(stages: Stages, format: Format): Column<DealRow>[] {
  return [
    {
      key: 'name',
      label: 'Deal',
      width: 200,
      grow: true,
      phone: 'title',
      cell: (deal) => <Name deal={deal} />,
    },
    {
      key: 'stage',
      label: 'Stage',
      width: 106,
      phone: 'titleEnd',
      cell: (deal) => <Stage deal={deal} stages={stages} />,
    },
    {
      key: 'amount',
      label: 'Amount',
      width: 100,
      align: 'end',
      sortable: true,
      phone: 'detailEnd',
      cell: (deal) => <span className="num">{format.money(deal.amount, { currency: deal.currency })}</span>,
    },
    { key: 'openedBy', label: 'Opened by', width: 170, cell: (deal) => deal.openedBy ?? <Blank /> },
    {
      key: 'owner',
      label: 'Owner',
      width: 134,
      phone: 'detail',
      cell: (deal) => <MemberName member={deal.owner} />,
    },
    ...dateColumns(format),
    { key: 'next', label: 'Next step', width: 150, cell: (deal) => <NextStep deal={deal} /> },
  ]
}

function dateColumns(format: Format): Column<DealRow>[] {
  return [
    {
      key: 'stageSince',
      label: 'In stage',
      width: 88,
      align: 'end',
      sortable: true,
      cell: (deal) => (deal.outcome === 'open' ? daysInStageWords(deal.stageSince) : <Blank />),
    },
    {
      key: 'createdAt',
      label: 'Opened',
      width: 106,
      sortable: true,
      cell: (deal) => format.day(deal.openedAt),
    },
    {
      key: 'closedAt',
      label: 'Closed',
      width: 106,
      sortable: true,
      cell: (deal) => format.day(deal.closedAt),
    },
  ]
}

function Name({ deal }: { deal: DealRow }) {
  return (
    <span className="block min-w-0 leading-tight">
      <Link
        to={`/deals/${deal.id}`}
        className="block truncate font-medium text-ink underline-offset-4 hover:underline"
      >
        {titleOf(deal)}
      </Link>
      <span className="block truncate text-xs text-ink-3">{subtitleOf(deal)}</span>
    </span>
  )
}

function Stage({ deal, stages }: { deal: DealRow; stages: Stages }) {
  return (
    <Chip tone={outcomeTones[deal.outcome]} icon={deal.outcome === 'open' ? undefined : true}>
      {stages.find(({ id }) => id === deal.stageId)?.name ?? deal.outcome}
    </Chip>
  )
}

function NextStep({ deal }: { deal: DealRow }) {
  if (deal.nextStep) return <span title={deal.nextStep}>{deal.nextStep}</span>
  if (deal.outcome !== 'open') return <Blank />
  return (
    <Chip tone="warn" icon>
      None
    </Chip>
  )
}
