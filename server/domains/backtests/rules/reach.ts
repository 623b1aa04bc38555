import { conditionsOf } from '../../../../contract/criteria.ts'
import type { Condition, Criteria } from '../../../../contract/criteria.ts'

/** What a judgement goes by, as text: the criteria of a stage, the profiles, and the rules of fit. */
export type Texts = {
  readonly entry: Criteria
  readonly profiles: ReadonlyMap<string, Criteria>
  readonly fit: readonly Criteria[]
}

/** Every condition that the criteria of a stage lead to: their own, and those of profiles and rules of fit they ask for. */
export function conditionsReached({ entry, profiles, fit }: Texts): Condition[] {
  const reached: Condition[] = []
  const seen = new Set<string>()
  const waiting = conditionsOf(entry)
  const once = (key: string, criteria: Criteria | undefined) => {
    if (criteria === undefined || seen.has(key)) return
    seen.add(key)
    waiting.push(...conditionsOf(criteria))
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    reached.push(next)
    if (next.kind === 'score' && next.score === 'fit')
      for (const [at, each] of fit.entries()) once(`fit ${at}`, each)
    if (next.kind === 'profile') {
      const ids = next.profile === 'any' ? profiles.keys() : [next.profile]
      for (const id of ids) once(id, profiles.get(id))
    }
  }
  return reached
}

/** Whether the criteria of a stage ask, directly or through profiles and rules of fit, for a profile or for scores. */
export function asksFor(texts: Texts, what: { readonly profile: string } | 'scores'): boolean {
  return conditionsReached(texts).some((condition) => {
    if (what === 'scores') return condition.kind === 'score'
    return condition.kind === 'profile' && [what.profile, 'any'].includes(condition.profile)
  })
}
