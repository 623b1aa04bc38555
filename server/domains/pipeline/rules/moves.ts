import type { PipelineStageView } from '../../../../contract/pipeline.ts'

export type DealMoveJudgement =
  | { readonly kind: 'forward' | 'backward' | 'close' }
  | { readonly refused: string; readonly remedy: string }

/** What kind of move this is. A deal is not lost without a reason; reopening a closed deal is a backward move. */
export function judgeDealMove(
  from: PipelineStageView,
  to: PipelineStageView,
  reason: string | undefined,
): DealMoveJudgement {
  if (from.id === to.id) {
    return { refused: `The deal is at ${to.name} already.`, remedy: 'Choose another stage.' }
  }
  if (to.outcome === 'lost' && reason === undefined) {
    return { refused: 'A deal is not lost without a reason.', remedy: 'Say why it was lost.' }
  }
  if (to.outcome !== 'open') return { kind: 'close' }
  if (from.outcome !== 'open') return { kind: 'backward' }
  return { kind: to.position > from.position ? 'forward' : 'backward' }
}
