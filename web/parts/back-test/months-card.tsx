import { ChevronRight } from 'lucide-react'
import type { BackTestMonth, BackTestSet } from '../../../contract/backtests.ts'
import { BarChart } from '../../ui/charts/bar-chart.tsx'
import { Legend } from '../../ui/charts/legend.tsx'
import { FigureTable } from '../../ui/charts/chart-frame.tsx'
import { useFormat } from '../../ui/format.ts'
import { useUrlState } from '../../ui/url-state.ts'
import type { ResultProps } from './result.tsx'
import { sideNames } from './words.ts'

/** How many qualify month by month by either standard, side by side: as a chart, and with every figure as a table. */
export function Months({ test, result }: ResultProps) {
  const format = useFormat()
  const names = sideNames(test)
  const caption = `How many qualify for ${test.stage.name}, month by month`
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="text-sm font-medium">{caption}</h3>
        <Legend
          entries={[
            { label: names.inForce, tone: 'grey' },
            { label: names.proposed, tone: 'ink' },
          ]}
        />
      </div>
      <BarChart
        label={caption}
        arrangement="grouped"
        series={[
          { key: 'inForce', label: names.inForce, tone: 'grey' },
          { key: 'proposed', label: names.proposed, tone: 'ink' },
        ]}
        groups={result.months.map(({ month, inForce, proposed }) => ({
          key: month,
          label: format.month(month),
          values: [inForce.leads, proposed.leads],
        }))}
        format={format.number}
      />
      <MonthTable months={result.months} />
    </div>
  )
}

/** Every month with who is gained and lost; these open. */
function MonthTable({ months }: { months: readonly BackTestMonth[] }) {
  const format = useFormat()
  return (
    <details className="group/months mt-2">
      <summary className="inline-flex items-center gap-1.5 rounded-sm text-xs text-ink-2 hover:text-ink">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/months:rotate-90" />
        Gained and lost, accepted and won by month
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by key. */}
      <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="The months in figures">
        <FigureTable
          table={{
            caption: 'Gained and lost, accepted and won by month',
            head: [
              'Month',
              'Gained',
              'Lost',
              'Accepted, in force',
              'Accepted, proposed',
              'Won, in force',
              'Won, proposed',
            ],
            rows: months.map(({ month, inForce, proposed, gained, lost }) => ({
              name: format.month(month),
              cells: [
                <MonthList key="gained" set="gained" month={month} count={gained.leads} />,
                <MonthList key="lost" set="lost" month={month} count={lost.leads} />,
                format.number(inForce.accepted),
                format.number(proposed.accepted),
                format.number(inForce.won),
                format.number(proposed.won),
              ],
            })),
          }}
        />
      </div>
    </details>
  )
}

type MonthListProps = { set: BackTestSet; month: string; count: number }

function MonthList({ set, month, count }: MonthListProps) {
  const format = useFormat()
  const [, setState] = useUrlState()
  if (count === 0) return <span className="text-ink-3">0</span>
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`${format.number(count)} ${set} in ${format.longMonth(month)}: see these leads`}
      onClick={() => setState({ leads: set, month }, { push: true })}
      className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {format.number(count)}
    </button>
  )
}
