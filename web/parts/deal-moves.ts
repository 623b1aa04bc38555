import { useMutation, useQueryClient } from '@tanstack/react-query'
import { listDeals, moveDeal, readBoard, readDeal, undoDealMove } from '../../contract/pipeline.ts'
import type { DealRow, PipelineStageView } from '../../contract/pipeline.ts'
import { call } from '../app/client.ts'
import { showProblem, showToast } from '../ui/toast.tsx'

export type Move = { readonly deal: DealRow; readonly to: PipelineStageView; readonly reason?: string }

/** Moves a deal and offers to undo it. Somebody else's move in the meantime is refused and the board refreshed. */
export function useMoveDeal() {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(
      [readBoard, listDeals, readDeal].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
    )
  const undo = useMutation({
    mutationFn: ({ id, changeId }: { id: string; changeId: number }) =>
      call(undoDealMove, { params: { id, changeId } }),
    onError: showProblem,
    onSettled: refresh,
  })
  return useMutation({
    mutationFn: ({ deal, to, reason }: Move) =>
      call(moveDeal, {
        params: { id: deal.id },
        body: { stageId: to.id, fromStageId: deal.stageId, reason },
      }),
    onSuccess: (moved, { to }) => {
      const changeId = moved.stageChanges.at(-1)?.id
      const back = changeId === undefined ? undefined : () => undo.mutate({ id: moved.id, changeId })
      showToast(`“${moved.name}” moved to ${to.name}`, { undo: back })
    },
    onError: showProblem,
    onSettled: refresh,
  })
}
