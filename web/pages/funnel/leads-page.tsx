import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listFunnelLeads } from '../../../contract/funnel.ts'
import type { FunnelLead } from '../../../contract/funnel.ts'
import { listStages } from '../../../contract/leads.ts'
import type { StageView } from '../../../contract/leads.ts'
import { ask, call } from '../../app/client.ts'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { cellQueryOf, cellWords } from './query.ts'

const daySeconds = 86_400

/** Exactly the leads that one figure of the funnel counts. */
export function FunnelLeadsPage() {
  const [state] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = cellQueryOf(state)
  const stages = useQuery(ask(listStages, {})).data?.items ?? noStages
  const leads = useInfiniteQuery({
    queryKey: [listFunnelLeads.id, query],
    queryFn: ({ pageParam, signal }) =>
      call(
        listFunnelLeads,
        { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
  })
  const rows = leads.data?.pages.flatMap((page) => page.items) ?? noLeads
  const total = leads.data?.pages[0]?.total ?? null
  const columns = useMemo(() => columnsOf(stages, format), [stages, format])
  const stage = stages.find(({ id }) => String(id) === state.stage)
  const words = `${cellWords[query.cell ?? 'entered']}${stage ? ` ${stage.name}` : ''}`
  const { cell: _, stage: __, key: ___, ...back } = state
  return (
    <TablePage
      head={
        <PageHeader
          title={`Leads that ${words}`}
          above={
            <Link to="/funnel" search={back} className="underline-offset-4 hover:underline">
              Funnel
            </Link>
          }
          note={
            <span className="num">
              {total === null ? 'Counting …' : `${format.number(total)} leads, newest entry first`}
            </span>
          }
        />
      }
    >
      {leads.isError ? (
        <ErrorState problem={leads.error} onRetry={() => void leads.refetch()} />
      ) : (
        <VirtualTable
          name="funnel-leads"
          label="Leads"
          columns={columns}
          rows={rows}
          rowId={(lead) => lead.id}
          rowLabel={(lead) => lead.contact.name}
          total={total}
          loading={leads.isPending}
          hasMore={leads.hasNextPage}
          loadingMore={leads.isFetchingNextPage}
          onEndReached={() => void leads.fetchNextPage()}
          onOpen={(lead) => void navigate({ to: `/people/${lead.contact.id}` })}
          empty={<EmptyState title="No lead is behind this figure" />}
        />
      )}
    </TablePage>
  )
}

const noStages: readonly StageView[] = []
const noLeads: readonly FunnelLead[] = []
const firstPage: string | null = null

function columnsOf(stages: readonly StageView[], format: Format): Column<FunnelLead>[] {
  const lag = (days: number | null) => (days === null ? '–' : format.duration(days * daySeconds))
  return [
    {
      key: 'person',
      label: 'Person',
      width: 240,
      grow: true,
      phone: 'title',
      cell: (lead) => <Person lead={lead} />,
    },
    {
      key: 'stage',
      label: 'Stage',
      width: 130,
      phone: 'titleEnd',
      cell: (lead) => <Stage lead={lead} stages={stages} />,
    },
    {
      key: 'entered',
      label: 'Entered',
      width: 130,
      phone: 'detail',
      cell: (lead) => format.day(lead.enteredAt),
    },
    {
      key: 'origin',
      label: 'Origin',
      width: 150,
      phone: 'detailEnd',
      cell: (lead) => lead.origin ?? <Blank />,
    },
    { key: 'campaign', label: 'Campaign', width: 220, cell: (lead) => lead.campaign?.name ?? <Blank /> },
    { key: 'owner', label: 'Owner', width: 160, cell: (lead) => <Owner lead={lead} /> },
    { key: 'lag', label: 'Lag', width: 100, align: 'end', cell: (lead) => lag(lead.lagDays) },
    { key: 'win', label: 'Time to win', width: 110, align: 'end', cell: (lead) => lag(lead.daysToWin) },
  ]
}

function Person({ lead }: { lead: FunnelLead }) {
  return (
    <Link
      to={`/people/${lead.contact.id}`}
      className="block truncate font-medium underline-offset-4 hover:underline"
    >
      {lead.contact.name}
      {lead.account && <span className="ml-2 font-normal text-ink-3">{lead.account.name}</span>}
    </Link>
  )
}

function Stage({ lead, stages }: { lead: FunnelLead; stages: readonly StageView[] }) {
  const stage = stages.find(({ id }) => id === lead.stageId)
  if (!stage) return null
  return (
    <Chip tone={stage.line === 'exit' ? 'plain' : stage.team === 'sales' ? 'sales' : 'marketing'}>
      {stage.name}
    </Chip>
  )
}

function Owner({ lead }: { lead: FunnelLead }) {
  if (!lead.owner) return <Blank />
  return (
    <span className="inline-flex items-center gap-2">
      <TeamMark team={lead.owner.team} />
      {lead.owner.name}
    </span>
  )
}

function Blank() {
  return <span className="text-ink-3 italic">blank</span>
}
