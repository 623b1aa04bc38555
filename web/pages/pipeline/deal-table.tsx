import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listDeals } from '../../../contract/pipeline.ts'
import type { PipelineView } from '../../../contract/pipeline.ts'
import { call } from '../../app/client.ts'
import { ListBulk, useListBulk } from '../../parts/list-bulk.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { sortFrom, sortText } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { dealColumns } from './deal-columns.tsx'
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
  const bulk = useListBulk({ recordKind: 'deal', noun: 'deals', query, list: deals })
  const columns = useMemo(() => dealColumns(pipeline.stages, format), [pipeline, format])
  if (deals.problem) return <ErrorState problem={deals.problem} onRetry={deals.retry} />
  return (
    <>
      <VirtualTable
        {...deals.table}
        {...bulk.ticks}
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
      <ListBulk {...bulk} />
    </>
  )
}
