import { useNavigate } from '@tanstack/react-router'
import type { FunnelView } from '../../../contract/funnel.ts'
import { Card } from '../../ui/card.tsx'
import { FunnelBars } from '../../ui/charts/funnel-bars.tsx'
import { useFormat } from '../../ui/format.ts'
import { useUrlState } from '../../ui/url-state.ts'
import { leadsSearch } from './query.ts'

const daySeconds = 86_400

/** The stages as bars with conversion between them and the lag beneath. */
export function StepsCard({ funnel }: { funnel: FunnelView }) {
  const format = useFormat()
  const [state] = useUrlState()
  const navigate = useNavigate()
  const days = (value: number | null) => format.duration(value === null ? null : value * daySeconds)
  const steps = funnel.stages.map((stage, place) => {
    const figures = funnel.total.stages.find(({ stageId }) => stageId === stage.id)?.figures
    const median = figures?.['stage-lag-median'].value ?? null
    return {
      key: String(stage.id),
      label: stage.name,
      value: figures?.['leads-reached'].value ?? 0,
      tone: stage.team === 'sales' ? ('sales' as const) : ('marketing' as const),
      conversion: place === 0 ? undefined : orNothing(figures?.['stage-conversion'].value, format.percent),
      note: median === null ? undefined : `median ${days(median)}`,
    }
  })
  const table = {
    caption: 'Stages of the funnel',
    head: ['Stage', 'Reached', 'From the step before', 'From entry', 'Median lag', 'p90 lag'],
    rows: funnel.total.stages.map(({ stageId, figures }) => ({
      name: funnel.stages.find(({ id }) => id === stageId)?.name ?? String(stageId),
      cells: [
        format.number(figures['leads-reached'].value),
        format.percent(figures['stage-conversion'].value),
        format.percent(figures['conversion-from-entry'].value),
        days(figures['stage-lag-median'].value),
        days(figures['stage-lag-p90'].value),
      ],
    })),
  }
  return (
    <Card title="Stage by stage" note="Bars use a square-root scale so that small steps stay readable.">
      <FunnelBars
        label="Leads that reached each stage"
        steps={steps}
        format={format.number}
        scale="root"
        table={table}
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

function orNothing(value: number | null | undefined, write: (value: number) => string): string | undefined {
  return value == null ? undefined : write(value)
}
