import type { EngagementRule, ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { KnownTouch } from '../../criteria/index.ts'

/**
 * The arithmetic of engagement. It is whole numbers throughout, so that a ledger summed in SQL, a lead judged alone
 * and a year replayed agree to the last point: an award of `points` is worth, `age` whole days after its touch,
 * `points × weight(age)` in thousandths, where weight(age) = 2^(−age ÷ half-life), rounded to millionths.
 */

export const dayMs = 86_400_000
export const millipointsPerPoint = 1000
const weightUnit = 1_000_000
export const weightPerMillipoint = weightUnit / millipointsPerPoint
const fitMax = 100

/** What one touch earned under one rule. `points` is what is left of the rule's points under the cap of the day. */
export type Award = {
  readonly group: string
  readonly rule: string
  readonly contactId: string
  readonly touchId: number
  readonly points: number
  readonly pointsBeforeCap: number
  readonly occurredAt: number
  readonly knownAt: number
}

/** What decay needs of an award. */
export type Decaying = Pick<Award, 'group' | 'points' | 'occurredAt' | 'knownAt'>

/**
 * Weights in millionths by age in whole days, until they round to zero for the largest award there can be. The same
 * array goes to SQL as a parameter: nobody computes a power twice.
 */
export function decayWeights(halfLifeDays: number, pointsMax: number): Int32Array {
  const horizonDays = Math.ceil(
    halfLifeDays * Math.log2(Math.max(2, Math.abs(pointsMax) * millipointsPerPoint * 2)),
  )
  return Int32Array.from({ length: horizonDays + 1 }, (_, age) =>
    Math.round(weightUnit * 2 ** (-age / halfLifeDays)),
  )
}

/** The largest award that a scoring can make, for the horizon of its decay. */
export function largestAward({ groups }: Pick<ScoringBody, 'groups'>): number {
  return Math.max(1, ...groups.flatMap(({ rules }) => rules.map(({ points }) => Math.abs(points))))
}

/** Thousandths of a point that an award is worth at an instant; nothing before its touch was known or occurred. */
export function worth(award: Omit<Decaying, 'group'>, at: number, weights: Int32Array): number {
  if (award.knownAt > at || award.occurredAt > at) return 0
  const weight = weights[Math.floor((at - award.occurredAt) / dayMs)] ?? 0
  return Math.trunc((award.points * weight) / weightPerMillipoint)
}

/** Engagement at an instant, in thousandths: each group up to its cap, their sum never below zero. */
export function engagementAt(
  awards: readonly Decaying[],
  at: number,
  { groups, weights }: { groups: ScoringBody['groups']; weights: Int32Array },
): number {
  const sums = new Map<string, number>()
  for (const award of awards) {
    sums.set(award.group, (sums.get(award.group) ?? 0) + worth(award, at, weights))
  }
  const total = groups.reduce(
    (sum, { key, cap }) => sum + Math.min(cap * millipointsPerPoint, sums.get(key) ?? 0),
    0,
  )
  return Math.max(0, total)
}

/** Fit in thousandths from the points of the rules that are met. */
export function fitOf(pointsMet: Iterable<number>): number {
  let sum = 0
  for (const points of pointsMet) sum += points
  return fitWorth(sum)
}

/** Fit in thousandths from the sum of the points of the rules that are met. */
export function fitWorth(points: number): number {
  return Math.min(fitMax, Math.max(0, points)) * millipointsPerPoint
}

/** How many points to show: whole ones that are reached, so that 40 is shown exactly when 40 are there. */
export function wholePoints(millipoints: number): number {
  return Math.floor(millipoints / millipointsPerPoint)
}

/** Whether a touch earns under a rule. Touches of machines earn nothing under any. */
export function earns(rule: EngagementRule, touch: KnownTouch): boolean {
  return (
    !touch.machine &&
    rule.kinds.includes(touch.kind) &&
    (rule.channels.length === 0 || (touch.channelId !== null && rule.channels.includes(touch.channelId))) &&
    (rule.campaigns.length === 0 || (touch.campaignId !== null && rule.campaigns.includes(touch.campaignId)))
  )
}

/** What awarding continues from. */
export type Awarding = {
  /** Points by record, rule and day; grows with each award. */
  readonly earned: Map<string, number>
  readonly dayOf: (at: number) => number
  /** Whether the rule has given its award for the touch already. */
  readonly given?: (rule: string, touchId: number) => boolean
}

/**
 * Makes awards in the order in which touches become known. `earned` remembers, for a person, what each rule has
 * given on each day; hand over the same map again to continue where a ledger ended.
 */
export function awardTouch(
  touch: KnownTouch,
  scoring: Pick<ScoringBody, 'groups'>,
  { earned, dayOf, given }: Awarding,
): Award[] {
  const awards: Award[] = []
  for (const group of scoring.groups) {
    for (const rule of group.rules) {
      if (!earns(rule, touch) || given?.(rule.key, touch.id) === true) continue
      const key = dayKey(touch.contactId, rule.key, dayOf(touch.occurredAt))
      const points = underDayCap(rule, key, earned)
      awards.push({
        group: group.key,
        rule: rule.key,
        contactId: touch.contactId,
        touchId: touch.id,
        points,
        pointsBeforeCap: rule.points,
        occurredAt: touch.occurredAt,
        knownAt: touch.knownAt,
      })
    }
  }
  return awards
}

/** Where a rule's earnings of a day are remembered: of each record by itself, so that a merge changes no award. */
export function dayKey(contactId: string, rule: string, day: number): string {
  return `${contactId} ${rule} ${day}`
}

/** What is left for this touch of the rule's points of the day; a penalty is never capped. */
function underDayCap(rule: EngagementRule, key: string, earned: Map<string, number>): number {
  if (rule.perDayMax === null || rule.points <= 0) return rule.points
  const before = earned.get(key) ?? 0
  const points = Math.min(rule.points, Math.max(0, rule.perDayMax - before))
  earned.set(key, before + points)
  return points
}
