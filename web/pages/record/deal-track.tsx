import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { DealView, PipelineStageView, PipelineView } from '../../../contract/pipeline.ts'
import { useMoveDeal } from '../../parts/deal-moves.ts'
import { LostReason } from '../../parts/lost-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { Menu } from '../../ui/menu.tsx'
import { StageTrack } from '../../ui/meter.tsx'

type DealTrackProps = { deal: DealView; pipeline: PipelineView; movable: boolean }

/** Where a deal stands in its pipeline, and the act that moves it. */
export function DealTrack({ deal, pipeline, movable }: DealTrackProps) {
  const format = useFormat()
  const move = useMoveDeal()
  const [losing, setLosing] = useState<PipelineStageView | null>(null)
  const act = (to: PipelineStageView) => {
    if (to.outcome === 'lost') setLosing(to)
    else move.mutate({ deal, to })
  }
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div className="min-w-0 flex-1">
        <StageTrack label="Stages" stages={trackOf(deal, pipeline, format.shortDay)} />
      </div>
      {movable && (
        <Menu
          trigger={<Button icon={ArrowRightLeft}>Move</Button>}
          items={pipeline.stages.map((stage) => ({
            kind: 'choice',
            label: stage.name,
            chosen: stage.id === deal.stageId,
            onSelect: () => {
              if (stage.id !== deal.stageId) act(stage)
            },
          }))}
        />
      )}
      <LostReason
        deal={losing === null ? null : deal}
        onClose={() => setLosing(null)}
        onSay={(reason) => {
          if (losing) move.mutate({ deal, to: losing, reason })
          setLosing(null)
        }}
      />
    </div>
  )
}

function trackOf(deal: DealView, pipeline: PipelineView, day: (at: string) => string) {
  const current = pipeline.stages.find(({ id }) => id === deal.stageId)
  return pipeline.stages
    .filter((stage) => stage.outcome === 'open' || stage.id === deal.stageId || isGoal(stage, deal))
    .map((stage) => {
      const at = deal.stageChanges.findLast(({ toStageId }) => toStageId === stage.id)?.at
      const passed = at !== undefined || stage.position < (current?.position ?? 0)
      return {
        key: stage.id,
        label: stage.name,
        team: 'sales' as const,
        state: stateOf(stage.id === deal.stageId, passed),
        when: at === undefined ? undefined : day(at),
      }
    })
}

/** What an open deal is on its way to. */
function isGoal(stage: PipelineStageView, deal: DealView): boolean {
  return stage.outcome === 'won' && deal.outcome === 'open'
}

function stateOf(current: boolean, passed: boolean) {
  if (current) return 'current' as const
  return passed ? ('reached' as const) : ('ahead' as const)
}
