import type { EngagementRule, ScoringBody } from '../../../../contract/agreement-bodies.ts'
import type { TouchKind } from '../../../../contract/touches.ts'
import type { KnownTouch } from '../../criteria/index.ts'
import { dayMs, earns, millipointsPerPoint, weightPerMillipoint } from './points.ts'

/** What engagement is counted by: the rules, the weights of their decay, and the days of the workspace. */
export type Counting = {
  readonly groups: ScoringBody['groups']
  readonly weights: Int32Array
  readonly dayOf: (at: number) => number
}

const rulesMax = 512
const daysMax = 2 ** 21

/**
 * Engagement of one person at any instant, worked out from their touches alone, in the order in which these became
 * known: what `engagementCard` says of an empty ledger. Awards are made when an instant first asks for them, and each
 * question is a sum over a few numbers, because a replay of a year asks tens of millions of times.
 */
export function engagementOver(
  touches: readonly KnownTouch[],
  { groups, weights, dayOf }: Counting,
): (at: number) => number {
  const awards = new Awards(groups, dayOf)
  const sums: number[] = []
  let next = 0
  return (at) => {
    for (let touch = touches[next]; touch !== undefined && touch.knownAt <= at; touch = touches[++next])
      awards.add(touch)
    awards.sumAt(at, weights, sums)
    let total = 0
    for (let group = 0; group < groups.length; group++)
      total += Math.min((groups[group]?.cap ?? 0) * millipointsPerPoint, sums[group] ?? 0)
    return Math.max(0, total)
  }
}

/** The awards of one person, in columns. */
class Awards {
  readonly #groups: number
  readonly #rules: RulesOfKinds
  readonly #dayOf: (at: number) => number
  readonly #earned = new Map<number, number>()
  readonly #records: string[] = []
  readonly #group: number[] = []
  readonly #points: number[] = []
  readonly #occurredAt: number[] = []
  readonly #knownAt: number[] = []

  constructor(groups: ScoringBody['groups'], dayOf: (at: number) => number) {
    this.#groups = groups.length
    this.#rules = rulesOfKinds(groups)
    this.#dayOf = dayOf
  }

  add(touch: KnownTouch): void {
    for (const { rule, group, index } of this.#rules.get(touch.kind) ?? []) {
      if (!earns(rule, touch)) continue
      const points = this.#underDayCap(rule, index, touch)
      if (points === 0) continue
      this.#group.push(group)
      this.#points.push(points)
      this.#occurredAt.push(touch.occurredAt)
      this.#knownAt.push(touch.knownAt)
    }
  }

  /** The sum of each group, without its cap. */
  sumAt(at: number, weights: Int32Array, sums: number[]): void {
    for (let group = 0; group < this.#groups; group++) sums[group] = 0
    for (let index = 0; index < this.#points.length; index++) {
      const occurredAt = this.#occurredAt[index] ?? 0
      if (occurredAt > at || (this.#knownAt[index] ?? 0) > at) continue
      const weight = weights[Math.floor((at - occurredAt) / dayMs)] ?? 0
      const group = this.#group[index] ?? 0
      sums[group] =
        (sums[group] ?? 0) + Math.trunc(((this.#points[index] ?? 0) * weight) / weightPerMillipoint)
    }
  }

  #underDayCap({ perDayMax, points }: EngagementRule, rule: number, touch: KnownTouch): number {
    if (perDayMax === null || points <= 0) return points
    const key =
      (this.#recordOf(touch) * daysMax + this.#dayOf(touch.occurredAt) + daysMax / 2) * rulesMax + rule
    const before = this.#earned.get(key) ?? 0
    const left = Math.min(points, Math.max(0, perDayMax - before))
    this.#earned.set(key, before + left)
    return left
  }

  /** Days are capped for each record by itself, so that a merge changes no award. */
  #recordOf({ contactId }: KnownTouch): number {
    const known = this.#records.indexOf(contactId)
    return known === -1 ? this.#records.push(contactId) - 1 : known
  }
}

type RuleOfGroup = { readonly rule: EngagementRule; readonly group: number; readonly index: number }
type RulesOfKinds = ReadonlyMap<TouchKind, readonly RuleOfGroup[]>

const known = new WeakMap<ScoringBody['groups'], RulesOfKinds>()

/** The rules that may give something for a touch of each kind, in their order. */
function rulesOfKinds(groups: ScoringBody['groups']): RulesOfKinds {
  const before = known.get(groups)
  if (before !== undefined) return before
  const all = groups
    .flatMap(({ rules }, group) => rules.map((rule) => ({ rule, group })))
    .map((each, index) => ({ ...each, index }))
  const kinds = new Set(all.flatMap(({ rule }) => rule.kinds))
  const made = new Map([...kinds].map((kind) => [kind, all.filter(({ rule }) => rule.kinds.includes(kind))]))
  known.set(groups, made)
  return made
}
