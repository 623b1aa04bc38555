export const defaultStageKeys = ['first_touch', 'engaged', 'mql', 'sal', 'sql', 'opportunity', 'won'] as const
export type StageKey = (typeof defaultStageKeys)[number]

export type StageStep = {
  readonly to: StageKey
  /** Probability of the step for a lead of ordinary quality. */
  readonly odds: number
  /** How much quality bends it. */
  readonly qualityWeight: number
  readonly medianDays: number
  readonly spread: number
  readonly bySales: boolean
  /** Whether who does not pass is marked lost; earlier ones just stay where they are. */
  readonly losable: boolean
}

/** The steps of the funnel of the sample company. */
export const stageSteps: readonly StageStep[] = [
  {
    to: 'engaged',
    odds: 0.74,
    qualityWeight: 0.4,
    medianDays: 3,
    spread: 1.2,
    bySales: false,
    losable: false,
  },
  { to: 'mql', odds: 0.64, qualityWeight: 0.6, medianDays: 9, spread: 1, bySales: false, losable: false },
  { to: 'sal', odds: 0.74, qualityWeight: 0.9, medianDays: 0.7, spread: 1.1, bySales: true, losable: true },
  { to: 'sql', odds: 0.7, qualityWeight: 0.7, medianDays: 5, spread: 0.9, bySales: true, losable: true },
  {
    to: 'opportunity',
    odds: 0.84,
    qualityWeight: 0.5,
    medianDays: 6,
    spread: 0.8,
    bySales: true,
    losable: true,
  },
  { to: 'won', odds: 0.33, qualityWeight: 0.8, medianDays: 48, spread: 0.6, bySales: true, losable: true },
]
