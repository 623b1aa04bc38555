import type { SampleAccount } from './customers.ts'
import { fitsProfile } from './profiles.ts'
import type { Chance } from './random.ts'
import type { StageKey } from './stage-steps.ts'
import type { StoryDates } from './story-dates.ts'

/** What a lead had done when it met the definition of an MQL that was in force then. */
export type Qualification = {
  /** Asked for a demonstration, or filled in another form. */
  readonly by: 'demo' | 'form'
  /** Did more than fill in the one form. */
  readonly keen: boolean
  readonly fits: boolean
  /** Which definition was in force: none that was signed, the first, or the one in force today. */
  readonly era: 'before' | 'first' | 'standing'
}

const demoShare = 0.38
const keenShare = 0.5

type Circumstances = {
  readonly account: SampleAccount | null
  readonly at: Date
  readonly dates: StoryDates
}

/** How a lead would meet the definition in force at a moment, whether or not it does. */
export function qualificationOf(chance: Chance, { account, at, dates }: Circumstances): Qualification {
  const signed = at < dates.replaced ? 'first' : 'standing'
  return {
    by: chance.happens(demoShare) ? 'demo' : 'form',
    keen: chance.happens(keenShare),
    fits: fitsProfile(account),
    era: at < dates.workshop ? 'before' : signed,
  }
}

/**
 * How much more or less likely a step is by how the lead qualified. Who fits no profile does not qualify under the
 * definition in force today; under the first one they did, and sales accepted few of them.
 */
export function qualifiedFactor(to: StageKey, { by, keen, fits, era }: Qualification): number {
  const interested = by === 'demo' || keen
  switch (to) {
    case 'mql':
      return era === 'standing' ? Number(fits) * qualifyingNow : 1
    case 'sal':
      return (fits ? acceptedFitting : acceptedUnfitting) * (interested ? 1.6 : 0.55)
    case 'sql':
    case 'opportunity':
      return fits ? pursuedFitting : 1
    case 'won':
      return interested ? 1.25 : 0.6
    default:
      return 1
  }
}

const qualifyingNow = 9
const acceptedFitting = 2
const acceptedUnfitting = 0.5
const pursuedFitting = 1.4
