import type { FunnelGroup, FunnelView } from '../../../contract/funnel.ts'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { CellLink, CensoredMark } from './headlines.tsx'

const daySeconds = 86_400
const shows = [
  { key: 'reached', label: 'Leads' },
  { key: 'step', label: 'Conversion' },
  { key: 'entry', label: 'From entry' },
  { key: 'median', label: 'Median lag' },
  { key: 'p90', label: 'p90 lag' },
] as const
type Shown = (typeof shows)[number]['key']
type StageFigures = FunnelGroup['stages'][number]['figures']

/** One row a group, one column a stage; the tabs choose which figure the columns show. */
export function GroupTable({ funnel }: { funnel: FunnelView }) {
  const [state, setState] = useUrlState()
  const shown = shows.find(({ key }) => key === state.show)?.key ?? 'reached'
  return (
    <Card
      title="Groups"
      flush
      aside={
        <Tabs
          label="Figure"
          look="plain"
          tabs={shows}
          value={shown}
          onChange={(show) => setState({ show })}
        />
      }
    >
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-sm">
          <TableHead funnel={funnel} />
          <tbody>
            {funnel.groups.map((group) => (
              <GroupRow key={group.key ?? 'blank'} {...{ group, funnel, shown }} />
            ))}
          </tbody>
          <tfoot>
            <GroupRow group={funnel.total} funnel={funnel} shown={shown} all />
          </tfoot>
        </table>
      </div>
      {funnel.moreGroups && (
        <p className="px-5 py-3 text-xs text-ink-3">Smaller groups are left out; the total has them.</p>
      )}
    </Card>
  )
}

const headShape = 'px-3 py-2.5 text-xs font-medium text-ink-3'
const wideOnly = 'hidden md:table-cell'

function TableHead({ funnel }: { funnel: FunnelView }) {
  return (
    <thead>
      <tr className="border-b border-line">
        <th scope="col" className={`${headShape} pl-5 text-left capitalize`}>
          {funnel.group === 'none' ? 'Leads' : funnel.group}
        </th>
        <th scope="col" className={`${headShape} text-right`}>
          Entered
        </th>
        {funnel.stages.map((stage) => (
          <th key={stage.id} scope="col" className={`${headShape} text-right ${stage.won ? '' : wideOnly}`}>
            <span className="inline-flex items-center gap-1.5">
              <TeamMark team={stage.team} />
              {stage.name}
            </span>
          </th>
        ))}
        <th scope="col" className={`${headShape} text-right`}>
          Win rate
        </th>
        <th scope="col" className={`${headShape} ${wideOnly} pr-5 text-right`}>
          Median to win
        </th>
      </tr>
    </thead>
  )
}

type GroupRowProps = { group: FunnelGroup; funnel: FunnelView; shown: Shown; all?: boolean }

function GroupRow({ group, funnel, shown, all = false }: GroupRowProps) {
  const format = useFormat()
  const key = all ? undefined : group.key
  const cell = 'px-3 py-2 text-right num whitespace-nowrap'
  const median = group.figures['days-to-win-median'].value
  return (
    <tr className={all ? 'border-t border-line-strong font-medium' : 'border-b border-line hover:bg-sunken'}>
      <th scope="row" className="max-w-72 px-3 py-2 pl-5 text-left font-medium">
        <span className="flex items-center gap-2">
          <span className={`truncate ${group.label === null && !all ? 'text-ink-3 italic' : ''}`}>
            {all ? 'All' : labelOf(group, funnel, format)}
          </span>
          {group.censored && !all && <CensoredMark days={funnel.censorDays} />}
        </span>
      </th>
      <td className={cell}>
        <CellLink to={{ cell: 'entered', key }}>
          {format.number(group.figures['leads-entered'].value)}
        </CellLink>
      </td>
      {group.stages.map(({ stageId, figures }) => (
        <td key={stageId} className={`${cell} ${stageId === funnel.stages.at(-1)?.id ? '' : wideOnly}`}>
          <CellLink
            to={{
              cell: shown === 'median' || shown === 'p90' ? 'lag-measured' : 'reached',
              stage: stageId,
              key,
            }}
          >
            {shownFigure(figures, shown, format)}
          </CellLink>
        </td>
      ))}
      <td className={cell}>{format.percent(group.figures['lead-conversion'].value)}</td>
      <td className={`${cell} ${wideOnly} pr-5`}>{lag(median, format)}</td>
    </tr>
  )
}

function labelOf(group: FunnelGroup, funnel: FunnelView, format: Format): string {
  if (group.label === null) return 'blank'
  return funnel.group === 'month' ? format.month(group.key) : group.label
}

function shownFigure(figures: StageFigures, shown: Shown, format: Format): string {
  if (shown === 'reached') return format.number(figures['leads-reached'].value)
  if (shown === 'step') return orDash(figures['stage-conversion'].value, format.percent)
  if (shown === 'entry') return orDash(figures['conversion-from-entry'].value, format.percent)
  return lag(figures[shown === 'median' ? 'stage-lag-median' : 'stage-lag-p90'].value, format)
}

function lag(days: number | null, format: Format): string {
  return orDash(days, (value) => format.duration(value * daySeconds))
}

/** In a dense table a dash says "no data"; the card above says it in words. */
function orDash(value: number | null, write: (value: number) => string): string {
  return value === null ? '–' : write(value)
}
