import type {
  AttributeSuspicion,
  LearningRunView,
  ModelFeature,
  Standing,
} from '../../../contract/learning-views.ts'
import type { ChipTone } from '../../ui/chip.tsx'

/** What the history says of an attribute, in a chip. */
export const standingChips: Readonly<Record<Standing, { tone: ChipTone; words: string }>> = {
  dated: { tone: 'ok', words: 'in time, by its history' },
  refused: { tone: 'bad', words: 'refused, by its history' },
  undated: { tone: 'plain', words: 'without dates' },
  empty: { tone: 'outline', words: 'empty' },
  constant: { tone: 'outline', words: 'the same for all' },
  too_varied: { tone: 'outline', words: 'hardly repeats' },
  not_learned: { tone: 'outline', words: 'not learned from' },
}

/** Three heaps: what waits for a word, what its history has judged, and what has nothing to teach. */
export const heaps = [
  {
    key: 'asked',
    title: 'Only a person can say',
    note: 'Nothing says when these were written. The most suspicious stand first; suspicion is no proof.',
    holds: ({ standing }: AttributeSuspicion) => standing === 'undated',
  },
  {
    key: 'judged',
    title: 'Judged by their own history',
    note: 'Write times show whether these were there in time. What came late is refused, whatever anybody says.',
    holds: ({ standing }: AttributeSuspicion) => standing === 'dated' || standing === 'refused',
  },
] as const

/** Whether an attribute has nothing to teach. */
export function hasNothing(attribute: AttributeSuspicion): boolean {
  return !heaps.some(({ holds }) => holds(attribute))
}

export const becauseWords: Readonly<Record<ModelFeature['because'], string>> = {
  dated: 'dated by its history',
  marked: 'marked as known on arrival',
  counted: 'counted from dated touches',
}

/** What a run is doing, or how it ended, in a sentence. */
export function runWords(run: LearningRunView): string {
  const what = run.kind === 'survey' ? 'Looking at the past' : `Training ${run.name ?? ''}`
  const words: Readonly<Record<LearningRunView['state'], string>> = {
    waiting: `${what}: waiting for its turn.`,
    working: run.step === 'reading' ? `${what}: reading leads.` : `${what}: computing.`,
    cancelling: `${what}: stopping at the next step.`,
    interrupted: `${what} was interrupted. Ask for it again.`,
    cancelled: `${what} was stopped.`,
    failed: `${what} ended without a result. ${run.failure ?? ''}`,
    finished: `${what} is done.`,
  }
  return words[run.state]
}

/** Whether a run goes on by itself. */
export function isUnderWay(run: LearningRunView | null): boolean {
  return run !== null && ['waiting', 'working', 'cancelling'].includes(run.state)
}
