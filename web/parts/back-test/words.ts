import type { BackTestSet, BackTestView } from '../../../contract/backtests.ts'

export const setWords: Readonly<Record<BackTestSet, string>> = {
  gained: 'Gained',
  lost: 'Lost',
  both: 'Kept',
  earlier: 'Earlier',
  same: 'At the same moment',
  later: 'Later',
  'moved-in': 'Moved in',
  'moved-out': 'Moved out',
}

export const setNotes: Readonly<Record<BackTestSet, string>> = {
  gained: 'They qualify by what is proposed, and never by what is in force.',
  lost: 'They qualify by what is in force, and never by what is proposed.',
  both: 'They qualify by both.',
  earlier: 'They qualify by both, and sooner by what is proposed.',
  same: 'They qualify by both, at the very same moment.',
  later: 'They qualify by both, and sooner by what is in force.',
  'moved-in': 'They qualify within the period by what is proposed, and before it by what is in force.',
  'moved-out': 'They qualify within the period by what is in force, and before it by what is proposed.',
}

/** Sets between which one goes to and fro: each of them answers one question. */
const families: readonly (readonly BackTestSet[])[] = [
  ['gained', 'lost', 'both'],
  ['earlier', 'same', 'later'],
  ['moved-in', 'moved-out'],
]

/** The sets that answer the same question as this one. */
export function besides(set: BackTestSet): readonly BackTestSet[] {
  return families.find((family) => family.includes(set)) ?? [set]
}

/** What the two standards are called in a chart and a table. */
export function sideNames({ comparedWith, version }: BackTestView) {
  return {
    inForce: comparedWith === null ? 'Nothing in force' : `In force (version ${comparedWith.number})`,
    proposed: `Proposed (version ${version.number})`,
  }
}

const steps = {
  waiting: 'Waits for its turn',
  reading: 'Reads what was known',
  replaying: 'Replays lead by lead',
  writing: 'Writes down what it found',
} as const satisfies Record<BackTestView['progress']['step'], string>

/** How far it is, or how it ended without a result. */
export function stateWords({ state, progress, failure }: BackTestView): string {
  if (state === 'running') return steps[progress.step]
  const words = {
    waiting: steps.waiting,
    cancelling: 'Stops at its next step',
    cancelled: 'This back-test was cancelled.',
    interrupted: 'This back-test has not been heard of for a while. Run another.',
    failed: `This back-test failed: ${failure ?? 'nobody knows why'}`,
    finished: 'Finished',
  } as const
  return words[state]
}
