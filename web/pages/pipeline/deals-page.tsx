import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listFigureDeals, readDealNumbers } from '../../../contract/figures.ts'
import { listPipelines } from '../../../contract/pipeline.ts'
import { ask, call } from '../../app/client.ts'
import { NumbersLine } from '../../parts/numbers-line.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useFormat } from '../../ui/format.ts'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { dealColumns } from './deal-columns.tsx'
import { cellWords, dealsQueryOf } from './figure-query.ts'

/** Exactly the deals that one figure of the pipeline counts. */
export function FigureDealsPage() {
  const [state] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = dealsQueryOf(state)
  const pipelines = useQuery(ask(listPipelines, {}))
  const deals = usePages({
    endpoint: listFigureDeals,
    query,
    load: (page, signal) => call(listFigureDeals, { query: { ...query, ...page } }, signal),
  })
  const numbers = useQuery(ask(readDealNumbers, { query }))
  const stages = useMemo(() => pipelines.data?.items.flatMap((one) => one.stages) ?? [], [pipelines.data])
  const columns = useMemo(() => dealColumns(stages, format), [stages, format])
  const { cell: _, key: __, ...back } = state
  return (
    <TablePage
      head={
        <PageHeader
          title={cellWords[query.cell ?? 'counted']}
          above={
            <Link
              to="/pipeline"
              search={{ ...back, view: 'figures' }}
              className="underline-offset-4 hover:underline"
            >
              Pipeline in figures
            </Link>
          }
          note={
            <span className="num">
              {deals.total === null ? 'Counting …' : `${format.number(deals.total)} deals, newest first`}
            </span>
          }
        >
          <NumbersLine numbers={numbers.data} />
        </PageHeader>
      }
    >
      {deals.problem ? (
        <ErrorState problem={deals.problem} onRetry={deals.retry} />
      ) : (
        <VirtualTable
          {...deals.table}
          name="figure-deals"
          label="Deals"
          columns={columns}
          rowId={(deal) => deal.id}
          rowLabel={(deal) => deal.name}
          onOpen={(deal) => void navigate({ to: `/deals/${deal.id}` })}
          empty={<EmptyState title="No deal is behind this figure" />}
        />
      )}
    </TablePage>
  )
}
