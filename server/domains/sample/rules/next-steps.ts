import { chanceFrom } from './random.ts'

const seed = 20_260_119
const dayMs = 86_400_000
const withoutShare = 0.22
const daysAheadMax = 12

const steps = [
  'Send pricing',
  'Security review',
  'Reference call',
  'Workshop with dispatch',
  'Contract draft',
  'Call the controller',
  'Show the pilot figures',
] as const

export type NextStep = { readonly id: string; readonly nextStep: string; readonly nextStepOn: string }

/** What comes next for open records: most have a step within two weeks, some have none and say so on the board. */
export function nextStepsFor(ids: readonly string[], now: Date): NextStep[] {
  const chance = chanceFrom(seed)
  return ids.flatMap((id) => {
    const nextStep = chance.pick(steps)
    const on = new Date(now.getTime() + chance.whole(0, daysAheadMax) * dayMs).toISOString().slice(0, 10)
    return chance.happens(withoutShare) ? [] : [{ id, nextStep, nextStepOn: on }]
  })
}
