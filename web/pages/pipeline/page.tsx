import { useQuery } from '@tanstack/react-query'
import { Columns3, Plus, Table2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { listMembers } from '../../../contract/members.ts'
import { listPipelines } from '../../../contract/pipeline.ts'
import { listProducts } from '../../../contract/products.ts'
import type { PipelineView } from '../../../contract/pipeline.ts'
import { ask } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { PageViews } from '../../parts/page-views.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { Select } from '../../ui/input.tsx'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { Board } from './board.tsx'
import { DealTable } from './deal-table.tsx'
import { NewDeal } from './new-deal.tsx'

// Board and table are what one comes for; the figures are fetched when somebody looks at them.
const Figures = lazy(() => import('./figures.tsx').then((part) => ({ default: part.Figures })))

const views = [
  { key: 'board', label: 'Board', mark: <Columns3 aria-hidden className="size-4" /> },
  { key: 'table', label: 'Table', mark: <Table2 aria-hidden className="size-4" /> },
  { key: 'figures', label: 'Figures' },
] as const

/** Deals as a board, a table or figures, over one filter that lives in the address. */
export function PipelinePage() {
  const [state] = useUrlState()
  const pipelines = useQuery(ask(listPipelines, {}))
  const view = views.find(({ key }) => key === state.view)?.key ?? 'board'
  const pipeline = pipelines.data?.items.find(({ id }) => id === state.pipeline) ?? pipelines.data?.items[0]
  return (
    <TablePage head={<Head view={view} pipelines={pipelines.data?.items ?? []} pipeline={pipeline} />}>
      {pipelines.isError && <ErrorState problem={pipelines.error} onRetry={() => void pipelines.refetch()} />}
      {pipelines.isPending && <SkeletonLines lines={8} />}
      {pipeline && view === 'board' && <Board pipeline={pipeline} />}
      {pipeline && view === 'table' && <DealTable pipeline={pipeline} />}
      {pipeline && view === 'figures' && (
        <Suspense fallback={<SkeletonLines lines={8} />}>
          <Figures pipeline={pipeline} />
        </Suspense>
      )}
    </TablePage>
  )
}

type HeadProps = {
  view: (typeof views)[number]['key']
  pipelines: readonly PipelineView[]
  pipeline: PipelineView | undefined
}

function Head({ view, pipelines, pipeline }: HeadProps) {
  const [state, setState] = useUrlState()
  const { member } = useSession()
  const filters = useDealFilters()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHeader
        title="Pipeline"
        note="Every card carries what opened the door"
        actions={
          <>
            {pipelines.length > 1 && (
              <Select
                aria-label="Pipeline"
                value={pipeline?.id ?? ''}
                options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => setState({ pipeline: event.target.value })}
                className="w-44"
              />
            )}
            <Tabs label="View" tabs={views} value={view} onChange={(next) => setState({ view: next })} />
            {member.role !== 'viewer' && (
              <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
                Deal
              </Button>
            )}
          </>
        }
      />
      {view !== 'figures' && (
        <FilterBar
          filters={filters}
          state={state}
          onChange={setState}
          search={{ key: 'q', label: 'Search deals' }}
        >
          <PageViews page="pipeline" allLabel="All deals" />
        </FilterBar>
      )}
      {pipeline && <NewDeal pipeline={pipeline} open={adding} onOpenChange={setAdding} />}
    </>
  )
}

function useDealFilters(): Filter[] {
  const members = useQuery(ask(listMembers, { query: {} })).data?.items ?? []
  const products = useQuery(ask(listProducts, {})).data?.items ?? []
  return [
    {
      kind: 'choice',
      key: 'owner',
      label: 'Owner',
      options: [
        { value: 'none', label: 'Nobody' },
        ...members.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      kind: 'choice',
      key: 'outcome',
      label: 'Outcome',
      options: ['open', 'won', 'lost'].map((value) => ({ value, label: value })),
    },
    {
      kind: 'choice',
      key: 'product',
      label: 'Product',
      options: products.map(({ id, name }) => ({ value: id, label: name })),
    },
    { kind: 'days', key: 'closed', label: 'Closed', fromKey: 'closedFrom', toKey: 'closedTo' },
    { kind: 'flag', key: 'noNextStep', label: 'No next step' },
  ]
}
