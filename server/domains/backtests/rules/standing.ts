import type { BackTestState } from '../../../../contract/backtests.ts'

/** A run that has not been heard of for so long has lost its worker. */
const silenceMsMax = 180_000

/** The dated columns by which a back-test is told apart. */
export type Dated = {
  readonly step: string
  readonly heard_at: Date
  readonly cancel_asked_at: Date | null
  readonly ended_at: Date | null
  readonly failure: string | null
  readonly result: unknown
}

/** Where a back-test stands. One that waits for its turn may wait for long. */
export function stateOf(row: Dated, now: Date): BackTestState {
  if (row.ended_at !== null) {
    if (row.result !== null) return 'finished'
    return row.failure === null ? 'cancelled' : 'failed'
  }
  const isWaiting = row.step === 'waiting'
  if (!isWaiting && now.getTime() - row.heard_at.getTime() > silenceMsMax) return 'interrupted'
  if (row.cancel_asked_at !== null) return 'cancelling'
  return isWaiting ? 'waiting' : 'running'
}
