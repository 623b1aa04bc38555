import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listDeals } from '../../../contract/pipeline.ts'
import type { DealRow, PipelineView } from '../../../contract/pipeline.ts'
import { call } from '../../app/client.ts'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { sortFrom, sortText } from '../../ui/table/columns.ts'
import type { Column } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { filtersOf, sortOf } from './query.ts'

/** The same deals as rows, sorted by the server. */
export function DealTable({ pipeline }: { pipeline: PipelineView }) {
  const [state, setState] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = { ...filtersOf(state), pipeline: pipeline.id, sort: sortOf(state) }
  const deals = useInfiniteQuery({
    queryKey: [listDeals.id, query],
    queryFn: ({ pageParam, signal }) =>
      call(listDeals, { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } }, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
  })
  const columns = useMemo(() => columnsOf(pipeline, format), [pipeline, format])
  if (deals.isError) return <ErrorState problem={deals.error} onRetry={() => void deals.refetch()} />
  return (
    <VirtualTable
      name="deals"
      label="Deals"
      columns={columns}
      rows={deals.data?.pages.flatMap((page) => page.items) ?? noDeals}
      rowId={(deal) => deal.id}
      rowLabel={(deal) => deal.name}
      total={deals.data?.pages[0]?.total ?? null}
      sort={sortFrom(query.sort)}
      onSort={(sort) => setState({ sort: sortText(sort) })}
      loading={deals.isPending}
      hasMore={deals.hasNextPage}
      loadingMore={deals.isFetchingNextPage}
      onEndReached={() => void deals.fetchNextPage()}
      onOpen={(deal) => void navigate({ to: `/deals/${deal.id}` })}
      empty={
        <EmptyState title="No deal matches">
          Sales opens deals here, or imports them. Widen the filter, or add one.
        </EmptyState>
      }
    />
  )
}

const noDeals: readonly DealRow[] = []
const firstPage: string | null = null

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
    { key: 'owner', label: 'Owner', width: 160, phone: 'detail', cell: (deal) => <Owner deal={deal} /> },
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
  const tone = deal.outcome === 'won' ? 'ok' : deal.outcome === 'lost' ? 'bad' : 'sales'
  return (
    <Chip tone={tone} icon={deal.outcome === 'open' ? undefined : true}>
      {pipeline.stages.find(({ id }) => id === deal.stageId)?.name ?? deal.outcome}
    </Chip>
  )
}

function Owner({ deal }: { deal: DealRow }) {
  if (!deal.owner) return <span className="text-ink-3">–</span>
  return (
    <span className="inline-flex items-center gap-2">
      <TeamMark team={deal.owner.team} />
      {deal.owner.name}
    </span>
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
