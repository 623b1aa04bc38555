import { useQuery } from '@tanstack/react-query'
import { dealGroupings, readPipelineFigures } from '../../../contract/figures.ts'
import type { DealFigureGroup, PipelineFiguresView } from '../../../contract/figures.ts'
import type { PipelineView } from '../../../contract/pipeline.ts'
import { ask } from '../../app/client.ts'
import { Card, HeadlineTiles } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { Select } from '../../ui/input.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'

const daySeconds = 86_400

/** Won, lost and open deals in figures: revenue, win rate, cycle, velocity, by quarter or another group. */
export function Figures({ pipeline }: { pipeline: PipelineView }) {
  const [state, setState] = useUrlState()
  const group = dealGroupings.find((one) => one === state.group) ?? 'quarter'
  const figures = useQuery({
    ...ask(readPipelineFigures, { query: { group, pipeline: pipeline.id } }),
    placeholderData: (previous) => previous,
  })
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Page>
        {figures.isError && <ErrorState problem={figures.error} onRetry={() => void figures.refetch()} />}
        {figures.isPending && <SkeletonLines lines={8} />}
        {figures.data && <Headlines view={figures.data} />}
        {figures.data && (
          <Card
            title="Groups"
            flush
            aside={
              <Select
                aria-label="Group"
                value={group}
                options={dealGroupings.map((value) => ({
                  value,
                  label: value === 'none' ? 'all together' : `by ${value}`,
                }))}
                onChange={(event) => setState({ group: event.target.value })}
                className="w-40"
              />
            }
          >
            <GroupTable view={figures.data} />
          </Card>
        )}
      </Page>
    </div>
  )
}

function Headlines({ view }: { view: PipelineFiguresView }) {
  const format = useFormat()
  const { figures } = view.total
  const tiles = [
    {
      key: 'revenue',
      team: 'joint' as const,
      label: 'Revenue won',
      value: format.compactMoney(figures.revenue.value),
      unit: `${format.number(figures['deals-won'].value)} deals`,
      note: `${format.money(figures['average-won-deal'].value)} on average`,
    },
    {
      key: 'rate',
      team: 'sales' as const,
      label: 'Win rate',
      value: format.percent(figures['win-rate-by-count'].value),
      unit: 'of closed deals',
      note: `${format.percent(figures['win-rate-by-value'].value)} by value`,
    },
    {
      key: 'velocity',
      team: 'sales' as const,
      label: 'Velocity',
      value: format.compactMoney(figures['pipeline-velocity'].value),
      unit: 'a day',
      note: `${format.number(figures['deals-open'].value)} open, ${format.compactMoney(figures['open-pipeline-value'].value)}`,
    },
  ]
  return <HeadlineTiles label="The pipeline in three figures" tiles={tiles} />
}

const columns: readonly {
  label: string
  wide?: boolean
  of: (group: DealFigureGroup, format: Format) => string
}[] = [
  { label: 'Won', of: ({ figures }, format) => format.number(figures['deals-won'].value) },
  { label: 'Lost', wide: true, of: ({ figures }, format) => format.number(figures['deals-lost'].value) },
  { label: 'Open', wide: true, of: ({ figures }, format) => format.number(figures['deals-open'].value) },
  { label: 'Revenue', of: ({ figures }, format) => format.money(figures.revenue.value) },
  {
    label: 'Average won',
    wide: true,
    of: ({ figures }, format) => format.money(rounded(figures['average-won-deal'].value)),
  },
  { label: 'Win rate', of: ({ figures }, format) => format.percent(figures['win-rate-by-count'].value) },
  {
    label: 'Mean won cycle',
    wide: true,
    of: ({ figures }, format) => cycle(figures['won-cycle-mean'].value, format),
  },
  {
    label: 'Median',
    wide: true,
    of: ({ figures }, format) => cycle(figures['won-cycle-median'].value, format),
  },
]

function GroupTable({ view }: { view: PipelineFiguresView }) {
  const format = useFormat()
  const head = 'px-3 py-2.5 text-xs font-medium text-ink-3'
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${head} pl-5 text-left capitalize`}>
              {view.group === 'none' ? 'Deals' : view.group}
            </th>
            {columns.map(({ label, wide }) => (
              <th
                key={label}
                scope="col"
                className={`${head} text-right last:pr-5 ${wide ? 'hidden md:table-cell' : ''}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.groups.map((group) => (
            <GroupRow
              key={group.key ?? 'none'}
              group={group}
              label={group.label ?? 'open or none'}
              format={format}
            />
          ))}
        </tbody>
        <tfoot>
          <GroupRow group={view.total} label="All" format={format} />
        </tfoot>
      </table>
    </div>
  )
}

function GroupRow({ group, label, format }: { group: DealFigureGroup; label: string; format: Format }) {
  return (
    <tr className="border-b border-line last:border-0 hover:bg-sunken">
      <th scope="row" className="px-3 py-2 pl-5 text-left font-medium">
        {label}
      </th>
      {columns.map(({ label: name, wide, of }) => (
        <td
          key={name}
          className={`num px-3 py-2 text-right whitespace-nowrap last:pr-5 ${wide ? 'hidden md:table-cell' : ''}`}
        >
          {of(group, format)}
        </td>
      ))}
    </tr>
  )
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}

function cycle(days: number | null, format: Format): string {
  return days === null ? '–' : format.duration(days * daySeconds)
}
