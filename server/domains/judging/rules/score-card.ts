import type { ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { KnownTouch } from '../../criteria/index.ts'
import { awardTouch, dayKey, engagementAt, fitWorth } from './points.ts'
import type { Award, Decaying } from './points.ts'

/** A row of the ledger of engagement as it stands. */
export type GivenAward = Decaying & {
  readonly id: number
  readonly contactId: string
  readonly rule: string
  readonly touchId: number | null
  readonly reversesId: number | null
}

type Counting = {
  readonly groups: ScoringBody['groups']
  readonly weights: Int32Array
  readonly dayOf: (at: number) => number
}

/** Engagement of one person: what the ledger gives, what has to be added to it, and what has to be taken back. */
export type EngagementCard = {
  /** Every award that stands, those to be added included. */
  readonly awards: readonly Decaying[]
  readonly added: readonly Award[]
  /** Ids of awards whose touch is gone. */
  readonly taken: readonly number[]
  readonly millipointsAt: (at: number) => number
}

/**
 * Continues a person's ledger with the touches that it does not know. Awards that stand are never recomputed: what a
 * day's cap left to a touch when it became known stays as it was.
 */
export function engagementCard(
  touches: readonly KnownTouch[],
  given: readonly GivenAward[],
  counting: Counting,
): EngagementCard {
  const standing = withoutReversed(given)
  const present = new Set(touches.map(({ id }) => id))
  const gone = standing.filter(({ touchId }) => touchId !== null && !present.has(touchId))
  const kept = standing.filter((award) => !gone.includes(award))
  const known = new Set(standing.map(({ rule, touchId }) => `${rule} ${touchId}`))
  const earned = earnedBy(kept, counting.dayOf)
  const awarding = {
    earned,
    dayOf: counting.dayOf,
    given: (rule: string, touchId: number) => known.has(`${rule} ${touchId}`),
  }
  const added = touches.flatMap((touch) => awardTouch(touch, counting, awarding))
  const all = [...kept, ...added]
  return {
    awards: all,
    added,
    taken: gone.map(({ id }) => id),
    millipointsAt: (at) => engagementAt(all, at, counting),
  }
}

function withoutReversed(given: readonly GivenAward[]): GivenAward[] {
  const reversed = new Set(given.flatMap(({ reversesId }) => (reversesId === null ? [] : [reversesId])))
  return given.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id))
}

function earnedBy(awards: readonly GivenAward[], dayOf: (at: number) => number): Map<string, number> {
  const earned = new Map<string, number>()
  for (const { contactId, rule, points, occurredAt } of awards) {
    const key = dayKey(contactId, rule, dayOf(occurredAt))
    earned.set(key, (earned.get(key) ?? 0) + points)
  }
  return earned
}

/** A fit rule as it is judged for one person. */
export type FitRule = { readonly key: string; readonly points: number; readonly met: (at: number) => boolean }

/** A rule of fit that began or ceased to be met, for the ledger. */
export type FitFlip = { readonly rule: string; readonly points: number; readonly at: number }

/** Fit at an instant, in thousandths. */
export function fitAt(rules: readonly FitRule[], at: number): number {
  let points = 0
  for (const rule of rules) if (rule.met(at)) points += rule.points
  return fitWorth(points)
}

/** What the ledger of fit lacks: at each moment, each rule that began or ceased to be met since the one before. */
export function fitFlips(
  rules: readonly FitRule[],
  given: ReadonlyMap<string, number>,
  moments: readonly number[],
): FitFlip[] {
  const flips: FitFlip[] = []
  for (const rule of rules) {
    let points = given.get(rule.key) ?? 0
    for (const at of moments) {
      const should = rule.met(at) ? rule.points : 0
      if (should === points) continue
      flips.push({ rule: rule.key, points: should - points, at })
      points = should
    }
  }
  return flips.toSorted((one, other) => one.at - other.at)
}
