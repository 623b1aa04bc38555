import type { Outcome } from '../../contract/pipeline.ts'

/** The tint of an outcome: won and lost are statuses, open is sales at work. */
export const outcomeTones = { open: 'sales', won: 'ok', lost: 'bad' } as const satisfies Record<
  Outcome,
  string
>
