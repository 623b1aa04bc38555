import { useNavigate } from '@tanstack/react-router'
import type { FunnelView } from '../../../contract/funnel.ts'
import { Card } from '../../ui/card.tsx'
import type { ChartTable } from '../../ui/charts/chart-frame.tsx'
import { FunnelBars } from '../../ui/charts/funnel-bars.tsx'
import { Figure } from '../../ui/figure.tsx'
import { useFormat } from '../../ui/format.ts'
import { useUrlState } from '../../ui/url-state.ts'
import { CellLink } from './headlines.tsx'
import { leadsSearch } from './query.ts'

/** The stages as bars with conversion between them and the lag beneath. */
export function StepsCard({ funnel }: { funnel: FunnelView }) {
  const format = useFormat()
  const [state] = useUrlState()
  const navigate = useNavigate()
  const steps = funnel.stages.map((stage, place) => {
    const figures = funnel.total.stages.find(({ stageId }) => stageId === stage.id)?.figures
    const median = figures?.['stage-lag-median'].value ?? null
    return {
      key: String(stage.id),
      label: stage.name,
      value: figures?.['leads-reached'].value ?? 0,
      tone: stage.team === 'sales' ? ('sales' as const) : ('marketing' as const),
      conversion: place === 0 ? undefined : orNothing(figures?.['stage-conversion'].value, format.percent),
      note: median === null ? undefined : `median ${format.days(median)}`,
    }
  })
  return (
    <Card title="Stage by stage" note="Bars use a square-root scale so that small steps stay readable.">
      <FunnelBars
        label="Leads that reached each stage"
        steps={steps}
        format={format.number}
        scale="root"
        table={stageTable(funnel)}
        onSelect={(step) =>
          void navigate({
            to: '/funnel/leads',
            search: leadsSearch(state, { cell: 'reached', stage: Number(step.key) }),
          })
        }
      />
    </Card>
  )
}

/** Every figure of every stage, as exactly as anybody wants it. */
function stageTable({ stages, total }: FunnelView): ChartTable {
  return {
    caption: 'Stages of the funnel',
    head: ['Stage', 'Reached', 'From the stage before', 'From entry', 'Median lag', 'Mean lag', 'p90 lag'],
    rows: total.stages.map(({ stageId, figures }) => ({
      name: stages.find(({ id }) => id === stageId)?.name ?? String(stageId),
      cells: [
        <CellLink key="reached" to={{ cell: 'reached', stage: stageId }}>
          <Figure value={figures['leads-reached'].value} unit="count" />
        </CellLink>,
        <Figure key="step" value={figures['stage-conversion'].value} unit="percent" blank="–" />,
        <Figure key="entry" value={figures['conversion-from-entry'].value} unit="percent" blank="–" />,
        <Figure key="median" value={figures['stage-lag-median'].value} unit="days" blank="–" />,
        <Figure key="mean" value={figures['stage-lag-mean'].value} unit="days" blank="–" />,
        <Figure key="p90" value={figures['stage-lag-p90'].value} unit="days" blank="–" />,
      ],
    })),
  }
}

function orNothing(value: number | null | undefined, write: (value: number) => string): string | undefined {
  return value == null ? undefined : write(value)
}
