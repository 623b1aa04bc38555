import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listDeals } from '../../../contract/pipeline.ts'
import type { DealRow, PipelineView } from '../../../contract/pipeline.ts'
import { call } from '../../app/client.ts'
import { MemberName } from '../../parts/marks.tsx'
import { outcomeTones } from '../../parts/outcome.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { sortFrom, sortText } from '../../ui/table/columns.ts'
import type { Column } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { filtersOf, sortOf } from './query.ts'

/** The same deals as rows, sorted by the server. */
export function DealTable({ pipeline }: { pipeline: PipelineView }) {
  const [state, setState] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = { ...filtersOf(state), pipeline: pipeline.id, sort: sortOf(state) }
  const deals = usePages({
    endpoint: listDeals,
    query,
    load: (page, signal) => call(listDeals, { query: { ...query, ...page } }, signal),
  })
  const columns = useMemo(() => columnsOf(pipeline, format), [pipeline, format])
  if (deals.problem) return <ErrorState problem={deals.problem} onRetry={deals.retry} />
  return (
    <VirtualTable
      {...deals.table}
      name="deals"
      label="Deals"
      columns={columns}
      rowId={(deal) => deal.id}
      rowLabel={(deal) => deal.name}
      sort={sortFrom(query.sort)}
      onSort={(sort) => setState({ sort: sortText(sort) })}
      onOpen={(deal) => void navigate({ to: `/deals/${deal.id}` })}
      empty={
        <EmptyState title="No deal matches">
          Sales opens deals here, or imports them. Widen the filter, or add one.
        </EmptyState>
      }
    />
  )
}

function columnsOf(pipeline: PipelineView, format: Format): Column<DealRow>[] {
  return [
    {
      key: 'name',
      label: 'Deal',
      width: 280,
      grow: true,
      phone: 'title',
      cell: (deal) => <Name deal={deal} />,
    },
    {
      key: 'stage',
      label: 'Stage',
      width: 140,
      phone: 'titleEnd',
      cell: (deal) => <Stage deal={deal} pipeline={pipeline} />,
    },
    {
      key: 'amount',
      label: 'Amount',
      width: 120,
      align: 'end',
      sortable: true,
      phone: 'detailEnd',
      cell: (deal) => <span className="num">{format.money(deal.amount, { currency: deal.currency })}</span>,
    },
    { key: 'openedBy', label: 'Opened by', width: 200, cell: (deal) => deal.openedBy ?? '–' },
    {
      key: 'owner',
      label: 'Owner',
      width: 160,
      phone: 'detail',
      cell: (deal) => <MemberName member={deal.owner} />,
    },
    {
      key: 'stageSince',
      label: 'In stage since',
      width: 130,
      sortable: true,
      cell: (deal) => format.day(deal.stageSince),
    },
    {
      key: 'createdAt',
      label: 'Opened',
      width: 120,
      sortable: true,
      cell: (deal) => format.day(deal.openedAt),
    },
    {
      key: 'closedAt',
      label: 'Closed',
      width: 120,
      sortable: true,
      cell: (deal) => format.day(deal.closedAt),
    },
    { key: 'next', label: 'Next step', width: 180, cell: (deal) => <NextStep deal={deal} /> },
  ]
}

function Name({ deal }: { deal: DealRow }) {
  return (
    <Link to={`/deals/${deal.id}`} className="block truncate font-medium underline-offset-4 hover:underline">
      {deal.name}
    </Link>
  )
}

function Stage({ deal, pipeline }: { deal: DealRow; pipeline: PipelineView }) {
  return (
    <Chip tone={outcomeTones[deal.outcome]} icon={deal.outcome === 'open' ? undefined : true}>
      {pipeline.stages.find(({ id }) => id === deal.stageId)?.name ?? deal.outcome}
    </Chip>
  )
}

function NextStep({ deal }: { deal: DealRow }) {
  if (deal.nextStep) return <span className="truncate">{deal.nextStep}</span>
  if (deal.outcome !== 'open') return <span className="text-ink-3">–</span>
  return (
    <Chip tone="warn" icon>
      None
    </Chip>
  )
}
