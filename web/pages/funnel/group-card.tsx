import type { FunnelGroup, FunnelView } from '../../../contract/funnel.ts'
import { Card } from '../../ui/card.tsx'
import { Figure } from '../../ui/figure.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { GroupTable } from '../../ui/group-table.tsx'
import type { GroupColumn, GroupRow } from '../../ui/group-table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { CellLink, CensoredMark } from './headlines.tsx'
import { groupNouns } from './query.ts'

const shows = [
  { key: 'reached', label: 'Leads' },
  { key: 'step', label: 'Conversion' },
  { key: 'entry', label: 'From entry' },
  { key: 'median', label: 'Median lag' },
  { key: 'p90', label: 'p90 lag' },
] as const
type Shown = (typeof shows)[number]['key']

/** One row a group, one column a stage; the tabs choose which figure the columns show. */
export function GroupCard({ funnel }: { funnel: FunnelView }) {
  const [state, setState] = useUrlState()
  const format = useFormat()
  const shown = shows.find(({ key }) => key === state.show)?.key ?? 'reached'
  const row = (group: FunnelGroup, all = false) => rowOf(group, { funnel, shown, format, all })
  return (
    <Card
      title={titleOf(funnel, format)}
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
      <GroupTable
        label={groupNouns[funnel.group].one}
        columns={columnsOf(funnel)}
        rows={funnel.group === 'none' ? [] : funnel.groups.map((group) => row(group))}
        total={row(funnel.total, true)}
      />
      {funnel.moreGroups && (
        <p className="px-5 py-3 text-xs text-ink-3">Smaller groups are left out; the total has them.</p>
      )}
    </Card>
  )
}

/** How many groups there are; leads without a value are counted as the blank that they are, not as a group. */
function titleOf({ group, groups, moreGroups }: FunnelView, format: Format) {
  if (group === 'none') return 'All together'
  const { one, many } = groupNouns[group]
  const named = groups.filter(({ key }) => key !== null).length
  const count = `${moreGroups ? 'More than ' : ''}${format.number(named)}`
  return `${count} ${named === 1 ? one : many}`
}

function columnsOf({ stages }: FunnelView): GroupColumn[] {
  return [
    { key: 'entered', label: 'Entered' },
    ...stages.map((stage) => ({
      key: String(stage.id),
      wide: !stage.won,
      label: (
        <span className="inline-flex items-center gap-1.5">
          <TeamMark team={stage.team} />
          {stage.name}
        </span>
      ),
    })),
    { key: 'rate', label: 'Win rate' },
    { key: 'days', label: 'Median to win', wide: true },
  ]
}

type Telling = { funnel: FunnelView; shown: Shown; format: Format; all: boolean }

function rowOf(group: FunnelGroup, { funnel, shown, format, all }: Telling): GroupRow {
  const key = all ? undefined : group.key
  const { figures } = group
  return {
    key: group.key ?? 'blank',
    name: all ? 'All' : nameOf(group, funnel, format),
    blank: group.label === null && !all,
    mark: group.censored && !all && <CensoredMark days={funnel.censorDays} />,
    cells: [
      <CellLink key="entered" to={{ cell: 'entered', key }}>
        <Figure value={figures['leads-entered'].value} unit="count" />
      </CellLink>,
      ...group.stages.map((stage) => <StageCell key={stage.stageId} stage={stage} of={key} shown={shown} />),
      <Figure key="rate" value={figures['lead-conversion'].value} unit="percent" />,
      <Figure key="days" value={figures['days-to-win-median'].value} unit="days" blank="–" />,
    ],
  }
}

function nameOf(group: FunnelGroup, funnel: FunnelView, format: Format): string {
  if (group.label === null) return 'blank'
  return funnel.group === 'month' ? format.month(group.key) : group.label
}

type StageCellProps = { stage: FunnelGroup['stages'][number]; of: string | null | undefined; shown: Shown }

const shownFigures = {
  reached: { id: 'leads-reached', unit: 'count', cell: 'reached' },
  step: { id: 'stage-conversion', unit: 'percent', cell: 'reached' },
  entry: { id: 'conversion-from-entry', unit: 'percent', cell: 'reached' },
  median: { id: 'stage-lag-median', unit: 'days', cell: 'lag-measured' },
  p90: { id: 'stage-lag-p90', unit: 'days', cell: 'lag-measured' },
} as const

function StageCell({ stage, of, shown }: StageCellProps) {
  const { id, unit, cell } = shownFigures[shown]
  return (
    <CellLink to={{ cell, stage: stage.stageId, key: of }}>
      <Figure value={stage.figures[id].value} unit={unit} blank="–" />
    </CellLink>
  )
}
