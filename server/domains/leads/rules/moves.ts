import type { StageView } from '../../../../contract/leads.ts'

type StageOfMove = Pick<StageView, 'id' | 'name' | 'line' | 'position'>

export type MoveJudgement =
  | { readonly kind: 'forward' | 'backward' | 'exit' }
  | { readonly refused: string; readonly remedy: string }

/**
 * What kind of move this is. A lead never moves backward silently and never leaves the line without a reason:
 * both are refused when the reason is missing. From an exit back to the line counts as forward.
 */
export function judgeMove(from: StageOfMove, to: StageOfMove, reason: string | undefined): MoveJudgement {
  if (from.id === to.id) {
    return { refused: `The lead is at ${to.name} already.`, remedy: 'Choose another stage.' }
  }
  const kind = moveKind(from, to)
  if (kind !== 'forward' && reason === undefined) {
    const act = kind === 'exit' ? 'leave the funnel' : 'move backward'
    return { refused: `A lead does not ${act} without a reason.`, remedy: 'Say why in one sentence.' }
  }
  return { kind }
}

function moveKind(from: StageOfMove, to: StageOfMove): 'forward' | 'backward' | 'exit' {
  if (to.line === 'exit') return 'exit'
  if (from.line === 'exit') return 'forward'
  return to.position > from.position ? 'forward' : 'backward'
}
