import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listFunnelLeads, readLeadNumbers } from '../../../contract/funnel.ts'
import type { FunnelLead } from '../../../contract/funnel.ts'
import type { StageView } from '../../../contract/leads.ts'
import { ask, call } from '../../app/client.ts'
import { useStages } from '../../parts/choices.ts'
import { ListBulk, useListBulk } from '../../parts/list-bulk.tsx'
import { Blank, MemberName, StageChip } from '../../parts/marks.tsx'
import { NumbersLine } from '../../parts/numbers-line.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { cellQueryOf, cellWords } from './query.ts'

/** Exactly the leads that one figure of the funnel counts. */
export function FunnelLeadsPage() {
  const [state] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = cellQueryOf(state)
  const stages = useStages()
  const leads = usePages({
    endpoint: listFunnelLeads,
    query,
    load: (page, signal) => call(listFunnelLeads, { query: { ...query, ...page } }, signal),
  })
  const bulk = useListBulk({ recordKind: 'lead', noun: 'leads', query, list: leads })
  const columns = useMemo(
    () => columnsOf(stages, format, query.stage !== undefined),
    [stages, format, query.stage],
  )
  const numbers = useQuery(ask(readLeadNumbers, { query }))
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
              {leads.total === null
                ? 'Counting …'
                : `${format.number(leads.total)} leads, newest entry first`}
            </span>
          }
        >
          <NumbersLine numbers={numbers.data} />
        </PageHeader>
      }
    >
      {leads.problem ? (
        <ErrorState problem={leads.problem} onRetry={leads.retry} />
      ) : (
        <VirtualTable
          {...leads.table}
          {...bulk.ticks}
          name="funnel-leads"
          label="Leads"
          cardLines="two"
          columns={columns}
          rowId={(lead) => lead.id}
          rowLabel={(lead) => lead.contact.name}
          onOpen={(lead) => void navigate({ to: `/people/${lead.contact.id}` })}
          empty={<EmptyState title="No lead is behind this figure" />}
        />
      )}
      <ListBulk {...bulk} />
    </TablePage>
  )
}

/** Where the figure is of one stage, the lag into that stage is among the columns. */
function columnsOf(stages: readonly StageView[], format: Format, ofOneStage: boolean): Column<FunnelLead>[] {
  const lag = (days: number | null) => (days === null ? <Blank /> : format.days(days))
  return [
    {
      key: 'person',
      label: 'Person',
      width: 230,
      grow: true,
      phone: 'title',
      cell: (lead) => <Person lead={lead} />,
    },
    {
      key: 'stage',
      label: 'Stage',
      width: 116,
      phone: 'titleEnd',
      cell: (lead) => <StageChip stage={stages.find(({ id }) => id === lead.stageId)} />,
    },
    {
      key: 'entered',
      label: 'Entered',
      width: 112,
      phone: 'detail',
      cell: (lead) => format.day(lead.enteredAt),
    },
    {
      key: 'origin',
      label: 'Origin',
      width: 130,
      phone: 'detailEnd',
      cell: (lead) => lead.origin ?? <Blank>blank</Blank>,
    },
    {
      key: 'campaign',
      label: 'Campaign',
      width: 200,
      cell: (lead) => lead.campaign?.name ?? <Blank>blank</Blank>,
    },
    { key: 'owner', label: 'Owner', width: 144, cell: (lead) => <MemberName member={lead.owner} /> },
    ...(ofOneStage ? [lagColumn((lead) => lag(lead.lagDays))] : []),
    { key: 'win', label: 'Time to win', width: 104, align: 'end', cell: (lead) => lag(lead.daysToWin) },
  ]
}

function lagColumn(cell: Column<FunnelLead>['cell']): Column<FunnelLead> {
  return { key: 'lag', label: 'Lag', width: 90, align: 'end', cell }
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
