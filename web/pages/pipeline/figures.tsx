import { useQuery } from '@tanstack/react-query'
import { CircleDollarSign } from 'lucide-react'
import type { ReactNode } from 'react'
import { dealGroupings, readPipelineFigures } from '../../../contract/figures.ts'
import type { PipelineFiguresView } from '../../../contract/figures.ts'
import type { PipelineView } from '../../../contract/pipeline.ts'
import { ask } from '../../app/client.ts'
import { Card, HeadlineTiles } from '../../ui/card.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Select } from '../../ui/input.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { DealsLink } from './deals-link.tsx'
import { figureGroupOf, figureNouns } from './figure-query.ts'
import { FigureGroups } from './figure-groups.tsx'

/** Won, lost and open deals in figures: revenue, win rate, cycle, velocity, by quarter or another group. */
export function Figures({ pipeline }: { pipeline: PipelineView }) {
  const [state, setState] = useUrlState()
  const group = figureGroupOf(state)
  const figures = useQuery({
    ...ask(readPipelineFigures, { query: { group, pipeline: pipeline.id } }),
    placeholderData: (previous) => previous,
  })
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Page>
        {figures.isError && <ErrorState problem={figures.error} onRetry={() => void figures.refetch()} />}
        {figures.isPending && (
          <Card>
            <SkeletonLines lines={8} />
          </Card>
        )}
        {figures.data && (
          <Told view={figures.data}>
            <Select
              aria-label="Group"
              value={group}
              options={dealGroupings.map((value) => ({
                value,
                label: value === 'none' ? 'all together' : `by ${figureNouns[value].one}`,
              }))}
              onChange={(event) => setState({ group: event.target.value })}
              className="w-48"
            />
          </Told>
        )}
      </Page>
    </div>
  )
}

function Told({ view, children }: { view: PipelineFiguresView; children: ReactNode }) {
  if (view.total.figures['deals-counted'].value === 0) {
    return (
      <Card>
        <EmptyState icon={CircleDollarSign} title="No deal yet">
          Sales opens deals here or imports them; what they bring and how long they take then stands here.
        </EmptyState>
      </Card>
    )
  }
  return (
    <>
      <Headlines view={view} />
      <FigureGroups view={view} aside={children} />
    </>
  )
}

function Headlines({ view }: { view: PipelineFiguresView }) {
  const { figures } = view.total
  const other = figures['deals-in-other-currencies'].value
  const tiles = [
    {
      key: 'revenue',
      team: 'joint' as const,
      label: 'Revenue won',
      value: <Figure value={figures.revenue.value} unit="money" compact />,
      unit: (
        <DealsLink to={{ cell: 'won' }}>
          <Figure value={figures['deals-won'].value} unit="count" /> deals
        </DealsLink>
      ),
      note: (
        <>
          <span>
            <Figure value={figures['average-won-deal'].value} unit="money" /> on average
          </span>
          {other ? (
            <DealsLink to={{ cell: 'other-currency' }}>
              <Figure value={other} unit="count" /> in other currencies
            </DealsLink>
          ) : null}
        </>
      ),
    },
    {
      key: 'rate',
      team: 'sales' as const,
      label: 'Win rate',
      value: <Figure value={figures['win-rate-by-count'].value} unit="percent" />,
      unit: 'of closed deals',
      note: (
        <>
          <span>
            <Figure value={figures['win-rate-by-value'].value} unit="percent" /> by value
          </span>
          <DealsLink to={{ cell: 'lost' }}>
            <Figure value={figures['deals-lost'].value} unit="count" /> lost
          </DealsLink>
        </>
      ),
    },
    {
      key: 'velocity',
      team: 'sales' as const,
      label: 'Velocity',
      value: <Figure value={figures['pipeline-velocity'].value} unit="money" compact />,
      unit: 'a day',
      note: (
        <>
          <DealsLink to={{ cell: 'open' }}>
            <Figure value={figures['deals-open'].value} unit="count" /> open
          </DealsLink>
          <span>
            <Figure value={figures['open-pipeline-value'].value} unit="money" compact blank="no amounts" /> in
            the pipeline
          </span>
        </>
      ),
    },
  ]
  return <HeadlineTiles label="The pipeline in three figures" tiles={tiles} />
}
