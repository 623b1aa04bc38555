import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { readBoard } from '../../../contract/pipeline.ts'
import type { DealRow, PipelineStageView, PipelineView } from '../../../contract/pipeline.ts'
import { ask } from '../../app/client.ts'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { BoardColumn } from './board-column.tsx'
import type { Followed } from './board-column.tsx'
import { LostReason } from '../../parts/lost-reason.tsx'
import { useMoveDeal } from '../../parts/deal-moves.ts'
import type { Move } from '../../parts/deal-moves.ts'
import { filtersOf } from './query.ts'

/**
 * The board: one column a stage. A card moves by drag, by its menu, or by Shift and the arrow keys; the arrows alone
 * go from card to card. Who moved a card by menu or key finds the focus on it where it went.
 */
export function Board({ pipeline }: { pipeline: PipelineView }) {
  const [state] = useUrlState()
  const input = { params: { id: pipeline.id }, query: filtersOf(state) }
  const board = useQuery({ ...ask(readBoard, input), placeholderData: (previous) => previous })
  const [losing, setLosing] = useState<{ deal: DealRow; to: PipelineStageView } | null>(null)
  const move = useMoveDeal()
  const cards = useMemo(() => board.data?.columns.flatMap((column) => column.cards) ?? [], [board.data])
  const followed = useRef<Followed | null>(null)
  const forget = useCallback(() => {
    followed.current = null
  }, [])
  const start = (moving: Move) => move.mutate(moving, { onError: forget })
  const act = (deal: DealRow, to: PipelineStageView) => {
    if (to.outcome === 'lost') setLosing({ deal, to })
    else start({ deal, to })
  }
  const actAndFollow = (deal: DealRow, to: PipelineStageView) => {
    followed.current = { dealId: deal.id, fromStageId: deal.stageId }
    act(deal, to)
  }
  useDrops({ cards, stages: pipeline.stages, onDrop: act })
  if (board.isError) return <ErrorState problem={board.error} onRetry={() => void board.refetch()} />
  if (board.isPending) return <SkeletonLines lines={8} />
  return (
    <>
      <div className="flex min-h-0 flex-1 snap-x scroll-px-4 gap-2 overflow-x-auto px-4 py-4 sm:snap-none lg:px-8">
        {board.data.columns.map((column) => (
          <BoardColumn
            key={column.stage.id}
            column={column}
            stages={pipeline.stages}
            followed={followed}
            onArrived={forget}
            onMove={actAndFollow}
          />
        ))}
      </div>
      <LostReason
        deal={losing?.deal ?? null}
        onClose={() => {
          forget()
          setLosing(null)
        }}
        onSay={(reason) => {
          if (losing) start({ ...losing, reason })
          setLosing(null)
        }}
      />
    </>
  )
}

type DropsInput = {
  cards: readonly DealRow[]
  stages: readonly PipelineStageView[]
  onDrop: (deal: DealRow, to: PipelineStageView) => void
}

function useDrops({ cards, stages, onDrop }: DropsInput) {
  useEffect(() =>
    monitorForElements({
      onDrop: ({ source, location }) => {
        const to = stages.find(({ id }) => id === location.current.dropTargets[0]?.data.stageId)
        const deal = cards.find(({ id }) => id === source.data.dealId)
        if (to && deal && deal.stageId !== to.id) onDrop(deal, to)
      },
    }),
  )
}
