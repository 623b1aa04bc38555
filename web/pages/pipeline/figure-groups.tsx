import type { ReactNode } from 'react'
import type { DealFigureGroup, DealGrouping, PipelineFiguresView } from '../../../contract/figures.ts'
import { Card } from '../../ui/card.tsx'
import { Figure } from '../../ui/figure.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format, FigureUnit } from '../../ui/format.ts'
import { GroupTable } from '../../ui/group-table.tsx'
import type { GroupRow } from '../../ui/group-table.tsx'
import { DealsLink } from './deals-link.tsx'
import { figureNouns } from './figure-query.ts'
import type { DealsAddress } from './figure-query.ts'

type Column = {
  readonly key: keyof DealFigureGroup['figures']
  readonly label: string
  readonly unit: FigureUnit
  readonly wide?: boolean
  /** Which deals the figure opens to. */
  readonly cell?: DealsAddress['cell']
}

const columns: readonly Column[] = [
  { key: 'deals-counted', label: 'Deals', unit: 'count', wide: true, cell: 'counted' },
  { key: 'deals-won', label: 'Won', unit: 'count', cell: 'won' },
  { key: 'deals-lost', label: 'Lost', unit: 'count', wide: true, cell: 'lost' },
  { key: 'deals-open', label: 'Open', unit: 'count', wide: true, cell: 'open' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
  { key: 'average-won-deal', label: 'Average won', unit: 'money', wide: true },
  { key: 'win-rate-by-count', label: 'Win rate', unit: 'percent' },
  { key: 'won-cycle-mean', label: 'Mean days to win', unit: 'days', wide: true },
  { key: 'won-cycle-median', label: 'Median', unit: 'days', wide: true },
  { key: 'lost-cycle-mean', label: 'Mean days to lose', unit: 'days', wide: true },
]

/** Every figure of the pipeline by group; counts open to their deals. */
export function FigureGroups({ view, aside }: { view: PipelineFiguresView; aside: ReactNode }) {
  const format = useFormat()
  return (
    <Card title={titleOf(view, format)} flush aside={aside}>
      <GroupTable
        label={figureNouns[view.group].one}
        columns={columns}
        rows={
          view.group === 'none'
            ? []
            : view.groups.map((group) => rowOf(group, group.key, nameOf(group, view.group, format)))
        }
        total={rowOf(view.total, undefined, 'All')}
      />
      {view.moreGroups && (
        <p className="px-5 py-3 text-xs text-ink-3">Smaller groups are left out; the total has them.</p>
      )}
    </Card>
  )
}

function titleOf({ group, groups, moreGroups }: PipelineFiguresView, format: Format): string {
  if (group === 'none') return 'All together'
  const named = groups.filter(({ key }) => key !== null).length
  const { one, many } = figureNouns[group]
  return `${moreGroups ? 'More than ' : ''}${format.number(named)} ${named === 1 ? one : many}`
}

function rowOf(group: DealFigureGroup, key: string | null | undefined, name: string): GroupRow {
  return {
    key: group.key ?? 'none',
    name,
    blank: key === null,
    cells: columns.map(({ key: id, unit, cell }) => {
      const figure = <Figure key={id} value={group.figures[id].value} unit={unit} blank="–" />
      return cell ? (
        <DealsLink key={id} to={{ cell, key }}>
          {figure}
        </DealsLink>
      ) : (
        figure
      )
    }),
  }
}

/** What has no key is still open where the group is a time, and has none elsewhere. */
function nameOf({ key, label }: DealFigureGroup, by: DealGrouping, format: Format): string {
  if (key === null) return by === 'quarter' || by === 'month' ? 'still open' : `no ${figureNouns[by].one}`
  if (by === 'month') return format.month(key)
  return by === 'quarter' ? quarterWords(key) : (label ?? key)
}

/** `2017-Q3` as it is said. */
function quarterWords(key: string): string {
  const [year, quarter] = key.split('-')
  return `${quarter} ${year}`
}
